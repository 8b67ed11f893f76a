// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra

extension Search {
    /// Solves the relaxation of a box of a large concave model by pricing. The bound is this search's own, from the prices found. Nil where
    /// pricing does not settle; after that it is not asked again.
    func relaxByPricing(_ box: Box, parent: Double, warm: WarmStart?) throws(SolverError) -> Outcome? {
        guard var model = priced else { return nil }
        for (j, variable) in model.variables.enumerated() where form.whole[j] {
            model.bound(variable, lower: box.lower[j] * form.unit[j], upper: box.upper[j] * form.unit[j])
        }
        var settings = options
        // Finer than the tree needs, so that what is left open is the tree's.
        settings.relativeGap = 0.05 * target
        settings.timeLimitSeconds = deadline.secondsLeft
        guard let solution = try PricingSolver.solve(model, options: settings, warm: warm) else {
            priced = nil
            return nil
        }
        var outcome = Outcome(bound: parent)
        if solution.status == .infeasible {
            outcome.isInfeasible = true
            return outcome
        }
        guard solution.values.count == form.variableCount, solution.rowPrices.count == form.rowCount else { return nil }
        outcome.x = zip(solution.values, form.unit).map { $0 / $1 }
        let rows = solution.rowPrices.indices.map { form.sign * solution.rowPrices[$0] * form.rowUnit[$0] / form.objectiveUnit }
        let prices = Prices(rows: rows, curves: [Double](repeating: .infinity, count: form.curves.count))
        let lagrangian = Lagrangian(form, lower: box.lower, upper: box.upper, prices: prices)
        outcome.bound = min(parent, lagrangian.bound)
        outcome.lagrangian = lagrangian
        outcome.value = form.objective(outcome.x)
        outcome.warm = solution.warm
        outcome.judgement = offer(outcome.x)
        return outcome
    }
}
