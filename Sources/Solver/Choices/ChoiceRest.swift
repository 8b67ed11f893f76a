// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra

/// A statement about every choice z: what the rest brings is at most constant + Σ slope · z.
struct ChoiceCut {
    var constant: Double
    var slopes: [Double]

    func value(_ z: [Double]) -> Double {
        var sum = constant
        for c in z.indices where z[c] != 0 { sum += slopes[c] * z[c] }
        return sum
    }
}

/// What is known about a choice after the rest was solved with it.
struct ChoiceOutcome {
    /// Holds for every choice; nil where prices proved nothing.
    var cut: ChoiceCut?
    /// Σ slope · z ≥ −constant for every choice that leaves the rest a point; where this one does not.
    var feasibility: ChoiceCut?
    /// All variables of the whole model; empty without a point that keeps every row.
    var point: [Double] = []
    /// The whole model's objective, in the direction of maximizing.
    var value = -Double.infinity
    var rowPrices: [Double] = []
    var reducedCosts: [Double] = []
    /// True only when proved.
    var isInfeasible = false
}

/// The concave rest of a model with choices, solved by pricing for one choice after the other.
///
/// For fixed z the rest is max { f(v) : lower − A z ≤ B v ≤ upper − A z }. At prices λ of these rows weak duality gives D(λ, z), and
/// since A z only moves the rows' ends, D(λ, z′) = D(λ, z) − λ·A (z′ − z) bounds the rest for every other choice z′ (generalized Benders
/// decomposition: Geoffrion, J. Optimization Theory and Applications 1972).
final class ChoiceRest {
    let structure: ChoiceStructure
    /// The whole model, for measuring points.
    private let model: Model
    private let priced: PricedModel
    private let options: SolveOptions
    private let deadline: Deadline
    private var warm: WarmStart?
    /// Share of a row's range that is left to the rest when cuts are made.
    private static let room = 1e-6
    /// Curve rows up to which what pricing leaves open is solved by linear programs.
    private static let searchLimit = 1500
    private(set) var iterations = 0
    private(set) var solves = 0
    /// Least and most activity of the rest in every model row.
    let least: [Double]
    let most: [Double]

    var rowCount: Int { priced.dual.problem.rowCount }
    /// What the rest's objective is measured in.
    var objectiveScale: Double { priced.dual.problem.objectiveScale }
    var columnCount: Int { priced.structure.problem.columnCount }

    /// Nil where pricing does not suit the rest.
    init?(_ model: Model, _ structure: ChoiceStructure, options: SolveOptions, deadline: Deadline) {
        let rest = structure.rest(of: model)
        guard let priced = PricedModel(rest) else { return nil }
        self.model = model
        self.structure = structure
        self.priced = priced
        self.options = options
        self.deadline = deadline
        (least, most) = priced.structure.rowRanges(count: model.rows.count)
    }

    /// Solves the rest for a choice, which may be fractional: then only its cut counts.
    func solve(_ z: [Double], gap: Double) throws(SolverError) -> ChoiceOutcome {
        solves += 1
        var activity = structure.activity(z)
        for (position, row) in structure.rows.enumerated() where row.hasRest {
            // Where a choice leaves a row no room, prices would grow without end: cuts are made where there is a little.
            let room = Self.room * (most[row.row] - least[row.row])
            activity[position] = min(activity[position], row.upper - least[row.row] - room)
            activity[position] = max(activity[position], row.lower - most[row.row] + room)
            _ = priced.bound(row: row.row, lower: row.lower - activity[position], upper: row.upper - activity[position])
        }
        var settings = options
        settings.relativeGap = gap
        settings.timeLimitSeconds = deadline.hasPassed ? 0 : deadline.secondsLeft
        let outcome = priced.settle(options: settings, warm: warm)
        iterations += outcome.iterations
        var result = ChoiceOutcome(isInfeasible: outcome.isInfeasible)
        if let ray = outcome.ray { result.feasibility = cut(value: ray.value, prices: ray.prices, activity) }
        if outcome.bound.isFinite, !outcome.rowPrices.isEmpty, outcome.rowPrices.allSatisfy(\.isFinite) {
            result.cut = cut(value: structure.sign * outcome.bound, prices: outcome.rowPrices, activity)
            if !outcome.isInfeasible { warm = WarmStart(rowPrices: outcome.rowPrices) }
        }
        guard !outcome.isInfeasible, z.allSatisfy({ $0 == 0 || $0 == 1 }) else { return result }
        if !outcome.point.isEmpty {
            take(outcome.point, z, prices: outcome.rowPrices, reduced: outcome.reducedCosts, into: &result)
        }
        // What pricing leaves open a linear program closes, where it is small enough.
        let ceiling = (result.cut?.value(z) ?? .infinity) + structure.value(z)
        let isOpen =
            !result.value.isFinite || ceiling - result.value > gap * max(abs(result.value), options.grossScale)
        if isOpen, model.curveRows.count <= Self.searchLimit {
            try search(z, gap: gap, into: &result)
        }
        return result
    }

