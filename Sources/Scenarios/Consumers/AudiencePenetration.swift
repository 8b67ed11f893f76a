// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
public import Delivery
public import Market
import Response

/// Reach as much of one audience as possible (人群击穿).
///
///     maximize    Σ people reached of the audience = Σ impressions ÷ frequency
///     subject to  people reached ≤ target share · size of the audience
///                 every channel that reaches it carries at least its share, so that no one misses it on the one he uses
///
/// The audience is the one that the brief leaves: with several, the one of the most lines, strangers first among equals.
public struct AudiencePenetration: ScenarioModule {
    public init() {}

    public let description = ScenarioDescription(
        name: "audience-penetration", chineseName: "人群击穿", family: .consumers, platformCode: "370",
        formula: "max Σ people reached of one audience",
        settings: [
            SettingTerm(
                name: "audience_size", unit: .count, bounds: 1...2_000_000_000, standard: 1_000_000, reason: .oneOrMorePeople),
            SettingTerm(name: "target_share", unit: .share, bounds: 0.001...1, standard: 0.6, reason: .penetration),
            SettingTerm(name: "frequency", unit: .number, bounds: 1...50, standard: 3, reason: .contactsToNotice),
            SettingTerm(name: "channel_share", unit: .share, bounds: 0...0.5, standard: 0.1, reason: .halfOfEvenShare),
        ],
        kpis: [AudiencePenetration.reached, .impressions, .clicks])

    /// People reached often enough to notice.
    public static let reached: Outcome = "people_reached"

    public func problem(_ context: ScenarioContext) throws(ScenarioError) -> DeliveryProblem {
        let frequency = context.setting("frequency", of: description)
        let audience = chosen(context)
        let campaign = try context.campaign(
            description, about: AudiencePenetration.reached, looksFor: Notice("scenario.looks-for-audience"),
            commissions: false,
            tailoring: { $0.derive(AudiencePenetration.reached, from: .impressions, times: 1 / frequency) },
            lines: { $0.audience == audience })
        var extra = [
            DeliveryRule(
                "people there are", title: Notice("rule.audience-size"), from: context.brief.setting("audience_size")?.origin,
                terms: [RuleTerm(1, .outcome(AudiencePenetration.reached))],
                atMost: context.setting("audience_size", of: description) * context.setting("target_share", of: description))
        ]
        let share = context.cited("channel_share", of: description)
        if share.value > 0, campaign.channels.count > 1 {
            for channel in campaign.channels {
                extra.append(
                    context.shareRule(
                        "part of channel \(channel)", Notice("rule.channel-part", ["name": .text(channel.rawValue)]), share,
                        Selection(channels: [channel]), isLeast: true, factor: 1 / Double(campaign.channels.count)))
            }
        }
        return context.problem(
            description, lines: campaign.lines, choices: [],
            objective: DeliveryObjective(
                name: "people reached", title: Notice("objective.people-reached"), unit: "people_reached",
                terms: [RuleTerm(1, .outcome(AudiencePenetration.reached))]),
            extra: extra, carryOutWeight: 0)
    }

    private func chosen(_ context: ScenarioContext) -> Audience {
        var lines: [Audience: Int] = [:]
        for fitted in context.response.lines where context.ineligibility(of: fitted.line) == nil {
            lines[fitted.line.audience, default: 0] += 1
        }
        // An audience with a name says more than everybody.
        return lines.max { a, b in
            let (first, second) = (a.key == .all ? 0 : a.value, b.key == .all ? 0 : b.value)
            if first != second { return first < second }
            return (a.key == .stranger ? 1 : 0, b.key) < (b.key == .stranger ? 1 : 0, a.key)
        }?.key ?? .all
    }
}
