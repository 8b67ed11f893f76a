// SPDX-License-Identifier: GPL-3.0-or-later
import Market
public import Planning

/// Why the plan is as it is: every binding rule with its price, what the next yuan brings where, and who gets nothing.
public enum ExplanationView {
    /// The view's lines.
    public static func lines(_ plan: Plan, _ settings: ViewSettings = ViewSettings()) -> [String] {
        let say = settings.catalogue
        var lines = [settings.style(say.text("label.why"), .bold)]
        if let next = plan.explanation.marginalReturn, next > 0 {
            lines += settings.paragraph(
                say.text("label.next-yuan", ["amount": .text(say.amount(next, unit: plan.unit))]))
        } else {
            lines += settings.paragraph(say.text("label.next-yuan-nothing"))
        }
        lines += rules(plan, settings)
        lines += marginals(
            say.text("label.by-channel"), plan.explanation.byChannel.map { ($0.key.rawValue, $0.value) },
            spend(plan) { $0.channel.rawValue }, plan.unit, settings)
        if plan.explanation.byGoods.count > 1 {
            lines += marginals(
                say.text("label.by-goods"), plan.explanation.byGoods.map { ($0.key.rawValue, $0.value) },
                spend(plan) { $0.goods.rawValue }, plan.unit, settings)
        }
        lines += byDay(plan, settings)
        lines += held(plan, settings) + nothing(plan, settings)
        if plan.explanation.pricesAreFixedChoices, !plan.explanation.binding.isEmpty {
            lines += [""] + settings.paragraph(say.text("label.prices-fixed-choices"))
        }
        return lines
    }

    private static func rules(_ plan: Plan, _ settings: ViewSettings) -> [String] {
        let say = settings.catalogue
        let rules = BindingRule.joined(plan.explanation.binding)
        guard !rules.isEmpty else {
            return settings.paragraph(say.text(plan.isAtLineLimits ? "label.lines-at-limits" : "label.nothing-binds"))
        }
        var table = TextTable([
            .init(say.text("label.rule"), maximum: 44), .init(say.text("label.said-at"), maximum: 28),
            .init(say.text("label.one-percent"), .right),
        ])
        for rule in rules {
            table.add([rule.words(say), rule.saidAt ?? "", say.amount(rule.gain, unit: plan.unit)])
        }
        return settings.heading(say.text("label.binds")) + table.lines(width: settings.width, style: settings.style)
    }

    private static func spend(_ plan: Plan, by name: (LineKey) -> String) -> [String: Money] {
        var sums: [String: Money] = [:]
        for line in plan.lines { sums[name(line.line), default: .zero] += line.spend }
        return sums
    }

    private static func marginals(
        _ title: String, _ marginals: [(String, Double)], _ spend: [String: Money], _ unit: String, _ settings: ViewSettings
    ) -> [String] {
        guard !marginals.isEmpty else { return [] }
        let say = settings.catalogue
        var table = TextTable([
            .init("", maximum: 32), .init(say.text("label.spend"), .right), .init(say.text("label.next-yuan-brings"), .right),
        ])
        for (name, marginal) in marginals.sorted(by: { ($1.1, $0.0) < ($0.1, $1.0) }) {
            table.add([name, NumberText.money(spend[name] ?? .zero), say.amount(marginal, unit: unit)])
        }
        return settings.heading(title) + table.lines(width: settings.width, style: settings.style)
    }

    /// What the next yuan brings on the best line of every day; nothing where all days are alike.
    private static func byDay(_ plan: Plan, _ settings: ViewSettings) -> [String] {
        let say = settings.catalogue
        let values = plan.explanation.byPeriod
        guard values.count > 1, let least = values.min(), let most = values.max(), most > least * 1.02 + 1e-12,
            let worst = values.firstIndex(of: least), let best = values.firstIndex(of: most)
        else { return [] }
        let days = plan.delivery.horizon.days
        return settings.heading(say.text("label.by-day"))
            + settings.paragraph(
                TextBars.sparkline(values, width: 40) + "  "
                    + say.text(
                        "label.by-day-range",
                        [
                            "least": .notice(.amount(least, unit: plan.unit)), "worst": .day(days[worst]),
                            "most": .notice(.amount(most, unit: plan.unit)), "best": .day(days[best]),
                        ]))
    }

    /// Lines without money, each with its sentence.
    private static func nothing(_ plan: Plan, _ settings: ViewSettings) -> [String] {
        let reasons = plan.explanation.nothing
        guard !reasons.isEmpty else { return [] }
        let say = settings.catalogue
        var lines = settings.heading(say.text("label.gets-nothing"))
        for reason in reasons.prefix(12) {
            lines += settings.item("\(reason.line): \(say.text(for: reason.reason))")
        }
        if reasons.count > 12 {
            lines += settings.paragraph(say.text("label.more-lines", ["count": .count(reasons.count - 12)]))
        }
        return lines
    }

    /// Lines that have all they may get, with what limits them and what the next yuan would bring there.
    private static func held(_ plan: Plan, _ settings: ViewSettings) -> [String] {
        let say = settings.catalogue
        let held = plan.lines.compactMap { line in line.heldBy.map { (line, $0) } }.filter {
            $0.1.key != "line.limit-budget"
        }.sorted { ($1.0.marginalReturn, $0.0.line) < ($0.0.marginalReturn, $1.0.line) }
        guard !held.isEmpty else { return [] }
        var lines = settings.heading(say.text("label.has-all-it-may"))
        for (line, reason) in held.prefix(12) {
            lines += settings.item(
                say.text(
                    "label.held-line",
                    [
                        "line": .text(line.line.description), "reason": .notice(reason),
                        "next": .notice(.amount(line.marginalReturn, unit: plan.unit)),
                    ]))
        }
        if held.count > 12 {
            lines += settings.paragraph(say.text("label.more-lines", ["count": .count(held.count - 12)]))
        }
        return lines
    }
}
