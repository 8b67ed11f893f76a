// SPDX-License-Identifier: GPL-3.0-or-later
public import Delivery
public import Market

/// What a plan says, read again from its rows alone: fen by line and period, and what rules on money make of it in whole fen.
public struct PlanLedger {
    public let problem: DeliveryProblem
    /// fen[line][period], in the order of the problem's lines.
    public private(set) var fen: [[Int64]]
    /// Number of the chosen option of each of the problem's choices.
    public private(set) var options: [Int] = []
    /// Rows that belong to no line or period of the problem.
    public private(set) var strangers = 0

    public init(_ plan: DeliveryPlan, of problem: DeliveryProblem) {
        self.problem = problem
        fen = problem.lines.map { _ in [Int64](repeating: 0, count: problem.horizon.count) }
        for entry in plan.entries {
            guard let line = problem.lines.firstIndex(where: { $0.key == entry.line }),
                let period = problem.horizon.period(of: entry.day)
            else {
                strangers += 1
                continue
            }
            fen[line][period] += entry.spend.fen
        }
        for choice in problem.choices {
            let chosen = plan.choices.first { made in
                made.kind == choice.kind && made.goods == choice.goods && made.audience == choice.audience
                    && problem.horizon.period(of: made.begin) == choice.periods.lowerBound
            }
            options.append(choice.options.firstIndex { $0.name == chosen?.option } ?? 0)
        }
    }

    public var yuan: [[Double]] { fen.map { $0.map { Double($0) / 100 } } }
    public var media: Int64 { fen.reduce(0) { $0 + $1.reduce(0, +) } }

    /// Media of a selection in whole fen.
    public func media(_ selection: Selection) -> Int64 {
        var sum: Int64 = 0
        for (index, line) in problem.lines.enumerated()
        where selection.covers(channel: line.key.channel, goods: line.key.goods, audience: line.key.audience) {
            for t in selection.periods(of: problem.horizon.count) { sum += fen[index][t] }
        }
        return sum
    }

    /// Cost of the chosen options that a selection covers, in fen (not whole: expected commission).
    public func optionFen(_ selection: Selection) -> Double {
        var sum = 0.0
        for (index, choice) in problem.choices.enumerated()
        where selection.covers(channel: choice.channel, goods: choice.goods, audience: choice.audience) {
            for t in selection.periods(of: problem.horizon.count) where choice.periods.contains(t) {
                sum += choice.options[options[index]].cost[t] * 100
            }
        }
        return sum
    }

    /// What a rule on plain money comes to, in fen: whole for media, expected for options.
    public func amount(of rule: DeliveryRule) -> Double {
        rule.terms.reduce(0) { sum, term in
            switch term.quantity {
            case .media: sum + Double(media(term.selection))
            case .choiceCost: sum + optionFen(term.selection)
            case .cost: sum + Double(media(term.selection)) + optionFen(term.selection)
            case .flowCost, .subsidy, .outcome, .stock, .picked: sum
            }
        }
    }

    /// Rules on money that are not kept to the fen, and bounds of lines that are broken: nothing for a good plan.
    public var breaches: [String] {
        var found: [String] = strangers > 0 ? ["\(strangers) rows of no line"] : []
        for rule in problem.rules where rule.isMoney {
            let amount = amount(of: rule)
            // 10⁻³ fen covers the binary form of yuan; whole fen are far above it.
            if let most = rule.atMost, amount > most * 100 + 1e-3 { found.append("\(rule.name): \(amount) > \(most * 100)") }
            if let least = rule.atLeast, amount < least * 100 - 1e-3 {
                found.append("\(rule.name): \(amount) < \(least * 100)")
            }
        }
        for (index, line) in problem.lines.enumerated() {
            let total = fen[index].reduce(0, +)
            if let minimum = line.minimumIfUsed, minimum.scope == .horizon, total > 0, total < minimum.amount.fen {
                found.append("\(line.key) uses \(total)")
            }
            for (t, amount) in fen[index].enumerated() {
                let most = max(line.minimum[t], line.maximum[t])
                if Double(amount) > most * 100 + 1e-3 { found.append("\(line.key),\(t): \(amount) > \(most * 100)") }
                if Double(amount) < line.minimum[t] * 100 - 1e-3 { found.append("\(line.key),\(t): \(amount) below minimum") }
                if let package = line.package, amount % package.fen != 0 { found.append("\(line.key),\(t): no package") }
                if let minimum = line.minimumIfUsed, minimum.scope == .period, amount > 0, amount < minimum.amount.fen {
                    found.append("\(line.key),\(t): used with \(amount)")
                }
            }
        }
        return found
    }

    /// True when a fen more in some line and period would keep every limit on money but the total budget.
    public var hasRoomBesidesBudget: Bool {
        for (index, line) in problem.lines.enumerated() where line.package == nil {
            for t in 0..<problem.horizon.count {
                let minimum = line.minimumIfUsed
                if minimum != nil, fen[index][t] == 0 { continue }
                guard Double(fen[index][t] + 1) <= line.maximum[t] * 100 + 1e-6 else { continue }
                let blocked = problem.rules.contains { rule in
                    guard rule.isMoney, let most = rule.atMost, rule.name != "total budget" else { return false }
                    let covers = rule.terms.contains {
                        $0.quantity != .choiceCost
                            && $0.selection.covers(
                                channel: line.key.channel, goods: line.key.goods, audience: line.key.audience)
                            && $0.selection.periods(of: problem.horizon.count).contains(t)
                    }
                    return covers && amount(of: rule) + 1 > most * 100 + 1e-3
                }
                if !blocked { return true }
            }
        }
        return false
    }
}
