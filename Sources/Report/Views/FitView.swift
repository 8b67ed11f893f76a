// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Market
public import Response

/// What a line's curve says at the mean spend seen: the figures by which a reader judges it.
struct LineFigures {
    /// Primary outcome per period at the mean spend, with the 5th and 95th percentile of the draws.
    let response: (mean: Double, low: Double?, high: Double?)
    /// Primary outcome of the next yuan there.
    let marginal: Double

    /// Figures at steady spend of `spend` yuan a period, when effect has built up: effective spend is spend / (1 − θ).
    init(_ line: FittedLine, at spend: Double) {
        func value(_ curve: ResponseCurve, _ carryOver: Double) -> Double {
            curve.curve.value(at: spend / max(1 - carryOver, 1e-9))
        }
        let draws = line.draws.map { value($0.curve, $0.carryOver) }.filter(\.isFinite).sorted()
        let enough = draws.count >= 20
        response = (
            value(line.curve, line.carryOver), enough ? Quantile.of(sorted: draws, 0.05) : nil,
            enough ? Quantile.of(sorted: draws, 0.95) : nil
        )
        let effective = spend / max(1 - line.carryOver, 1e-9)
        marginal = line.curve.curve.slope(at: effective) / max(1 - line.carryOver, 1e-9)
    }

    /// The curve and its interval at equal steps of steady spend, from nothing to `most`.
    static func drawn(_ line: FittedLine, upTo most: Double) -> (points: [LineChart.Point], band: [LineChart.BandPoint]) {
        let steps = 40
        var points: [LineChart.Point] = []
        var band: [LineChart.BandPoint] = []
        for step in 0...steps {
            let spend = most * Double(step) / Double(steps)
            let figures = LineFigures(line, at: spend)
            points.append(LineChart.Point(spend, figures.response.mean))
            if let low = figures.response.low, let high = figures.response.high {
                band.append(LineChart.BandPoint(spend, low, high))
            }
        }
        return (points, band)
    }
}

/// What was fitted, and how far it can be trusted: one row a line.
public enum FitView {
    /// The view's lines.
    public static func lines(_ response: FittedResponse, _ settings: ViewSettings = ViewSettings()) -> [String] {
        let say = settings.catalogue
        var head = [settings.style(title(response, say), .bold)]
        for primary in primaries(response) {
            let lines = response.lines.filter { $0.primary == primary }
            head += settings.heading(say.text("label.response-of", ["outcome": .text(say.name(of: primary))]))
            head += table(lines, primary, response.cadence, say).lines(width: settings.width, style: settings.style)
        }
        if !response.affiliates.isEmpty {
            head += settings.heading(say.text("label.affiliates"))
            head += affiliates(response.affiliates, say).lines(width: settings.width, style: settings.style)
        }
        if let heldOut = response.heldOut { head += settings.item(say.text("label.held-out-says", Self.told(heldOut))) }
        return head + warnings(response, settings)
    }

    static func told(_ heldOut: HeldOutError) -> [String: MessageArgument] {
        [
            "periods": .count(heldOut.periods), "error": .share(heldOut.relativeError),
            "explained": .text(NumberText.number(heldOut.rSquared)),
        ]
    }

    static func title(_ response: FittedResponse, _ say: MessageCatalogue) -> String {
        let count = MessageArgument.count(response.lines.count)
        guard let asOf = response.asOf else { return say.text("label.fit-without-history", ["lines": count]) }
        return say.text("label.fit", ["lines": count, "day": .day(asOf)])
    }

    private static func primaries(_ response: FittedResponse) -> [Outcome] {
        PlanFigures.ordered(Set(response.lines.map(\.primary)), first: [])
    }

    private static func table(
        _ lines: [FittedLine], _ primary: Outcome, _ cadence: Cadence, _ say: MessageCatalogue
    ) -> TextTable {
        let hasGoods = lines.contains { $0.line.goods != .all }
        let hasAudience = lines.contains { $0.line.audience != .all }
        // What the next money brings is told in sales where they are known.
        let told: Outcome = lines.contains { $0.rate(of: .gmv) != nil } ? .gmv : primary
        var columns = [TextTable.Column(say.text("label.channel"), minimum: 10, maximum: 24)]
        if hasGoods { columns.append(.init(say.text("label.goods"), maximum: 24)) }
        if hasAudience { columns.append(.init(say.text("label.audience"), maximum: 20)) }
        columns += [
            .init(say.text(spendKey(cadence)), .right), .init(say.text("label.largest-spend"), .right),
            .init(say.text("label.brings-at-mean"), .right), .init(say.text("label.range-90"), .right),
            .init(say.text(told == .gmv ? "label.next-100-yuan-sales" : "label.next-100-yuan"), .right),
            .init(say.text("label.carry-over"), .right),
        ]
        let tested = lines.contains { $0.heldOut != nil }
        if tested { columns.append(.init(say.text("label.held-out-error"), .right)) }
        columns.append(.init(say.text("label.evidence"), minimum: 15))
        var table = TextTable(columns)
        for line in lines {
            var cells = [line.line.channel.rawValue]
            if hasGoods { cells.append(line.line.goods.rawValue) }
            if hasAudience { cells.append(line.line.audience.rawValue) }
            cells += figures(line, told: told, say)
            cells.append(NumberText.share(line.carryOver))
            if tested { cells.append(line.heldOut.map { NumberText.share($0.relativeError) } ?? NumberText.none) }
            cells.append(say.name(ofEvidence: line.evidence.rawValue))
            table.add(cells, line.evidence == .fitted || line.evidence == .given ? .plain : .dim)
        }
        return table
    }

