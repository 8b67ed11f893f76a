// SPDX-License-Identifier: GPL-3.0-or-later
import Market
import Records

/// The only place where a fit touches the history: turns a campaign's records and shop rows into arrays.
struct HistoryView {
    var history: CampaignHistory
    var asOf: Day?
    var lines: [LineSeries]
    var shop: ShopSeries
    var days: [Day]
    var stages: [String]
    var prices: [GoodsID: Double] = [:]
    var categories: [GoodsID: String] = [:]
    var visibleConversions: [Double]

    init(_ full: CampaignHistory, asOf: Day?, goods: [Goods], options: FitOptions) {
        history = asOf.map { full.hiding(after: $0) } ?? full
        self.asOf = asOf ?? history.coveredUntil
        lines = history.allSeries()
        shop = history.shopSeries()
        days = history.days
        stages = shop.eventStages.count == days.count ? shop.eventStages : Array(repeating: "", count: days.count)
        for item in history.goods + goods {
            if let price = item.price, price > .zero { prices[item.id] = price.yuan }
            if !item.category.isEmpty { categories[item.id] = item.category }
        }
        visibleConversions = Array(repeating: 1, count: days.count)
        guard history.cadence == .daily, let last = days.last else { return }
        // A report is downloaded the next morning.
        let download = last.advanced(by: 1)
        let table: MaturityTable
        if let given = options.maturity {
            table = given
        } else if !options.priorVersions.isEmpty {
            table = .estimated(
                from: options.priorVersions, current: history.records, asOf: self.asOf ?? download, outcome: .orders)
        } else {
            table = Self.newestDaysFall(lines) ? .default : .immediate
        }
        for (index, day) in days.enumerated() { visibleConversions[index] = table.share(age: download.number - day.number) }
    }

    /// Whether conversions per yuan really are lower on the newest three days than in the three weeks before by half of what the
    /// default table expects; a history that was downloaded long afterwards is complete and must not be corrected.
    private static func newestDaysFall(_ lines: [LineSeries]) -> Bool {
        guard let count = lines.first?.days.count, count >= 14 else { return false }
        func perYuan(_ periods: Range<Int>) -> Double {
            var outcome = 0.0
            var spend = 0.0
            for line in lines {
                guard let series = line.outcomes[.orders] ?? line.outcomes[.gmv] else { continue }
                for period in periods where series.known[period] {
                    outcome += series.values[period]
                    spend += line.spend[period]
                }
            }
            return spend > 0 ? outcome / spend : 0
        }
        let before = perYuan(max(0, count - 24)..<(count - 3))
        return before > 0 && perYuan((count - 3)..<count) < 0.9 * before
    }

    /// Whether an outcome's newest values are still growing.
    static func matures(_ outcome: Outcome) -> Bool { ![.clicks, .impressions, .visits].contains(outcome) }

    /// Whether an outcome is a sale: something that reports credit to a click and that might have come without it.
    static func converts(_ outcome: Outcome) -> Bool { matures(outcome) && outcome != .carts }

    func visible(_ outcome: Outcome) -> [Double] {
        Self.matures(outcome) ? visibleConversions : Array(repeating: 1, count: days.count)
    }

    /// A line's series of one outcome for fitting.
    func fitSeries(_ line: LineSeries, outcome: Outcome) -> FitSeries {
        let values = line.outcome(outcome)
        return FitSeries(
            days: days, spend: line.spend, outcome: values.values, known: values.known, visible: visible(outcome),
            multiplier: Array(repeating: 1, count: days.count), stages: stages)
    }

    /// True when the records say what lines brought; false when only the shop's totals do.
    var hasLineOutcomes: Bool {
        lines.contains { line in
            [Outcome.orders, .gmv, .newCustomers, .carts].contains { (line.outcomes[$0]?.total ?? 0) > 0 }
        } || (shop.outcomes.isEmpty && lines.contains { !$0.outcomes.isEmpty })
    }

    /// What the shop sold that no ad claims, by period: the best sign of demand that the data hold. Nil where it is not known.
    var unclaimed: [Double]? {
        guard
            let outcome = [Outcome.orders, .gmv].first(where: { outcome in
                shop.outcome(outcome).knownCount >= 28 && lines.contains { $0.outcomes[outcome] != nil }
            })
        else { return nil }
        let total = shop.outcome(outcome)
        var rest = days.indices.map { total.known[$0] ? total.values[$0] : .nan }
        for line in lines {
            guard let own = line.outcomes[outcome] else { continue }
            for period in days.indices where own.known[period] { rest[period] -= own.values[period] }
        }
        return rest
    }

    /// The shop's controls by name, then period; unknown values are NaN.
    func controls(_ options: FitOptions) -> [[Double]] {
        shop.controls.keys.sorted().filter { options.controls?.contains($0) ?? true }.compactMap { name in
            shop.controls[name].map { control in zip(control.values, control.known).map { $1 ? $0 : .nan } }
        }
    }

    /// Outcomes known of lines, in canonical order.
    var lineOutcomes: [Outcome] { Outcome.canonical.filter { outcome in lines.contains { $0.outcomes[outcome] != nil } } }

    /// The outcome that the curves give.
    ///
    /// Orders, when the median line has at least five a period: nearest to what is wanted and not rare. Otherwise clicks when there are
    /// at least 200 in all (below, a line says nothing), then orders from 30 on, then GMV, then whatever is known.
    func primary() -> Outcome? {
        let known = lineOutcomes
        func total(_ outcome: Outcome) -> Double { lines.reduce(0) { $0 + ($1.outcomes[outcome]?.total ?? 0) } }
        let typical = median(
            lines.compactMap { line -> Double? in
                guard let orders = line.outcomes[.orders], orders.knownCount > 0 else { return nil }
                return orders.total / Double(orders.knownCount)
            })
        if known.contains(.orders), typical >= 5 { return .orders }
        if known.contains(.clicks), total(.clicks) >= 200 { return .clicks }
        if known.contains(.orders), total(.orders) >= 30 { return .orders }
        return [Outcome.gmv, .clicks, .orders, .newCustomers, .carts, .impressions].first { known.contains($0) }
    }

    /// The sale that curves of clicks are turned into; nil where too few were seen to say how clicks convert.
    func converted() -> Outcome? {
        [Outcome.orders, .gmv].first { outcome in
            lines.reduce(0) { sum, line in
                guard let values = line.outcomes[outcome] else { return sum }
                return sum + (outcome.isMoney ? Double(values.values.count { $0 > 0 }) : values.total)
            } >= 10
        }
    }
}
