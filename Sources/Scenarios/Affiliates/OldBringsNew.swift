// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
public import Delivery
import Market
import Response

/// Customers bring customers (老带新).
///
///     maximize    Σ new customers of referral + Σ new customers of lines
///     subject to  one reward out of a grid,   invited[t] ≤ invitations(reward) · known[t−1],   known grows by who came
///                 Σ media + reward · new customers ≤ budget
///
/// See `Referral`; a referral that the brief states itself takes the place of the settings.
public struct OldBringsNew: ScenarioModule {
    public init() {}

    public let description = ScenarioDescription(
        name: "old-brings-new", chineseName: "老带新", family: .affiliates,
        formula: "max Σ new customers, one reward for who brings them",
        settings: [
            SettingTerm(name: "known", unit: .count, bounds: 1...1_000_000_000, standard: 2_000, reason: .oneOrMorePeople),
            SettingTerm(name: "most_reward", unit: .yuan, bounds: 1...1_000, standard: 20, reason: .rewardFace),
            SettingTerm(name: "invitations_a_day", unit: .share, bounds: 0...1, standard: 0.004, reason: .shareOfPeople),
            SettingTerm(name: "conversion", unit: .share, bounds: 0...1, standard: 0.25, reason: .shareOfPeople),
            SettingTerm(name: "order_value", unit: .yuan, bounds: 0...1_000_000, standard: 80, reason: .oneOrder),
        ],
        kpis: [.newCustomers, .orders, .gmv])

    public func problem(_ context: ScenarioContext) throws(ScenarioError) -> DeliveryProblem {
        let campaign = try context.campaign(
            description, about: .newCustomers, looksFor: Notice("scenario.looks-for-strangers"), commissions: false,
            lines: { ![.purchased, .member].contains($0.audience) })
        var problem = context.problem(
            description, lines: campaign.lines, choices: [],
            objective: .newCustomers,
            extra: context.stockRules(for: campaign.lines, []), carryOutWeight: 1)
        guard context.brief.tools.referral == nil else { return problem }
        let most = context.setting("most_reward", of: description)
        let invitations = context.setting("invitations_a_day", of: description)
        // Twice the reward does not bring twice the invitations.
        let levels = [0.25, 0.5, 1].map { part in
            ReferralTerms.Level(reward: (100 * most * part).rounded() / 100, invitations: invitations * power(part, 0.6))
        }
        Referral(
            ReferralTerms(
                known: context.setting("known", of: description), levels: levels,
                conversion: context.setting("conversion", of: description),
                orderValue: context.setting("order_value", of: description))
        ).extend(&problem)
        return problem
    }
}
