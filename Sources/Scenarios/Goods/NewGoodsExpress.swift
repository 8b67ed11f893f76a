// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
public import Delivery
import Market
import Response

/// Speed for new goods by prepaid packages (新品飞车).
///
///     maximize    Σ_t (1 − t ÷ T) · orders of new goods in t
///     subject to  spend[ℓ,t] is a whole multiple of the package on channels sold by the package
///
/// An order early makes the next ones easier: what counts falls evenly from the first day to the last.
public struct NewGoodsExpress: ScenarioModule {
    public init() {}

    public let description = ScenarioDescription(
        name: "new-goods-express", chineseName: "新品飞车", family: .goods,
        formula: "max Σ (1 − t/T) · orders of new goods, by packages",
        settings: [
            SettingTerm(name: "new_within_days", unit: .days, bounds: 1...365, standard: 45, reason: .newGoodsAge),
            SettingTerm(name: "package", unit: .yuan, bounds: 1...1_000_000, standard: 30, reason: .packagePrice),
        ],
        kpis: [.orders, .gmv, .newCustomers])

    public func problem(_ context: ScenarioContext) throws(ScenarioError) -> DeliveryProblem {
        let window = Int(context.setting("new_within_days", of: description))
        let package = Money(yuan: context.setting("package", of: description))
        let campaign = try context.campaign(
            description, about: .orders, looksFor: Notice("scenario.looks-for-new-goods", ["days": .count(window)]),
            commissions: false, goods: { context.isNew($0, within: window) },
            tailoring: { line in
                // Feeds and express pushes are sold by the package; a brief's own package goes first.
                let kind = context.kind(of: line.key.channel)
                if line.package == nil, kind == .feed || kind == .express { line.package = package }
            })
        let count = Double(context.horizon.count)
        return context.problem(
            description, lines: campaign.lines, choices: [],
            objective: DeliveryObjective(
                name: "early orders", title: Notice("objective.early-orders"), unit: "orders",
                terms: context.weighed(.orders) { 1 - Double($0) / count }),
            extra: context.stockRules(for: campaign.lines, []), carryOutWeight: 0)
    }
}
