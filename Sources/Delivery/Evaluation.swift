// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
public import Market
import Response

/// What given amounts bring on the true curves: the arbiter of every value that a plan claims.
public struct Evaluation: Sendable, Hashable {
    /// The objective, the weighted effect after the horizon included.
    public var value: Double
    /// Part of `value` that comes after the horizon.
    public var afterHorizon: Double
    /// Σ of each rule's terms, in the order of the problem's rules.
    public var rules: [Double]
    /// Totals over horizon by outcome.
    public var outcomes: [Outcome: Double]
    /// primary[line][period].
    public var primary: [[Double]]
}

extension DeliveryProblem {
    /// Evaluates spend[line][period] in yuan and one option number a choice, without any rule being enforced and without refused outcome.
    public func evaluate(spend: [[Double]], options: [Int]) -> Evaluation {
        let count = horizon.count
        var primary: [[Double]] = []
        var tails: [Double] = []
        primary.reserveCapacity(lines.count)
        for (index, line) in lines.enumerated() {
            let curve = line.curve.curve
            var carried = line.carryIn
            var outcome: [Double] = []
            outcome.reserveCapacity(count)
            for t in 0..<count {
                carried = spend[index][t] + line.carryOver * carried
                outcome.append(line.multipliers[t] * curve.value(at: carried))
            }
            primary.append(outcome)
            var tail = 0.0
            if afterHorizonWeight > 0, line.carryOver > 0, count > 0 {
                var share = line.carryOver
                var steps = 0
                while share >= DeliveryModel.smallestTailShare, steps < DeliveryModel.mostTailPeriods {
                    carried *= line.carryOver
                    tail += line.multipliers[count - 1] * curve.value(at: carried)
                    share *= line.carryOver
                    steps += 1
                }
            }
            tails.append(tail * afterHorizonWeight)
        }
        let ruleValues = rules.map { rule in
            rule.terms.reduce(0) { $0 + total($1, spend: spend, primary: primary, tails: nil, options: options) }
        }
        let without = objective.terms.reduce(0) { $0 + total($1, spend: spend, primary: primary, tails: nil, options: options) }
        let value = objective.terms.reduce(0) { $0 + total($1, spend: spend, primary: primary, tails: tails, options: options) }
        var totals: [Outcome: Double] = [:]
        for outcome in outcomes {
            totals[outcome] = total(
                RuleTerm(1, .outcome(outcome)), spend: spend, primary: primary, tails: nil, options: options)
        }
        return Evaluation(
            value: value, afterHorizon: value - without, rules: ruleValues, outcomes: totals, primary: primary)
    }

    /// factor · Σ quantity over a selection at the given amounts.
    public func total(
        _ term: RuleTerm, spend: [[Double]], primary: [[Double]], tails: [Double]?, options: [Int]
    ) -> Double {
        let count = horizon.count
        let periods = term.selection.periods(of: count)
        var sum = 0.0
        for (index, line) in lines.enumerated()
        where term.selection.covers(channel: line.key.channel, goods: line.key.goods, audience: line.key.audience) {
            switch term.quantity {
            case .choiceCost: continue
            case .media, .cost: for t in periods { sum += spend[index][t] }
            case .outcome(let outcome):
                guard outcome == line.primary || line.rates[outcome] != nil else { continue }
                for t in periods { sum += primary[index][t] * line.rate(of: outcome, in: t) }
                if let tails, periods.upperBound == count, count > 0 {
                    sum += tails[index] * line.rate(of: outcome, in: count - 1)
                }
            }
        }
        for (index, choice) in choices.enumerated()
        where term.selection.covers(channel: choice.channel, goods: choice.goods, audience: choice.audience) {
            let option = choice.options[options[index]]
            for t in periods where choice.periods.contains(t) {
                switch term.quantity {
                case .media: continue
                case .choiceCost, .cost: sum += option.cost[t]
                case .outcome(let outcome): sum += option.outcomes[outcome]?[t] ?? 0
                }
            }
        }
        return term.factor * sum
    }
}
