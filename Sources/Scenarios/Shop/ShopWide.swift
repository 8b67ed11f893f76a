// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
public import Delivery
import Market
import Response

/// The whole shop at a return that is asked for (全店智投).
///
///     maximize    Σ gmv
///     subject to  Σ gmv ≥ ρ · Σ cost
///                 Σ spend[g] ≤ most per goods · Σ spend              all goods in stock take part
///
/// The optimizer chooses the goods: what no yuan can be earned with gets none.
public struct ShopWide: ScenarioModule {
    public init() {}

    public let description = ScenarioDescription(
        name: "shop-wide", chineseName: "全店智投", family: .shop, platformCode: "361",
        formula: "max Σ GMV at a return of at least ρ",
        settings: [
            SettingTerm(name: "target_return", unit: .number, bounds: 0...1000, standard: 1, reason: .returnOnSpend),
            SettingTerm(name: "most_per_goods", unit: .share, bounds: 0.02...1, standard: 0.5, reason: .mostForOne),
        ],
        kpis: [.gmv, .orders, .newCustomers], takesGoods: true)

    public func problem(_ context: ScenarioContext) throws(ScenarioError) -> DeliveryProblem {
        let campaign = try context.campaign(
            description, about: .gmv, looksFor: Notice("scenario.looks-for-goods-in-stock"))
        var extra = context.stockRules(for: campaign.lines, campaign.choices)
        extra += context.returnFloor(setting: "target_return", of: description)
        let most = context.cited("most_per_goods", of: description)
        if most.value < 1, most.value * Double(campaign.goods.count) > 1 {
            for id in campaign.goods where id != .all {
                extra.append(
                    context.shareRule(
                        "most of goods \(id)", Notice("rule.goods-most", ["name": .text(id.rawValue)]), most,
                        Selection(goods: [id]), isLeast: false))
            }
        }
        return context.problem(
            description, lines: campaign.lines, choices: campaign.choices,
            objective: .gmv,
            extra: extra, carryOutWeight: 0.5)
    }
}
