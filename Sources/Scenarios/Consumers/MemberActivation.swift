// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
public import Delivery
import Market
import Response

/// Members buy again (老会员激活).
///
///     maximize    Σ orders of members and former buyers
///     subject to  Σ orders[line] ≤ members reachable, once a month each
///                 no commission: who is a member needs no affiliate
///
/// What counts are people, not their baskets: an order of a lapsed member is worth as much as a large one.
public struct MemberActivation: ScenarioModule {
    public init() {}

    public let description = ScenarioDescription(
        name: "member-activation", chineseName: "老会员激活", family: .consumers, platformCode: "1096",
        formula: "max Σ orders of members",
        settings: [
            SettingTerm(name: "members", unit: .count, bounds: 0...1_000_000_000, standard: 0, reason: .people),
            SettingTerm(name: "orders_per_member", unit: .number, bounds: 0.01...30, standard: 1, reason: .ordersOfAMember),
        ],
        kpis: [.orders, .gmv, .clicks])

    public func problem(_ context: ScenarioContext) throws(ScenarioError) -> DeliveryProblem {
        let campaign = try context.campaign(
            description, about: .orders, looksFor: Notice("scenario.looks-for-members"), commissions: false,
            lines: { $0.audience == .member || $0.audience == .purchased })
        var extra = context.stockRules(for: campaign.lines, [])
        let members = context.setting("members", of: description)
        if members > 0 {
            let days = Double(context.horizon.count) * context.daysPerPeriod
            extra.append(
                DeliveryRule(
                    "members reachable", title: Notice("rule.members-reachable"),
                    from: context.brief.setting("members")?.origin, terms: [RuleTerm(1, .outcome(.orders))],
                    atMost: members * context.setting("orders_per_member", of: description) * days / 30))
        }
        return context.problem(
            description, lines: campaign.lines, choices: [],
            objective: DeliveryObjective(
                name: "orders of members", title: Notice("objective.member-orders"), unit: "orders",
                terms: [RuleTerm(1, .outcome(.orders))]),
            extra: extra, carryOutWeight: 0.5)
    }
}
