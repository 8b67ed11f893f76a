// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
public import Delivery
import Market
import Response

/// The same exposure for every candidate (均匀曝光测款).
///
///     maximize    Σ impressions
///     subject to  (1 − tolerance) · mean ≤ impressions[g] ≤ (1 + tolerance) · mean     for every candidate g
///
/// The baseline of goods testing: nothing is learned while it runs, and what each of the goods did can be compared as it stands.
public struct EvenExposureTesting: ScenarioModule {
    public init() {}

    public let description = ScenarioDescription(
        name: "even-exposure-testing", chineseName: "均匀曝光测款", family: .goods,
        formula: "max Σ impressions, equal by candidate",
        settings: [
            SettingTerm(name: "tolerance", unit: .share, bounds: 0.001...0.5, standard: 0.05, reason: .exposureTolerance)
        ],
        kpis: [.impressions, .clicks, .carts])

    public func problem(_ context: ScenarioContext) throws(ScenarioError) -> DeliveryProblem {
        let campaign = try context.campaign(
            description, about: .impressions, looksFor: Notice("scenario.looks-for-candidates"), commissions: false)
        let tolerance = context.cited("tolerance", of: description)
        let candidates = campaign.goods
        var extra: [DeliveryRule] = []
        for id in candidates where candidates.count > 1 {
            let title = Notice("rule.even-exposure", ["name": .text(id.rawValue)])
            let mean = 1 / Double(candidates.count)
            for isLeast in [true, false] {
                let part = (isLeast ? 1 - tolerance.value : 1 + tolerance.value) * mean
                extra.append(
                    context.shareRule(
                        "\(isLeast ? "least" : "most") exposure of \(id)", title, Cited(part, from: tolerance.origin),
                        Selection(goods: [id]), isLeast: isLeast, of: .outcome(.impressions)))
            }
        }
        return context.problem(
            description, lines: campaign.lines, choices: [],
            objective: DeliveryObjective(
                name: "impressions", title: Notice("objective.impressions"), unit: "impressions",
                terms: [RuleTerm(1, .outcome(.impressions))]),
            extra: extra, carryOutWeight: 0)
    }
}
