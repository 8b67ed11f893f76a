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
        settings: [SettingTerm(name: "tolerance", unit: .share, bounds: 0.001...0.5, standard: 0.05)],
        kpis: [.impressions, .clicks, .carts])

    public func problem(_ context: ScenarioContext) throws(ScenarioError) -> DeliveryProblem {
        let campaign = try context.campaign(
            description, about: .impressions, looksFor: Notice("scenario.looks-for-candidates"), commissions: false)
        let tolerance = context.setting("tolerance", of: description)
        let candidates = campaign.goods
        var extra: [DeliveryRule] = []
        for id in candidates where candidates.count > 1 {
            let title = Notice("rule.even-exposure", ["name": .text(id.rawValue)])
            let mean = 1 / Double(candidates.count)
            extra.append(
                context.atLeastShare(
                    (1 - tolerance) * mean, of: .outcome(.impressions), Selection(goods: [id]),
                    named: "least exposure of \(id)",
                    title: title, setting: "tolerance"))
            extra.append(
                DeliveryRule(
                    "most exposure of \(id)", title: title, from: context.brief.setting("tolerance")?.origin,
                    terms: [
                        RuleTerm(1, .outcome(.impressions), Selection(goods: [id])),
                        RuleTerm(-(1 + tolerance) * mean, .outcome(.impressions)),
                    ], atMost: 0, stated: StatedNumber((1 + tolerance) * mean, .share, termSlopes: [0, -1])))
        }
        return context.problem(
            description, lines: campaign.lines, choices: [],
            objective: DeliveryObjective(
                name: "impressions", title: Notice("objective.impressions"), unit: "impressions",
                terms: [RuleTerm(1, .outcome(.impressions))]),
            extra: extra, carryOutWeight: 0)
    }
}
