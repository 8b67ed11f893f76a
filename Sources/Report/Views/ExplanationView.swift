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
        lines += nothing(plan, settings)
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
            let name =
                rule.count == 1
                ? rule.name : say.text("label.rule-days", ["rule": .text(rule.name), "count": .count(rule.count)])
            table.add([name, rule.saidAt ?? "", say.amount(rule.gain, unit: plan.unit)])
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

    /// Lines without money: the next yuan there would bring less than it brings elsewhere.
    private static func nothing(_ plan: Plan, _ settings: ViewSettings) -> [String] {
        let without = plan.lines.filter { $0.spend == .zero }.sorted {
            ($1.marginalReturn, $0.line) < ($0.marginalReturn, $1.line)
        }
        guard !without.isEmpty else { return [] }
        let say = settings.catalogue
        var table = TextTable([.init("", maximum: 50), .init(say.text("label.next-yuan-brings"), .right)])
        for result in without.prefix(12) {
            table.add([result.line.description, say.amount(result.marginalReturn, unit: plan.unit)])
        }
        var lines = settings.heading(say.text("label.gets-nothing"))
        lines += settings.paragraph(say.text("label.gets-nothing-why"))
        lines += table.lines(width: settings.width, style: settings.style)
        if without.count > 12 {
            lines += settings.paragraph(say.text("label.more-lines", ["count": .count(without.count - 12)]))
        }
        return lines
    }
}
