// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Delivery
import Market
import Response
import Solver

/// Finds the merchant's statements that contradict one another, and how far each alone would have to give way.
enum RuleConflict {
    /// First among the rules on money alone, which needs no curves; then among all.
    static func find(in problem: DeliveryProblem) throws(PlanError) -> [ConflictingRule] {
        var moneyOnly = problem
        moneyOnly.rules = problem.rules.filter { rule in rule.terms.allSatisfy { $0.quantity.isSpend } }
        for index in moneyOnly.lines.indices {
            moneyOnly.lines[index].multipliers = 0
            moneyOnly.lines[index].carryOver = 0
            moneyOnly.lines[index].carryIn = 0
        }
        moneyOnly.afterHorizonWeight = 0
        let found = try members(of: moneyOnly, whole: problem)
        if !found.isEmpty { return found }
        let all = try members(of: problem, whole: problem)
        let named = Set(all.map(\.rule))
        // A rule on outcomes may be beyond reach by itself.
        let outcomes = problem.rules.filter { named.contains($0.name) && !$0.terms.allSatisfy(\.quantity.isSpend) }
        return try problem.hopelessRule(among: outcomes, SolveOptions(nodeLimit: 2_000)).map { [$0] } ?? all
    }

    private static func members(
        of problem: DeliveryProblem, whole: DeliveryProblem
    ) throws(PlanError) -> [ConflictingRule] {
        let form = DeliveryModel(problem)
        let conflict: Conflict?
        do { conflict = try ConflictFinder.find(form.model, candidates: form.ruleRows.compactMap { $0 }) } catch {
            throw .solver(error)
        }
        var ruleOfRow: [Int: Int] = [:]
        for (rule, row) in form.ruleRows.enumerated() { if let row { ruleOfRow[row] = rule } }
        // A statement that holds on many days is one rule for whoever made it.
        var order: [String] = []
        var groups: [String: [Int]] = [:]
        var hasLineLimits = false
        for member in conflict?.members ?? [] {
            guard case .row(let row) = member.place, let rule = ruleOfRow[row] else {
                hasLineLimits = hasLineLimits || member.isUpper
                continue
            }
            let statement = problem.rules[rule].statement
            if groups[statement] == nil { order.append(statement) }
            groups[statement, default: []].append(rule)
        }
        var rules: [ConflictingRule] = []
        for statement in order {
            guard let members = groups[statement] else { continue }
            let rule = problem.rules[members[0]]
            let wouldDo = try problem.repair(of: statement)
            rules.append(
                ConflictingRule(
                    rule: rule.name, title: rule.title, day: members.count == 1 ? rule.day : nil,
                    saidAt: rule.origin?.text, number: rule.number.value, unit: rule.number.unit,
                    leastChange: wouldDo.map { abs($0 - rule.number.value) }, wouldDo: wouldDo))
        }
        if hasLineLimits {
            // Limits of single lines are nobody's rule; they are named once, as what the lines can spend at all.
            let factor = try problem.repairOfLineLimits()
            rules.append(
                ConflictingRule(
                    rule: ConflictingRule.lineLimits, title: Notice("rule.line-limits"), number: 1, unit: .number,
                    leastChange: factor.map { $0 - 1 }, wouldDo: factor))
        }
        return rules
    }
}

extension DeliveryProblem {
    /// The number, nearest to the one stated, with which the statement leaves room for a plan, all else as it is; nil where none does.
    func repair(of statement: String) throws(PlanError) -> Double? {
        let members = rules.indices.filter { rules[$0].statement == statement }
        guard let first = members.first else { return nil }
        let value = rules[first].number.value
        let directions = Set(members.map { rules[$0].looserDirection }).subtracting([0])
        var best: Double?
        for direction in directions.sorted() {
            let found: Double?
            if directions.count == 1, members.allSatisfy({ rules[$0].number.isLinear }) {
                found = try linearRepair(members, direction: Double(direction)).map { value + Double(direction) * $0 }
            } else {
                found = try nearest(from: value, direction: direction) { number in
                    var changed = self
                    for index in members { changed.rules[index] = rules[index].stated(with: number) }
                    return changed
                }
            }
            if let found, abs(found - value) < abs((best ?? .infinity) - value) { best = found }
        }
        if directions.isEmpty { best = try equalityRepair(members) }
        return best
    }

    /// By what factor the limits of all lines would have to grow for a plan to be possible; nil where that does not help.
    func repairOfLineLimits() throws(PlanError) -> Double? {
        try nearest(from: 1, direction: 1) { factor in
            var changed = self
            for index in lines.indices { changed.lines[index].maximum = lines[index].maximum.map { $0 * factor } }
            return changed
        }
    }

    /// The least change of a number that only moves the ends of rows: a linear program with the change as its variable.
    private func linearRepair(_ members: [Int], direction: Double) throws(PlanError) -> Double? {
        let form = DeliveryModel(self)
        var model = form.model
        let most = direction > 0 ? Double.infinity : max(0, rules[members[0]].number.value)
        let change = model.variable("change", upper: most)
        for index in members {
            if let row = form.ruleRows[index] {
                model.add(change, times: -direction * rules[index].number.limitSlope, toRow: row)
            }
        }
        model.minimize(change)
        do {
            let solution = try ModelSolver.solve(model, options: SolveOptions(nodeLimit: 2_000))
            return solution.values.isEmpty ? nil : solution.values[change.position]
        } catch { throw .solver(error) }
    }

    /// The same for a rule with both ends, which move together: the nearer of down and up.
    private func equalityRepair(_ members: [Int]) throws(PlanError) -> Double? {
        guard members.allSatisfy({ rules[$0].number.isLinear }) else { return nil }
        let value = rules[members[0]].number.value
        var best: Double?
        for direction in [-1.0, 1] {
            guard let change = try linearRepair(members, direction: direction) else { continue }
            if change < abs((best ?? .infinity) - value) { best = value + direction * change }
        }
        return best
    }

    /// The number nearest to `value`, in one direction, with which the changed problem has a plan: by doubling steps, then by halving,
    /// to a relative 10⁻⁴ on the side that is possible.
    private func nearest(
        from value: Double, direction: Int, _ changed: (Double) -> DeliveryProblem
    ) throws(PlanError) -> Double? {
        var impossible = value
        var possible: Double?
        if direction < 0 {
            possible = try changed(0).hasPlan() ? 0 : nil
        } else {
            var step = max(abs(value), 1e-3) * 0.25
            while possible == nil, step < max(abs(value), 1e-3) * 1e5 {
                if try changed(value + step).hasPlan() { possible = value + step } else { impossible = value + step }
                step *= 4
            }
        }
        guard var good = possible else { return nil }
        for _ in 0..<30 where abs(good - impossible) > 1e-4 * max(abs(good), abs(impossible)) {
            let middle = (good + impossible) / 2
            if try changed(middle).hasPlan() { good = middle } else { impossible = middle }
        }
        return good
    }

    /// True when some plan keeps all rules.
    func hasPlan() throws(PlanError) -> Bool {
        var model = DeliveryModel(self).model
        model.maximize(LinearExpression())
        do {
            let status = try ModelSolver.solve(model, options: SolveOptions(relativeGap: 1, nodeLimit: 500)).status
            return status == .optimal || status == .feasible
        } catch { throw .solver(error) }
    }
}
