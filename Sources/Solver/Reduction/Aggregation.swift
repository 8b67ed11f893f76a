// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra

/// A model without the variables that an equality row defines: stocks that are what they were, less what left, plus what came.
///
/// A chain of such rows has a price in every period, which pricing finds slowly one after the other; put in for one another
/// ("aggregation": Brearley, Mitra & Williams, Mathematical Programming 1975) only the rows are left in which a stock is used.
///
/// All variables and rows keep their positions: what is put in is fixed at 0, its row has no ends. Ends of such variables that do not
/// follow from the others become rows at the end.
struct Aggregation {
    let reduced: Model
    private let model: Model
    private var steps: [Step] = []

    private struct Step {
        var variable: Int
        var row: Int
        /// constant + Σ terms over variables that are kept.
        var definition: LinearExpression
        /// Row at the end that holds the variable to its ends; nil where these follow.
        var ends: Int?
    }

    /// Growth of the number of entries from which on nothing is gained.
    private static let mostGrowth = 12
    private static let smallEntries = 200_000

    /// Nil where there is nothing to put in, or too much would grow.
    init?(_ model: Model) {
        var inCurve = [Bool](repeating: false, count: model.variableCount)
        var isInput = inCurve
        for row in model.curveRows {
            inCurve[row.relation.output.position] = true
            inCurve[row.relation.term.input.position] = true
            isInput[row.relation.term.input.position] = true
        }
        var definition: [Int: LinearExpression] = [:]
        var steps: [Step] = []
        var isDefining = [Bool](repeating: false, count: model.rows.count)
        var entries = 0
        let before = model.rows.reduce(0) { $0 + $1.terms.count }
        for (position, row) in model.rows.enumerated() where row.lower == row.upper && row.lower.isFinite {
            // Links of carry-over chains are priced in closed form.
            if row.terms.count <= 3, row.terms.contains(where: { isInput[$0.variable.position] }) { continue }
            guard
                let own = row.terms.first(where: {
                    let j = $0.variable.position
                    return !inCurve[j] && definition[j] == nil && model.kinds[j] == .continuous && model.upper[j] == .infinity
                        && model.lower[j] == 0 && $0.coefficient == 1
                })
            else { continue }
            var expression = LinearExpression(terms: [], constant: row.lower)
            for term in row.terms where term.variable != own.variable {
                expression.add(term.variable, times: -term.coefficient)
            }
            expression = Self.putIn(definition, expression)
            definition[own.variable.position] = expression
            isDefining[position] = true
            entries += expression.terms.count
            steps.append(
                Step(variable: own.variable.position, row: position, definition: expression, ends: nil))
            guard entries <= Self.mostGrowth * before + Self.smallEntries else { return nil }
        }
        guard !steps.isEmpty else { return nil }
        // Defined in the order of their rows, or prices could not be had in the reverse one.
        for step in steps where step.definition.terms.contains(where: { definition[$0.variable.position] != nil }) {
            return nil
        }

        var reduced = Model()
        for j in model.names.indices {
            let isGone = definition[j] != nil
            _ = reduced.variable(
                model.names[j], lower: isGone ? 0 : model.lower[j], upper: isGone ? 0 : model.upper[j], kind: model.kinds[j])
        }
        for (position, row) in model.rows.enumerated() {
            if isDefining[position] {
                reduced.add(
                    rule(row.name, from: row.origin) { Relation(LinearExpression(), lower: -.infinity, upper: .infinity) })
                continue
            }
            let expression = Self.putIn(definition, LinearExpression(terms: row.terms))
            reduced.add(rule(row.name, from: row.origin) { Relation(expression, lower: row.lower, upper: row.upper) })
        }
        for row in model.curveRows { reduced.add(rule(row.name, from: row.origin) { row.relation }) }
        for index in steps.indices {
            let expression = steps[index].definition
            let least = expression.terms.reduce(expression.constant) { sum, term in
                let end = term.coefficient > 0 ? model.lower[term.variable.position] : model.upper[term.variable.position]
                return term.coefficient == 0 ? sum : sum + term.coefficient * end
            }
            guard !(least >= 0) else { continue }
            steps[index].ends = reduced.add(
                rule("\(model.names[steps[index].variable]) at least 0") { Relation(expression, lower: 0, upper: .infinity) })
        }
        let objective = Self.putIn(definition, model.objective)
        if model.direction == .maximize { reduced.maximize(objective) } else { reduced.minimize(objective) }
        self.reduced = reduced
        self.model = model
        self.steps = steps
    }

    private static func putIn(_ definition: [Int: LinearExpression], _ expression: LinearExpression) -> LinearExpression {
        guard expression.terms.contains(where: { definition[$0.variable.position] != nil }) else { return expression.merged() }
        var result = LinearExpression(terms: [], constant: expression.constant)
        for term in expression.terms {
            if let known = definition[term.variable.position] {
                result.constant += term.coefficient * known.constant
                for inner in known.terms { result.add(inner.variable, times: term.coefficient * inner.coefficient) }
            } else {
                result.add(term.variable, times: term.coefficient)
            }
        }
        return result.merged()
    }

    /// Prices of the reduced model's rows to start from, from those of the model's.
    func reducedWarm(_ warm: WarmStart?) -> WarmStart? {
        guard let warm, warm.rowPrices.count == model.rows.count else { return nil }
        let more = [Double](repeating: 0, count: reduced.rows.count - model.rows.count)
        return WarmStart(rowPrices: warm.rowPrices + more)
    }

    /// The reduced model's solution as the model's: what was put in gets its value, its row the price that one more unit is worth.
    func expanded(_ solution: Solution) -> Solution {
        var result = solution
        guard solution.values.count == model.variableCount, solution.rowPrices.count == reduced.rows.count else {
            return solution
        }
        // By its own row, from what came before: that row then holds to the last digit.
        for step in steps {
            let row = model.rows[step.row]
            result.values[step.variable] = row.terms.reduce(row.lower) { sum, term in
                term.variable.position == step.variable ? sum : sum - term.coefficient * result.values[term.variable.position]
            }
        }
        var prices = Array(solution.rowPrices.prefix(model.rows.count))
        var worth = [Double](repeating: 0, count: model.variableCount)
        var isGone = [Bool](repeating: false, count: model.variableCount)
        for step in steps { isGone[step.variable] = true }
        for term in model.objective.terms { worth[term.variable.position] += term.coefficient }
        var uses = [Int: [(row: Int, coefficient: Double)]]()
        for (position, row) in model.rows.enumerated() {
            for term in row.terms where isGone[term.variable.position] {
                uses[term.variable.position, default: []].append((position, term.coefficient))
            }
        }
        for step in steps { prices[step.row] = 0 }
        for step in steps.reversed() {
            // cost − Σ price · coefficient = reduced cost, which the row for the variable's ends has.
            var price = worth[step.variable] - (step.ends.map { solution.rowPrices[$0] } ?? 0)
            for use in uses[step.variable] ?? [] where use.row != step.row { price -= prices[use.row] * use.coefficient }
            prices[step.row] = price
            if result.reducedCosts.indices.contains(step.variable) {
                result.reducedCosts[step.variable] = step.ends.map { solution.rowPrices[$0] } ?? 0
            }
        }
        result.rowPrices = prices
        result.warm = WarmStart(values: result.values, rowPrices: prices)
        let check = PointCheck(result.values, on: model)
        result.certificate.value = check.value
        result.certificate.violation = check.violation
        result.certificate.rows = model.rows.count
        return result
    }
}
