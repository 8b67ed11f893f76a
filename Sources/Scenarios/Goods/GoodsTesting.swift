// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
public import Delivery
import Market
import Response

/// Finding the best of several goods (测款快).
///
///     maximize    Σ gmv[ℓ,t]
///     subject to  Σ spend[g] ≥ test share ÷ candidates · Σ spend        for every candidate g, within the test's days
///
/// Every candidate gets the same part of the test's share of the money, the rest goes where sales are. How sure the test's result is, is
/// not said here.
public struct GoodsTesting: ScenarioModule {
    public init() {}

    public let description = ScenarioDescription(
        name: "goods-testing", chineseName: "测款快", family: .goods, platformCode: "158",
        formula: "max Σ GMV, each candidate tested first",
        settings: [
            SettingTerm(name: "test_share", unit: .share, bounds: 0.05...1, standard: 0.5, reason: .learningShare),
            SettingTerm(name: "test_days", unit: .days, bounds: 1...60, standard: 7, reason: .testDays),
        ],
        kpis: [.clicks, .carts, .gmv])

    public func problem(_ context: ScenarioContext) throws(ScenarioError) -> DeliveryProblem {
        let campaign = try context.campaign(
            description, about: .clicks, looksFor: Notice("scenario.looks-for-candidates"), commissions: false)
        let days = context.periods(ofDays: context.setting("test_days", of: description))
        let share = context.cited("test_share", of: description)
        let candidates = campaign.goods
        let window = 0...(days - 1)
        var extra = context.stockRules(for: campaign.lines, [])
        if candidates.count > 1 {
            for id in candidates {
                extra.append(
                    context.shareRule(
                        "test of goods \(id)", Notice("rule.test-of-goods", ["name": .text(id.rawValue)]), share,
                        Selection(goods: [id], periods: window), isLeast: true, factor: 1 / Double(candidates.count),
                        whole: Selection(periods: window)))
            }
        }
        return context.problem(
            description, lines: campaign.lines, choices: [],
            objective: .gmv,
            extra: extra, carryOutWeight: 0)
    }
}
