// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
import Delivery
import Market
import Response

extension ScenarioContext {
    /// Rules on how spend moves from day to day: change limits, the platform's overspend rule, smooth pacing.
    func pacingRules() -> [DeliveryRule] {
        var rules: [DeliveryRule] = []
        if let limit = brief.changeLimit { rules += changeLimit(limit, "total spend", .all) }
        for rule in brief.channels where rule.exclude?.value != true {
            if let limit = rule.changeLimit {
                rules += changeLimit(limit, "channel \(rule.channel.value)", Selection(channels: [rule.channel.value]))
            }
        }
        if let overspend = brief.overspend, let budget = brief.budget, horizon.cadence == .daily, horizon.count > 0 {
            rules += self.overspend(overspend, budget: budget.value)
        }
        if brief.form.pacing?.value == .smooth, brief.changeLimit == nil {
            rules += changeLimit(Cited(ScenarioContext.smoothChange, from: brief.form.pacing?.origin), "total spend", .all)
        }
        return rules
    }

    /// Largest change a day under `pacing: smooth`: budget changes of more than 10–30 % a day upset delivery.
    static let smoothChange = 0.2

    /// (1 − δ) x[t−1] ≤ x[t] ≤ (1 + δ) x[t−1]
    private func changeLimit(_ limit: Cited<Double>, _ name: String, _ selection: Selection) -> [DeliveryRule] {
        guard horizon.count > 1 else { return [] }
        var rules: [DeliveryRule] = []
        for t in 1..<horizon.count {
            var today = selection
            today.periods = t...t
            var before = selection
            before.periods = (t - 1)...(t - 1)
            let day = horizon.days[t]
            rules.append(
                DeliveryRule(
                    "rise of \(name), \(day)", from: limit.origin,
                    terms: [RuleTerm(1, .media, today), RuleTerm(-(1 + limit.value), .media, before)], atMost: 0))
            rules.append(
                DeliveryRule(
                    "fall of \(name), \(day)", from: limit.origin,
                    terms: [RuleTerm(1, .media, today), RuleTerm(-(1 - limit.value), .media, before)], atLeast: 0))
        }
        return rules
    }

    /// A day up to `factor` times the average daily budget, `days` days together no more than `days` times it.
    private func overspend(_ rule: Cited<Overspend>, budget: Money) -> [DeliveryRule] {
        let average = budget.yuan / Double(horizon.count)
        var rules: [DeliveryRule] = []
        for t in 0..<horizon.count {
            rules.append(
                DeliveryRule(
                    "daily overspend, \(horizon.days[t])", from: rule.origin,
                    terms: [RuleTerm(1, .media, Selection(periods: t...t))], atMost: rule.value.factor * average))
            if t + 1 >= rule.value.days {
                rules.append(
                    DeliveryRule(
                        "\(rule.value.days)-day overspend up to \(horizon.days[t])", from: rule.origin,
                        terms: [RuleTerm(1, .media, Selection(periods: (t + 1 - rule.value.days)...t))],
                        atMost: Double(rule.value.days) * average))
            }
        }
        return rules
    }
}
