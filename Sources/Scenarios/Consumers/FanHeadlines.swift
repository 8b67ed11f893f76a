// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
public import Delivery
import Market
import Response

/// Reach of followers without wearing them out (粉丝头条).
///
///     maximize    Σ impressions of the shop's own people
///     subject to  Σ impressions in any 7 days ≤ contacts a week · fans
///                 in the first 7 days no more than a tenth above their even part of it
///
/// Beyond the cap another contact reaches nobody new.
public struct FanHeadlines: ScenarioModule {
    public init() {}

    public let description = ScenarioDescription(
        name: "fan-headlines", chineseName: "粉丝头条", family: .consumers,
        formula: "max Σ impressions of fans within a frequency cap",
        settings: [
            SettingTerm(name: "fans", unit: .count, bounds: 1...1_000_000_000, standard: 5_000, reason: .oneOrMorePeople),
            SettingTerm(name: "contacts_per_week", unit: .number, bounds: 0.1...70, standard: 3, reason: .contactsAWeek),
        ],
        kpis: [.impressions, .clicks, .gmv])

    public func problem(_ context: ScenarioContext) throws(ScenarioError) -> DeliveryProblem {
        let campaign = try context.campaign(
            description, about: .impressions, looksFor: Notice("scenario.looks-for-fans"), commissions: false,
            lines: { [.fan, .member, .purchased].contains($0.audience) })
        let cap = context.setting("fans", of: description) * context.setting("contacts_per_week", of: description)
        let week = max(1, Int((7 / context.daysPerPeriod).rounded()))
        var extra: [DeliveryRule] = []
        for t in 0..<context.horizon.count {
            let from = max(0, t - week + 1)
            let part = Double(t - from + 1) / Double(week)
            // The first days may not use up a week's contacts at once either.
            extra.append(
                DeliveryRule(
                    "frequency, \(context.horizon.days[t])", title: Notice("rule.frequency"), day: context.horizon.days[t],
                    from: context.brief.setting("contacts_per_week")?.origin,
                    terms: [RuleTerm(1, .outcome(.impressions), Selection(periods: from...t))],
                    atMost: cap * min(1, part * 1.1)))
        }
        return context.problem(
            description, lines: campaign.lines, choices: [],
            objective: DeliveryObjective(
                name: "reach of fans", title: Notice("objective.fan-reach"), unit: "impressions",
                terms: [RuleTerm(1, .outcome(.impressions))]),
            extra: extra, carryOutWeight: 0)
    }
}
