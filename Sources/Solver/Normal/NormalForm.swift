// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra

/// A model as the algorithms want it: maximized, arrays by position, every amount measured in a unit of its own so that the numbers are
/// near one whatever the currency. Units are powers of two: changing to them and back rounds nothing.
///
///     value in the model = value here · unit[variable]
struct NormalForm {
    var lower: [Double] = []
    var upper: [Double] = []
    var whole: [Bool] = []
    var cost: [Double] = []
    var constant = 0.0
    var unit: [Double] = []
    /// Objective of the model = `sign` · `objectiveUnit` · (objective here).
    var objectiveUnit = 1.0
    var sign = 1.0
    var rowLower: [Double] = []
    var rowUpper: [Double] = []
    var rowUnit: [Double] = []
    /// The matrix by rows.
    var rows: [[Entry]] = []
    /// The matrix by columns.
    var columns: [[Entry]] = []
    var curves: [ScaledCurve] = []
    /// Curve rows by input variable.
    var curvesOfInput: [[Int]] = []
    /// Curve rows by output variable.
    var curvesOfOutput: [[Int]] = []

    struct Entry: Hashable {
        /// A row or a column, whichever is not given by the place.
        var index: Int
        var value: Double
    }

    var variableCount: Int { lower.count }
    var rowCount: Int { rowLower.count }
    var hasWhole: Bool { whole.contains(true) }

    /// Validates the model's numbers and brings it into normal form; ends of variables are narrowed to what the rows imply.
    init(_ model: Model) throws(SolverError) {
        try Self.check(model)
        let count = model.variableCount
        sign = model.direction == .maximize ? 1 : -1
        lower = model.lower
        upper = model.upper
        whole = model.kinds.map { $0 != .continuous }
        cost = [Double](repeating: 0, count: count)
        for term in model.objective.terms { cost[term.variable.position] = sign * term.coefficient }
        constant = sign * model.objective.constant
        rows = model.rows.map { row in row.terms.map { Entry(index: $0.variable.position, value: $0.coefficient) } }
        rowLower = model.rows.map(\.lower)
        rowUpper = model.rows.map(\.upper)
        unit = [Double](repeating: 1, count: count)
        rowUnit = [Double](repeating: 1, count: rows.count)
        curves = model.curveRows.map { row in
            ScaledCurve(
                input: row.relation.term.input.position, output: row.relation.output.position,
                isEqual: row.relation.sense == .equal, curve: row.relation.term.curve, inUnit: 1, scale: row.relation.term.scale
            )
        }
        curvesOfInput = [[Int]](repeating: [], count: count)
        curvesOfOutput = curvesOfInput
        for (k, curve) in curves.enumerated() {
            curvesOfInput[curve.input].append(k)
            curvesOfOutput[curve.output].append(k)
            // A curve is defined for x ≥ 0 only.
            lower[curve.input] = max(lower[curve.input], 0)
        }
        for j in 0..<count where whole[j] {
            lower[j] = (lower[j] - 1e-9).rounded(.up)
            upper[j] = (upper[j] + 1e-9).rounded(.down)
        }
        propagate(rounds: 6)
        rescale()
        columns = [[Entry]](repeating: [], count: count)
        for (i, row) in rows.enumerated() {
            for entry in row { columns[entry.index].append(Entry(index: i, value: entry.value)) }
        }
    }

    private static func check(_ model: Model) throws(SolverError) {
        for (j, name) in model.names.enumerated() { try checkEnds(model.lower[j], model.upper[j]) { name } }
        for row in model.rows {
            if row.lower.isNaN { throw .notFinite(place: row.name, value: row.lower) }
            if row.upper.isNaN { throw .notFinite(place: row.name, value: row.upper) }
            for term in row.terms {
                if !term.coefficient.isFinite { throw .notFinite(place: row.name, value: term.coefficient) }
                if term.variable.position >= model.variableCount {
                    throw .badShape("a variable of another model in \(row.name)")
                }
            }
        }
        for term in model.objective.terms where !term.coefficient.isFinite {
            throw .notFinite(place: "objective", value: term.coefficient)
        }
        if !model.objective.constant.isFinite { throw .notFinite(place: "objective", value: model.objective.constant) }
        for row in model.curveRows {
            let scale = row.relation.term.scale
            if !scale.isFinite || scale < 0 { throw .notFinite(place: row.name, value: scale) }
            if row.relation.output == row.relation.term.input { throw .badShape("\(row.name) ties a variable to itself") }
            let first = row.relation.term.curve.value(at: 0)
            if !first.isFinite { throw .notFinite(place: row.name, value: first) }
        }
    }

    /// Chooses units: a variable's is its largest size where that is known, a row's its largest coefficient.
    private mutating func rescale() {
        for j in unit.indices {
            let low = lower[j].isFinite ? abs(lower[j]) : 0
            let high = upper[j].isFinite ? abs(upper[j]) : 0
            let size = max(low, high)
            // Whole variables keep their unit: they are counted.
            unit[j] = whole[j] || size == 0 ? 1 : powerOfTwo(near: size)
        }
        var largest = 0.0
        for j in cost.indices {
            lower[j] /= unit[j]
            upper[j] /= unit[j]
            cost[j] *= unit[j]
            largest = max(largest, abs(cost[j]))
        }
        objectiveUnit = largest > 0 ? powerOfTwo(near: largest) : 1
        for j in cost.indices { cost[j] /= objectiveUnit }
        constant /= objectiveUnit
        for i in rows.indices {
            var size = 0.0
            for k in rows[i].indices {
                rows[i][k].value *= unit[rows[i][k].index]
                size = max(size, abs(rows[i][k].value))
            }
            guard size > 0 else { continue }
            rowUnit[i] = powerOfTwo(near: size)
            for k in rows[i].indices { rows[i][k].value /= rowUnit[i] }
            rowLower[i] /= rowUnit[i]
            rowUpper[i] /= rowUnit[i]
        }
        for k in curves.indices {
            curves[k].inUnit *= unit[curves[k].input]
            curves[k].scale /= unit[curves[k].output]
        }
    }

    /// Objective of a point, in the units used here.
    func objective(_ x: [Double]) -> Double {
        var sum = constant
        for j in cost.indices where cost[j] != 0 { sum += cost[j] * x[j] }
        return sum
    }
}

/// The power of two next to a positive number, kept within what leaves room for products.
func powerOfTwo(near size: Double) -> Double {
    guard size.isFinite, size > 0 else { return 1 }
    let exponent = min(max(Double(size.exponent), -200), 200)
    return Double(sign: .plus, exponent: Int(exponent), significand: 1)
}
