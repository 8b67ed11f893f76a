// SPDX-License-Identifier: GPL-3.0-or-later
import Delivery
public import Market
import Response

/// What a replan changed, and why.
public struct ReplanReport: Sendable, Hashable, Codable {
    /// First day that is planned again.
    public var from: Day
    /// Spent since the campaign began, and what the earlier plan had meant for these days; nil without an earlier plan.
    public var spent: Money
    public var planned: Money?
    /// What the earlier plan had left for the days that are planned again.
    public var earlierRest: Money?
    /// Lines whose money changed, largest change first.
    public var moves: [LineMove]
    public var notices: [Notice]

    /// One line's money in the days that are left.
    public struct LineMove: Sendable, Hashable, Codable {
        public var line: LineKey
        public var earlier: Money
        public var now: Money
        /// What the next yuan would bring with the earlier amounts, by what is known now.
        public var nextYuanThen: Double
        public var reason: Notice

        private enum CodingKeys: String, CodingKey {
            case line, reason
            case earlier = "earlier_fen"
            case now = "now_fen"
            case nextYuanThen = "next_yuan_at_earlier_amount"
        }
    }

    private enum CodingKeys: String, CodingKey {
        case from, moves, notices
        case spent = "spent_fen"
        case planned = "planned_fen"
        case earlierRest = "earlier_rest_fen"
    }

    /// Moves below this share of all money are not told.
    public static let smallestMove = 0.005

    /// - Parameters:
    ///   - result: the new plan of the days that are left.
    ///   - earlier: entries of the earlier plan, over all its days; nil where it is not known.
    public init(
        _ result: PlanResult, done: DoneDelivery, campaignBegin: Day, earlier: [PlanEntry]?, notices: [Notice]
    ) {
        from = result.problem.horizon.begin
        spent = done.spend
        self.notices = notices
        guard let earlier else {
            moves = []
            return
        }
        let begin = result.problem.horizon.begin
        planned = earlier.filter { $0.day >= campaignBegin && $0.day < begin }.map(\.spend).total()
        let rest = earlier.filter { $0.day >= begin }
        earlierRest = rest.map(\.spend).total()
        moves = ReplanReport.moves(result, rest)
    }

    private static func moves(_ result: PlanResult, _ rest: [PlanEntry]) -> [LineMove] {
        let problem = result.problem
        let index = Dictionary(problem.lines.enumerated().map { ($1.key, $0) }, uniquingKeysWith: { first, _ in first })
        var old = problem.lines.map { _ in [Double](repeating: 0, count: problem.horizon.count) }
        var gone: [LineKey: Money] = [:]
        for entry in rest {
            if let line = index[entry.line], let period = problem.horizon.period(of: entry.day) {
                old[line][period] += entry.spend.yuan
            } else {
                gone[entry.line, default: .zero] += entry.spend
            }
        }
        let then = problem.marginals(spend: old, outcomeWorth: nil)
        let price = result.plan.explanation.marginalReturn ?? 0
        let total = max(1, old.reduce(0) { $0 + $1.reduce(0, +) })
        let newTotal = result.spend.reduce(0) { $0 + $1.reduce(0, +) }
        var moves: [LineMove] = []
        for (line, key) in problem.lines.map(\.key).enumerated() {
            let before = old[line].reduce(0, +)
            let now = result.spend[line].reduce(0, +)
            guard abs(now - before) > smallestMove * total, let earlier = Money(yuan: before), let after = Money(yuan: now)
            else { continue }
            let marginal = average(then[line], weights: before > 0 ? old[line] : result.spend[line])
            let held = result.plan.lines.first { $0.line == key }?.heldBy
            moves.append(
                LineMove(
                    line: key, earlier: earlier, now: after, nextYuanThen: marginal,
                    reason: reason(
                        rises: now > before, marginal: marginal, price: price, held: held,
                        moneyGrows: newTotal > total * 1.01, moneyShrinks: newTotal < total * 0.99,
                        unit: problem.objective.unit)))
        }
        for (key, money) in gone where money.yuan > smallestMove * total {
            moves.append(
                LineMove(line: key, earlier: money, now: .zero, nextYuanThen: 0, reason: Notice("replan.not-eligible")))
        }
        return moves.sorted {
            (abs($1.now.fen - $1.earlier.fen), $0.line) < (abs($0.now.fen - $0.earlier.fen), $1.line)
        }
    }

    private static func average(_ values: [Double], weights: [Double]) -> Double {
        let sum = weights.reduce(0, +)
        guard sum > 0 else { return values.max() ?? 0 }
        return zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 } / sum
    }

    private static func reason(
        rises: Bool, marginal: Double, price: Double, held: Notice?, moneyGrows: Bool, moneyShrinks: Bool, unit: String
    ) -> Notice {
        let amounts: [String: MessageArgument] = [
            "there": .notice(.amount(marginal, unit: unit)), "elsewhere": .notice(.amount(price, unit: unit)),
        ]
        if rises {
            if marginal > price * 1.01 { return Notice("replan.brings-more", amounts) }
            return Notice(moneyGrows ? "replan.more-money" : "replan.rules")
        }
        if let held, held.key == "line.limit-deliverable" { return Notice("replan.held", ["reason": .notice(held)]) }
        if marginal < price * 0.99 { return Notice("replan.brings-less", amounts) }
        if let held { return Notice("replan.held", ["reason": .notice(held)]) }
        return Notice(moneyShrinks ? "replan.less-money" : "replan.rules")
    }
}