    /// Mean and largest spend, what the mean brings with its range, and what the next money brings, in words.
    static func figures(_ line: FittedLine, told: Outcome, _ say: MessageCatalogue) -> [String] {
        guard let seen = line.seen, seen.mean > 0 else { return [String](repeating: NumberText.none, count: 5) }
        let figures = LineFigures(line, at: seen.mean)
        var range = NumberText.none
        if let low = figures.response.low, let high = figures.response.high {
            range = say.text(
                "label.from-to",
                ["low": .text(say.amount(low, of: line.primary)), "high": .text(say.amount(high, of: line.primary))])
        }
        return [
            say.money(yuan: seen.mean), say.money(yuan: seen.largest), say.amount(figures.response.mean, of: line.primary),
            range,
            line.rate(of: told).map { say.amount(100 * figures.marginal * $0, of: told) } ?? NumberText.none,
        ]
    }

    static func spendKey(_ cadence: Cadence) -> String {
        switch cadence {
        case .daily: "label.mean-spend-day"
        case .weekly: "label.mean-spend-week"
        case .monthly: "label.mean-spend-month"
        }
    }

    /// Sales at the rates seen, lowest and highest, and at the middle.
    private static func affiliates(_ affiliates: [FittedAffiliate], _ say: MessageCatalogue) -> TextTable {
        var table = TextTable([
            .init(say.text("label.goods"), maximum: 32), .init(say.text("label.rates-seen"), .right),
            .init(say.text("label.sales-at-rates"), .right), .init(say.text("label.settled-share"), .right),
            .init(say.text("label.incremental"), .right), .init(say.text("label.evidence")),
        ])
        for affiliate in affiliates {
            var rates = NumberText.none
            var sales = NumberText.none
            if let seen = affiliate.seenRates {
                func ends(_ write: (Double) -> String) -> String {
                    say.text("label.from-to", ["low": .text(write(seen.lowerBound)), "high": .text(write(seen.upperBound))])
                }
                rates = ends { NumberText.share($0 / 100) }
                sales = ends { say.money(yuan: affiliate.curve.curve.value(at: $0)) }
            }
            table.add([
                affiliate.goods.rawValue, rates, sales, NumberText.share(affiliate.settledShare),
                affiliate.incremental.map { NumberText.share($0.mean) } ?? NumberText.none,
                say.name(ofEvidence: affiliate.evidence.rawValue),
            ])
        }
        return table
    }

    /// Warnings of the whole, of lines, of affiliates; the same kind of warning on many lines is said a few times and then counted.
    private static func warnings(_ response: FittedResponse, _ settings: ViewSettings) -> [String] {
        let texts = warningTexts(response, settings.catalogue)
        guard !texts.isEmpty else { return [] }
        return settings.heading(settings.catalogue.text("label.warnings")) + texts.flatMap { settings.item($0) }
    }

    static func warningTexts(_ response: FittedResponse, _ say: MessageCatalogue) -> [String] {
        var byKey: [String: [Notice]] = [:]
        var order: [String] = []
        for notice in response.warnings + response.lines.flatMap(\.warnings) + response.affiliates.flatMap(\.warnings) {
            if byKey[notice.key] == nil { order.append(notice.key) }
            byKey[notice.key, default: []].append(notice)
        }
        var texts: [String] = []
        for key in order {
            let notices = byKey[key] ?? []
            let shown = notices.count <= 4 ? notices[...] : notices.prefix(3)
            for notice in shown {
                let text = say.text(for: notice)
                if !texts.contains(text) { texts.append(text) }
            }
            let rest = notices.count - shown.count
            if rest > 0 { texts.append(say.text("label.more-like-this", ["count": .count(rest)])) }
        }
        return texts
    }
}
