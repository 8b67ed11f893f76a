// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
public import Delivery
public import Market
import Response

/// Leads: people who leave a way to be contacted (留资快).
///
///     maximize    Σ leads
///     subject to  Σ cost ≤ c · Σ leads,   leads[day] ≤ what the shop can call back in a day
///
/// Leads are a column of the history, or a share of the clicks. A lead that nobody calls back is none.
public struct LeadGeneration: ScenarioModule {
    public init() {}

    public let description = ScenarioDescription(
        name: "lead-generation", chineseName: "留资快", family: .consumers, platformCode: "144",
        formula: "max Σ leads at a cost per lead",
        settings: [
            SettingTerm(name: "lead_rate", unit: .share, bounds: 0.0001...1, standard: 0.03, reason: .rateAboveNothing),
            SettingTerm(name: "most_per_lead", unit: .yuan, bounds: 0...100_000, standard: 0, reason: .costCeiling),
            SettingTerm(name: "calls_per_day", unit: .count, bounds: 0...1_000_000, standard: 0, reason: .callCapacity),
        ],
        kpis: [LeadGeneration.leads, .clicks, .impressions])

    /// People who leave a way to be contacted.
    public static let leads: Outcome = "leads"

    public func problem(_ context: ScenarioContext) throws(ScenarioError) -> DeliveryProblem {
        let rate = context.setting("lead_rate", of: description)
        let campaign = try context.campaign(
            description, about: LeadGeneration.leads, looksFor: Notice("scenario.looks-for-strangers"), commissions: false,
            tailoring: { line in
                if line.rate(of: LeadGeneration.leads, in: 0) == 0 {
                    line.derive(LeadGeneration.leads, from: .clicks, times: rate)
                }
            },
            lines: { ![.purchased, .member].contains($0.audience) })
        var problem = context.problem(
            description, lines: campaign.lines, choices: [],
            objective: DeliveryObjective(
                name: "leads", title: Notice("objective.leads"), unit: "leads",
                terms: [RuleTerm(1, .outcome(LeadGeneration.leads))]),
            extra: context.costCeiling(LeadGeneration.leads, setting: "most_per_lead", of: description), carryOutWeight: 1)
        let calls = context.setting("calls_per_day", of: description)
        if calls > 0 { problem.limit(LeadGeneration.leads, perDay: calls, rule: "calls") }
        return problem
    }
}
