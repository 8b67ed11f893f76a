// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Market

// Targets, affiliates, experiments, risk, objective, settings and programmes.
extension FieldReader {
    /// Far above any honest count or return, far below what would hurt a solve.
    private static let largest = 1e12

    mutating func targets(_ top: FieldSection) -> Targets {
        var targets = Targets()
        let keys = ["roi"] + Targets.costKeys.map(\.key) + Targets.quotaKeys.map(\.key) + ["new_customer_share"]
        guard let section = section(top, "targets", keys: keys) else { return targets }
        targets.roi = number(section, "roi", in: 0...10_000, unit: "yuan per yuan")
        targets.newCustomerShare = share(section, "new_customer_share")
        for entry in section.entries {
            if let outcome = Targets.costKeys.first(where: { $0.key == entry.key })?.outcome,
                let most = money(section, entry.key)
            {
                targets.costs.append(.init(outcome: outcome, most: most))
            }
            if let outcome = Targets.quotaKeys.first(where: { $0.key == entry.key })?.outcome {
                let least =
                    outcome.isMoney
                    ? money(section, entry.key)?.map(\.yuan) : number(section, entry.key, in: 0...Self.largest)
                if let least { targets.quotas.append(.init(outcome: outcome, least: least)) }
            }
        }
        return targets
    }

    mutating func experiments(_ top: FieldSection) -> [ExperimentResult] {
        (list(top, "experiments", limit: 1000) ?? []).enumerated().compactMap { index, tree in
            experiment(tree, field: "experiments[\(index + 1)]")
        }
    }

    private mutating func experiment(_ tree: TextTree, field: String) -> ExperimentResult? {
        let keys = [
            "channel", "goods", "audience", "begin", "end", "outcome", "effect", "standard_error", "spend_change",
        ]
        guard let section = section(tree, field: field, line: tree.line, keys: keys) else { return nil }
        for key in ["channel", "begin", "end", "outcome", "effect", "standard_error"] { require(section, key) }
        let channel = name(section, "channel")
        let goods = name(section, "goods")
        let audience = name(section, "audience")
        let begin = day(section, "begin")
        let end = day(section, "end")
        let outcome = outcome(section, "outcome")
        let effect = number(section, "effect", in: -Self.largest...Self.largest)
        let error = number(section, "standard_error", in: 1e-9...Self.largest)
        let change = money(section, "spend_change", signed: true)
        guard let channel, let begin, let end, let outcome, let effect, let error, period(begin, end) != nil else {
            return nil
        }
        let line = channel.map {
            LineKey(
                channel: Channel(rawValue: $0), goods: goods.map { GoodsID(rawValue: $0.value) } ?? .all,
                audience: audience.map { Audience(rawValue: $0.value) } ?? .all)
        }
        var result = ExperimentResult(
            line: line, begin: begin, end: end, effect: effect, standardError: error, outcome: outcome)
        result.spendChange = change
        return result
    }

    private mutating func outcome(_ section: FieldSection, _ key: String) -> Cited<Outcome>? {
        guard let name = name(section, key) else { return nil }
        let known: [Outcome] = Outcome.canonical + [.visits, .settledGMV, "leads", "members"]
        let accepted = known.map(\.rawValue)
        guard accepted.contains(name.value) else {
            report(
                .badWord(
                    place(name.origin?.line, section.prefix + key), found: Self.shown(name.value),
                    nearest: nearestName(to: name.value, in: accepted), accepted: accepted))
            return nil
        }
        return name.map { Outcome(rawValue: $0) }
    }

    /// `true`, or a map with `factor` and `days`.
    mutating func overspend(_ top: FieldSection) -> Cited<Overspend>? {
        guard let entry = top.entry("overspend"), !entry.value.isNull else { return nil }
        if entry.value.text != nil {
            guard let flag = flag(top, "overspend") else { return nil }
            return flag.value ? flag.map { _ in Overspend() } : nil
        }
        guard let section = section(top, "overspend", keys: ["factor", "days"]) else { return nil }
        let factor = number(section, "factor", in: 1...10)
        let days = count(section, "days", in: 1...60, unit: "days")
        return Cited(
            Overspend(factor: factor?.value ?? Overspend().factor, days: days?.value ?? Overspend().days),
            from: origin(entry.line, "overspend"))
    }

