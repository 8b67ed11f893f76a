// SPDX-License-Identifier: GPL-3.0-or-later
public import Market
public import Planning
import Records
public import Response

/// What the platform's form asks beside the money: the merchant's answers, per channel.
public struct DeliveryForm: Sendable, Hashable {
    /// `buy`, `visit` or `cart`.
    public var aim: String
    /// `volume`, `cost` or `roi`.
    public var bidding: String
    /// `quick` or `smooth`.
    public var pacing: String
    public var attributionDays: Int

    public init(aim: String = "buy", bidding: String = "volume", pacing: String = "smooth", attributionDays: Int = 15) {
        self.aim = aim
        self.bidding = bidding
        self.pacing = pacing
        self.attributionDays = attributionDays
    }
}

/// A plan as the platform's form takes it: one row a platform plan and cycle.
///
/// A platform plan is one delivery line; it runs in cycles of at most 30 days. The rows' budgets add up to the plan's media money to the
/// fen. Suggested bid and target cost are marginal: what one more click or deal costs at the planned spend. A bid above it would buy
/// what brings less than the money brings elsewhere.
public struct DeliverySheet: Sendable, Hashable {
    public struct Row: Sendable, Hashable {
        public var line: LineKey
        public var title: String
        /// From 1.
        public var cycle: Int
        public var begin: Day
        public var end: Day
        public var budget: Money
        /// The most that a day may cost.
        public var dailyCap: Money
        public var form: DeliveryForm
        /// Yuan for one more click at the planned spend; nil where the history knows no clicks.
        public var bid: Double?
        /// Yuan for one more of what the aim counts; nil where the history does not know it.
        public var targetCost: Double?
        public var targetOutcome: Outcome
        /// Sales per yuan that the plan expects of this line; nil where they are not known.
        public var roi: Double?
    }

    public let rows: [Row]
    /// Longest cycle of the platform, in days.
    public static let longestCycle = 30

    /// - Parameters:
    ///   - form: the merchant's answers for a channel.
    ///   - goods: for titles.
    public init(_ plan: Plan, response: FittedResponse, goods: [Goods], form: (Channel) -> DeliveryForm) {
        let titles = Dictionary(goods.map { ($0.id, $0.title) }, uniquingKeysWith: { first, _ in first })
        let fitted = Dictionary(response.lines.map { ($0.line, $0) }, uniquingKeysWith: { first, _ in first })
        let horizon = plan.delivery.horizon
        let cycles = Self.cycles(horizon)
        var spends: [LineKey: [Money]] = [:]
        for entry in plan.delivery.entries {
            guard let period = horizon.period(of: entry.day) else { continue }
            spends[entry.line, default: [Money](repeating: .zero, count: horizon.count)][period] += entry.spend
        }
        var rows: [Row] = []
        for (line, spend) in spends.sorted(by: { $0.key < $1.key }) {
            let total = spend.total()
            guard total > .zero else { continue }
            let answers = form(line.channel)
            let outcome: Outcome = answers.aim == "cart" ? .carts : answers.aim == "visit" ? .clicks : .orders
            let used = spend.count { $0 > .zero }
            let at = fitted[line].map { LineFigures($0, at: total.yuan / Double(max(1, used))) }
            func cost(of outcome: Outcome) -> Double? {
                guard let at, let rate = fitted[line]?.rate(of: outcome), at.marginal * rate > 0 else { return nil }
                return 1 / (at.marginal * rate)
            }
            let result = plan.lines.first { $0.line == line }
            for (number, periods) in cycles.enumerated() {
                let part = spend[periods]
                let budget = part.total()
                guard budget > .zero, let most = part.max() else { continue }
                rows.append(
                    Row(
                        line: line, title: titles[line.goods] ?? "", cycle: number + 1,
                        begin: horizon.begin.advanced(by: periods.lowerBound * horizon.cadence.days),
                        end: horizon.begin.advanced(by: periods.upperBound * horizon.cadence.days - 1), budget: budget,
                        dailyCap: Self.perDay(most, horizon.cadence), form: answers, bid: cost(of: .clicks),
                        targetCost: cost(of: outcome), targetOutcome: outcome,
                        roi: result?.outcomes[.gmv].map { $0 / total.yuan }))
            }
        }
        self.rows = rows.sorted { ($0.line, $0.cycle) < ($1.line, $1.cycle) }
    }

    /// The periods of each cycle: as few cycles as the longest allows, as even as periods allow.
    static func cycles(_ horizon: Horizon) -> [Range<Int>] {
        guard horizon.count > 0 else { return [] }
        let most = max(1, longestCycle / horizon.cadence.days)
        let count = (horizon.count + most - 1) / most
        return (0..<count).map { horizon.count * $0 / count..<horizon.count * ($0 + 1) / count }
    }

    /// A period's money by day, rounded up so that the cap never stops what is planned.
    private static func perDay(_ money: Money, _ cadence: Cadence) -> Money {
        let days = Int64(cadence.days)
        return Money(fen: (money.fen + days - 1) / days)
    }

    /// The sheet as CSV; with a byte order mark for spreadsheets.
    public func csv(byteOrderMark: Bool = false) -> [UInt8] {
        var csv = CSVWriter(header: Self.columns, byteOrderMark: byteOrderMark)
        for row in rows {
            csv.text("\(row.line.channel)-\(row.line.goods)-\(row.line.audience)-\(row.cycle)")
            csv.line(row.line)
            csv.text(row.title)
            csv.number(Double(row.cycle))
            csv.day(row.begin)
            csv.day(row.end)
            csv.money(row.budget)
            csv.money(row.dailyCap)
            csv.text(row.form.bidding)
            csv.money(row.bid.flatMap(Money.init(yuan:)))
            csv.text(row.targetOutcome.rawValue)
            csv.money(row.targetCost.flatMap(Money.init(yuan:)))
            csv.number(row.roi.map { ($0 * 100).rounded() / 100 })
            csv.text(row.form.aim)
            csv.text(row.form.pacing)
            csv.number(Double(row.form.attributionDays))
            csv.endRow()
        }
        return csv.bytes
    }

    /// The header of the sheet.
    public static let columns = [
        "plan_name", "channel", "goods", "audience", "goods_title", "cycle", "begin", "end", "budget_yuan", "daily_cap_yuan",
        "bid_mode", "suggested_bid_yuan", "target", "target_cost_yuan", "target_roi", "aim", "pacing", "attribution_days",
    ]
}
