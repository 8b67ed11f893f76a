// SPDX-License-Identifier: GPL-3.0-or-later
import Market
import Planning
import Solver

/// The second half of the screen: what to expect, what limits the plan, how good it is, what to know.
extension PlanView {
    func expectations() -> [String] {
        let hasInterval = plan.value.low != nil || plan.outcomes.values.contains { $0.low != nil }
        var table = TextTable([.init("", maximum: 40), .init("", .right), .init("")])
        func add(_ name: String, _ expectation: Expectation, _ write: (Double) -> String) {
            table.add([name, write(expectation.mean), range(expectation, write)])
        }
        // The objective has a row of its own unless it is one of the outcomes.
        let isOutcome = plan.outcomes.values.contains { abs($0.mean - plan.value.mean) <= 1e-9 * abs($0.mean) }
        if !isOutcome { add(plan.objectiveName(say), plan.value) { say.amount($0, unit: plan.unit) } }
        for outcome in figures.outcomes {
            guard let expectation = plan.outcomes[outcome] else { continue }
            add(say.name(of: outcome), expectation) { say.amount($0, of: outcome) }
        }
        if let ratio = figures.returnOnSpend { add(say.text("label.return-on-spend"), ratio, NumberText.ratio) }
        if let cost = figures.costPerNewCustomer {
            add(say.text("label.cost-per-new-customer"), cost, say.money(yuan:))
        } else if let cost = figures.costPerOrder {
            add(say.text("label.cost-per-order"), cost, say.money(yuan:))
        }
        return settings.heading(say.text(hasInterval ? "label.expect-interval" : "label.expect"))
            + table.lines(width: settings.width, style: settings.style)
            + (hasInterval ? [] : settings.paragraph(say.text("label.no-interval")))
    }

    func limits() -> [String] {
        let explanation = plan.explanation
        var lines: [String] = []
        let rules = BindingRule.joined(explanation.binding)
        if !rules.isEmpty {
            var table = TextTable([
                .init(say.text("label.rule"), maximum: 44), .init(say.text("label.said-at"), maximum: 28),
                .init(say.text("label.one-percent"), .right),
            ])
            let shown = rules.count <= 6 ? rules[...] : rules.prefix(5)
            for rule in shown {
                table.add([rule.words(say), rule.saidAt ?? "", say.amount(rule.gain, unit: plan.unit)])
            }
            let rest = rules.dropFirst(shown.count)
            if !rest.isEmpty {
                let gain = rest.reduce(0) { $0 + $1.gain }
                table.add(
                    [say.text("label.more-rules", ["count": .count(rest.count)]), "", say.amount(gain, unit: plan.unit)], .dim)
            }
            lines += table.lines(width: settings.width, style: settings.style)
        }
        if let next = explanation.marginalReturn, next > 0 {
            lines += settings.paragraph(nextYuan(next))
        }
        let channels = explanation.byChannel.filter { $0.value > 0 }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        if channels.count > 1 {
            let list = channels.prefix(8).map { "\($0.key) \(say.amount($0.value, unit: plan.unit))" }
            lines += settings.paragraph(say.text("label.next-yuan-by-channel", ["list": .list(list)]))
        }
        if rules.isEmpty, plan.isAtLineLimits { lines += settings.paragraph(say.text("label.lines-at-limits")) }
        if explanation.pricesAreFixedChoices, !rules.isEmpty {
            lines += settings.paragraph(say.text("label.prices-fixed-choices"))
        }
        return lines.isEmpty ? [] : settings.heading(say.text("label.binds")) + lines
    }

    func proof() -> [String] {
        let proof = plan.certificate
        var lines: [String] = []
        let sentence =
            proof.status == .optimal
            ? say.text("label.proven", ["gap": .share(proof.gap)])
            : say.text("label.not-proven", ["gap": .share(proof.gap), "asked": .share(proof.gapAsked)])
        lines += settings.paragraph(sentence)
        lines += settings.paragraph(
            say.text(
                proof.rows == 0 || proof.solverStatus == "not called" ? "label.priced" : "label.glpk",
                [
                    "rows": .count(proof.rows), "columns": .count(proof.columns), "status": .text(proof.solverStatus),
                    "method": .text(proof.method), "iterations": .count(proof.iterations), "nodes": .count(proof.nodes),
                    "rounding": .text(say.amount(proof.roundingLoss, unit: plan.unit)),
                ]))
        if proof.violation > 0 {
            lines += settings.paragraph(say.text("label.rule-broken", ["share": .share(proof.violation)]))
        }
        if !proof.isReproducible { lines += settings.paragraph(say.text("label.not-reproducible")) }
        return settings.heading(say.text("label.proof")) + lines
    }

    func warnings() -> [String] {
        guard !plan.warnings.isEmpty else { return [] }
        return settings.heading(say.text("label.warnings")) + plan.warnings.flatMap { settings.item(say.text(for: $0)) }
    }

    /// In the objective's unit, and the other way round where the objective is not money.
    private func nextYuan(_ worth: Double) -> String {
        guard plan.unit != "yuan" else { return say.text("label.next-yuan", ["amount": .text(say.money(yuan: worth))]) }
        return say.text(
            "label.next-yuan-each",
            ["amount": .text(say.amount(worth, unit: plan.unit)), "cost": .text(say.money(yuan: 1 / worth))])
    }

    private func range(_ expectation: Expectation, _ write: (Double) -> String) -> String {
        say.range(expectation, write) ?? ""
    }
}

extension Plan {
    /// True when no rule on money binds and yet more money in some line would bring more: the lines' own limits stop it.
    var isAtLineLimits: Bool {
        (explanation.marginalReturn ?? 0) <= 0 && lines.contains { $0.spend > .zero && $0.marginalReturn > 0 }
    }
}

/// Binding rules for a reader: a rule that was said once and holds on many days is one rule.
struct BindingRule: Hashable {
    /// The first of them.
    var first: RulePrice
    /// Days on which it binds.
    var count: Int
    /// What loosening all of them by 1 % brings, in the objective's unit.
    var gain: Double

    var saidAt: String? { first.saidAt }

    /// The rule in the reader's language.
    func words(_ say: MessageCatalogue) -> String {
        if count > 1 {
            let rule = RuleWords.argument(title: first.title, name: first.rule)
            return say.text("label.rule-days", ["rule": rule, "count": .count(count)])
        }
        return say.text(of: RuleWords.argument(title: first.title, name: first.rule, day: first.day))
    }

    /// Rules of a series that were said in one place joined, dearest first.
    static func joined(_ prices: [RulePrice]) -> [BindingRule] {
        struct Key: Hashable {
            var title: Notice?
            var name: String
            var saidAt: String?
        }
        var order: [Key] = []
        var rules: [Key: BindingRule] = [:]
        for price in prices {
            let isSeries = price.day != nil && price.title != nil
            let key = Key(title: price.title, name: isSeries ? "" : price.rule, saidAt: price.saidAt)
            if rules[key] == nil { order.append(key) }
            rules[key, default: BindingRule(first: price, count: 0, gain: 0)].count += 1
            rules[key]?.gain += price.gainFromOnePercent
        }
        return order.compactMap { rules[$0] }.sorted { ($1.gain, $0.first.rule) < ($0.gain, $1.first.rule) }
    }
}

extension Plan {
    /// The goal in the reader's language.
    func objectiveName(_ say: MessageCatalogue) -> String { objectiveTitle.map(say.text(for:)) ?? objective }
}
