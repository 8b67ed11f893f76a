// SPDX-License-Identifier: GPL-3.0-or-later
public import Market

/// How a merchant without an optimizer delivers: the policies that histories were recorded under, and baselines.
///
/// The total of a day is the daily budget, higher in events, with the unsteadiness that real accounts show; the habit decides how it
/// is spread. Weekly, lines are now and then paused or raised by hand.
public struct RecordedMerchant: DeliveryPolicy {
    /// How the budget is spread.
    public var habit: MerchantHabit
    /// Lines in use.
    public var lines: [LineKey]
    /// Mean budget of one day.
    public var dailyBudget: Money
    /// Share of last week's split that is kept when it is decided anew.
    public var inertia: Double
    /// Spread of the day's total and of hand-made changes to lines; 0 for a steady baseline that spends the same every day.
    public var unsteadiness: Double
    /// Factor on the budget on event days, by stage: seeding, presale, burst, encore.
    public var eventFactors: [Double]
    private let seed: UInt64
    private let calendar: CalendarParameters
    private let commission: Double
    private let goods: [GoodsID]
    private var shares: [Double] = []
    private var began: Day?

    /// The merchant of a world.
    ///
    /// - Parameters:
    ///   - habit: nil for the world's own.
    ///   - dailyBudget: nil for the world's own.
    ///   - unsteadiness: 0.25 as recorded; 0 makes a steady baseline.
    public init(_ world: World, habit: MerchantHabit? = nil, dailyBudget: Money? = nil, unsteadiness: Double = 0.25) {
        self.habit = habit ?? world.parameters.habit
        lines = world.deliveryLines
        self.dailyBudget = dailyBudget ?? world.parameters.dailyBudget
        inertia = 0.5
        self.unsteadiness = unsteadiness
        eventFactors = unsteadiness == 0 ? [1, 1, 1, 1] : [1.3, 1.5, 2.2, 1.2]
        seed = world.model.seed
        let affiliates = world.parameters.affiliates
        commission = affiliates.count > 0 ? affiliates.defaultRate : 0
        goods = world.parameters.goods.map(\.id)
        calendar = world.parameters.calendar
    }

    public mutating func delivery(on day: Day, knowing report: MerchantReport) -> DayDelivery {
        guard !lines.isEmpty else { return DayDelivery() }
        let first = began ?? day
        began = first
        let elapsed = day.number - first.number
        let weekly = habit != .chase && elapsed % 7 == 0
        if shares.count != lines.count || weekly || habit == .chase { decideShares(day, report, elapsed: elapsed) }
        var random = CounterRandom(seed, day.number, 0, .policy)
        var total = Double(dailyBudget.fen) * exponential(unsteadiness * 0.6 * random.normal())
        let stage = calendar.mood(of: day).stage
        if stage != .none, eventFactors.count == 4 { total *= eventFactors[stage.rawValue - 1] }
        // Nobody pays for goods that are not listed yet or sold out.
        let sellable = report.sellable
        let weights = lines.indices.map { index -> Double in
            guard lines[index].goods == .all || sellable.contains(lines[index].goods) else { return 0 }
            guard unsteadiness > 0 else { return shares[index] }
            // By hand, for a week each: one line in eight is paused, the others are moved up and down.
            var hand = CounterRandom(seed, day.number / 7, index + 1, .policy)
            return hand.uniform() < 0.12 ? 0 : shares[index] * exponential(2 * unsteadiness * hand.normal())
        }
        return DayDelivery(entries: split(Int64(total), by: weights, day: day), choices: commissions(on: day))
    }

    /// Commission rates are changed by hand too: every four weeks each goods gets three quarters, the whole or five quarters of the
    /// usual rate. Each row holds for its day only, so that nothing is left to whoever delivers next.
    private func commissions(on day: Day) -> [PlanChoice] {
        guard unsteadiness > 0, commission > 0 else { return [] }
        return goods.enumerated().map { index, goods in
            var hand = CounterRandom(seed, day.number / 28, 100_000 + index, .policy)
            let factor = [0.75, 1, 1.25][hand.index(below: 3)]
            let percent = (commission * factor * 1000).rounded() / 10
            return PlanChoice(
                begin: day, end: day, .commission, goods: goods, option: "by-hand", value: percent)
        }
    }

    /// Splits an amount in proportion, to the fen, the rest going to the first lines.
    private func split(_ fen: Int64, by weights: [Double], day: Day) -> [PlanEntry] {
        let sum = weights.reduce(0, +)
        guard sum > 0, fen > 0 else { return [] }
        var amounts = weights.map { Int64((Double(fen) * $0 / sum).rounded(.down)) }
        var rest = fen - amounts.reduce(0, +)
        for index in amounts.indices where rest > 0 && weights[index] > 0 {
            amounts[index] += 1
            rest -= 1
        }
        return lines.indices.compactMap {
            amounts[$0] > 0 ? PlanEntry(day: day, line: lines[$0], spend: Money(fen: amounts[$0])) : nil
        }
    }

    private mutating func decideShares(_ day: Day, _ report: MerchantReport, elapsed: Int) {
        let even = 1 / Double(lines.count)
        switch habit {
        case .none: shares = [Double](repeating: 0, count: lines.count)
        case .even: shares = [Double](repeating: even, count: lines.count)
        case .search:
            let isSearch = lines.map { ChannelKind.of($0.channel) == .search }
            let count = isSearch.count { $0 }
            shares = isSearch.map { count == 0 ? even : ($0 ? 1 / Double(count) : 0) }
        case .proportional:
            guard shares.count == lines.count, elapsed >= 7 else {
                shares = [Double](repeating: even, count: lines.count)
                return
            }
            let target = returns(report, days: 7, day: day).map { max($0, 0.2) }
            let sum = target.reduce(0, +)
            for index in shares.indices { shares[index] = inertia * shares[index] + (1 - inertia) * target[index] / sum }
        case .chase:
            guard shares.count == lines.count else {
                shares = [Double](repeating: even, count: lines.count)
                return
            }
            // Half of the money follows yesterday's best quarter of the lines.
            let yesterday = returns(report, days: 1, day: day)
            let order = yesterday.indices.sorted { yesterday[$0] != yesterday[$1] ? yesterday[$0] > yesterday[$1] : $0 < $1 }
            let best = order.prefix(max(1, lines.count / 4))
            shares = [Double](repeating: 0.5 * even, count: lines.count)
            for index in best { shares[index] += 0.5 / Double(best.count) }
        }
    }

    /// Reported return on spend by line over the last days; the mean of all lines where a line spent nothing.
    private func returns(_ report: MerchantReport, days: Int, day: Day) -> [Double] {
        var spend: [LineKey: Double] = [:]
        var gmv: [LineKey: Double] = [:]
        for record in report.records(from: day.advanced(by: -days), through: day.advanced(by: -1)) {
            spend[record.line, default: 0] += record.spend.yuan
            gmv[record.line, default: 0] += record.gmv?.yuan ?? 0
        }
        let total = lines.reduce(0) { $0 + (spend[$1] ?? 0) }
        let mean = total > 0 ? lines.reduce(0) { $0 + (gmv[$1] ?? 0) } / total : 1
        return lines.map { line in
            guard let paid = spend[line], paid > 0 else { return mean }
            return (gmv[line] ?? 0) / paid
        }
    }
}
