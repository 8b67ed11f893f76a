// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
public import Delivery
import Market
import Response

/// A shop without a past (新商家冷启动).
///
///     maximize    Σ gmv + worth of what is learned: Σ clicks
///     subject to  every channel gets at least an even part of the exploring share
///                 the exploring share halves every `halving_days`
///
/// Nothing is known, so that everything is tried a little and nothing is trusted much; what was learned shifts the money with every replan.
public struct ColdStart: ScenarioModule {
    public init() {}

    public let description = ScenarioDescription(
        name: "cold-start", chineseName: "新商家冷启动", family: .growth,
        formula: "max Σ GMV + worth of a click · clicks, every channel tried",
        settings: [
            SettingTerm(name: "explore_share", unit: .share, bounds: 0.05...1, standard: 0.4, reason: .learningShare),
            SettingTerm(name: "halving_days", unit: .days, bounds: 1...90, standard: 14, reason: .learningHalves),
            SettingTerm(name: "worth_of_a_click", unit: .yuan, bounds: 0...1_000, standard: 0.5, reason: .worthOfOne),
        ],
        kpis: [.gmv, .clicks, .newCustomers])

    public func problem(_ context: ScenarioContext) throws(ScenarioError) -> DeliveryProblem {
        let campaign = try context.campaign(
            description, about: .gmv, looksFor: Notice("scenario.looks-for-goods-in-stock"))
        let share = context.cited("explore_share", of: description)
        let halving = max(1, context.periods(ofDays: context.setting("halving_days", of: description)))
        let channels = campaign.channels
        var extra = context.stockRules(for: campaign.lines, campaign.choices)
        var from = 0
        var left = 1.0
        while from < context.horizon.count, channels.count > 1 {
            let window = from...min(context.horizon.count - 1, from + halving - 1)
            for channel in channels {
                extra.append(
                    context.shareRule(
                        "trial of channel \(channel) from \(context.horizon.days[from])",
                        Notice("rule.trial-of-channel", ["name": .text(channel.rawValue)]), share,
                        Selection(channels: [channel], periods: window), isLeast: true,
                        factor: left / Double(channels.count), whole: Selection(periods: window)))
            }
            from += halving
            left /= 2
        }
        return context.problem(
            description, lines: campaign.lines, choices: campaign.choices,
            objective: DeliveryObjective(
                name: "sales and learning", title: Notice("objective.cold-start"), unit: "yuan",
                terms: [
                    RuleTerm(1, .outcome(.gmv)),
                    RuleTerm(context.setting("worth_of_a_click", of: description), .outcome(.clicks)),
                ]),
            extra: extra, carryOutWeight: 1)
    }
}
