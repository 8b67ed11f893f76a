// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
public import Delivery
import Market
import Response

/// Sales by affiliates alone (淘宝客推广).
///
///     maximize    Σ settled gmv[g, chosen commission] − weight · Σ commission
///     subject to  exactly one commission rate per goods,   Σ commission ≤ budget,   pools of subsidies
///
/// No media: commission is paid when a sale is settled, so what counts is what is settled. With several goods one budget is shared where a
/// higher rate brings more.
public struct AffiliatePush: ScenarioModule {
    public init() {}

    public let description = ScenarioDescription(
        name: "affiliate-push", chineseName: "淘宝客推广", family: .affiliates,
        formula: "max Σ settled GMV of affiliates − weight · commission",
        settings: [
            SettingTerm(name: "commission_weight", unit: .number, bounds: 0...20, standard: 1, reason: .commissionWeight)
        ],
        kpis: [.settledGMV, .gmv, .orders])

    public func problem(_ context: ScenarioContext) throws(ScenarioError) -> DeliveryProblem {
        let choices = context.commissionChoices { context.goods[$0]?.stock != 0 }
        guard !choices.isEmpty else {
            throw .nothingEligible(scenario: description.name, looksFor: Notice("scenario.looks-for-affiliates"))
        }
        let outcome: Outcome = context.brings(.settledGMV, [], choices) ? .settledGMV : .gmv
        return context.problem(
            description, lines: [], choices: choices,
            objective: DeliveryObjective(
                name: "settled sales of affiliates", title: Notice("objective.affiliates"), unit: "yuan",
                terms: [
                    RuleTerm(1, .outcome(outcome)),
                    RuleTerm(-context.setting("commission_weight", of: description), .choiceCost),
                ]),
            extra: context.stockRules(for: [], choices), carryOutWeight: 0)
    }
}
