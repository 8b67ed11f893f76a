// SPDX-License-Identifier: GPL-3.0-or-later
public import Algebra

/// A part of a larger program that meets the rest in shared rows alone: what it brings at most at given prices of these rows, and what it
/// then puts into them. The sum over parts with the rows' own ends is a bound on the whole (weak duality: Dantzig & Wolfe 1960).
///
/// The model's direction must be to maximize, without whole variables. S-shaped curves are answered by their concave envelopes: the bound
/// holds, the point may promise more than the curve brings.
public final class PricedPart {
    /// What a part does at some prices.
    public struct Response: Sendable {
        /// No point of the part brings more than this less what it pays for the shared rows.
        public var bound: Double
        /// Objective of the point, without prices.
        public var value: Double
        /// What the point puts into each shared row.
        public var activity: [Double]
    }

    private let model: Model
    /// Position of each shared row in the model; nil where the part has nothing in it.
    private let rows: [Int?]
    private let priced: PricedModel?

    /// Nil where the part is not separable. `rows` are the positions of the shared rows, whose ends in `model` do not count.
    public init?(_ model: Model, sharing rows: [Int?]) {
        self.rows = rows
        var open = model
        for row in rows {
            // Finite, so that the row is kept and can have a price; far beyond what any part reaches.
            if let row { open.bound(row: row, lower: -1e15, upper: 1e15) }
        }
        self.model = open
        guard !open.curveRows.isEmpty else {
            priced = nil
            return
        }
        guard let concave = EnvelopeSolver.relaxed(open), let priced = PricedModel(concave), !priced.structure.isInfeasible
        else { return nil }
        self.priced = priced
    }

    /// The part's best answer to prices of the shared rows: above 0 for what presses against an upper end.
    public func respond(to prices: [Double]) -> Response {
        guard let priced else { return linearResponse(to: prices) }
        var byRow = [Double](repeating: 0, count: model.rows.count)
        for (position, row) in rows.enumerated() { if let row { byRow[row] = prices[position] } }
        let scaled = priced.dual.problem.scaled(prices: priced.structure.couplingRows.map { $0 >= 0 ? byRow[$0] : 0 })
        let cells = priced.dual.cellBound(at: scaled)
        priced.dual.evaluate(scaled, smoothing: 0)
        return response(
            priced.dual.point(), bound: (cells.sum + 4e-15 * cells.size) * priced.dual.problem.objectiveScale)
    }

    /// Without curves every variable goes to the better of its ends; rows of its own are left out, which only raises the bound.
    private func linearResponse(to prices: [Double]) -> Response {
        var gain = [Double](repeating: 0, count: model.variableCount)
        for term in model.objective.terms { gain[term.variable.position] += term.coefficient }
        for (position, row) in rows.enumerated() {
            guard let row, prices[position] != 0 else { continue }
            for term in model.rows[row].terms { gain[term.variable.position] -= prices[position] * term.coefficient }
        }
        let point = gain.indices.map { gain[$0] > 0 ? model.upper[$0] : model.lower[$0] }
        return response(point, bound: gain.indices.reduce(0) { $0 + (gain[$1] == 0 ? 0 : gain[$1] * point[$1]) })
    }

    private func response(_ point: [Double], bound: Double) -> Response {
        var response = Response(bound: bound, value: 0, activity: [Double](repeating: 0, count: rows.count))
        for term in model.objective.terms { response.value += term.coefficient * point[term.variable.position] }
        for (position, row) in rows.enumerated() {
            guard let row else { continue }
            for term in model.rows[row].terms {
                response.activity[position] += term.coefficient * point[term.variable.position]
            }
        }
        return response
    }
}
