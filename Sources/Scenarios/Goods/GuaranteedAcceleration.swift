// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
public import Delivery
import Market
import Response

/// Sales that are promised (货品加速确定性保障).
///
///     maximize    mean Σ gmv
///     subject to  mean of Σ gmv over the worst (1 − p) of the draws ≥ floor              where a floor is asked for
///                 no channel gets more than its share: one that disappoints may not break the promise
public struct GuaranteedAcceleration: ScenarioModule {
    public init() {}

    public let description = ScenarioDescription(
        name: "guaranteed-acceleration", chineseName: "货品加速确定性保障", family: .goods,
        formula: "max Σ GMV, a floor with probability p",
        settings: [
            SettingTerm(name: "floor_gmv", unit: .yuan, bounds: 0...1_000_000_000_000, standard: 0, reason: .promisedAmount),
            SettingTerm(name: "probability", unit: .share, bounds: 0.5...0.99, standard: 0.8, reason: .promisedProbability),
            SettingTerm(name: "most_per_channel", unit: .share, bounds: 0.1...1, standard: 0.7, reason: .mostForOne),
        ],
        kpis: [.gmv, .orders, .newCustomers])

    public func problem(_ context: ScenarioContext) throws(ScenarioError) -> DeliveryProblem {
        let campaign = try context.campaign(
            description, about: .gmv, looksFor: Notice("scenario.looks-for-goods-in-stock"))
        let most = context.cited("most_per_channel", of: description)
        var extra = context.stockRules(for: campaign.lines, campaign.choices)
        extra += context.floor(.gmv, setting: "floor_gmv", probability: "probability", of: description)
        if most.value < 1, most.value * Double(campaign.channels.count) > 1 {
            for channel in campaign.channels {
                extra.append(
                    context.shareRule(
                        "most of channel \(channel)", Notice("rule.channel-most", ["name": .text(channel.rawValue)]), most,
                        Selection(channels: [channel]), isLeast: false))
            }
        }
        return context.problem(
            description, lines: campaign.lines, choices: campaign.choices,
            objective: .gmv,
            extra: extra, carryOutWeight: 0)
    }
}
