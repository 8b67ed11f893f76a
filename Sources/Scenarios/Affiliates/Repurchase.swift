// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
public import Delivery
import Market
import Response

/// Buyers buy again when it is time (老客复购).
///
///     maximize    Σ gmv of buyers + value · orders of messages
///     subject to  due[t] = due[t−1] − contacted + buyers ÷ cycle            who bought a cycle ago is due again
///                 contacted ≤ due,   cost of contacts within the budget
///
/// A message before its time is wasted and one after it too late: only those who are due are contacted.
public struct Repurchase: ScenarioModule {
    public init() {}

    public let description = ScenarioDescription(
        name: "repurchase", chineseName: "老客复购", family: .affiliates,
        formula: "max Σ GMV of buyers + messages to those who are due",
        settings: [
            SettingTerm(name: "buyers", unit: .count, bounds: 0...1_000_000_000, standard: 2_000, reason: .people),
            SettingTerm(name: "cycle", unit: .days, bounds: 1...730, standard: 60, reason: .purchaseCycle),
            SettingTerm(name: "cost_per_message", unit: .yuan, bounds: 0...10, standard: 0.05, reason: .messagePrice),
            SettingTerm(name: "orders_per_message", unit: .share, bounds: 0...1, standard: 0.03, reason: .shareOfPeople),
            SettingTerm(name: "order_value", unit: .yuan, bounds: 0...1_000_000, standard: 80, reason: .oneOrder),
        ],
        kpis: [.gmv, .orders, .contacts])

    public func problem(_ context: ScenarioContext) throws(ScenarioError) -> DeliveryProblem {
        let campaign = try context.campaign(
            description, about: .gmv, looksFor: Notice("scenario.looks-for-members"), commissions: false,
            lines: { [.purchased, .member].contains($0.audience) })
        var problem = context.problem(
            description, lines: campaign.lines, choices: [],
            objective: DeliveryObjective(
                name: "sales to buyers", title: Notice("objective.repurchase"), unit: "yuan",
                terms: [RuleTerm(1, .outcome(.gmv))]),
            extra: context.stockRules(for: campaign.lines, []), carryOutWeight: 0.5)
        let buyers = context.setting("buyers", of: description)
        guard buyers > 0, context.horizon.count > 0 else { return problem }
        let due = buyers * context.daysPerPeriod / context.setting("cycle", of: description)
        // Who is due and not contacted is lost to it after about a week.
        problem.reservoirs.append(
            DeliveryReservoir(
                "buyers due", initial: 7 * due / context.daysPerPeriod,
                decay: .constant(min(0.9, 0.13 * context.daysPerPeriod)), natural: .constant(due)))
        let orders = context.setting("orders_per_message", of: description)
        problem.flows.append(
            DeliveryFlow(
                "contacts of buyers", kind: "messages", channel: "sms", audience: .purchased, from: "buyers due",
                periods: problem.allPeriods, cost: .constant(context.setting("cost_per_message", of: description)),
                uses: [.contacts: 1, .messages: 1],
                rates: [
                    .orders: .constant(orders),
                    .gmv: .constant(orders * context.setting("order_value", of: description)),
                ]))
        return problem
    }
}
