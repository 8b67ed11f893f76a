// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
public import Delivery
public import Market
import Response

/// Sign-ups of people who are no members yet (入会拉新).
///
///     maximize    Σ rate · clicks of non-members
///     subject to  Σ cost ≤ c · Σ sign-ups                              where a ceiling is set
///                 lines to members get nothing
///
/// A click of somebody who bought before signs up more easily than a stranger's; both rates are settings.
public struct MemberRecruiting: ScenarioModule {
    public init() {}

    public let description = ScenarioDescription(
        name: "member-recruiting", chineseName: "入会拉新", family: .consumers, platformCode: "1095",
        formula: "max Σ sign-up rate · clicks of non-members",
        settings: [
            SettingTerm(name: "sign_up_rate", unit: .share, bounds: 0.0001...1, standard: 0.02, reason: .rateAboveNothing),
            SettingTerm(
                name: "buyers_sign_up_rate", unit: .share, bounds: 0.0001...1, standard: 0.06, reason: .rateAboveNothing),
            SettingTerm(name: "most_per_sign_up", unit: .yuan, bounds: 0...10_000, standard: 0, reason: .costCeiling),
        ],
        kpis: [MemberRecruiting.signUps, .clicks, .newCustomers])

    /// People who become members.
    public static let signUps: Outcome = "sign_ups"

    public func problem(_ context: ScenarioContext) throws(ScenarioError) -> DeliveryProblem {
        let rate = context.setting("sign_up_rate", of: description)
        let buyers = context.setting("buyers_sign_up_rate", of: description)
        let campaign = try context.campaign(
            description, about: MemberRecruiting.signUps, looksFor: Notice("scenario.looks-for-non-members"),
            commissions: false,
            tailoring: { line in
                let own = line.key.audience == .purchased || line.key.audience == .fan ? buyers : rate
                line.derive(MemberRecruiting.signUps, from: .clicks, times: own)
            },
            lines: { $0.audience != .member })
        return context.problem(
            description, lines: campaign.lines, choices: [],
            objective: DeliveryObjective(
                name: "sign-ups", title: Notice("objective.sign-ups"), unit: "sign_ups",
                terms: [RuleTerm(1, .outcome(MemberRecruiting.signUps))]),
            extra: context.costCeiling(MemberRecruiting.signUps, setting: "most_per_sign_up", of: description),
            carryOutWeight: 1)
    }
}
