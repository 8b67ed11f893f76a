// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
public import Delivery
import Market
import Response

/// Sales on the event's days (爆发收割·现货).
///
///     maximize    Σ gmv on the event's days
///     subject to  Σ spend on the event's days ≥ (1 − lead-up share) · Σ spend
///                 exactly one commission rate per goods
public struct EventBurst: ScenarioModule {
    public init() {}

    public let description = ScenarioDescription(
        name: "event-burst", chineseName: "爆发收割·现货", family: .events, formula: "max Σ GMV on the event's days",
        settings: [
            SettingTerm(name: "event_days", unit: .days, bounds: 1...30, standard: 3, reason: .eventDays),
            SettingTerm(name: "lead_up_share", unit: .share, bounds: 0...1, standard: 0.1, reason: .shareOfBudget),
        ],
        kpis: [.gmv, .orders, .newCustomers])

    public func problem(_ context: ScenarioContext) throws(ScenarioError) -> DeliveryProblem {
        let campaign = try context.campaign(
            description, about: .gmv, looksFor: Notice("scenario.looks-for-goods-in-stock"))
        let days = context.periods(ofDays: context.setting("event_days", of: description))
        // Without a stage of that name the event ends the plan.
        let event = context.periods(inStage: "burst") ?? (context.horizon.count - days)...(context.horizon.count - 1)
        let share = context.cited("lead_up_share", of: description)
        var extra = context.stockRules(for: campaign.lines, campaign.choices)
        if event.count < context.horizon.count {
            extra.append(
                context.shareRule(
                    "share of the event", Notice("rule.event-share"), Cited(1 - share.value, from: share.origin),
                    Selection(periods: event), isLeast: true))
        }
        return context.problem(
            description, lines: campaign.lines, choices: campaign.choices,
            objective: DeliveryObjective(
                name: "GMV of the event", title: Notice("objective.event"), unit: "yuan",
                terms: [RuleTerm(1, .outcome(.gmv), Selection(periods: event))]),
            extra: extra, carryOutWeight: 0)
    }
}
