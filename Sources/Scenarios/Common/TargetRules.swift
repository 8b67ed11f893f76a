// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
import Delivery
import Market
import Response

extension ScenarioContext {
    /// The brief's targets as linear rows: a ratio ρ is written as Σ value − ρ Σ cost ≥ 0.
    func targetRules() -> [DeliveryRule] {
        var rules: [DeliveryRule] = []
        if let roi = brief.targets.roi {
            rules.append(
                DeliveryRule(
                    "return on spend", from: roi.origin, terms: [RuleTerm(1, .outcome(.gmv)), RuleTerm(-roi.value, .cost)],
                    atLeast: 0))
        }
        for ceiling in brief.targets.costs { rules.append(costCeiling(ceiling.outcome, ceiling.most)) }
        for quota in brief.targets.quotas {
            rules.append(
                DeliveryRule(
                    "quota of \(quota.outcome)", from: quota.least.origin, terms: [RuleTerm(1, .outcome(quota.outcome))],
                    atLeast: quota.least.value))
        }
        if let share = brief.targets.newCustomerShare {
            rules.append(
                DeliveryRule(
                    "share of new customers", from: share.origin,
                    terms: [RuleTerm(1, .outcome(.newCustomers)), RuleTerm(-share.value, .outcome(.orders))], atLeast: 0))
        }
        return rules
    }

    /// Σ cost − c · Σ outcome ≤ 0
    func costCeiling(_ outcome: Outcome, _ most: Cited<Money>) -> DeliveryRule {
        DeliveryRule(
            "cost per \(outcome)", from: most.origin,
            terms: [RuleTerm(1, .cost), RuleTerm(-most.value.yuan, .outcome(outcome))], atMost: 0)
    }

    /// Orders of an item cannot exceed its stock, the organic orders expected meanwhile not being known here.
    func stockRules(for lines: [DeliveryLine], _ choices: [DeliveryChoice]) -> [DeliveryRule] {
        let sold = Set(lines.map(\.key.goods)).union(choices.map(\.goods))
        return sold.sorted().compactMap { id in
            guard let stock = goods[id]?.stock else { return nil }
            return DeliveryRule(
                "stock of \(id)", terms: [RuleTerm(1, .outcome(.orders), Selection(goods: [id]))], atMost: Double(stock))
        }
    }
}
