// SPDX-License-Identifier: GPL-3.0-or-later
public import Algebra

/// What a point is worth on a model and by how much it breaks it, with the true curves.
public struct PointCheck: Sendable {
    /// The model's objective.
    public var value: Double
    /// Largest violation of a row, bound, curve or integrality, relative to the amounts that are compared.
    public var violation: Double
    /// The name of what is violated most; empty when nothing is.
    public var worst: String

    /// Measures `values` (one a variable) on `model`.
    public init(_ values: [Double], on model: Model) {
        value = model.objective.value(at: values)
        violation = 0
        worst = ""
        func consider(_ excess: Double, size: Double, _ name: @autoclosure () -> String) {
            // The negation also catches NaN.
            guard !(excess <= 0) else { return }
            let relative = size > 0 ? excess / size : .infinity
            if !(relative <= violation) {
                violation = relative.isNaN ? .infinity : relative
                worst = name()
            }
        }
        var size = [Double](repeating: 0, count: values.count)
        for (j, x) in values.enumerated() {
            // A variable's size: its ends and its value, so that −1e-12 against 0 is judged beside what it may be.
            let (low, high) = (model.lower[j], model.upper[j])
            size[j] = max(abs(x), low.isFinite ? abs(low) : 0, high.isFinite ? abs(high) : 0, 1e-9)
            consider(max(low - x, x - high), size: size[j], model.names[j])
            if model.kinds[j] != .continuous { consider(abs(x - x.rounded()), size: 1, model.names[j]) }
        }
        for row in model.curveRows {
            let (output, term) = (row.relation.output.position, row.relation.term)
            let most = term.scale * term.curve.value(at: size[term.input.position])
            if most.isFinite { size[output] = max(size[output], most) }
        }
        Self.sizeStocks(of: model, &size)
        for row in model.rows {
            var (sum, scale) = (0.0, 0.0)
            for term in row.terms {
                let part = term.coefficient * values[term.variable.position]
                sum += part
                // Never taken for smaller than a millionth of what the row's amounts may be: beside sales of thousands, 10⁻¹⁵ sold
                // from a stock of none is rounding.
                scale = max(scale, abs(part), 1e-6 * abs(term.coefficient) * size[term.variable.position])
            }
            let end = max(row.lower.isFinite ? abs(row.lower) : 0, row.upper.isFinite ? abs(row.upper) : 0)
            consider(max(row.lower - sum, sum - row.upper), size: max(scale, end), row.name)
        }
        for row in model.curveRows {
            let relation = row.relation
            let y = values[relation.output.position]
            let top = relation.term.scale * relation.term.curve.value(at: max(0, values[relation.term.input.position]))
            let excess = relation.sense == .equal ? abs(y - top) : y - top
            consider(
                excess, size: max(abs(y), abs(top), relation.sense == .equal ? 1e-12 * size[relation.output.position] : 0),
                row.name)
        }
    }

    /// A variable without an upper end that an equality row defines (a stock) may be as large as what enters it: a stock that was
    /// drawn down to next to nothing carries the rounding of what it held.
    private static func sizeStocks(of model: Model, _ size: inout [Double]) {
        for row in model.rows where row.lower == row.upper {
            guard let own = row.terms.first(where: { $0.coefficient == 1 && model.upper[$0.variable.position] == .infinity })
            else { continue }
            for term in row.terms where term.variable != own.variable {
                size[own.variable.position] = max(
                    size[own.variable.position], abs(term.coefficient) * size[term.variable.position])
            }
        }
    }
}
