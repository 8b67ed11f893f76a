// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
public import Delivery
import Market
import Response

/// Several goals at once (多目标直投).
///
///     maximize    gmv + worth of a new customer · new customers + worth of a cart · carts + worth of a click · clicks
///     subject to  each audience stage gets at least its part: a goal that is easy to reach does not starve the others
///
/// Weights are worths in yuan, so that the sum is one; a weight of 0 leaves a goal out.
public struct MultiGoal: ScenarioModule {
    public init() {}

    public let description = ScenarioDescription(
        name: "multi-goal", chineseName: "多目标直投", family: .growth, formula: "max Σ worth[goal] · outcome[goal]",
        settings: [
            SettingTerm(name: "worth_of_gmv", unit: .number, bounds: 0...100, standard: 1, reason: .weightOfSales),
            SettingTerm(name: "worth_of_a_new_customer", unit: .yuan, bounds: 0...1_000_000, standard: 30, reason: .worthOfOne),
            SettingTerm(name: "worth_of_a_cart", unit: .yuan, bounds: 0...100_000, standard: 2, reason: .worthOfOne),
            SettingTerm(name: "worth_of_a_click", unit: .yuan, bounds: 0...1_000, standard: 0.1, reason: .worthOfOne),
            SettingTerm(name: "least_part", unit: .share, bounds: 0...1, standard: 0.3, reason: .partOfEvenShare),
        ],
        kpis: [.gmv, .newCustomers, .carts])

    public func problem(_ context: ScenarioContext) throws(ScenarioError) -> DeliveryProblem {
        let campaign = try context.campaign(
            description, about: .gmv, looksFor: Notice("scenario.looks-for-goods-in-stock"))
        let goals: [(String, Outcome)] = [
            ("worth_of_gmv", .gmv), ("worth_of_a_new_customer", .newCustomers), ("worth_of_a_cart", .carts),
            ("worth_of_a_click", .clicks),
        ]
        let terms = goals.compactMap { name, outcome -> RuleTerm? in
            let worth = context.setting(name, of: description)
            return worth > 0 ? RuleTerm(worth, .outcome(outcome)) : nil
        }
        let part = context.cited("least_part", of: description)
        var extra = context.stockRules(for: campaign.lines, campaign.choices)
        for audience in campaign.audiences.sorted() where part.value > 0 && campaign.audiences.count > 1 {
            extra.append(
                context.shareRule(
                    "part of audience \(audience)", Notice("rule.audience-part", ["name": .text(audience.rawValue)]), part,
                    Selection(audiences: [audience]), isLeast: true, factor: 1 / Double(campaign.audiences.count)))
        }
        return context.problem(
            description, lines: campaign.lines, choices: campaign.choices,
            objective: DeliveryObjective(
                name: "worth of several goals", title: Notice("objective.several-goals"), unit: "yuan", terms: terms),
            extra: extra, carryOutWeight: 0.5)
    }
}
