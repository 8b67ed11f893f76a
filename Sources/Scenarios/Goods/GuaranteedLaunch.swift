// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
public import Delivery
import Market
import Response

/// A launch result that is promised (上新快确定性保障).
///
///     maximize    Σ carts of new goods
///     subject to  mean of Σ carts over the worst (1 − p) of the draws ≥ floor           where a floor is asked for
///
/// The floor is a statement about risk: it holds in expectation over the worst draws, so that it is missed more seldom than 1 − p. What the
/// centre of the response would allow is not enough.
public struct GuaranteedLaunch: ScenarioModule {
    public init() {}

    public let description = ScenarioDescription(
        name: "guaranteed-launch", chineseName: "上新快确定性保障", family: .goods,
        formula: "max Σ carts, a floor with probability p",
        settings: [
            SettingTerm(name: "new_within_days", unit: .days, bounds: 1...365, standard: 45, reason: .newGoodsAge),
            SettingTerm(name: "floor_carts", unit: .number, bounds: 0...1_000_000_000, standard: 0, reason: .promisedAmount),
            SettingTerm(name: "probability", unit: .share, bounds: 0.5...0.99, standard: 0.8, reason: .promisedProbability),
        ],
        kpis: [.carts, .orders, .gmv])

    public func problem(_ context: ScenarioContext) throws(ScenarioError) -> DeliveryProblem {
        let window = Int(context.setting("new_within_days", of: description))
        let campaign = try context.campaign(
            description, about: .carts, looksFor: Notice("scenario.looks-for-new-goods", ["days": .count(window)]),
            commissions: false, goods: { context.isNew($0, within: window) })
        return context.problem(
            description, lines: campaign.lines, choices: [],
            objective: DeliveryObjective(
                name: "carts", title: Notice("objective.carts"), unit: "carts", terms: [RuleTerm(1, .outcome(.carts))]),
            extra: context.stockRules(for: campaign.lines, [])
                + context.floor(.carts, setting: "floor_carts", probability: "probability", of: description),
            carryOutWeight: 0.5)
    }
}
