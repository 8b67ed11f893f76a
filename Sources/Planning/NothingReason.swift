// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Delivery
public import Market
import Response

/// Why a line gets no money, in one sentence.
public struct NothingReason: Sendable, Hashable, Codable {
    public var line: LineKey
    /// What its first yuan would bring on its best day, in the objective's unit, rules on outcomes priced in.
    public var firstYuan: Double
    public var reason: Notice

    private enum CodingKeys: String, CodingKey {
        case line, reason
        case firstYuan = "first_yuan_brings"
    }

    public init(line: LineKey, firstYuan: Double, reason: Notice) {
        self.line = line
        self.firstYuan = firstYuan
        self.reason = reason
    }
}

extension DeliveryProblem {
    /// One reason for every line without money, the nearest to getting some first.
    ///
    /// At the optimum a line's first yuan is worth no more than the prices of the money rules that it would fall under: the dearest of these
    /// is the reason, unless the line has no room, brings nothing, or comes only in amounts too large.
    func reasonsForNothing(
        spend: [[Double]], options: [Int], marginals: [[Double]], prices: [Double]
    ) -> [NothingReason] {
        let budgetRule = totalBudget?.rule
        let closed = closedLines(options)
        var reasons: [NothingReason] = []
        for (index, line) in lines.enumerated() where spend[index].allSatisfy({ $0 < 0.005 }) {
            if closed[index] {
                // Another variant of the line speaks for it.
                guard line.variant == 0 else { continue }
                reasons.append(NothingReason(line: line.key, firstYuan: 0, reason: deliveredElsewhere(line, options)))
                continue
            }
            let count = horizon.count
            let open = (0..<count).filter { line.maximum[$0] >= 0.01 }
            guard let best = open.max(by: { marginals[index][$0] < marginals[index][$1] }) else {
                reasons.append(
                    NothingReason(
                        line: line.key, firstYuan: 0,
                        reason: Notice(
                            "nothing.no-room",
                            ["reason": .notice(line.maximumReason ?? Notice("nothing.limit-zero"))])))
                continue
            }
            let first = marginals[index][best]
            reasons.append(
                NothingReason(
                    line: line.key, firstYuan: first,
                    reason: reason(
                        index, in: best, first: first, prices: prices, budgetRule: budgetRule, spend: spend)))
        }
        return reasons.sorted { ($1.firstYuan, $0.line) < ($0.firstYuan, $1.line) }
    }

    /// The line's item is delivered by another part of the problem.
    private func deliveredElsewhere(_ line: DeliveryLine, _ options: [Int]) -> Notice {
        let by = choices.indices.first { number in
            choices[number].kind == DeliveryChoice.delivererKind && choices[number].goods == line.key.goods
        }.map { choices[$0].options[options[$0]].name }
        return Notice("nothing.delivered-by", ["goods": .text(line.key.goods.rawValue), "by": .text(by ?? "")])
    }

