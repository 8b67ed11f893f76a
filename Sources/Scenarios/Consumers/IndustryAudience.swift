// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
public import Delivery
import Market
import Response

/// Purchases of the category's own audience (行业人群通).
///
///     maximize    Σ gmv of lines to segments of the category
///     subject to  no segment gets more than its share of the money: a category is more than its easiest segment
///
/// Segments are audiences other than the lifecycle's (stranger, visitor, fan, purchased, member); where the data have none, strangers and
/// visitors stand for the category.
public struct IndustryAudience: ScenarioModule {
    public init() {}

    public let description = ScenarioDescription(
        name: "industry-audience", chineseName: "行业人群通", family: .consumers,
        formula: "max Σ GMV of the category's segments, none above its share",
        settings: [SettingTerm(name: "most_per_segment", unit: .share, bounds: 0.05...1, standard: 0.6, reason: .mostForOne)],
        kpis: [.gmv, .newCustomers, .orders])

    private static let lifecycle: Set<Audience> = [.stranger, .visitor, .fan, .purchased, .member, .all]

    public func problem(_ context: ScenarioContext) throws(ScenarioError) -> DeliveryProblem {
        let hasSegments = context.response.lines.contains { !Self.lifecycle.contains($0.line.audience) }
        let campaign = try context.campaign(
            description, about: .gmv, looksFor: Notice("scenario.looks-for-segments"),
            lines: { hasSegments ? !Self.lifecycle.contains($0.audience) : [.stranger, .visitor].contains($0.audience) })
        var extra = context.stockRules(for: campaign.lines, campaign.choices)
        let most = context.cited("most_per_segment", of: description)
        if most.value < 1, campaign.audiences.count > 1, most.value * Double(campaign.audiences.count) > 1 {
            for audience in campaign.audiences.sorted() {
                extra.append(
                    context.shareRule(
                        "share of segment \(audience)", Notice("rule.segment-share", ["name": .text(audience.rawValue)]),
                        most, Selection(audiences: [audience]), isLeast: false))
            }
        }
        return context.problem(
            description, lines: campaign.lines, choices: campaign.choices,
            objective: .gmv,
            extra: extra, carryOutWeight: 0.5)
    }
}
