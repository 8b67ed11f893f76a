// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra

/// A whole model as one linear or mixed integer program for other solvers: a relaxation of it, whose optimum is therefore no worse than
/// any answer. The model's variables are the first columns and its rows the first rows, in order and in the model's own units.
///
/// A concave curve becomes tangents; tangents at the best responses to an answer's prices make the program's optimum no better than the
/// answer's bound. A curve of several pieces becomes intervals, of which a binary picks one: z = Σ zᵢ, lowᵢ uᵢ ≤ zᵢ ≤ highᵢ uᵢ, Σ uᵢ = 1,
/// and y at most the tangents (concave) or the chord (convex) of the interval picked, and for an equality at least the chord or tangents.
struct TangentProgram {
    var program = LinearProgram()
    private var columns: [[(row: Int, value: Double)]] = []
    private var costs: [Double] = []
    private var ends: [(low: Double, high: Double)] = []
    private var integer: [Bool] = []

    /// `points` are touching points and breakpoints by curve row, in the model's unit; `lower` and `upper` the variables' implied ends.
    init(_ model: Model, points: [[Double]], lower: [Double], upper: [Double]) {
        program.maximize = model.direction == .maximize
        for j in 0..<model.variableCount {
            ends.append((model.lower[j], model.upper[j]))
            integer.append(model.kinds[j] != .continuous)
        }
        columns = Array(repeating: [], count: model.variableCount)
        costs = Array(repeating: 0, count: model.variableCount)
        for term in model.objective.terms { costs[term.variable.position] = term.coefficient }
        for row in model.rows {
            let i = program.addRow(lower: row.lower, upper: row.upper)
            for term in row.terms { columns[term.variable.position].append((i, term.coefficient)) }
        }
        for (k, row) in model.curveRows.enumerated() {
            let z = row.relation.term.input.position
            add(row.relation, Set(points[k]).sorted(), max(0, lower[z]), upper[z])
        }
        if model.objective.constant != 0 { _ = column(1, 1, cost: model.objective.constant) }
        program.columnLower.reserveCapacity(columns.count)
        for j in columns.indices {
            program.addColumn(lower: ends[j].low, upper: ends[j].high, cost: costs[j], integer: integer[j], entries: columns[j])
        }
    }

    private mutating func column(_ low: Double, _ high: Double, cost: Double = 0, whole: Bool = false) -> Int {
        ends.append((low, high))
        costs.append(cost)
        integer.append(whole)
        columns.append([])
        return columns.count - 1
    }

    private mutating func row(_ low: Double, _ high: Double, _ entries: [(Int, Double)]) {
        let i = program.addRow(lower: low, upper: high)
        for (j, value) in entries where value != 0 { columns[j].append((i, value)) }
    }

    private mutating func add(_ relation: CurveRelation, _ points: [Double], _ low: Double, _ high: Double) {
        let curve = relation.term.curve
        let scale = relation.term.scale
        let (y, z) = (relation.output.position, relation.term.input.position)
        let isEqual = relation.sense == .equal
        let inside = points.filter { $0 >= low && $0 <= high }
        if curve.isConcave && !isEqual || high <= low {
            for p in [low] + inside + (high.isFinite ? [high] : []) {
                let slope = scale * curve.slope(at: p)
                // A vertical tangent says nothing.
                if slope.isFinite { row(-.infinity, scale * curve.value(at: p) - slope * p, [(y, 1), (z, -slope)]) }
            }
            if isEqual { row(scale * curve.value(at: low), .infinity, [(y, 1)]) }
            return
        }
        let cuts = intervals(curve, inside, low, high, isEqual)
        var (ys, zs, us): ([(Int, Double)], [(Int, Double)], [(Int, Double)]) = ([(y, 1)], [(z, 1)], [])
        for k in cuts.indices.dropLast() {
            let (a, b) = (cuts[k], cuts[k + 1])
            let u = cuts.count == 2 ? column(1, 1) : column(0, 1, whole: true)
            let part = column(0, .infinity)
            let output = column(-.infinity, .infinity)
            ys.append((output, -1))
            zs.append((part, -1))
            us.append((u, 1))
            row(0, .infinity, [(part, 1), (u, -a)])
            if b.isFinite { row(-.infinity, 0, [(part, 1), (u, -b)]) }
            let (fa, fb) = (scale * curve.value(at: a), scale * curve.value(at: b.isFinite ? b : a))
            let chord = b.isFinite ? (fb - fa) / (b - a) : 0
            let concave = curve.pieces.last { $0.start <= a + 1e-9 * (1 + a) }.map { $0.bend == .concave } ?? true
            for p in [a] + inside.filter({ $0 > a && $0 < b }) + (b.isFinite ? [b] : []) {
                // From the left at an interval's end where the next piece may be steeper.
                let slope = scale * curve.slope(at: p == b ? p - 1e-9 * (b - a) : p)
                if !slope.isFinite { continue }
                let value = scale * curve.value(at: p)
                if concave { row(-.infinity, 0, [(output, 1), (part, -slope), (u, slope * p - value)]) }
                if !concave && isEqual { row(0, .infinity, [(output, 1), (part, -slope), (u, slope * p - value)]) }
            }
            if !concave { row(-.infinity, 0, [(output, 1), (part, -chord), (u, chord * a - fa)]) }
            if concave && isEqual { row(0, .infinity, [(output, 1), (part, -chord), (u, chord * a - fa)]) }
        }
        row(0, 0, zs)
        row(1, 1, us)
        row(isEqual ? 0 : -.infinity, 0, ys)
    }

    /// Where intervals meet: between pieces, and at the known points where a chord is used.
    private func intervals(_ curve: any Curve, _ points: [Double], _ low: Double, _ high: Double, _ isEqual: Bool) -> [Double] {
        let starts = curve.pieces.map(\.start).filter { $0 > low && $0 < high }
        var cuts = [low, high] + starts
        let pieces = curve.pieces
        for p in points where p > low && p < high {
            let concave = pieces.last { $0.start <= p }.map { $0.bend == .concave } ?? true
            if !concave || isEqual { cuts.append(p) }
        }
        cuts.sort()
        var result: [Double] = []
        for cut in cuts where result.last.map({ cut - $0 > 1e-9 * (1 + abs(cut)) }) ?? true { result.append(cut) }
        return result
    }
}
