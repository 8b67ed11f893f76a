// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Delivery
import Market
import Solver

/// Shadow prices in the merchant's words.
struct RulePrices {
    /// Worth of the next yuan by line and period, rules on outcomes priced in.
    let marginals: [[Double]]
    let explanation: PlanExplanation

    init(solved: SolvedDelivery, robust: RobustAnswer?, rounded: RoundedDelivery, problem: DeliveryProblem) {
        let rowPrices = solved.solution.rowPrices
        let prices = solved.form.ruleRows.map { row in row.map { rowPrices[$0] } ?? 0 }
        // Rules on outcomes change what an outcome is worth; rules on money are what the marginal return is compared with.
        let outcomePrices = problem.rules.indices.map { problem.rules[$0].isMoney ? 0 : prices[$0] }
        let marginals: [[Double]]
        if let robust, let weights = robust.search?.weights {
            // The objective is worth what it is under the weights of the draws that decide; rules count at the centre.
            let own = robust.table.marginals(spend: rounded.spend, weights: weights)
            let worth = problem.outcomeWorth(prices: outcomePrices, objective: false)
            let rules = problem.marginals(spend: rounded.spend, outcomeWorth: worth, withMoney: false)
            marginals = zip(own, rules).map { zip($0, $1).map(+) }
        } else {
            marginals = RulePrices.marginals(solved, rounded, problem, outcomePrices: outcomePrices)
        }
        self.marginals = marginals
        var byChannel: [Channel: Double] = [:]
        var byGoods: [GoodsID: Double] = [:]
        var byPeriod = [Double](repeating: 0, count: problem.horizon.count)
        for (index, line) in problem.lines.enumerated() {
            for (t, marginal) in marginals[index].enumerated() where rounded.spend[index][t] + 0.01 <= line.maximum[t] {
                byChannel[line.key.channel] = max(byChannel[line.key.channel] ?? 0, marginal)
                byGoods[line.key.goods] = max(byGoods[line.key.goods] ?? 0, marginal)
                byPeriod[t] = max(byPeriod[t], marginal)
            }
        }
        let scale = prices.indices.map { abs(prices[$0]) * problem.rules[$0].size }.max() ?? 0
        let binding = problem.rules.indices.compactMap { index -> RulePrice? in
            let rule = problem.rules[index]
            guard abs(prices[index]) * rule.size > 1e-7 * scale, prices[index] != 0 else { return nil }
            let number = rule.number
            // dV/dv of the stated number v: the row's end moves with it, and so do the factors of its terms.
            let moved = number.termSlopes.enumerated().reduce(0) { sum, slope in
                guard slope.element != 0, slope.offset < rule.terms.count else { return sum }
                var term = rule.terms[slope.offset]
                term.factor = slope.element
                let past = slope.offset < rule.done.count ? slope.element * rule.done[slope.offset] : 0
                return sum + past
                    + problem.total(term, in: rounded.evaluation)
            }
            return RulePrice(
                rule: rule.name, title: rule.title, day: rule.day, saidAt: rule.origin?.text,
                amount: rounded.ruleValues[index], atLeast: rule.atLeast, atMost: rule.atMost, price: prices[index],
                number: number.value, unit: number.unit,
                gainFromOnePercent: abs(prices[index] * (number.limitSlope - moved) * 0.01 * number.value))
        }
        explanation = PlanExplanation(
            marginalReturn: problem.totalBudget.map { prices[$0.rule] }, byChannel: byChannel, byGoods: byGoods,
            byPeriod: byPeriod,
            binding: binding.sorted { ($1.gainFromOnePercent, $0.rule) < ($0.gainFromOnePercent, $1.rule) },
            nothing: problem.reasonsForNothing(
                spend: rounded.spend, options: rounded.options, marginals: marginals, prices: prices),
            pricesAreFixedChoices: solved.solution.pricesAreFixedChoices)
    }

    /// At the centre of the response, the picked options' effects and the stocks' prices counted.
    private static func marginals(
        _ solved: SolvedDelivery, _ rounded: RoundedDelivery, _ problem: DeliveryProblem, outcomePrices: [Double]
    ) -> [[Double]] {
        let rowPrices = solved.solution.rowPrices
        let stockPrices = solved.form.balanceRows.map { rows in rows.map { rowPrices[$0] } }
        var held = problem
        held.lines = problem.lines(holding: rounded.options)
        var worth = held.outcomeWorth(prices: outcomePrices, stockPrices: stockPrices)
        let costWeight = problem.objective.terms.reduce(0) { sum, term in
            term.quantity == .cost || term.quantity == .choiceCost ? sum + term.factor : sum
        }
        if costWeight != 0, problem.choices.contains(where: { $0.options.contains { !$0.effects.isEmpty } }) {
            for (index, costs) in problem.responseCost(holding: rounded.options).enumerated() {
                for t in costs.indices { worth[index][t] += costWeight * costs[t] }
            }
        }
        return held.marginals(spend: rounded.spend, outcomeWorth: worth)
    }
}

extension DeliveryRule {
    /// Size of the limit, for comparing prices of different units.
    fileprivate var size: Double { max(abs(atMost ?? 0), abs(atLeast ?? 0), 1) }
}
