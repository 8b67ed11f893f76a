// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
public import Delivery
public import Market
import Solver

/// What a statement costs, found by planning again with it loosened: exact where prices are only good for the chosen options.
public struct LoosenedRule: Sendable, Hashable, Codable {
    public var rule: String
    public var title: Notice?
    public var saidAt: String?
    /// The number as stated, and the one that was tried.
    public var number: Double
    public var tried: Double
    public var unit: StatedNumber.Unit
    /// Objective of the new plan less that of the plan; within the proof's gap it may be off by `uncertainty`.
    public var gain: Double
    public var uncertainty: Double

    private enum CodingKeys: String, CodingKey {
        case rule, title, number, tried, unit, gain, uncertainty
        case saidAt = "said_at"
    }
}

extension PlanResult {
    /// Plans again with each of the dearest binding statements loosened by a share, at most `count` of them.
    public func loosened(
        by share: Double, count: Int, options: PlanOptions
    ) throws(PlanError) -> [LoosenedRule] {
        var statements: [String] = []
        for price in plan.explanation.binding {
            guard let rule = problem.rules.first(where: { $0.name == price.rule }), !statements.contains(rule.statement),
                rule.looserDirection != 0, rule.number.value != 0
            else { continue }
            statements.append(rule.statement)
            if statements.count >= count { break }
        }
        var answers: [LoosenedRule] = []
        for statement in statements {
            guard let first = problem.rules.first(where: { $0.statement == statement }) else { continue }
            let number = first.number.value
            let tried = number * (1 + share * Double(first.looserDirection))
            let changed = problem.stating(statement, with: tried)
            let result: PlanResult
            do { result = try Planner.plan(changed, options: options, warm: warm) } catch {
                if case .impossible = error { continue }
                throw error
            }
            let old = plan.certificate
            let new = result.plan.certificate
            answers.append(
                LoosenedRule(
                    rule: first.name, title: first.title, saidAt: first.origin?.text, number: number, tried: tried,
                    unit: first.number.unit, gain: new.value - old.value,
                    uncertainty: max(old.bound - old.value, new.bound - new.value)))
        }
        return answers.sorted { ($1.gain, $0.rule) < ($0.gain, $1.rule) }
    }
}

extension DeliveryProblem {
    /// The same problem with one statement made with another number. Limits of lines that were the budget follow it.
    public func stating(_ statement: String, with value: Double) -> DeliveryProblem {
        if let total = totalBudget, rules[total.rule].statement == statement, let budget = Money(yuan: value) {
            return with(budget: budget)
        }
        var copy = self
        for index in rules.indices where rules[index].statement == statement {
            copy.rules[index] = rules[index].stated(with: value)
        }
        return copy
    }
}
