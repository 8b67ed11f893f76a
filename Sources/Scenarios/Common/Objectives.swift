// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
import Delivery
import Market
import Response

extension ScenarioContext {
    /// The scenario's own objective, or what the brief puts in its place: profit, or spending only up to a marginal return.
    ///
    /// A flexible budget is spent as far as it pays: what is maximised is then profit unless the brief says otherwise, for a scenario
    /// whose own goal is a worth in yuan that goal less what it costs.
    func objective(_ own: DeliveryObjective, lines: [DeliveryLine]) -> DeliveryObjective {
        if isPart { return own }
        guard let override = brief.objective?.value ?? (brief.budget == nil ? .profit : nil) else { return own }
        if brief.objective == nil, own.unit == "yuan", !own.terms.contains(where: { $0.quantity.isSales }) {
            var objective = own
            objective.terms.append(RuleTerm(-1, .cost))
            return objective
        }
        switch override {
        case .profit:
            return DeliveryObjective(
                name: "profit", title: Notice("objective.profit"), unit: "yuan",
                terms: marginTerms(lines) + [RuleTerm(-1, .cost)])
        case .minMarginalReturn(let least):
            var objective = own
            objective.terms.append(RuleTerm(-least, .cost))
            return objective
        }
    }

    /// True when something says what a sale or a customer is worth, so that a budget can be spent as far as it pays.
    var knowsWorth: Bool {
        brief.newCustomerValue != nil || brief.objective != nil
            || goods.values.contains { $0.marginShare != nil }
    }

    /// GMV of each item times its margin per yuan of price; items of unknown margin count as the average of the others.
    private func marginTerms(_ lines: [DeliveryLine]) -> [RuleTerm] {
        // Tools sell without telling goods apart; they count at the average margin.
        let tools: [GoodsID] = brief.tools.isEmpty ? [] : [.all]
        let items = Set(lines.map(\.key.goods)).union(response.affiliates.map(\.goods)).union(tools).sorted()
        let known = goods.values.compactMap(\.marginShare)
        let average = known.isEmpty ? 0 : known.sorted().reduce(0, +) / Double(known.count)
        return items.compactMap { id in
            let share = goods[id]?.marginShare ?? average
            return share == 0 ? nil : RuleTerm(share, .outcome(.gmv), Selection(goods: [id]))
        }
    }

    /// A problem of the usual parts.
    func problem(
        _ description: ScenarioDescription, lines: [DeliveryLine], choices: [DeliveryChoice], objective own: DeliveryObjective,
        extra: [DeliveryRule], carryOutWeight: Double
    ) -> DeliveryProblem {
        // What the brief says for the whole is stated once, not by each of several scenarios.
        let common =
            isPart
            ? []
            : moneyRules() + pacingRules(lines) + targetRules() + explorationRules(lines) + oneRateRules(choices)
                + commissionRules(choices)
        var problem = DeliveryProblem(
            horizon: horizon, stages: stageNames, lines: lines, choices: choices, rules: common + extra,
            objective: objective(own, lines: lines),
            afterHorizonWeight: brief.carryOutWeight?.value ?? carryOutWeight, reported: description.kpis)
        if !isPart { extend(&problem) }
        return problem
    }

    /// True when some eligible line or option brings the outcome.
    func brings(_ outcome: Outcome, _ lines: [DeliveryLine], _ choices: [DeliveryChoice]) -> Bool {
        lines.contains { $0.primary == outcome || $0.rates[outcome] != nil }
            || choices.contains { $0.options.contains { $0.outcomes[outcome] != nil } }
    }
}

extension DeliveryObjective {
    /// Σ GMV.
    static let gmv = DeliveryObjective(
        name: "GMV", title: Notice("objective.gmv"), unit: "yuan", terms: [RuleTerm(1, .outcome(.gmv))])
    /// Σ new customers, each as good as another.
    static let newCustomers = DeliveryObjective(
        name: "new customers", title: Notice("objective.new-customers"), unit: "new_customers",
        terms: [RuleTerm(1, .outcome(.newCustomers))])
}

extension Quantity {
    /// True for turnover, of which only the margin is the merchant's.
    fileprivate var isSales: Bool { self == .outcome(.gmv) || self == .outcome(.settledGMV) }
}
