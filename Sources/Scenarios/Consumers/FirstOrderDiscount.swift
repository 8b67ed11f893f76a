// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
public import Delivery
import Market
import Response

/// First orders by a discount for those who never bought (首单直降).
///
///     maximize    Σ first orders[ℓ,t]
///     subject to  Σ media + Σ discounts taken ≤ budget
///                 one discount per goods out of {0, d/3, 2d/3, d} yuan, a share of the price at most
///                 responses of new customers · (1 − discount ÷ price)^(−elasticity)
///
/// The discount costs on new customers' orders alone; whoever bought before pays the usual price. So every line counts that brings new
/// customers, and the discount draws money to the goods where first orders react.
public struct FirstOrderDiscount: ScenarioModule {
    public init() {}

    public let description = ScenarioDescription(
        name: "first-order-discount", chineseName: "首单直降", family: .consumers, platformCode: "1079",
        formula: "max Σ first orders, one discount per goods",
        settings: [
            SettingTerm(name: "most_discount", unit: .share, bounds: 0.01...0.5, standard: 0.15, reason: .priceCut),
            SettingTerm(name: "elasticity", unit: .number, bounds: 0...8, standard: 2, reason: .priceElasticity),
        ],
        kpis: [.newCustomers, .orders, .gmv])

    public func problem(_ context: ScenarioContext) throws(ScenarioError) -> DeliveryProblem {
        let campaign = try context.campaign(
            description, about: .newCustomers, looksFor: Notice("scenario.looks-for-strangers"), commissions: false,
            lines: { !NewCustomerAcquisition.known.contains($0.audience) })
        return context.problem(
            description, lines: campaign.lines, choices: discounts(context, campaign),
            objective: DeliveryObjective(
                name: "first orders", title: Notice("objective.first-orders"), unit: "new_customers",
                terms: [RuleTerm(1, .outcome(.newCustomers))]),
            extra: context.stockRules(for: campaign.lines, campaign.choices), carryOutWeight: 1)
    }

    /// Goods whose price is known: a discount in yuan has to be a share of something.
    private func discounts(_ context: ScenarioContext, _ campaign: EligibleCampaign) -> [DeliveryChoice] {
        let most = context.setting("most_discount", of: description)
        let elasticity = context.setting("elasticity", of: description)
        guard context.horizon.count > 0 else { return [] }
        return campaign.goods.compactMap { id in
            guard let price = context.goods[id]?.price?.yuan, price > 0 else { return nil }
            let options = (0...3).map { step in
                let share = most * Double(step) / 3
                let yuan = (price * share * 100).rounded() / 100
                guard step > 0, yuan > 0 else { return ChoiceOption(name: "none", value: 0) }
                let effect = ResponseEffect(
                    on: Selection(goods: [id]), factor: .constant(power(1 - share, -elasticity)), cost: .constant(yuan),
                    per: .newCustomers)
                return ChoiceOption(name: "\(yuan) yuan", value: yuan, effects: [effect])
            }
            return DeliveryChoice(
                kind: "first-order-discount", channel: "benefit", goods: id, periods: 0...(context.horizon.count - 1),
                unit: "yuan", options: options)
        }
    }
}
