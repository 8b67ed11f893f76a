// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
public import Delivery
import Market
import Response

/// One sum for new customers, split between ads and benefits (新享一笔钱).
///
///     maximize    Σ new customers
///     subject to  Σ media + Σ coupon · orders of strangers ≤ budget,   Σ media ≥ least share · Σ cost
///                 one coupon level for strangers and one for visitors
///
/// The plan decides the split: a coupon lifts every line's response and is paid on every order, media reach further people.
public struct NewcomerBenefits: ScenarioModule {
    public init() {}

    public let description = ScenarioDescription(
        name: "newcomer-benefits", chineseName: "新享一笔钱", family: .consumers,
        formula: "max Σ new customers, one sum for ads and coupons",
        settings: [
            SettingTerm(name: "most_coupon", unit: .yuan, bounds: 1...1_000, standard: 10, reason: .couponFace),
            SettingTerm(name: "coupon_lift", unit: .share, bounds: 0...3, standard: 0.25, reason: .couponLift),
            SettingTerm(name: "least_media", unit: .share, bounds: 0...1, standard: 0.3, reason: .shareOfBudget),
        ],
        kpis: [.newCustomers, .orders, .gmv])

    public func problem(_ context: ScenarioContext) throws(ScenarioError) -> DeliveryProblem {
        let campaign = try context.campaign(
            description, about: .newCustomers, looksFor: Notice("scenario.looks-for-strangers"), commissions: false,
            lines: { !NewCustomerAcquisition.known.contains($0.audience) })
        let share = context.setting("least_media", of: description)
        var extra = context.stockRules(for: campaign.lines, [])
        if share > 0 {
            extra.append(
                DeliveryRule(
                    "media share", title: Notice("rule.media-share"), from: context.brief.setting("least_media")?.origin,
                    terms: [RuleTerm(1, .media), RuleTerm(-share, .cost)], atLeast: 0,
                    stated: StatedNumber(share, .share, termSlopes: [0, -1])))
        }
        var problem = context.problem(
            description, lines: campaign.lines, choices: [],
            objective: .newCustomers,
            extra: extra, carryOutWeight: 1)
        let most = context.setting("most_coupon", of: description)
        let lift = context.setting("coupon_lift", of: description)
        for audience in campaign.audiences.sorted() {
            SegmentBenefit(audience, most: most, steps: 2, lift: lift).extend(&problem)
        }
        return problem
    }
}
