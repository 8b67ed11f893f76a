// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Market

// Periods, stages and the rules per channel, goods and audience.
extension FieldReader {
    static let boundKeys = ["daily_min", "daily_max", "total_min", "total_max", "share_min", "share_max"]
    static let formKeys = ["aim", "bidding", "pacing", "attribution_days"]

    /// A period that begins before it ends and is not too long; else it is reported.
    mutating func period(_ begin: Cited<Day>, _ end: Cited<Day>) -> ClosedRange<Day>? {
        let place = place(end.origin?.line, end.origin?.field ?? "end")
        guard begin.value <= end.value else {
            report(.endsBeforeBegin(place, end: end.value, begin: begin.value))
            return nil
        }
        let days = end.value.number - begin.value.number + 1
        guard days <= Brief.longestPeriod else {
            report(.periodTooLong(place, days: days, limit: Brief.longestPeriod))
            return nil
        }
        return begin.value...end.value
    }

    /// Stages in the order of their days, inside of the period and apart from one another.
    mutating func stages(_ top: FieldSection, period: ClosedRange<Day>?) -> [Stage] {
        var stages: [Stage] = []
        for (index, tree) in (list(top, "stages", limit: Brief.longestPeriod) ?? []).enumerated() {
            if let stage = stage(tree, field: "stages[\(index + 1)]", period: period) { stages.append(stage) }
        }
        var seen: [String: Int?] = [:]
        for stage in stages {
            if let first = seen[stage.name.value] {
                report(
                    .repeatedName(place(stage.name.origin?.line, "stages"), name: stage.name.value, firstLine: first))
            } else {
                seen[stage.name.value] = .some(stage.name.origin?.line)
            }
        }
        let sorted = stages.enumerated().sorted { ($0.element.begin.value, $0.offset) < ($1.element.begin.value, $1.offset) }
            .map(\.element)
        for (earlier, later) in zip(sorted, sorted.dropFirst()) where later.begin.value <= earlier.end.value {
            report(
                .stagesOverlap(
                    place(later.begin.origin?.line, later.begin.origin?.field ?? "stages"), stage: later.name.value,
                    other: earlier.name.value, day: later.begin.value, otherLine: earlier.end.origin?.line))
        }
        return sorted
    }

    private mutating func stage(_ tree: TextTree, field: String, period: ClosedRange<Day>?) -> Stage? {
        let keys = [
            "name", "begin", "end", "budget", "share", "min", "max", "daily_min", "daily_max", "share_min", "share_max",
        ]
        guard let section = section(tree, field: field, line: tree.line, keys: keys) else { return nil }
        for key in ["name", "begin", "end"] { require(section, key) }
        let name = name(section, "name")
        let begin = day(section, "begin")
        let end = day(section, "end")
        let budget = money(section, "budget")
        let share = share(section, "share")
        let bounds = bounds(section, totalMin: "min", totalMax: "max")
        exclude(section, "budget", "share")
        if let begin, let end, self.period(begin, end) != nil, let period {
            for day in [begin, end] where !period.contains(day.value) {
                report(
                    .outsideOfPeriod(
                        place(day.origin?.line, day.origin?.field ?? field), day: day.value, begin: period.lowerBound,
                        end: period.upperBound))
            }
        }
        guard let name, let begin, let end, begin.value <= end.value else { return nil }
        var stage = Stage(name: name, begin: begin, end: end)
        stage.budget = budget
        stage.share = share
        stage.bounds = bounds
        return stage
    }

    mutating func channels(_ top: FieldSection) -> [ChannelRule] {
        let keys = Self.boundKeys + ["min_if_used", "package", "exclude", "kind", "change_limit"] + Self.formKeys
        return named(top, "channels").compactMap { entry in
            let field = "channels.\(entry.key)"
            guard let section = section(entry.value, field: field, line: entry.line, keys: keys) else { return nil }
            var rule = ChannelRule(channel: Cited(Channel(rawValue: entry.key), from: origin(entry.line, field)))
            rule.bounds = bounds(section)
            rule.minIfUsed = money(section, "min_if_used")
            rule.package = money(section, "package")
            rule.exclude = flag(section, "exclude")
            rule.kind = word(section, "kind")
            rule.changeLimit = changeLimit(section)
            rule.form = form(section)
            checkOrder(rule.minIfUsed, rule.bounds.dailyMax)
            exclude(section, "package", "min_if_used")
            return rule
        }
    }

    /// What new customers of single channels are worth.
    mutating func customerValues(_ section: FieldSection) -> [ChannelCustomerValue] {
        let prefix = section.prefix + "by_channel."
        return named(section, "by_channel").compactMap { entry in
            let one = FieldSection(prefix: prefix, line: entry.line, entries: [entry])
            guard let value = money(one, entry.key) else { return nil }
            let channel = Channel(rawValue: entry.key)
            return ChannelCustomerValue(channel: Cited(channel, from: origin(entry.line, prefix + entry.key)), value: value)
        }
    }

