// SPDX-License-Identifier: GPL-3.0-or-later
import Market
public import Planning

/// Two plans of one campaign: as the brief is, and with something changed.
public enum WhatIfView {
    /// The view's lines; `change` says what was changed, e.g. `budget = 289000`.
    public static func lines(
        _ before: Plan, _ after: Plan, change: String, _ settings: ViewSettings = ViewSettings()
    ) -> [String] {
        let say = settings.catalogue
        var lines = [settings.style(say.text("label.what-if", ["change": .text(change)]), .bold)]
        var table = TextTable([
            .init("", maximum: 32), .init(say.text("label.as-it-is"), .right), .init(say.text("label.changed"), .right),
            .init(say.text("label.difference"), .right),
        ])
        table.add(
            [before.objectiveName(say)]
                + cells(before.certificate.value, after.certificate.value) { say.amount($0, unit: before.unit) }, .bold)
        table.add([say.text("label.total-cost")] + cells(before.cost.yuan, after.cost.yuan) { NumberText.money(yuan: $0) })
        table.add(
            [say.text("label.next-yuan-brings")]
                + cells(before.explanation.marginalReturn ?? 0, after.explanation.marginalReturn ?? 0) {
                    say.amount($0, unit: before.unit)
                })
        let channels = spend(before).merging(spend(after).mapValues { _ in .zero }) { first, _ in first }
        for channel in channels.keys.sorted() {
            let (old, new) = (spend(before)[channel] ?? .zero, spend(after)[channel] ?? .zero)
            table.add([channel.rawValue] + cells(old.yuan, new.yuan) { NumberText.money(yuan: $0) })
        }
        lines += table.lines(width: settings.width, style: settings.style)
        let open = max(
            before.certificate.bound - before.certificate.value, after.certificate.bound - after.certificate.value)
        lines += [""] + settings.paragraph(say.text("label.within-gap", ["amount": .notice(.amount(open, unit: before.unit))]))
        return lines
    }

    private static func cells(_ old: Double, _ new: Double, _ write: (Double) -> String) -> [String] {
        [write(old), write(new), (new > old ? "+" : "") + write(new - old)]
    }

    private static func spend(_ plan: Plan) -> [Channel: Money] {
        var sums: [Channel: Money] = [:]
        for line in plan.lines { sums[line.line.channel, default: .zero] += line.spend }
        return sums
    }

    /// What loosening each rule brings, by planning again.
    public static func loosened(
        _ rules: [LoosenedRule], by share: Double, unit: String, _ settings: ViewSettings = ViewSettings()
    ) -> [String] {
        let say = settings.catalogue
        guard !rules.isEmpty else { return settings.paragraph(say.text("label.nothing-binds")) }
        var table = TextTable([
            .init(say.text("label.rule"), maximum: 44), .init(say.text("label.said-at"), maximum: 28),
            .init(say.text("label.difference"), .right),
        ])
        for rule in rules {
            table.add([
                say.text(of: RuleWords.argument(title: rule.title, name: rule.rule)), rule.saidAt ?? "",
                say.amount(rule.gain, unit: unit),
            ])
        }
        let open = rules.map(\.uncertainty).max() ?? 0
        return settings.heading(say.text("label.by-solving-again", ["percent": .share(share)]))
            + table.lines(width: settings.width, style: settings.style)
            + settings.paragraph(say.text("label.within-gap", ["amount": .notice(.amount(open, unit: unit))]))
    }
}
