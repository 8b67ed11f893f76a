// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra

/// What pricing makes of a model with many curves: an answer, or what the search may start from.
struct PricingAttempt {
    /// Conclusive; nil where the search has to go on.
    private(set) var solution: Solution?
    /// The relaxed model that pricing helps the search with.
    private(set) var relaxed: Model?
    /// A point and a bound that are not close enough to stop at.
    private(set) var known: EnvelopeSolver.Finding?
    private(set) var warm: WarmStart?

    /// Nothing tried.
    init(warm: WarmStart?) { self.warm = warm }

    init(
        _ model: Model, _ form: NormalForm, _ options: SolveOptions, warm start: WarmStart?, _ deadline: Deadline
    ) throws(SolverError) {
        warm = start
        if !form.curves.allSatisfy(\.isConcave) {
            known = try EnvelopeSolver.solve(model, form, options: options, deadline: deadline)
            if let found = known?.solution, found.status != .feasible || deadline.hasPassed { solution = found }
        } else if form.hasWhole {
            if let found = try ChoiceSolver.solve(model, options: options, deadline: deadline),
                found.status != .unknown || found.certificate.cutShort
            {
                solution = found
                return
            }
            relaxed = model.relaxed()
        } else if let own = PricedModel(model) {
            let outcome = own.settle(options: options, warm: warm)
            if var found = own.answer(outcome, options) {
                // Value and bound are summed in different orders: the last digits of equal ones may cross.
                if let value = found.certificate.value, let bound = found.certificate.bound {
                    found.certificate.bound = form.sign > 0 ? max(bound, value) : min(bound, value)
                }
                solution = found
                return
            }
            if outcome.violation <= options.feasibility, outcome.value.isFinite {
                known = EnvelopeSolver.Finding(bound: outcome.bound, solution: own.solution(outcome, status: .feasible))
            }
            // What did not settle is still near: its prices and point say where segments are needed.
            if outcome.rowPrices.count == form.rowCount, outcome.rowPrices.allSatisfy(\.isFinite) {
                warm = WarmStart(values: outcome.point, rowPrices: outcome.rowPrices)
            }
        }
    }
}
