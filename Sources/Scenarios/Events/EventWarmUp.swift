// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
public import Delivery
public import Market
import Response

/// Interest gathered for an event (活动加速·预热).
///
///     maximize    Σ_t keep^(days from t to the event) · (carts[t] + worth of a subscription · subscriptions[t])
///     subject to  no spend on the event's own days
///
/// Who puts something into the cart a week before is forgotten by half of them: money moves towards the event, as far as it can be
/// spent there.
public struct EventWarmUp: ScenarioModule {
    public init() {}

    public let description = ScenarioDescription(
        name: "event-warm-up", chineseName: "活动加速·预热", family: .events, platformCode: "1114",
        formula: "max Σ keep^(days to the event) · interest",
        settings: [
            SettingTerm(name: "kept_a_day", unit: .share, bounds: 0.5...1, standard: 0.93, reason: .keptCarts),
            SettingTerm(name: "subscription_rate", unit: .share, bounds: 0...1, standard: 0.04, reason: .shareOfPeople),
            SettingTerm(
                name: "carts_per_subscription", unit: .number, bounds: 0...100, standard: 0.5, reason: .cartsPerSubscription),
        ],
        kpis: [.carts, EventWarmUp.subscriptions, .clicks])

    /// People who asked to be reminded of the shop's event.
    public static let subscriptions: Outcome = "subscriptions"

    public func problem(_ context: ScenarioContext) throws(ScenarioError) -> DeliveryProblem {
        let event = context.periods(inStage: "burst")
        let begins = event?.lowerBound ?? context.horizon.count
        let rate = context.setting("subscription_rate", of: description)
        let campaign = try context.campaign(
            description, about: .carts, looksFor: Notice("scenario.looks-for-goods-in-stock"), commissions: false,
            tailoring: { line in
                line.derive(EventWarmUp.subscriptions, from: .clicks, times: rate)
                guard begins < context.horizon.count else { return }
                let most = line.maximum
                line.maximum = .each((0..<context.horizon.count).map { $0 < begins ? most[$0] : 0 })
                line.maximumReason = Notice("line.limit-warm-up")
            })
        let keep = power(context.setting("kept_a_day", of: description), context.daysPerPeriod)
        func weight(_ t: Int) -> Double { t < begins ? power(keep, Double(begins - t)) : 0 }
        let worth = context.setting("carts_per_subscription", of: description)
        return context.problem(
            description, lines: campaign.lines, choices: [],
            objective: DeliveryObjective(
                name: "interest", title: Notice("objective.interest"), unit: "carts",
                terms: context.weighed(.carts, by: weight) + context.weighed(EventWarmUp.subscriptions) { worth * weight($0) }),
            extra: [], carryOutWeight: 0)
    }
}
