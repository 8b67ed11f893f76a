// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
import Delivery
import Market
import Response

extension ScenarioContext {
    /// Rules on how spend moves from day to day: change limits, the platform's overspend rule, smooth pacing.
    func pacingRules(_ lines: [DeliveryLine]) -> [DeliveryRule] {
        var rules: [DeliveryRule] = []
        if let limit = brief.changeLimit { rules += changeLimit(limit, .total, lines) }
        for rule in brief.channels where rule.exclude?.value != true {
            if let limit = rule.changeLimit { rules += changeLimit(limit, .channel(rule.channel.value), lines) }
        }
        if let overspend = brief.overspend, let budget = brief.budget, horizon.cadence == .daily, horizon.count > 0 {
            rules += self.overspend(overspend, budget: budget.value)
        }
        if brief.form.pacing?.value == .smooth, brief.changeLimit == nil {
            rules += changeLimit(Cited(ScenarioContext.smoothChange, from: brief.form.pacing?.origin), .total, lines)
        }
        return rules
    }

    /// Largest change a day under `pacing: smooth`: budget changes of more than 10–30 % a day upset delivery.
    static let smoothChange = 0.2

    /// (1 − δ) x[t−1] ≤ x[t] ≤ (1 + δ) x[t−1], for the first day against the last one delivered, where there was spend.
    private func changeLimit(
        _ limit: Cited<Double>, _ subject: RuleSubject, _ lines: [DeliveryLine]
    ) -> [DeliveryRule] {
        guard horizon.count > 0 else { return [] }
        var rules: [DeliveryRule] = []
        let rise = Notice("rule.rise-of", subject.words)
        let fall = Notice("rule.fall-of", subject.words)
        for t in 0..<horizon.count {
            var today = subject.selection
            today.periods = t...t
            let day = horizon.days[t]
            if t == 0 {
                guard let last = lastSpend(in: subject.selection, of: lines) else { continue }
                rules.append(
                    DeliveryRule(
                        "rise of \(subject.name), \(day)", title: rise, day: day, from: limit.origin,
                        terms: [RuleTerm(1, .media, today)], atMost: (1 + limit.value) * last,
                        stated: StatedNumber(limit.value, .share, limitSlope: last)))
                rules.append(
                    DeliveryRule(
                        "fall of \(subject.name), \(day)", title: fall, day: day, from: limit.origin,
                        terms: [RuleTerm(1, .media, today)], atLeast: (1 - limit.value) * last,
                        stated: StatedNumber(limit.value, .share, limitSlope: -last)))
                continue
            }
            var before = subject.selection
            before.periods = (t - 1)...(t - 1)
            rules.append(
                DeliveryRule(
                    "rise of \(subject.name), \(day)", title: rise, day: day, from: limit.origin,
                    terms: [RuleTerm(1, .media, today), RuleTerm(-(1 + limit.value), .media, before)], atMost: 0,
                    stated: StatedNumber(limit.value, .share, termSlopes: [0, -1])))
            rules.append(
                DeliveryRule(
                    "fall of \(subject.name), \(day)", title: fall, day: day, from: limit.origin,
                    terms: [RuleTerm(1, .media, today), RuleTerm(-(1 - limit.value), .media, before)], atLeast: 0,
                    stated: StatedNumber(limit.value, .share, termSlopes: [0, 1])))
        }
        return rules
    }

    /// The spend of the last recorded period of those lines of the plan that a selection covers; nil where there was none or where the
    /// record ends more than a week before the plan begins: nothing is running then that could be upset.
    private func lastSpend(in selection: Selection, of lines: [DeliveryLine]) -> Double? {
        guard let record, let lastDay = record.lastDay, record.cadence == horizon.cadence, lastDay < horizon.begin,
            lastDay.advanced(by: max(7, horizon.cadence.days)) >= horizon.begin
        else { return nil }
        let planned = Set(lines.map(\.key))
        let sum = record.lastSpend.reduce(0) { sum, entry in
            let covers = selection.covers(
                channel: entry.line.channel, goods: entry.line.goods, audience: entry.line.audience)
            return covers && planned.contains(entry.line) ? sum + entry.yuan : sum
        }
        return sum > 0 ? sum : nil
    }

    /// A day up to `factor` times the average daily budget, `days` days together no more than `days` times it.
    private func overspend(_ rule: Cited<Overspend>, budget: Money) -> [DeliveryRule] {
        let average = budget.yuan / Double(horizon.count)
        let days = rule.value.days
        var rules: [DeliveryRule] = []
        for t in 0..<horizon.count {
            let day = horizon.days[t]
            rules.append(
                DeliveryRule(
                    "daily overspend, \(day)", title: Notice("rule.overspend-day"), day: day, from: rule.origin,
                    terms: [RuleTerm(1, .media, Selection(periods: t...t))], atMost: rule.value.factor * average,
                    stated: StatedNumber(rule.value.factor, .number, limitSlope: average)))
            if t + 1 >= days {
                rules.append(
                    DeliveryRule(
                        "\(days)-day overspend, \(day)", title: Notice("rule.overspend-days", ["days": .count(days)]), day: day,
                        from: rule.origin, terms: [RuleTerm(1, .media, Selection(periods: (t + 1 - days)...t))],
                        atMost: Double(days) * average))
            }
        }
        return rules
    }
}
