// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
public import Delivery
import Market
import Response

/// People from stranger to member, and what they are worth at the end (全域经营).
///
///     maximize    Σ gmv + Σ_stage worth[stage] · people[stage] on the last day
///     subject to  people[visitors] grow by clicks of strangers, people[buyers] by new customers,
///                 visitors are forgotten and buyers lapse a little every day
///                 messages move visitors on: followed ≤ people[visitors]
///
/// The terminal worth is what keeps the plan from harvesting everybody on the last day.
public struct LifecycleGrowth: ScenarioModule {
    public init() {}

    public let description = ScenarioDescription(
        name: "lifecycle-growth", chineseName: "全域经营", family: .growth,
        formula: "max Σ GMV + Σ worth[stage] · people at the end",
        settings: [
            SettingTerm(name: "worth_of_a_visitor", unit: .yuan, bounds: 0...10_000, standard: 0.5, reason: .worthOfOne),
            SettingTerm(name: "worth_of_a_buyer", unit: .yuan, bounds: 0...1_000_000, standard: 25, reason: .worthOfOne),
            SettingTerm(name: "visitors_forgotten_a_day", unit: .share, bounds: 0...1, standard: 0.08, reason: .dailyLoss),
            SettingTerm(name: "buyers_lost_a_day", unit: .share, bounds: 0...1, standard: 0.004, reason: .dailyLoss),
            SettingTerm(name: "follow_up_cost", unit: .yuan, bounds: 0...100, standard: 0.1, reason: .contactPrice),
            SettingTerm(name: "follow_up_orders", unit: .share, bounds: 0...1, standard: 0.004, reason: .shareOfPeople),
            SettingTerm(name: "order_value", unit: .yuan, bounds: 0...1_000_000, standard: 80, reason: .oneOrder),
            SettingTerm(name: "follow_ups_a_day", unit: .count, bounds: 0...1_000_000_000, standard: 500, reason: .people),
        ],
        kpis: [.gmv, .newCustomers, .clicks])

    public func problem(_ context: ScenarioContext) throws(ScenarioError) -> DeliveryProblem {
        let campaign = try context.campaign(
            description, about: .clicks, looksFor: Notice("scenario.looks-for-goods-in-stock"))
        let last = max(0, context.horizon.count - 1)
        let end = Selection(periods: last...last)
        var problem = context.problem(
            description, lines: campaign.lines, choices: campaign.choices,
            objective: DeliveryObjective(
                name: "sales and people", title: Notice("objective.lifecycle"), unit: "yuan",
                terms: [
                    RuleTerm(1, .outcome(.gmv)),
                    RuleTerm(context.setting("worth_of_a_visitor", of: description), .stock("visitors"), end),
                    RuleTerm(context.setting("worth_of_a_buyer", of: description), .stock("buyers"), end),
                ]),
            extra: context.stockRules(for: campaign.lines, campaign.choices), carryOutWeight: 0.5)
        guard context.horizon.count > 0 else { return problem }
        func lost(_ name: String) -> PeriodValues {
            .constant(1 - power(1 - context.setting(name, of: description), context.daysPerPeriod))
        }
        let media = Set(campaign.lines.map(\.key.channel))
        problem.reservoirs.append(
            DeliveryReservoir(
                "visitors", decay: lost("visitors_forgotten_a_day"),
                inflows: [RuleTerm(1, .outcome(.clicks), Selection(channels: media))]))
        problem.reservoirs.append(
            DeliveryReservoir("buyers", decay: lost("buyers_lost_a_day"), inflows: [RuleTerm(1, .outcome(.newCustomers))]))
        let orders = context.setting("follow_up_orders", of: description)
        problem.flows.append(
            DeliveryFlow(
                "follow-ups", kind: "messages", channel: "wangwang", audience: .visitor, from: "visitors",
                periods: problem.allPeriods,
                maximum: .constant(context.setting("follow_ups_a_day", of: description) * context.daysPerPeriod),
                cost: .constant(context.setting("follow_up_cost", of: description)), uses: [.messages: 1],
                rates: [
                    .orders: .constant(orders), .newCustomers: .constant(orders / 2),
                    .gmv: .constant(orders * context.setting("order_value", of: description)),
                ]))
        return problem
    }
}
