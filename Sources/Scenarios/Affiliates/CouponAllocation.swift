// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
public import Delivery
import Market
import Response

/// A coupon of its own for each audience (千人千权).
///
///     maximize    Σ gmv − Σ coupons redeemed
///     subject to  one coupon level per audience,   Σ media + Σ coupons ≤ budget
///
/// Who would have bought anyway redeems too: a coupon for buyers costs on all of their orders, one for strangers mostly on new ones. What is
/// given away is no sale, so it is taken off.
public struct CouponAllocation: ScenarioModule {
    public init() {}

    public let description = ScenarioDescription(
        name: "coupon-allocation", chineseName: "千人千权", family: .affiliates,
        formula: "max Σ GMV − coupons redeemed, one level an audience",
        settings: [
            SettingTerm(name: "most_coupon", unit: .yuan, bounds: 1...1_000, standard: 12, reason: .couponFace),
            SettingTerm(name: "stranger_lift", unit: .share, bounds: 0...3, standard: 0.3, reason: .couponLift),
            SettingTerm(name: "buyer_lift", unit: .share, bounds: 0...3, standard: 0.1, reason: .couponLift),
            SettingTerm(name: "redeemed", unit: .share, bounds: 0.01...1, standard: 0.8, reason: .redeemedCoupons),
        ],
        kpis: [.gmv, .orders, .newCustomers])

    public func problem(_ context: ScenarioContext) throws(ScenarioError) -> DeliveryProblem {
        let campaign = try context.campaign(
            description, about: .orders, looksFor: Notice("scenario.looks-for-goods-in-stock"), commissions: false)
        var problem = context.problem(
            description, lines: campaign.lines, choices: [],
            objective: DeliveryObjective(
                name: "GMV less benefits", title: Notice("objective.coupons"), unit: "yuan",
                terms: [RuleTerm(1, .outcome(.gmv)), RuleTerm(-1, .choiceCost)]),
            extra: context.stockRules(for: campaign.lines, []), carryOutWeight: 0)
        let most = context.setting("most_coupon", of: description)
        let redeemed = context.setting("redeemed", of: description)
        let stated = Set(context.brief.tools.coupons.map(\.value.audience))
        for audience in campaign.audiences.sorted() where !stated.contains(audience) {
            let isBuyer = [.purchased, .member, .fan].contains(audience)
            let lift = context.setting(isBuyer ? "buyer_lift" : "stranger_lift", of: description)
            SegmentBenefit(audience, most: most, steps: 3, lift: lift, redeemed: redeemed).extend(&problem)
        }
        return problem
    }
}
