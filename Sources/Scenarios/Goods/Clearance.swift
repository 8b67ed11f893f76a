// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
public import Delivery
import Market
import Response

/// Stock down to nothing by the last day (清仓).
///
///     maximize    Σ_g worth of a piece that is gone · orders[g]
///     subject to  one price cut per item,   Σ orders[g] ≤ stock[g]
///
/// A piece that is gone is worth its cost (price less margin): that money is free again, whatever the margin. Eligible are goods with at least
/// `least_stock` pieces.
public struct Clearance: ScenarioModule {
    public init() {}

    public let description = ScenarioDescription(
        name: "clearance", chineseName: "清仓", family: .goods, formula: "max Σ cost value of pieces sold, one price cut an item",
        settings: [
            SettingTerm(name: "most_cut", unit: .share, bounds: 0.01...0.7, standard: 0.4, reason: .clearanceCut),
            SettingTerm(name: "elasticity", unit: .number, bounds: 0...8, standard: 2.5, reason: .priceElasticity),
            SettingTerm(name: "least_stock", unit: .count, bounds: 1...1_000_000_000, standard: 1, reason: .stockPieces),
        ],
        kpis: [.orders, .gmv, .clicks])

    public func problem(_ context: ScenarioContext) throws(ScenarioError) -> DeliveryProblem {
        let least = Int64(context.setting("least_stock", of: description))
        let campaign = try context.campaign(
            description, about: .orders, looksFor: Notice("scenario.looks-for-stock"), commissions: false,
            goods: { (context.goods[$0]?.stock).map { Int64($0) >= least } ?? false })
        let cuts = context.priceCuts(
            on: campaign.lines, most: context.setting("most_cut", of: description),
            elasticity: context.setting("elasticity", of: description))
        let terms = campaign.goods.compactMap { id -> RuleTerm? in
            guard let item = context.goods[id] else { return nil }
            let worth = (item.price?.yuan ?? 1) - (item.unitMargin?.yuan ?? 0)
            return worth > 0 ? RuleTerm(worth, .outcome(.orders), Selection(goods: [id])) : nil
        }
        return context.problem(
            description, lines: campaign.lines, choices: cuts,
            objective: DeliveryObjective(
                name: "stock cleared", title: Notice("objective.clearance"), unit: "yuan", terms: terms),
            extra: context.stockRules(for: campaign.lines, cuts), carryOutWeight: 0)
    }
}
