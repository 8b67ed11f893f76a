// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
public import Delivery
import Market
import Response

/// Launch sales with a price cut that ends with the launch (新品首降).
///
///     maximize    Σ gmv of new goods net of the cut
///     subject to  one price cut per new item, held over the launch window alone
///                 Σ media + Σ cut · gmv ≤ budget
///
/// The cut draws sales into the window; after it the usual price holds again and effect that is left brings what it brings.
public struct LaunchDiscount: ScenarioModule {
    public init() {}

    public let description = ScenarioDescription(
        name: "launch-discount", chineseName: "新品首降", family: .goods, platformCode: "1098",
        formula: "max Σ GMV of new goods, one price cut an item in the launch window",
        settings: [
            SettingTerm(name: "new_within_days", unit: .days, bounds: 1...365, standard: 30, reason: .newGoodsAge),
            SettingTerm(name: "discount_days", unit: .days, bounds: 1...60, standard: 7, reason: .launchWindow),
            SettingTerm(name: "most_cut", unit: .share, bounds: 0.01...0.5, standard: 0.2, reason: .priceCut),
            SettingTerm(name: "elasticity", unit: .number, bounds: 0...8, standard: 2, reason: .priceElasticity),
        ],
        kpis: [.gmv, .orders, .newCustomers])

    public func problem(_ context: ScenarioContext) throws(ScenarioError) -> DeliveryProblem {
        let window = Int(context.setting("new_within_days", of: description))
        let campaign = try context.campaign(
            description, about: .gmv, looksFor: Notice("scenario.looks-for-new-goods", ["days": .count(window)]),
            commissions: false, goods: { context.isNew($0, within: window) })
        let days = context.periods(ofDays: context.setting("discount_days", of: description))
        let cuts = context.priceCuts(
            on: campaign.lines, most: context.setting("most_cut", of: description),
            elasticity: context.setting("elasticity", of: description), periods: 0...(days - 1))
        return context.problem(
            description, lines: campaign.lines, choices: cuts,
            objective: .gmv,
            extra: context.stockRules(for: campaign.lines, cuts), carryOutWeight: 0.5)
    }
}
