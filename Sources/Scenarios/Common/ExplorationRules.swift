// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
import Delivery
import Market
import Response

extension ScenarioContext {
    /// The share of the money that explores: lines of which little or nothing is known get at least so much together, and where they are
    /// few each of them at least half of an even part, so that one does not take it all.
    func explorationRules(_ lines: [DeliveryLine]) -> [DeliveryRule] {
        guard let share = brief.exploreShare, share.value > 0 else { return [] }
        let unknown = lines.filter { $0.evidence == .prior || $0.evidence == .pooled }.map(\.key)
        guard !unknown.isEmpty, unknown.count < lines.count else { return [] }
        func only(_ key: LineKey) -> Selection {
            Selection(channels: [key.channel], goods: [key.goods], audiences: [key.audience])
        }
        let together = unknown.map { RuleTerm(1, .media, only($0)) }
        var rules = [
            DeliveryRule(
                "exploration", title: Notice("rule.exploration"), from: share.origin,
                terms: together + [RuleTerm(-share.value, .media)], atLeast: 0,
                stated: StatedNumber(share.value, .share, termSlopes: together.map { _ in 0 } + [-1]))
        ]
        guard unknown.count > 1, unknown.count <= ScenarioContext.mostTriedLines else { return rules }
        let part = 0.5 / Double(unknown.count)
        for key in unknown {
            rules.append(
                DeliveryRule(
                    "trial of \(key)", title: Notice("rule.trial-of-line", ["line": .text(key.description)]),
                    from: share.origin, terms: [RuleTerm(1, .media, only(key)), RuleTerm(-part * share.value, .media)],
                    atLeast: 0, stated: StatedNumber(share.value, .share, termSlopes: [0, -part])))
        }
        return rules
    }

    /// With more unknown lines than this the plan chooses which of them to try.
    static let mostTriedLines = 12
}
