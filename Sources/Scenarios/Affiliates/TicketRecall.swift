// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
public import Delivery
import Market
import Response

/// Tickets before an event, recalled on its days (入场券).
///
///     maximize    Σ orders of recalled holders · value + Σ gmv of lines on the event's days
///     subject to  held[t] = (1 − decay) held[t−1] + rate · clicks[t],   called ≤ held,   cost of calls within the budget
///
/// Media before the event gather holders; a ticket is forgotten by some every day. See `Reservation`; tickets that the brief states
/// itself take the place of the settings.
public struct TicketRecall: ScenarioModule {
    public init() {}

    public let description = ScenarioDescription(
        name: "ticket-recall", chineseName: "入场券", family: .affiliates,
        formula: "max Σ value of recalled holders + Σ GMV of the event",
        settings: [
            SettingTerm(name: "tickets_per_click", unit: .share, bounds: 0.0001...1, standard: 0.08, reason: .rateAboveNothing),
            SettingTerm(name: "forgotten_a_day", unit: .share, bounds: 0...1, standard: 0.05, reason: .dailyLoss),
            SettingTerm(name: "recall", unit: .share, bounds: 0...1, standard: 0.25, reason: .shareOfPeople),
            SettingTerm(name: "orders_per_recalled", unit: .share, bounds: 0...1, standard: 0.2, reason: .shareOfPeople),
            SettingTerm(name: "order_value", unit: .yuan, bounds: 0...1_000_000, standard: 80, reason: .oneOrder),
            SettingTerm(name: "cost_per_call", unit: .yuan, bounds: 0...10, standard: 0.05, reason: .messagePrice),
            SettingTerm(name: "event_days", unit: .days, bounds: 1...30, standard: 3, reason: .eventDays),
        ],
        kpis: [.gmv, .orders, .clicks])

    public func problem(_ context: ScenarioContext) throws(ScenarioError) -> DeliveryProblem {
        let campaign = try context.campaign(
            description, about: .clicks, looksFor: Notice("scenario.looks-for-goods-in-stock"), commissions: false)
        let count = context.horizon.count
        let days = context.periods(ofDays: context.setting("event_days", of: description))
        let event = context.periods(inStage: "burst") ?? max(0, count - days)...(count - 1)
        var problem = context.problem(
            description, lines: campaign.lines, choices: [],
            objective: DeliveryObjective(
                name: "event sales", title: Notice("objective.recall"), unit: "yuan",
                terms: [RuleTerm(1, .outcome(.gmv), Selection(periods: event))]),
            extra: context.stockRules(for: campaign.lines, []), carryOutWeight: 0)
        guard context.brief.tools.reservations.isEmpty, event.lowerBound > 0 else { return problem }
        var terms = ReservationTerms(
            name: "ticket", claimedFrom: .clicks, claimsPerOutcome: context.setting("tickets_per_click", of: description),
            eventBegin: context.horizon.days[event.lowerBound],
            eventEnd: context.horizon.days[event.upperBound].advanced(by: context.horizon.cadence.days - 1))
        terms.decay = context.setting("forgotten_a_day", of: description)
        terms.recall = context.setting("recall", of: description)
        terms.ordersPerRecalled = context.setting("orders_per_recalled", of: description)
        terms.orderValue = context.setting("order_value", of: description)
        terms.costPerMessage = context.setting("cost_per_call", of: description)
        Reservation(terms).extend(&problem)
        return problem
    }
}
