// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Delivery
import Market
import Response

extension PlanLedger {
    /// Value of the plan on the true curves, worked out from its fen alone and without the product's own evaluation.
    ///
    /// Carry-over, the effect after the horizon and options are counted. Where an item's orders exceed its stock, the orders worth
    /// least are refused first. For objectives whose terms are about everything, and problems without ratio rules where stock is short.
    public var value: Double {
        let count = problem.horizon.count
        let gain = problem.objective.terms.compactMap { term -> (Double, Outcome)? in
            if case .outcome(let outcome) = term.quantity { (term.factor, outcome) } else { nil }
        }
        let mediaWeight = problem.objective.terms.filter { $0.quantity == .media || $0.quantity == .cost }.reduce(0) {
            $0 + $1.factor
        }
        let optionWeight = problem.objective.terms.filter { $0.quantity == .choiceCost || $0.quantity == .cost }.reduce(0) {
            $0 + $1.factor
        }
        var value = mediaWeight * Double(media) / 100 + optionWeight * optionFen(.all) / 100
        var sales: [GoodsID: [(orders: Double, worth: Double)]] = [:]
        for (index, line) in problem.lines.enumerated() {
            func worth(_ t: Int) -> Double { gain.reduce(0) { $0 + $1.0 * line.rate(of: $1.1, in: t) } }
            let curve = line.curve.curve
            var e = line.carryIn
            for t in 0..<count {
                e = Double(fen[index][t]) / 100 + line.carryOver * e
                let response = line.multipliers[t] * curve.value(at: e)
                let orders = response * line.rate(of: .orders, in: t)
                if orders > 0 {
                    sales[line.key.goods, default: []].append((orders, response * worth(t) / orders))
                } else {
                    value += response * worth(t)
                }
            }
            guard count > 0, problem.afterHorizonWeight > 0 else { continue }
            var share = line.carryOver
            var steps = 0
            while share >= 0.01, steps < 60 {
                e *= line.carryOver
                value += problem.afterHorizonWeight * line.multipliers[count - 1] * curve.value(at: e) * worth(count - 1)
                share *= line.carryOver
                steps += 1
            }
        }
        for (index, choice) in problem.choices.enumerated() {
            let option = choice.options[options[index]]
            for t in choice.periods {
                value += gain.reduce(0) { $0 + $1.0 * (option.outcomes[$1.1]?[t] ?? 0) }
            }
        }
        for (goods, sold) in sales {
            var left = stock(of: goods)
            for sale in sold.sorted(by: { $0.worth > $1.worth }) {
                let taken = min(left, sale.orders)
                value += taken * sale.worth
                left -= taken
            }
        }
        return value
    }

    /// Pieces that lines may sell of an item: the smallest stock rule on it, less what the chosen options sell.
    private func stock(of goods: GoodsID) -> Double {
        let limits = problem.rules.compactMap { rule -> Double? in
            guard rule.terms.count == 1, rule.terms[0].quantity == .outcome(.orders), rule.terms[0].selection.goods == [goods]
            else { return nil }
            return rule.atMost
        }
        guard let least = limits.min() else { return .infinity }
        var taken = 0.0
        for (index, choice) in problem.choices.enumerated() where choice.goods == goods {
            for t in choice.periods { taken += choice.options[options[index]].outcomes[.orders]?[t] ?? 0 }
        }
        return max(0, least - taken)
    }
}
