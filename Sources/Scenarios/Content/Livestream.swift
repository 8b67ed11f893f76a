// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
public import Delivery
import Market
import Response

/// Views, live sales and fans (超级直播).
///
///     maximize    Σ gmv + worth of a view · Σ clicks + worth of a fan · Σ follow rate · clicks
///     subject to  goods of one category, five at most: those that sell most per yuan so far
///                 the room is filled evenly: no day has more than twice its even part
public struct Livestream: ScenarioModule {
    public init() {}

    public let description = ScenarioDescription(
        name: "livestream", chineseName: "超级直播", family: .content, platformCode: "108",
        formula: "max Σ GMV + worth of views and fans, five goods of a category",
        settings: [
            SettingTerm(name: "worth_of_a_view", unit: .yuan, bounds: 0...1_000, standard: 0.3, reason: .worthOfOne),
            SettingTerm(name: "follow_rate", unit: .share, bounds: 0...1, standard: 0.05, reason: .shareOfPeople),
            SettingTerm(name: "worth_of_a_fan", unit: .yuan, bounds: 0...10_000, standard: 6, reason: .worthOfOne),
            SettingTerm(name: "goods", unit: .count, bounds: 1...5, standard: 5, reason: .liveGoods),
        ],
        kpis: [.clicks, .gmv, FanGrowth.fans])

    public func problem(_ context: ScenarioContext) throws(ScenarioError) -> DeliveryProblem {
        let chosen = shown(context)
        let rate = context.setting("follow_rate", of: description)
        let hasRoom = context.response.lines.contains { context.kind(of: $0.line.channel) == .livestream }
        // A shop that never paid for its room gets visitors from feeds.
        let campaign = try context.campaign(
            description, about: .clicks, looksFor: Notice("scenario.looks-for-livestream"), commissions: false,
            goods: { chosen.contains($0) }, tailoring: { $0.derive(FanGrowth.fans, from: .clicks, times: rate) },
            lines: { context.kind(of: $0.channel) == (hasRoom ? .livestream : .feed) })
        var extra = context.stockRules(for: campaign.lines, [])
        let count = context.horizon.count
        for t in 0..<count where count > 2 {
            var rule = context.shareRule(
                "room on \(context.horizon.days[t])", Notice("rule.room"), Cited(2 / Double(count), from: nil),
                Selection(periods: t...t), isLeast: false)
            rule.day = context.horizon.days[t]
            extra.append(rule)
        }
        return context.problem(
            description, lines: campaign.lines, choices: [],
            objective: DeliveryObjective(
                name: "live result", title: Notice("objective.live"), unit: "yuan",
                terms: [
                    RuleTerm(1, .outcome(.gmv)),
                    RuleTerm(context.setting("worth_of_a_view", of: description), .outcome(.clicks)),
                    RuleTerm(context.setting("worth_of_a_fan", of: description), .outcome(FanGrowth.fans)),
                ]),
            extra: extra, carryOutWeight: 0.2)
    }

    /// Up to five goods of the category that sells most: those whose lines brought most at what was spent.
    private func shown(_ context: ScenarioContext) -> Set<GoodsID> {
        var sales: [GoodsID: Double] = [:]
        for line in context.response.lines where context.ineligibility(of: line.line) == nil {
            let usual = line.seen?.largest ?? 1
            sales[line.line.goods, default: 0] += line.curve.value(at: usual) * (line.rates[.gmv]?.mean ?? 0)
        }
        var categories: [String: Double] = [:]
        for (id, amount) in sales.sorted(by: { $0.key < $1.key }) { categories[context.category(of: id), default: 0] += amount }
        let best = categories.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? ""
        let most = Int(context.setting("goods", of: description))
        let ranked = sales.filter { context.category(of: $0.key) == best }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        return Set(ranked.prefix(most).map(\.key))
    }
}