    /// Solves the rest for a whole choice by segments.
    private func search(_ z: [Double], gap: Double, into result: inout ChoiceOutcome) throws(SolverError) {
        let activity = structure.activity(z)
        var fixed = priced.model
        for (position, row) in structure.rows.enumerated() where row.hasRest {
            fixed.bound(row: row.row, lower: row.lower - activity[position], upper: row.upper - activity[position])
        }
        var settings = options
        settings.relativeGap = gap
        settings.allowsPricing = false
        settings.timeLimitSeconds = deadline.hasPassed ? 0 : deadline.secondsLeft
        settings.iterationLimit = min(options.iterationLimit ?? .max, 40_000)
        let solution = try ModelSolver.solve(fixed, options: settings)
        iterations += solution.certificate.iterations
        if solution.status == .infeasible {
            result.isInfeasible = true
            return
        }
        guard solution.rowPrices.count == model.rows.count, solution.rowPrices.allSatisfy(\.isFinite) else { return }
        let prices = priced.structure.couplingRows.map { $0 >= 0 ? structure.sign * solution.rowPrices[$0] : 0 }
        // The bound is taken anew where the ends stand now.
        for (position, row) in structure.rows.enumerated() where row.hasRest {
            _ = priced.bound(row: row.row, lower: row.lower - activity[position], upper: row.upper - activity[position])
        }
        let own = priced.dual.repaired(priced.dual.problem.scaled(prices: prices))
        let bound = priced.dual.bound(at: own)
        if bound.isFinite {
            var kept = [Double](repeating: 0, count: model.rows.count)
            let repaired = priced.dual.problem.unscaled(prices: own)
            for (p, row) in priced.structure.couplingRows.enumerated() where row >= 0 {
                kept[row] = structure.sign * repaired[p]
            }
            let other = cut(value: bound, prices: kept, activity)
            if other.value(z) < result.cut?.value(z) ?? .infinity { result.cut = other }
        }
        if !solution.values.isEmpty {
            take(solution.values, z, prices: solution.rowPrices, reduced: solution.reducedCosts, into: &result)
        }
    }

    /// Takes a point of the rest as the outcome's, if it keeps the whole's rows and is better.
    private func take(
        _ rest: [Double], _ z: [Double], prices: [Double], reduced: [Double], into result: inout ChoiceOutcome
    ) {
        let (point, check) = completed(rest, z)
        let value = structure.sign * check.value
        guard check.violation <= options.feasibility, value.isFinite, value > result.value else { return }
        result.point = point
        result.value = value
        result.rowPrices = prices
        result.reducedCosts = reduced
        for (c, column) in structure.columns.enumerated() {
            var own = structure.cost[c]
            for entry in structure.entries[c] {
                own -= structure.sign * prices[structure.rows[entry.row].row] * entry.value
            }
            result.reducedCosts[column] = structure.sign * own
        }
    }

    /// A point of the rest and a choice as a point of the whole, moved where the whole's rows ask for it.
    private func completed(_ rest: [Double], _ z: [Double]) -> ([Double], PointCheck) {
        var point = rest
        for (c, column) in structure.columns.enumerated() { point[column] = z[c] }
        let check = PointCheck(point, on: model)
        if check.violation <= options.feasibility { return (point, check) }
        var problem = priced.structure.problem
        let activity = structure.activity(z)
        var shift = [Double](repeating: 0, count: model.rows.count)
        for (position, row) in structure.rows.enumerated() { shift[row.row] = activity[position] }
        for (p, row) in priced.structure.couplingRows.enumerated() where row >= 0 {
            problem.rowLower[p] = model.rows[row].lower - shift[row]
            problem.rowUpper[p] = model.rows[row].upper - shift[row]
        }
        var moved = problem.scaledDown(rest)
        for (c, column) in structure.columns.enumerated() { moved[column] = z[c] }
        let other = PointCheck(moved, on: model)
        return other.violation < check.violation ? (moved, other) : (point, check)
    }

    /// What the rest brings at most when every row that it shares is free: the cut of no prices at all.
    func freeCut() -> ChoiceCut {
        let prices = [Double](repeating: 0, count: model.rows.count)
        let bound = priced.dual.bound(at: [Double](repeating: 0, count: rowCount))
        return cut(value: bound, prices: prices, [Double](repeating: 0, count: structure.rows.count))
    }

    /// value − λ·A (z′ − z) as a function of z′, from A z.
    private func cut(value: Double, prices: [Double], _ activity: [Double]) -> ChoiceCut {
        var cut = ChoiceCut(constant: value, slopes: [Double](repeating: 0, count: structure.columns.count))
        for (position, row) in structure.rows.enumerated() where row.hasRest {
            let price = structure.sign * prices[row.row]
            guard price != 0 else { continue }
            cut.constant += price * activity[position]
            for entry in row.entries { cut.slopes[entry.choice] -= price * entry.value }
        }
        return cut
    }
}

extension ModelStructure {
    /// Least and most activity of each model row over the columns' ranges, chains and curves; rows that do not couple get 0.
    func rowRanges(count: Int) -> (least: [Double], most: [Double]) {
        let (low, high, _, _) = problem.ranges()
        var least = [Double](repeating: 0, count: count)
        var most = least
        for j in 0..<problem.columnCount {
            for k in problem.starts[j]..<problem.starts[j + 1] {
                let row = couplingRows[Int(problem.rowIndices[k])]
                guard row >= 0 else { continue }
                let (a, b) = (problem.coefficients[k] * low[j], problem.coefficients[k] * high[j])
                least[row] += min(a, b)
                most[row] += max(a, b)
            }
        }
        return (least, most)
    }
}
