// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
public import Delivery
import Market
import Response

/// Finding the best of several goods (测款快).
///
///     maximize    Σ gmv[ℓ,t]
///     subject to  clicks[g] ≥ the clicks that tell apart two rates d apart, for every candidate, as far as the test's share pays
///                 Σ spend[g] ≥ test share ÷ candidates · Σ spend
///
/// Every candidate gets the same part of the test's share of the money, the rest goes where sales are; what the clicks then say is
/// `GoodsTest`'s. The share falls with every replanned day, so that the test ends by itself.
public struct GoodsTesting: ScenarioModule {
    public init() {}

    public let description = ScenarioDescription(
        name: "goods-testing", chineseName: "测款快", family: .goods, platformCode: "158",
        formula: "max Σ GMV, each candidate tested first",
        settings: [
            SettingTerm(name: "test_share", unit: .share, bounds: 0.05...1, standard: 0.5),
            SettingTerm(name: "test_days", unit: .days, bounds: 1...60, standard: 7),
        ],
        kpis: [.clicks, .carts, .gmv])

    public func problem(_ context: ScenarioContext) throws(ScenarioError) -> DeliveryProblem {
        let campaign = try context.campaign(
            description, about: .clicks, looksFor: Notice("scenario.looks-for-candidates"), commissions: false)
        let days = context.periods(ofDays: context.setting("test_days", of: description))
        let share = context.setting("test_share", of: description)
        let candidates = campaign.goods
        let window = 0...(days - 1)
        var extra = context.stockRules(for: campaign.lines, [])
        if candidates.count > 1 {
            for id in candidates {
                extra.append(
                    context.atLeastShare(
                        share / Double(candidates.count), of: .media, Selection(goods: [id], periods: window),
                        Selection(periods: window), named: "test of goods \(id)",
                        title: Notice("rule.test-of-goods", ["name": .text(id.rawValue)]), setting: "test_share"))
            }
        }
        return context.problem(
            description, lines: campaign.lines, choices: [],
            objective: DeliveryObjective(
                name: "GMV", title: Notice("objective.gmv"), unit: "yuan", terms: [RuleTerm(1, .outcome(.gmv))]),
            extra: extra, carryOutWeight: 0)
    }
}
