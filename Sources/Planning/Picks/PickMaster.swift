// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Solver

/// What one part does with one combination of options: a column of the master program.
struct PickColumn {
    var part: Int
    var combination: Int
    var value: Double
    /// What it puts into each rule.
    var activity: [Double]
}

/// The master program: mixes what the parts were seen to do so that the rules are kept (Dantzig & Wolfe 1960).
///
///     maximize   Σ w · value     subject to   lower ≤ Σ w · activity ≤ upper,   Σ_part w = 1,   w ≥ 0
struct PickMaster {
    private(set) var columns: [PickColumn] = []

    /// An optimum over the columns of allowed combinations.
    struct Optimum {
        /// By column; 0 for those that are not allowed.
        var weights: [Double]
        /// By rule.
        var prices: [Double]
        var value: Double
    }

    mutating func add(_ column: PickColumn) { columns.append(column) }

    /// Nil where no mix of the columns keeps the rules.
    func solve(_ parts: PickParts, allowed: [[Bool]], options: SolveOptions) throws(SolverError) -> Optimum? {
        var model = Model()
        let used = columns.indices.filter { allowed[columns[$0].part][columns[$0].combination] }
        var objective = LinearExpression()
        var sums = [LinearExpression](repeating: LinearExpression(), count: parts.lower.count)
        var shares = [LinearExpression](repeating: LinearExpression(), count: parts.parts.count)
        for index in used {
            let column = columns[index]
            let weight = model.variable("column[\(index)]")
            objective.add(weight, times: column.value)
            shares[column.part].add(weight, times: 1)
            for (rule, amount) in column.activity.enumerated() where amount != 0 { sums[rule].add(weight, times: amount) }
        }
        for (part, share) in shares.enumerated() {
            guard !share.terms.isEmpty else { return nil }
            model.add(rule("part \(part)") { share == 1.0 })
        }
        let first = model.rows.count
        for (number, sum) in sums.enumerated() {
            model.add(
                rule("rule \(number)") { Relation(sum, lower: parts.lower[number], upper: parts.upper[number]) })
        }
        model.maximize(objective)
        var settings = options
        settings.relativeGap = 1e-9
        let solution = try ModelSolver.solve(model, options: settings)
        guard !solution.values.isEmpty, solution.rowPrices.count == model.rows.count, let value = solution.value else {
            return nil
        }
        var weights = [Double](repeating: 0, count: columns.count)
        for (position, index) in used.enumerated() { weights[index] = solution.values[position] }
        return Optimum(weights: weights, prices: Array(solution.rowPrices[first...]), value: value)
    }
}
