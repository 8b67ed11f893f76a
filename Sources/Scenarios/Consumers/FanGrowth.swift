// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
public import Delivery
public import Market
import Response

/// Sales to followers and those about to follow (粉丝快).
///
///     maximize    Σ gmv of fans + worth of a fan · Σ rate · clicks of visitors
///     subject to  lines to fans get at least their share of the money
///
/// A new fan is worth what fans buy later; strangers and buyers are left to other scenarios.
public struct FanGrowth: ScenarioModule {
    public init() {}

    public let description = ScenarioDescription(
        name: "fan-growth", chineseName: "粉丝快", family: .consumers, platformCode: "407",
        formula: "max Σ GMV of fans + worth of a fan · new fans",
        settings: [
            SettingTerm(name: "follow_rate", unit: .share, bounds: 0...1, standard: 0.05, reason: .shareOfPeople),
            SettingTerm(name: "worth_of_a_fan", unit: .yuan, bounds: 0...10_000, standard: 6, reason: .worthOfOne),
            SettingTerm(name: "fans_share", unit: .share, bounds: 0...1, standard: 0.2, reason: .shareOfBudget),
        ],
        kpis: [.gmv, FanGrowth.fans, .clicks])

    /// People who begin to follow.
    public static let fans: Outcome = "fans"

    public func problem(_ context: ScenarioContext) throws(ScenarioError) -> DeliveryProblem {
        let rate = context.setting("follow_rate", of: description)
        let campaign = try context.campaign(
            description, about: .clicks, looksFor: Notice("scenario.looks-for-fans"), commissions: false,
            tailoring: { line in
                if line.key.audience != .fan { line.derive(FanGrowth.fans, from: .clicks, times: rate) }
            },
            lines: { [.fan, .visitor, .all].contains($0.audience) })
        var extra = context.stockRules(for: campaign.lines, [])
        let share = context.cited("fans_share", of: description)
        if share.value > 0, campaign.audiences.contains(.fan), campaign.audiences.count > 1 {
            extra.append(
                context.shareRule(
                    "share of fans", Notice("rule.fans-share"), share, Selection(audiences: [.fan]), isLeast: true))
        }
        return context.problem(
            description, lines: campaign.lines, choices: [],
            objective: DeliveryObjective(
                name: "sales to fans", title: Notice("objective.fans"), unit: "yuan",
                terms: [
                    RuleTerm(1, .outcome(.gmv)),
                    RuleTerm(context.setting("worth_of_a_fan", of: description), .outcome(FanGrowth.fans)),
                ]),
            extra: extra, carryOutWeight: 0.5)
    }
}
