// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
public import Delivery
import Market
import Response

/// Visits by people who search for the brand (店铺直达).
///
///     maximize    Σ clicks of search and brand zone
///     subject to  a line is used for at least a word pack or not at all
///                 Σ spend of a day ≥ least day share ÷ days · Σ spend: a brand is there every day
public struct ShopDirect: ScenarioModule {
    public init() {}

    public let description = ScenarioDescription(
        name: "shop-direct", chineseName: "店铺直达", family: .shop, formula: "max Σ brand search visits, by word packs",
        settings: [
            SettingTerm(name: "word_pack", unit: .yuan, bounds: 0...1_000_000, standard: 5, reason: .packagePrice),
            SettingTerm(name: "least_day_share", unit: .share, bounds: 0...1, standard: 0.5, reason: .partOfEvenShare),
        ],
        kpis: [.clicks, .impressions, .gmv])

    public func problem(_ context: ScenarioContext) throws(ScenarioError) -> DeliveryProblem {
        let pack = Money(yuan: context.setting("word_pack", of: description)) ?? .zero
        let campaign = try context.campaign(
            description, about: .clicks, looksFor: Notice("scenario.looks-for-search"), commissions: false,
            tailoring: { line in
                if line.minimumIfUsed == nil, pack > .zero {
                    line.minimumIfUsed = MinimumIfUsed(amount: pack, scope: .period)
                }
            },
            lines: { [.search, .brandZone].contains(context.kind(of: $0.channel)) })
        let share = context.cited("least_day_share", of: description)
        let count = context.horizon.count
        var extra: [DeliveryRule] = []
        for t in 0..<count where share.value > 0 && count > 1 {
            var rule = context.shareRule(
                "presence on \(context.horizon.days[t])", Notice("rule.presence"), share, Selection(periods: t...t),
                isLeast: true, factor: 1 / Double(count))
            rule.day = context.horizon.days[t]
            extra.append(rule)
        }
        return context.problem(
            description, lines: campaign.lines, choices: [],
            objective: DeliveryObjective(
                name: "visits", title: Notice("objective.visits"), unit: "clicks", terms: [RuleTerm(1, .outcome(.clicks))]),
            extra: extra, carryOutWeight: 0)
    }
}
