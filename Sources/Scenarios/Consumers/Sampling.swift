// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
public import Delivery
public import Market
import Response

/// New customers by samples (派样拉新).
///
///     maximize    Σ new customers of lines + Σ conversion · samples[t]
///     subject to  Σ media + Σ cost of a sample · samples ≤ budget
///                 samples[t] ≤ strangers that the lines bring in t,   Σ samples ≤ sample stock
///
/// Samples go to visitors whom delivery brings: without media nobody is there to take one. One in `1 ÷ conversion` comes back to buy.
public struct Sampling: ScenarioModule {
    public init() {}

    public let description = ScenarioDescription(
        name: "sampling", chineseName: "派样拉新", family: .consumers, platformCode: "1113",
        formula: "max Σ new customers + conversion · samples",
        settings: [
            SettingTerm(name: "sample_cost", unit: .yuan, bounds: 0.01...10_000, standard: 8, reason: .samplePrice),
            SettingTerm(name: "samples", unit: .count, bounds: 0...10_000_000, standard: 1_000, reason: .samplePieces),
            SettingTerm(name: "sample_conversion", unit: .share, bounds: 0...1, standard: 0.12, reason: .shareOfPeople),
            SettingTerm(name: "takers", unit: .share, bounds: 0...1, standard: 0.3, reason: .shareOfPeople),
        ],
        kpis: [.newCustomers, Sampling.samples, .orders])

    /// Samples given away, pieces.
    public static let samples: Outcome = "samples"

    public func problem(_ context: ScenarioContext) throws(ScenarioError) -> DeliveryProblem {
        let campaign = try context.campaign(
            description, about: .clicks, looksFor: Notice("scenario.looks-for-strangers"), commissions: false,
            lines: { !NewCustomerAcquisition.known.contains($0.audience) })
        var problem = context.problem(
            description, lines: campaign.lines, choices: [],
            objective: .newCustomers,
            extra: context.stockRules(for: campaign.lines, []), carryOutWeight: 1)
        guard context.horizon.count > 0 else { return problem }
        // Who clicks and would take one waits a day for it, not longer.
        let takers = context.setting("takers", of: description)
        problem.reservoirs.append(
            DeliveryReservoir("takers of samples", decay: 0.5, inflows: [RuleTerm(takers, .outcome(.clicks))]))
        let conversion = context.setting("sample_conversion", of: description)
        problem.flows.append(
            DeliveryFlow(
                "samples", kind: "sample", channel: "benefit", from: "takers of samples", periods: problem.allPeriods,
                cost: .constant(context.setting("sample_cost", of: description)), uses: [Sampling.samples: 1],
                rates: [.newCustomers: .constant(conversion), .orders: .constant(conversion)]))
        problem.rules.append(
            DeliveryRule(
                "sample stock", title: Notice("rule.sample-stock"), from: context.brief.setting("samples")?.origin,
                terms: [RuleTerm(1, .outcome(Sampling.samples))], atMost: context.setting("samples", of: description)))
        return problem
    }
}
