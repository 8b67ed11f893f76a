// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
public import Delivery
import Market
import Response

/// The shop's own groups (淘宝群).
///
///     maximize    Σ gmv of group contacts + Σ gmv of lines
///     subject to  contacts as in `OwnedChannel`: who was contacted rests,   staff hours a day
///
/// Groups cost hours, not media; lines to the people in them and to visitors are planned beside. Groups that the brief states itself take the
/// settings' place.
public struct GroupOperation: ScenarioModule {
    public init() {}

    public let description = ScenarioDescription(
        name: "group-operation", chineseName: "淘宝群", family: .affiliates,
        formula: "max Σ GMV of groups and of lines beside them",
        settings: [
            SettingTerm(name: "members", unit: .count, bounds: 1...1_000_000_000, standard: 1_000, reason: .people),
            SettingTerm(name: "posts_a_day", unit: .number, bounds: 0.1...50, standard: 2, reason: .postsADay),
            SettingTerm(name: "hours_per_post", unit: .number, bounds: 0...24, standard: 0.5, reason: .hoursOfADay),
            SettingTerm(name: "cost_per_hour", unit: .yuan, bounds: 0...10_000, standard: 30, reason: .wage),
            SettingTerm(name: "visits_per_contact", unit: .share, bounds: 0...1, standard: 0.05, reason: .shareOfPeople),
            SettingTerm(name: "orders_per_visit", unit: .share, bounds: 0...1, standard: 0.08, reason: .shareOfPeople),
            SettingTerm(name: "order_value", unit: .yuan, bounds: 0...1_000_000, standard: 80, reason: .oneOrder),
            SettingTerm(name: "hours_a_day", unit: .number, bounds: 0...1_000, standard: 4, reason: .staffHours),
        ],
        kpis: [.gmv, .contacts, .orders])

    public func problem(_ context: ScenarioContext) throws(ScenarioError) -> DeliveryProblem {
        let campaign = try context.campaign(
            description, about: .gmv, looksFor: Notice("scenario.looks-for-members"), commissions: false,
            lines: { [.purchased, .member, .fan, .visitor, .all].contains($0.audience) })
        var problem = context.problem(
            description, lines: campaign.lines, choices: [],
            objective: .gmv,
            extra: context.stockRules(for: campaign.lines, []), carryOutWeight: 0.5)
        guard context.brief.tools.owned.isEmpty else { return problem }
        var terms = OwnedChannelTerms(
            name: "groups", channel: "groups", audience: .member, kind: "posts",
            list: context.setting("members", of: description))
        let hours = context.setting("hours_per_post", of: description)
        terms.unitsPerDay = context.setting("posts_a_day", of: description)
        terms.contactsPerWeek = 7
        terms.restDays = 2
        terms.hoursPerUnit = hours
        terms.costPerUnit = hours * context.setting("cost_per_hour", of: description)
        terms.visitsPerContact = context.setting("visits_per_contact", of: description)
        terms.ordersPerVisit = context.setting("orders_per_visit", of: description)
        terms.orderValue = context.setting("order_value", of: description)
        OwnedChannel(terms).extend(&problem)
        if context.brief.tools.staffHoursPerDay == nil, hours > 0 {
            problem.limit(.staffHours, perDay: context.setting("hours_a_day", of: description), rule: "staff hours")
        }
        return problem
    }
}
