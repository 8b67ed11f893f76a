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
///                 all goods in stock take part; where channel kinds overlap on an item, keyword and audience plans of it stay below their part
///
/// The optimizer chooses the goods: what no yuan can be earned with gets none.
public struct ShopWide: ScenarioModule {
    public init() {}

    public let description = ScenarioDescription(
        name: "shop-wide", chineseName: "全店智投", family: .shop, platformCode: "361",
        formula: "max Σ GMV at a return of at least ρ",
        settings: [
            SettingTerm(name: "target_return", unit: .number, bounds: 0...1000, standard: 1),
            SettingTerm(name: "most_per_goods", unit: .share, bounds: 0.02...1, standard: 0.5),
        ],
        kpis: [.gmv, .orders, .newCustomers])

    public func problem(_ context: ScenarioContext) throws(ScenarioError) -> DeliveryProblem {
        let campaign = try context.campaign(
            description, about: .gmv, looksFor: Notice("scenario.looks-for-goods-in-stock"))
        var extra = context.stockRules(for: campaign.lines, campaign.choices)
        let target = context.setting("target_return", of: description)
        if target > 0, context.brief.targets.roi == nil {
            extra.append(context.returnFloor(Cited(target, from: context.brief.setting("target_return")?.origin)))
        }
        let most = context.setting("most_per_goods", of: description)
        if most < 1, most * Double(campaign.goods.count) > 1 {
            for id in campaign.goods where id != .all {
                extra.append(
                    DeliveryRule(
                        "most of goods \(id)", title: Notice("rule.goods-most", ["name": .text(id.rawValue)]),
                        from: context.brief.setting("most_per_goods")?.origin,
                        terms: [RuleTerm(1, .media, Selection(goods: [id])), RuleTerm(-most, .media)], atMost: 0,
                        stated: StatedNumber(most, .share, termSlopes: [0, -1])))
            }
        }
        return context.problem(
            description, lines: campaign.lines, choices: campaign.choices,
            objective: DeliveryObjective(
                name: "GMV", title: Notice("objective.gmv"), unit: "yuan", terms: [RuleTerm(1, .outcome(.gmv))]),
            extra: extra, carryOutWeight: 0.5)
    }
}
