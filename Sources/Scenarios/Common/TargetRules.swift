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
        if let roi = brief.targets.roi { rules.append(returnFloor(roi)) }
        for ceiling in brief.targets.costs { rules.append(costCeiling(ceiling.outcome, ceiling.most)) }
        for quota in brief.targets.quotas {
            rules.append(
                DeliveryRule(
                    "quota of \(quota.outcome)", title: Notice("rule.quota", ["outcome": words(for: quota.outcome)]),
                    from: quota.least.origin, terms: [RuleTerm(1, .outcome(quota.outcome))], atLeast: quota.least.value,
                    stated: .limit(quota.least.value, quota.outcome.isMoney ? .yuan : .number)))
        }
        if let share = brief.targets.newCustomerShare {
            rules.append(
                DeliveryRule(
                    "share of new customers", title: Notice("rule.new-customer-share"), from: share.origin,
                    terms: [RuleTerm(1, .outcome(.newCustomers)), RuleTerm(-share.value, .outcome(.orders))], atLeast: 0,
                    stated: StatedNumber(share.value, .share, termSlopes: [0, -1])))
        }
        return rules
    }

    /// Σ GMV − ρ Σ cost ≥ 0
    func returnFloor(_ least: Cited<Double>) -> DeliveryRule {
        DeliveryRule(
            "return on spend", title: Notice("rule.return"), from: least.origin,
            terms: [RuleTerm(1, .outcome(.gmv)), RuleTerm(-least.value, .cost)], atLeast: 0,
            stated: StatedNumber(least.value, .number, termSlopes: [0, -1]))
    }

    /// Σ cost − c · Σ outcome ≤ 0
    func costCeiling(_ outcome: Outcome, _ most: Cited<Money>) -> DeliveryRule {
        DeliveryRule(
            "cost per \(outcome)", title: Notice("rule.cost-per", ["outcome": words(for: outcome)]), from: most.origin,
            terms: [RuleTerm(1, .cost), RuleTerm(-most.value.yuan, .outcome(outcome))], atMost: 0,
            stated: StatedNumber(most.value.yuan, .yuan, termSlopes: [0, -1]))
    }

    /// Orders of an item cannot exceed its stock, the organic orders expected meanwhile not being known here.
    func stockRules(for lines: [DeliveryLine], _ choices: [DeliveryChoice]) -> [DeliveryRule] {
        // Stock is one for all scenarios of a brief.
        guard !isPart else { return [] }
        let sold = Set(lines.map(\.key.goods)).union(choices.map(\.goods))
        return sold.sorted().compactMap { id in
            guard let stock = goods[id]?.stock else { return nil }
            return DeliveryRule(
                "stock of \(id)", title: Notice("rule.stock", ["name": .text(id.rawValue)]),
                terms: [RuleTerm(1, .outcome(.orders), Selection(goods: [id]))], atMost: Double(stock))
        }
    }

    /// An outcome as an argument of a title: its wording is the catalogue's `outcome.…`.
    func words(for outcome: Outcome) -> MessageArgument { .notice(Notice("outcome.\(outcome.rawValue)")) }
}
