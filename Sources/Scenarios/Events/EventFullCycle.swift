// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
public import Delivery
import Market
import Response

/// One total over an event's stages (活动全周期护航).
///
///     maximize    worth of a cart · Σ carts before the burst  +  Σ gmv from the burst on
///     subject to  every stage gets at least a part of an even share
///                 one total over all stages
///
/// A cart of the warm-up is worth the GMV that carts lead to on the event's days; what the burst can sell depends on it.
public struct EventFullCycle: ScenarioModule {
    public init() {}

    public let description = ScenarioDescription(
        name: "event-full-cycle", chineseName: "活动全周期护航", family: .events,
        formula: "max Σ carts of the warm-up · worth + Σ GMV of the burst",
        settings: [
            SettingTerm(name: "worth_of_a_cart", unit: .yuan, bounds: 0...100_000, standard: 20, reason: .worthOfOne),
            SettingTerm(name: "least_of_even_share", unit: .share, bounds: 0...1, standard: 0.4, reason: .partOfEvenShare),
            SettingTerm(name: "warm_up_days", unit: .days, bounds: 1...60, standard: 14, reason: .warmUpDays),
        ],
        kpis: [.gmv, .carts, .newCustomers])

    public func problem(_ context: ScenarioContext) throws(ScenarioError) -> DeliveryProblem {
        let campaign = try context.campaign(
            description, about: .gmv, looksFor: Notice("scenario.looks-for-goods-in-stock"))
        let count = context.horizon.count
        let warm = min(max(1, count - 1), context.periods(ofDays: context.setting("warm_up_days", of: description)))
        let burst = context.periods(inStage: "burst") ?? min(warm, count - 1)...(count - 1)
        var terms = [RuleTerm(1, .outcome(.gmv), Selection(periods: burst.lowerBound...(count - 1)))]
        if burst.lowerBound > 0 {
            let worth = context.setting("worth_of_a_cart", of: description)
            terms.append(RuleTerm(worth, .outcome(.carts), Selection(periods: 0...(burst.lowerBound - 1))))
        }
        return context.problem(
            description, lines: campaign.lines, choices: campaign.choices,
            objective: DeliveryObjective(
                name: "event result", title: Notice("objective.full-cycle"), unit: "yuan", terms: terms),
            extra: context.stockRules(for: campaign.lines, campaign.choices) + stages(context, burst), carryOutWeight: 0)
    }

    /// Warm-up, burst and what follows as parts of the money.
    private func stages(_ context: ScenarioContext, _ burst: ClosedRange<Int>) -> [DeliveryRule] {
        let count = context.horizon.count
        let least = context.cited("least_of_even_share", of: description)
        var parts = [("burst", burst)]
        if burst.lowerBound > 0 { parts.append(("warm-up", 0...(burst.lowerBound - 1))) }
        if burst.upperBound < count - 1 { parts.append(("after", (burst.upperBound + 1)...(count - 1))) }
        guard least.value > 0, parts.count > 1 else { return [] }
        return parts.map { name, periods in
            context.shareRule(
                "part of the \(name)", Notice("rule.stage-part", ["name": .text(name)]), least, Selection(periods: periods),
                isLeast: true, factor: Double(periods.count) / Double(count))
        }
    }
}