    /// `mean`, `{mean: true}` or `{cvar: 0.9}`.
    mutating func risk(_ top: FieldSection) -> Cited<RiskAttitude>? {
        guard let entry = top.entry("risk") else { return nil }
        if entry.value.text == "mean" { return Cited(.mean, from: origin(entry.line, "risk")) }
        guard let section = section(entry.value, field: "risk", line: entry.line, keys: ["cvar", "mean"]) else { return nil }
        exclude(section, "cvar", "mean")
        if let level = share(section, "cvar", in: 0.01...0.999) { return level.map { .cvar(level: $0) } }
        if let mean = section.entry("mean"), mean.value.isNull || flag(section, "mean")?.value == true {
            return Cited(.mean, from: origin(mean.line, "risk.mean"))
        }
        if section.entries.isEmpty { report(.emptyValue(place(entry.line, "risk"))) }
        return nil
    }

    /// `{profit: true}` or `{min_marginal_return: x}`.
    mutating func objective(_ top: FieldSection) -> Cited<ObjectiveOverride>? {
        guard let section = section(top, "objective", keys: ["profit", "min_marginal_return"]) else { return nil }
        exclude(section, "profit", "min_marginal_return")
        if let least = number(section, "min_marginal_return", in: 0...10_000, unit: "yuan per yuan") {
            return least.map { .minMarginalReturn($0) }
        }
        guard let profit = flag(section, "profit"), profit.value else { return nil }
        return profit.map { _ in .profit }
    }

    /// Settings of the scenario. `terms` is nil when no catalogue is given, and holds nil when the scenario is not known: then
    /// that has been reported, and nothing can be said about its settings.
    mutating func settings(_ top: FieldSection, terms: [SettingTerm]??) -> [SettingValue] {
        guard let entry = top.entry("settings"), !entry.value.isNull else { return [] }
        guard let terms else {
            let keys = (entry.value.map ?? []).map(\.key)
            guard let section = section(top, "settings", keys: keys) else { return [] }
            return keys.compactMap { key in
                number(section, key, in: -Self.largest...Self.largest).map { SettingValue(name: key, value: $0) }
            }
        }
        guard let terms, let section = section(top, "settings", keys: terms.map(\.name)) else { return [] }
        return terms.compactMap { term in
            rewording {
                $0.setting(section, term)
            } range: {
                .settingOutOfRange($0, found: $1, term)
            }.map { SettingValue(name: term.name, value: $0) }
        }
    }

    private mutating func setting(_ section: FieldSection, _ term: SettingTerm) -> Cited<Double>? {
        switch term.unit {
        case .share: return share(section, term.name, in: term.bounds)
        case .number: return number(section, term.name, in: term.bounds)
        case .days, .count:
            guard let value = number(section, term.name, in: term.bounds, unit: term.unit.rawValue) else { return nil }
            guard value.value == value.value.rounded() else {
                report(.badCount(place(value.origin?.line, section.prefix + term.name), found: "\(value.value)"))
                return nil
            }
            return value
        case .yuan:
            guard let money = money(section, term.name, signed: term.bounds.lowerBound < 0) else { return nil }
            guard term.bounds.contains(money.value.yuan) else {
                report(
                    .outOfRange(
                        place(money.origin?.line, section.prefix + term.name), found: money.value.decimalYuan,
                        lower: term.bounds.lowerBound, upper: term.bounds.upperBound, unit: "yuan"))
                return nil
            }
            return money.map(\.yuan)
        }
    }

    /// Names, or maps with a `name` whose other keys are kept as they are.
    mutating func programmes(_ top: FieldSection) -> [ProgrammeEntry] {
        var entries: [ProgrammeEntry] = []
        var lines: [String: Int] = [:]
        for (index, tree) in (list(top, "programmes", limit: 200) ?? []).enumerated() {
            let field = "programmes[\(index + 1)]"
            let name: Cited<String>?
            if let map = tree.map {
                let section = FieldSection(prefix: field + ".", line: tree.line, entries: map)
                require(section, "name")
                name = self.name(section, "name")
            } else {
                name = self.name(tree, field: field)
            }
            guard let name else { continue }
            if let first = lines[name.value] {
                report(.repeatedName(place(name.origin?.line, field), name: name.value, firstLine: first))
            }
            lines[name.value] = name.origin?.line
            entries.append(ProgrammeEntry(name: name, terms: tree.map == nil ? nil : tree))
        }
        return entries
    }
}