    private func reason(
        _ index: Int, in period: Int, first: Double, prices: [Double], budgetRule: Int?, spend: [[Double]]
    ) -> Notice {
        let line = lines[index]
        let unit = objective.unit
        guard first > 0 else {
            let own = marginals(spend: lines.map { _ in [Double](repeating: 0, count: horizon.count) }, outcomeWorth: nil)
            // Worth something by itself, and not once the rules on outcomes are priced in.
            if own[index][period] > 0, let rule = dearestOutcomeRule(line, period, prices) {
                return Notice("nothing.outcome-rule", words(of: rule))
            }
            return Notice(own[index][period] < 0 ? "nothing.costs-more" : "nothing.brings-nothing")
        }
        // What the rules on money would charge for a yuan here.
        var charges: [(rule: Int, price: Double)] = []
        for (number, rule) in rules.enumerated() where prices[number] != 0 {
            let factor = rule.terms.reduce(0) { sum, term in
                let isMedia = term.quantity == .media || term.quantity == .cost
                let covers = term.selection.covers(line)
                return isMedia && covers && term.selection.periods(of: horizon.count).contains(period)
                    ? sum + term.factor : sum
            }
            if prices[number] * factor > 0 { charges.append((number, prices[number] * factor)) }
        }
        let budget = charges.first { $0.rule == budgetRule }?.price ?? 0
        let others = charges.filter { $0.rule != budgetRule }
        if budget >= first * (1 - 1e-6) {
            return Notice("nothing.less", ["first": amount(first, unit), "elsewhere": amount(budget, unit)])
        }
        if let dearest = others.max(by: { $0.price < $1.price }), dearest.price > 1e-9 * first {
            var arguments = words(of: rules[dearest.rule])
            arguments["first"] = amount(first, unit)
            arguments["price"] = amount(charges.reduce(0) { $0 + $1.price }, unit)
            return Notice("nothing.rule", arguments)
        }
        // A bound that the solver took from a rule has the rule's price.
        if let rule = tightRule(line, period, spend) {
            var arguments = words(of: rule)
            arguments["first"] = amount(first, unit)
            arguments["price"] = amount(first, unit)
            return Notice("nothing.rule", arguments)
        }
        if let least = line.package?.yuan ?? line.minimumIfUsed?.amount.yuan {
            return Notice(
                line.package != nil ? "nothing.package" : "nothing.minimum",
                ["least": Money(yuan: least).map { .money($0) } ?? .number(least), "first": amount(first, unit)])
        }
        if !line.curve.curve.isConcave { return Notice("nothing.slow-start") }
        // A tie within the gap: it would bring as much as the money does elsewhere.
        return Notice("nothing.tie", ["first": amount(first, unit)])
    }

    /// A limit on money other than the total budget that leaves a line no fen in a period.
    private func tightRule(_ line: DeliveryLine, _ period: Int, _ spend: [[Double]]) -> DeliveryRule? {
        let total = totalBudget?.rule
        return rules.indices.first { number in
            let rule = rules[number]
            guard number != total, rule.isMoney, let most = rule.atMost else { return false }
            let covers = rule.terms.contains { term in
                term.quantity != .choiceCost && term.selection.periods(of: horizon.count).contains(period)
                    && term.selection.covers(line)
            }
            guard covers else { return false }
            var sum = 0.0
            for term in rule.terms where term.quantity == .media || term.quantity == .cost {
                for (index, other) in lines.enumerated()
                where term.selection.covers(other) {
                    for t in term.selection.periods(of: horizon.count) { sum += spend[index][t] }
                }
            }
            return sum > most - 0.01
        }.map { rules[$0] }
    }

    /// The rule on outcomes that takes most from a line's outcome.
    private func dearestOutcomeRule(_ line: DeliveryLine, _ period: Int, _ prices: [Double]) -> DeliveryRule? {
        var dearest: (rule: DeliveryRule, price: Double)?
        for (number, rule) in rules.enumerated() where prices[number] != 0 && !rule.isMoney {
            let charge = rule.terms.reduce(0) { sum, term in
                let covers = term.selection.covers(line)
                guard covers, term.selection.periods(of: horizon.count).contains(period) else { return sum }
                switch term.quantity {
                case .outcome(let outcome): return sum + prices[number] * term.factor * line.rate(of: outcome, in: period)
                case .media, .cost: return sum + prices[number] * term.factor
                default: return sum
                }
            }
            if charge > dearest?.price ?? 0 { dearest = (rule, charge) }
        }
        return dearest?.rule
    }

    private func words(of rule: DeliveryRule) -> [String: MessageArgument] {
        [
            "rule": RuleWords.argument(title: rule.title, name: rule.name, day: rule.day),
            "place": .text(rule.origin?.text ?? ""),
        ]
    }

    private func amount(_ value: Double, _ unit: String) -> MessageArgument { .notice(Notice.amount(value, unit: unit)) }
}

extension Notice {
    /// An amount in an objective's unit as a message of its own, so that sentences can carry it in any language.
    public static func amount(_ value: Double, unit: String) -> Notice {
        Notice("word.amount", ["value": .number(value), "unit": .text(unit)])
    }
}
