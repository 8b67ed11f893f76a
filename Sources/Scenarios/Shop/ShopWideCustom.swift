// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
public import Delivery
import Market
import Response

/// The whole shop with goods that the merchant chose (全店智投·自定义).
///
///     maximize    Σ gmv
///     subject to  Σ gmv ≥ ρ · Σ cost,   Σ spend[g] ≥ least part ÷ goods · Σ spend     for every goods chosen
///
/// As shop-wide, but the choice is the merchant's: what he chose is delivered, each item with a part of its own.
public struct ShopWideCustom: ScenarioModule {
    public init() {}

    public let description = ScenarioDescription(
        name: "shop-wide-custom", chineseName: "全店智投·自定义", family: .shop, platformCode: "361",
        formula: "max Σ GMV at a return, every goods chosen delivered",
        settings: [
            SettingTerm(name: "target_return", unit: .number, bounds: 0...1000, standard: 1, reason: .returnOnSpend),
            SettingTerm(name: "least_part", unit: .share, bounds: 0...1, standard: 0.4, reason: .partOfEvenShare),
        ],
        kpis: [.gmv, .orders, .newCustomers], takesGoods: true)

    public func problem(_ context: ScenarioContext) throws(ScenarioError) -> DeliveryProblem {
        let campaign = try context.campaign(
            description, about: .gmv, looksFor: Notice("scenario.looks-for-goods-in-stock"))
        var extra = context.stockRules(for: campaign.lines, campaign.choices)
        extra += context.returnFloor(setting: "target_return", of: description)
        let part = context.cited("least_part", of: description)
        let delivered = Set(campaign.lines.map(\.key.goods)).sorted()
        for id in delivered where part.value > 0 && delivered.count > 1 {
            extra.append(
                context.shareRule(
                    "part of goods \(id)", Notice("rule.goods-part", ["name": .text(id.rawValue)]), part,
                    Selection(goods: [id]), isLeast: true, factor: 1 / Double(delivered.count)))
        }
        return context.problem(
            description, lines: campaign.lines, choices: campaign.choices,
            objective: .gmv,
            extra: extra, carryOutWeight: 0.5)
    }
}
