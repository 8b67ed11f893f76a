// SPDX-License-Identifier: GPL-3.0-or-later
import Delivery
import Market

/// What a plan costs besides media, in whole fen: reserves are rounded up, what the platform pays is rounded down.
struct FenCosts {
    /// Expected cost of each picked option by period of its choice.
    let options: [[Int64]]
    /// Cost of each flow by period.
    let flows: [[Int64]]
    /// Benefits redeemed by line and period; empty for a line without any.
    let benefits: [[Int64]]
    /// What the platform pays, by subsidy and period.
    let subsidies: [[Int64]]
    private let problem: DeliveryProblem

    /// Of an evaluation whose media will still be rounded, or, with `isFinal`, has been.
    init(_ problem: DeliveryProblem, at state: Evaluation, isFinal: Bool) {
        self.problem = problem
        options = problem.choices.enumerated().map { index, choice in
            let option = choice.options[state.options[index]]
            return Self.roundedUp(choice.periods.map { option.cost[$0] })
        }
        flows = problem.flows.enumerated().map { index, flow in
            Self.roundedUp(state.flows[index].indices.map { state.flows[index][$0] * flow.cost[$0] })
        }
        benefits = problem.responseCost(holding: state.options).enumerated().map { index, costs in
            costs.contains { $0 != 0 } ? Self.roundedUp(costs.indices.map { costs[$0] * state.primary[index][$0] }) : []
        }
        subsidies = problem.subsidies.enumerated().map { index, subsidy in
            let paid = state.subsidies[index]
            let isFull = paid.reduce(0, +) >= subsidy.cap.yuan - 1e-9
            // Media that is rounded down is subsidized by a fen less.
            return Self.roundedDown(paid, less: isFinal || isFull ? 0 : 1)
        }
    }

    var optionTotal: Int64 { options.reduce(0) { $0 + $1.reduce(0, +) } }
    var flowTotal: Int64 { flows.reduce(0) { $0 + $1.reduce(0, +) } }
    var benefitTotal: Int64 { benefits.reduce(0) { $0 + $1.reduce(0, +) } }
    var subsidyTotal: Int64 { subsidies.reduce(0) { $0 + $1.reduce(0, +) } }

    /// The part of a term of factor 1 that is not media, in fen.
    func fixed(_ term: RuleTerm) -> Int64 {
        var sum: Int64 = 0
        let periods = term.selection.periods(of: problem.horizon.count)
        let selection = term.selection
        if term.quantity == .choiceCost || term.quantity == .cost {
            for (index, choice) in problem.choices.enumerated()
            where selection.covers(channel: choice.channel, goods: choice.goods, audience: choice.audience) {
                for t in choice.periods where periods.contains(t) { sum += options[index][t - choice.periods.lowerBound] }
            }
            for (index, line) in problem.lines.enumerated()
            where !benefits[index].isEmpty
                && selection.covers(line)
            {
                for t in periods { sum += benefits[index][t] }
            }
        }
        if term.quantity == .flowCost || term.quantity == .cost {
            for (index, flow) in problem.flows.enumerated()
            where selection.covers(channel: flow.channel, goods: flow.goods, audience: flow.audience) {
                for t in periods { sum += flows[index][t] }
            }
        }
        if term.quantity == .cost {
            for (index, subsidy) in problem.subsidies.enumerated()
            where selection.covers(channel: subsidy.channel, goods: subsidy.goods, audience: subsidy.audience) {
                for t in periods { sum -= subsidies[index][t] }
            }
        }
        return sum
    }

    /// Yuan amounts of consecutive periods in whole fen, so that the sum is the sum rounded up.
    private static func roundedUp(_ yuan: [Double]) -> [Int64] {
        var result: [Int64] = []
        var exact = 0.0
        var given: Int64 = 0
        for amount in yuan {
            exact += amount * 100
            let upTo = Int64((exact - 1e-6 * max(1, exact * 1e-9)).rounded(.up))
            result.append(max(0, upTo - given))
            given = max(given, upTo)
        }
        return result
    }

    /// The same with the sum rounded down, and so many fen less.
    private static func roundedDown(_ yuan: [Double], less: Int64) -> [Int64] {
        var result: [Int64] = []
        var exact = 0.0
        var given: Int64 = 0
        for amount in yuan {
            exact += amount * 100
            let upTo = Int64((exact + 1e-6 * max(1, exact * 1e-9)).rounded(.down)) - less
            result.append(max(0, upTo - given))
            given = max(given, upTo)
        }
        return result
    }
}
