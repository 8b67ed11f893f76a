// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Delivery
import Response
import Solver

/// A solved delivery problem before rounding.
struct SolvedDelivery {
    let form: DeliveryModel
    var solution: Solution
    /// spend[line][period], yuan.
    let spend: [[Double]]
    /// Chosen option of each choice.
    let options: [Int]
    /// Units by flow and period.
    let flows: [[Double]]

    /// Solves `problem` (perhaps tightened); conflicts are explained on the `original`.
    init(
        _ problem: DeliveryProblem, original: DeliveryProblem, options: PlanOptions, warm: WarmStart?,
        isExact: Bool
    ) throws(PlanError) {
        let form = DeliveryModel(problem, isExact: isExact)
        let solution: Solution
        do {
            solution = try ModelSolver.solve(form.model, options: problem.solveOptions(options), warm: warm)
        } catch {
            if options.cancellation?.isCancelled == true { throw .cancelled }
            throw .solver(error)
        }
        switch solution.certificate.status {
        case .optimal, .feasible: break
        case .infeasible: throw .impossible(try SolvedDelivery.conflict(in: original))
        case .unbounded: throw .unbounded
        case .unknown:
            if options.cancellation?.isCancelled == true { throw .cancelled }
            throw .noneFound(method: solution.certificate.method)
        }
        self.form = form
        self.solution = solution
        spend = form.spend.map { row in row.map { max(0, solution.values[$0.position]) } }
        self.options = form.pick.map { picks in
            picks.indices.max { solution.values[picks[$0].position] < solution.values[picks[$1].position] } ?? 0
        }
        flows = form.flow.map { row in row.map { $0.map { max(0, solution.values[$0.position]) } ?? 0 } }
    }

    /// The merchant's rules that contradict one another: first among the rules on money alone, which needs no curves; then among all.
    private static func conflict(in problem: DeliveryProblem) throws(PlanError) -> [ConflictingRule] {
        var moneyOnly = problem
        moneyOnly.rules = problem.rules.filter { rule in rule.terms.allSatisfy { $0.quantity.isSpend } }
        for index in moneyOnly.lines.indices {
            moneyOnly.lines[index].multipliers = 0
            moneyOnly.lines[index].carryOver = 0
            moneyOnly.lines[index].carryIn = 0
        }
        moneyOnly.afterHorizonWeight = 0
        let found = try conflict(among: moneyOnly)
        if !found.isEmpty { return found }
        let all = try conflict(among: problem)
        let named = Set(all.map(\.rule))
        // A rule on outcomes may be beyond reach by itself.
        let outcomes = problem.rules.filter { named.contains($0.name) && !$0.terms.allSatisfy(\.quantity.isSpend) }
        return try problem.hopelessRule(among: outcomes, SolveOptions(nodeLimit: 2_000)).map { [$0] } ?? all
    }

    private static func conflict(among problem: DeliveryProblem) throws(PlanError) -> [ConflictingRule] {
        let form = DeliveryModel(problem)
        let conflict: Conflict?
        do { conflict = try ConflictFinder.find(form.model, candidates: form.ruleRows.compactMap { $0 }) } catch {
            throw .solver(error)
        }
        // Limits of single lines are nobody's rule; they are named once, as what the lines can spend at all.
        let members = conflict?.members ?? []
        let isRow = { (member: Conflict.Member) in if case .row = member.place { true } else { false } }
        let lineLimits =
            members.contains { !isRow($0) && $0.isUpper } ? [ConflictingRule(rule: ConflictingRule.lineLimits)] : []
        return members.filter(isRow).map { member in
            ConflictingRule(
                rule: member.name, saidAt: member.origin?.text, leastChange: member.repair,
                wouldDo: member.repair.map { member.isUpper ? member.limit + $0 : member.limit - $0 })
        } + lineLimits
    }
}

extension Origin {
    /// `brief.yaml:9`, or the file alone.
    var text: String { line.map { "\(file):\($0)" } ?? file }
}

extension DeliveryProblem {
    /// Options of the solver for this problem: the gap is measured against the gross outcome as well.
    func solveOptions(_ options: PlanOptions) -> SolveOptions {
        var result = SolveOptions()
        result.relativeGap = options.relativeGap
        result.iterationLimit = options.iterationLimit
        result.nodeLimit = options.nodeLimit
        result.timeLimitSeconds = options.timeLimitSeconds
        result.cancellation = options.cancellation
        return result
    }

    /// Gap asked for by default: 10⁻⁶ concave, 10⁻⁴ with whole numbers or S-shaped curves.
    var defaultGap: Double {
        let whole = !choices.isEmpty || lines.contains { $0.package != nil || $0.minimumIfUsed != nil }
        return whole || lines.contains { !$0.curve.curve.isConcave } ? 1e-4 : 1e-6
    }
}
