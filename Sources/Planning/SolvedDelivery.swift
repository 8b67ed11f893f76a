// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Delivery
import Response
import Solver

/// A solved delivery problem before rounding.
struct SolvedDelivery {
    let form: DeliveryModel
    /// The model that was solved; `form` is its first part.
    let model: Model
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
        isExact: Bool, picks: PickSearch.Outcome? = nil
    ) throws(PlanError) {
        let form = DeliveryModel(problem, isExact: isExact, held: picks?.options)
        try self.init(form, model: form.model, problem: problem, original: original, options: options, warm: warm)
        guard let picks else { return }
        solution.certificate.bound = max(picks.bound, solution.certificate.bound ?? -.infinity)
        solution.certificate.nodes = picks.nodes
        solution.certificate.method = "picks by branch and price; picks held: " + solution.certificate.method
        solution.pricesAreFixedChoices = true
    }

    /// Solves a model that `form` is the first part of.
    init(
        _ form: DeliveryModel, model: Model, problem: DeliveryProblem, original: DeliveryProblem, options: PlanOptions,
        warm: WarmStart?
    ) throws(PlanError) {
        let solution: Solution
        do {
            solution = try ModelSolver.solve(model, options: problem.solveOptions(options), warm: warm)
        } catch {
            if options.cancellation?.isCancelled == true { throw .cancelled }
            throw .solver(error)
        }
        switch solution.certificate.status {
        case .optimal, .feasible: break
        case .infeasible: throw .impossible(try RuleConflict.find(in: original))
        case .unbounded: throw .unbounded
        case .unknown:
            if options.cancellation?.isCancelled == true { throw .cancelled }
            throw .noneFound(method: solution.certificate.method)
        }
        self.form = form
        self.model = model
        self.solution = solution
        spend = form.spend.map { row in row.map { max(0, solution.values[$0.position]) } }
        self.options = form.pick.map { picks in
            picks.indices.max { solution.values[picks[$0].position] < solution.values[picks[$1].position] } ?? 0
        }
        flows = form.flow.map { row in row.map { $0.map { max(0, solution.values[$0.position]) } ?? 0 } }
    }

    /// The prices of one solve with other amounts.
    init(_ solved: SolvedDelivery, spend: [[Double]], options: [Int]) {
        form = solved.form
        model = solved.model
        solution = solved.solution
        self.spend = spend
        self.options = options
        flows = solved.flows
    }
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

    /// The gap that a plan is held to: what was asked for, else the default; 10⁻⁴ for the worst draws, whose weights are searched for.
    func gapAsked(_ options: PlanOptions) -> Double {
        if case .cvar? = options.risk { return options.relativeGap ?? max(defaultGap, 1e-4) }
        return options.relativeGap ?? defaultGap
    }

    /// Gap asked for by default: 10⁻⁶ concave, 10⁻⁴ with whole numbers or S-shaped curves.
    var defaultGap: Double {
        let whole = !choices.isEmpty || lines.contains { $0.package != nil || $0.minimumIfUsed != nil }
        return whole || lines.contains { !$0.curve.curve.isConcave } ? 1e-4 : 1e-6
    }
}