    mutating func goodsRules(_ top: FieldSection) -> [GoodsRule] {
        named(top, "goods_rules").compactMap { entry in
            let field = "goods_rules.\(entry.key)"
            guard
                let section = section(
                    entry.value, field: field, line: entry.line, keys: Self.boundKeys + ["exclude", "rates_percent"])
            else { return nil }
            var rule = GoodsRule(goods: Cited(GoodsID(rawValue: entry.key), from: origin(entry.line, field)))
            rule.bounds = bounds(section)
            rule.exclude = flag(section, "exclude")
            rule.rates = percents(section, "rates_percent", limit: 200)
            return rule
        }
    }

    mutating func audiences(_ top: FieldSection) -> [AudienceRule] {
        named(top, "audiences").compactMap { entry in
            let field = "audiences.\(entry.key)"
            guard let section = section(entry.value, field: field, line: entry.line, keys: Self.boundKeys + ["exclude"])
            else { return nil }
            var rule = AudienceRule(audience: Cited(Audience(rawValue: entry.key), from: origin(entry.line, field)))
            rule.bounds = bounds(section)
            rule.exclude = flag(section, "exclude")
            return rule
        }
    }

    /// The goods to promote, each once; nil for all.
    mutating func goodsSelect(_ top: FieldSection) -> Cited<[Cited<GoodsID>]>? {
        guard let entry = top.entry("goods_select"), let values = list(top, "goods_select") else { return nil }
        guard !values.isEmpty else {
            report(.emptyList(place(entry.line, top.prefix + "goods_select")))
            return nil
        }
        let goods = names(top, "goods_select").map { $0.map { GoodsID(rawValue: $0) } }
        return Cited(goods, from: origin(entry.line, top.prefix + "goods_select"))
    }

    /// The bounds in a section, each minimum checked against its maximum.
    private mutating func bounds(
        _ section: FieldSection, totalMin: String = "total_min", totalMax: String = "total_max"
    ) -> SpendBounds {
        var bounds = SpendBounds()
        bounds.dailyMin = money(section, "daily_min")
        bounds.dailyMax = money(section, "daily_max")
        bounds.totalMin = money(section, totalMin)
        bounds.totalMax = money(section, totalMax)
        bounds.shareMin = share(section, "share_min")
        bounds.shareMax = share(section, "share_max")
        checkOrder(bounds.dailyMin, bounds.dailyMax)
        checkOrder(bounds.totalMin, bounds.totalMax)
        checkOrder(bounds.shareMin, bounds.shareMax)
        return bounds
    }

    /// What the platform's form asks.
    mutating func form(_ section: FieldSection) -> FormAnswers {
        var form = FormAnswers()
        form.aim = word(section, "aim")
        form.bidding = word(section, "bidding")
        form.pacing = word(section, "pacing")
        if let days = count(section, "attribution_days", in: 1...30, unit: "days") {
            let accepted = [1, 3, 7, 15, 30]
            if accepted.contains(days.value) {
                form.attributionDays = days
            } else {
                report(
                    .badWord(
                        place(days.origin?.line, section.prefix + "attribution_days"), found: "\(days.value)", nearest: nil,
                        accepted: accepted.map(String.init)))
            }
        }
        return form
    }

    /// A share above zero: with a limit of zero a plan that starts at nothing could never spend.
    mutating func changeLimit(_ section: FieldSection) -> Cited<Double>? { share(section, "change_limit", in: 0.001...1) }

    /// Reports a minimum above its maximum, at the minimum.
    mutating func checkOrder(_ min: Cited<Money>?, _ max: Cited<Money>?) {
        checkOrder(min, max) { $0.decimalYuan }
    }

    mutating func checkOrder(_ min: Cited<Double>?, _ max: Cited<Double>?) { checkOrder(min, max) { "\($0)" } }

    mutating func checkOrder(_ min: Cited<Int>?, _ max: Cited<Int>?) { checkOrder(min, max) { "\($0)" } }

    private mutating func checkOrder<Value: Comparable>(
        _ min: Cited<Value>?, _ max: Cited<Value>?, shown: (Value) -> String
    ) {
        guard let min, let max, min.value > max.value else { return }
        let otherKey = max.origin?.field.split(separator: ".").last.map(String.init) ?? ""
        report(
            .minimumAboveMaximum(
                place(min.origin?.line, min.origin?.field ?? ""), found: shown(min.value), otherKey: otherKey,
                limit: shown(max.value), otherLine: max.origin?.line))
    }

    /// Reports two keys that are both there though only one may be, at the later one.
    mutating func exclude(_ section: FieldSection, _ a: String, _ b: String) {
        guard let first = section.entry(a), let second = section.entry(b) else { return }
        let (earlier, later) = (first.line, first.column) <= (second.line, second.column) ? (first, second) : (second, first)
        report(
            .excludeEachOther(
                place(later.line, section.prefix + later.key), key: later.key, otherKey: earlier.key,
                otherLine: earlier.line))
    }
}
