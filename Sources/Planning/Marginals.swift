// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Delivery
import Market
import Response

extension DeliveryProblem {
    /// What the next yuan brings in each line and period, in the objective's unit, the plan's rules on money left aside:
    /// Σ over s ≥ t of θ^(s−t) · multiplier[s] · f′(e[s]) · worth[s] − the objective's own weight on money.
    ///
    /// `outcomeWorth[line][period]` is the worth of one unit of the primary outcome; nil takes it from the objective alone.
    func marginals(spend: [[Double]], outcomeWorth: [[Double]]?, withMoney: Bool = true) -> [[Double]] {
        let count = horizon.count
        let worth = outcomeWorth ?? self.outcomeWorth(prices: nil)
        let moneyWeight = spendWeight()
        var result: [[Double]] = []
        result.reserveCapacity(lines.count)
        for (index, line) in lines.enumerated() {
            let curve = line.curve.curve
            var effective: [Double] = []
            var carried = line.carryIn
            for t in 0..<count {
                carried = spend[index][t] + line.carryOver * carried
                effective.append(carried)
            }
            var later = 0.0
            if afterHorizonWeight > 0, line.carryOver > 0, count > 0 {
                var share = line.carryOver
                var e = carried
                var steps = 0
                while share >= DeliveryModel.smallestTailShare, steps < DeliveryModel.mostTailPeriods {
                    e *= line.carryOver
                    later +=
                        share / line.carryOver * line.multipliers[count - 1] * curve.finiteSlope(at: e)
                        * worth[index][count - 1]
                    share *= line.carryOver
                    steps += 1
                }
                later *= afterHorizonWeight
            }
            var row = [Double](repeating: 0, count: count)
            for t in stride(from: count - 1, through: 0, by: -1) {
                later = line.multipliers[t] * curve.finiteSlope(at: effective[t]) * worth[index][t] + line.carryOver * later
                row[t] = later + (withMoney ? moneyWeight[index][t] : 0)
            }
            result.append(row)
        }
        return result
    }

    /// Worth of one unit of each line's primary outcome by period: the objective's weights (unless `counts` is false), and where given the
    /// prices of the rules and of the stocks that outcomes enter, `stockPrices[reservoir][period]`.
    func outcomeWorth(
        prices: [Double]?, stockPrices: [[Double]] = [], objective counts: Bool = true
    ) -> [[Double]] {
        let count = horizon.count
        var worth = lines.map { _ in [Double](repeating: 0, count: count) }
        func add(_ term: RuleTerm, times factor: Double) {
            guard case .outcome(let outcome) = term.quantity, factor != 0 else { return }
            let periods = term.selection.periods(of: count)
            for (index, line) in lines.enumerated()
            where term.selection.covers(line) {
                guard outcome == line.primary || line.rates[outcome] != nil else { continue }
                for t in periods { worth[index][t] += factor * term.factor * line.rate(of: outcome, in: t) }
            }
        }
        if counts { for term in objective.terms { add(term, times: 1) } }
        if let prices {
            for (index, rule) in rules.enumerated() where prices[index] != 0 {
                for term in rule.terms { add(term, times: -prices[index]) }
            }
        }
        for (index, reservoir) in reservoirs.enumerated() where index < stockPrices.count {
            for term in reservoir.inflows {
                for t in term.selection.periods(of: count) where stockPrices[index][t] != 0 {
                    var inPeriod = term
                    inPeriod.selection.periods = t...t
                    add(inPeriod, times: stockPrices[index][t])
                }
            }
        }
        return worth
    }

    /// The objective's own weight on a yuan of media by line and period; 0 or negative.
    private func spendWeight() -> [[Double]] {
        let count = horizon.count
        var weight = lines.map { _ in [Double](repeating: 0, count: count) }
        for term in objective.terms where term.quantity == .media || term.quantity == .cost {
            for (index, line) in lines.enumerated()
            where term.selection.covers(line) {
                for t in term.selection.periods(of: count) { weight[index][t] += term.factor }
            }
        }
        return weight
    }
}
