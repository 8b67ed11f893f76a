// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
public import Delivery
import Market
import Response

/// Purchases of those who showed interest lately (追投快).
///
///     maximize    Σ_t 2^(−t ÷ half-life) · orders of visitors in t
///     subject to  orders ≤ share of those who were interested, as far as they are left
///
/// Interest fades: an order on the first days is one that would otherwise be lost, later ones come from new interest that this scenario
/// does not pay for. So money moves to the beginning.
public struct FollowUp: ScenarioModule {
    public init() {}

    public let description = ScenarioDescription(
        name: "follow-up", chineseName: "追投快", family: .consumers, platformCode: "189",
        formula: "max Σ orders of the interested, halved every few days",
        settings: [
            SettingTerm(name: "interest_half_life", unit: .days, bounds: 1...60, standard: 7, reason: .interestHalfLife),
            SettingTerm(name: "interested", unit: .count, bounds: 0...1_000_000_000, standard: 0, reason: .people),
        ],
        kpis: [.orders, .gmv, .carts])

    public func problem(_ context: ScenarioContext) throws(ScenarioError) -> DeliveryProblem {
        let campaign = try context.campaign(
            description, about: .orders, looksFor: Notice("scenario.looks-for-interested"), commissions: false,
            lines: { [.visitor, .fan, .cartHolder, .all].contains($0.audience) })
        let life = context.setting("interest_half_life", of: description) / context.daysPerPeriod
        var extra = context.stockRules(for: campaign.lines, [])
        let interested = context.setting("interested", of: description)
        if interested > 0 {
            extra.append(
                DeliveryRule(
                    "people interested", title: Notice("rule.interested"), from: context.brief.setting("interested")?.origin,
                    terms: [RuleTerm(1, .outcome(.orders))], atMost: interested))
        }
        return context.problem(
            description, lines: campaign.lines, choices: [],
            objective: DeliveryObjective(
                name: "orders of the interested", title: Notice("objective.follow-up"), unit: "orders",
                terms: context.weighed(.orders) { power(2, -Double($0) / life) }),
            extra: extra, carryOutWeight: 0)
    }
}
