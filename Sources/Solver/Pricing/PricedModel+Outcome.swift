// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra

/// What pricing reached on a model, good enough or not: a bound that holds whatever the prices are, and a point that may break rows.
struct PricedOutcome {
    /// True only when bounds or a ray of prices prove it.
    var isInfeasible = false
    /// The model's objective with its constant; no feasible point is better.
    var bound: Double
    /// One value a variable; empty where there is none.
    var point: [Double] = []
    var value = 0.0
    /// Largest relative violation on the model.
    var violation = Double.infinity
    /// |bound − value| relative to the outcome.
    var gap = Double.infinity
    /// By model row, links of chains included, as in `Solution`.
    var rowPrices: [Double] = []
    var reducedCosts: [Double] = []
    var iterations = 0
    /// Prices by model row that prove infeasibility, and the most by which the rows can be kept at these prices (below 0).
    var ray: (prices: [Double], value: Double)?

    func isWithin(_ options: SolveOptions) -> Bool {
        violation <= options.feasibility && value.isFinite && gap <= options.relativeGap ?? 1e-6
    }
}

extension PricedModel {
    /// 1 where the model is maximized.
    var sign: Double { model.direction == .maximize ? 1 : -1 }

    /// Settles prices from `warm` and, where that does not do, from nothing; the better outcome of both.
    func settle(options: SolveOptions, warm: WarmStart?) -> PricedOutcome {
        if structure.isInfeasible { return PricedOutcome(isInfeasible: true, bound: -sign * .infinity) }
        let newton = DualNewton(dual)
        let deadline = Deadline(seconds: options.timeLimitSeconds)
        newton.shouldStop = { deadline.hasPassed || options.cancellation?.isCancelled == true }
        var first: PricedOutcome?
        if let warm, warm.rowPrices.count == model.rows.count {
            let prices = structure.couplingRows.map { $0 >= 0 ? sign * warm.rowPrices[$0] : 0 }
            if prices.allSatisfy(\.isFinite) {
                newton.settle(from: dual.problem.scaled(prices: prices))
                let reached = outcome(newton, options)
                if reached.isWithin(options) { return reached }
                first = reached
            }
        }
        newton.settle()
        var second = outcome(newton, options)
        if second.isWithin(options) { return second }
        if second.violation > options.feasibility, let value = newton.rayValue(), value < 0 {
            second.isInfeasible = true
            second.ray = (second.rowPrices, value)
            return second
        }
        guard let first else { return second }
        let isFirstBetter =
            first.violation <= options.feasibility && (second.violation > options.feasibility || first.gap < second.gap)
        return isFirstBetter ? first : second
    }

    /// What the prices reached are worth; a point that breaks rows is scaled down until it keeps them, where that can be.
    private func outcome(_ newton: DualNewton, _ options: SolveOptions) -> PricedOutcome {
        var point = structure.problem.repaired(dual.point())
        structure.problem.tie(&point)
        var check = PointCheck(point, on: model)
        if !(check.violation <= options.feasibility) {
            var own = structure.problem
            dual.problem.copyEnds(into: &own)
            let scaled = own.scaledDown(point)
            let other = PointCheck(scaled, on: model)
            if other.violation < check.violation { (point, check) = (scaled, other) }
        }
        let bound = sign * dual.bound(at: newton.prices) + model.objective.constant
        var prices = [Double](repeating: 0, count: model.rows.count)
        let own = dual.problem.unscaled(prices: dual.repaired(newton.prices))
        for (p, row) in structure.couplingRows.enumerated() where row >= 0 { prices[row] = sign * own[p] }
        var reduced = [Double](repeating: 0, count: model.variableCount)
        for chunk in dual.chunks {
            chunk.writePrices(
                links: structure.linkRows, into: &prices, reduced: &reduced, scale: sign * dual.problem.objectiveScale)
        }
        let gap = relativeGap(value: check.value, bound: bound, grossScale: options.grossScale, floor: 0)
        return PricedOutcome(
            bound: bound, point: point, value: check.value, violation: check.violation, gap: gap, rowPrices: prices,
            reducedCosts: reduced, iterations: newton.iterations)
    }

    /// An outcome as an answer.
    func solution(_ outcome: PricedOutcome, status: SolveStatus) -> Solution {
        let certificate = Certificate(
            status: status, value: outcome.value, bound: outcome.bound, gap: outcome.gap, violation: outcome.violation,
            iterations: outcome.iterations, method: "pricing", rows: dual.problem.rowCount,
            columns: structure.problem.columnCount, solverStatus: "not called")
        return Solution(
            certificate: certificate, values: outcome.point, rowPrices: outcome.rowPrices, reducedCosts: outcome.reducedCosts,
            warm: WarmStart(values: outcome.point, rowPrices: outcome.rowPrices))
    }
}

extension ScaledProblem {
    /// Writes the ends of rows as they stand here, in the source's units.
    func copyEnds(into problem: inout SeparableProblem) {
        for (position, row) in order.enumerated() {
            problem.rowLower[row] = lower[position] * rowScale[position]
            problem.rowUpper[row] = upper[position] * rowScale[position]
        }
    }
}
