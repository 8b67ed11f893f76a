// SPDX-License-Identifier: GPL-3.0-or-later
public import Algebra

/// Solves large concave models whose cells or carry-over chains are tied together only by linear rows: prices of the rows are found
/// by Newton's method on the dual function, and every cell answers prices in closed form.
///
/// The work is a few dozen passes over the cells and a factorization over the binding rows, where a linear program would need a segment
/// or a tangent column for every bend. The answer is accepted only on its certificate: value and violation are measured on the
/// model, the bound is the exact dual function.
public enum PricingSolver {
    /// Solves a model, or returns nil where its structure does not suit or the prices do not settle within the options' gap: then the
    /// general way has to do it.
    ///
    /// Suits: no integers; each output on one concave curve row; inputs and spends with finite bounds (or such as a budget implies);
    /// equality rows e(t) − θ e(t − 1) − x(t) = constant as chains; any linear rows and any further bounded variables. Outputs tied by `=`
    /// are solved as `≤`, and the answer stands if nothing was thrown away.
    ///
    /// `warm` gives prices to start from; nothing in it is trusted.
    public static func solve(
        _ model: Model, options: SolveOptions = SolveOptions(), warm: WarmStart? = nil
    ) throws(SolverError) -> Solution? {
        guard let priced = PricedModel(model) else { return nil }
        return priced.solve(options: options, warm: warm)
    }
}

/// A model prepared for pricing: to be solved again with other ends of rows without being read again.
///
/// Not safe to share between threads; passes spread over the processors by themselves, and the answer does not depend on how many there are.
public final class PricedModel {
    private(set) var model: Model
    let structure: ModelStructure
    let dual: DualFunction
    /// Position among the coupling rows of each model row, −1 for links of chains.
    private var position: [Int]

    /// Nil where the structure does not suit.
    public init?(_ model: Model) {
        guard let structure = ModelStructure(model) else { return nil }
        self.model = model
        self.structure = structure
        position = [Int](repeating: -1, count: model.rows.count)
        for (p, row) in structure.couplingRows.enumerated() where row >= 0 { position[row] = p }
        dual = DualFunction(ScaledProblem(structure.problem))
    }

    /// Changes the ends of a linear row of the model, by its position; false where the row is a link of a chain.
    public func bound(row: Int, lower: Double? = nil, upper: Double? = nil) -> Bool {
        guard position.indices.contains(row), position[row] >= 0 else { return false }
        model.bound(row: row, lower: lower, upper: upper)
        dual.problem.bound(row: position[row], lower: model.rows[row].lower, upper: model.rows[row].upper)
        return true
    }

    /// Solves as `PricingSolver.solve` does.
    public func solve(options: SolveOptions = SolveOptions(), warm: WarmStart? = nil) -> Solution? {
        answer(settle(options: options, warm: warm), options)
    }

    /// An outcome as an answer; nil where it is not good enough for one.
    func answer(_ outcome: PricedOutcome, _ options: SolveOptions) -> Solution? {
        if outcome.isInfeasible {
            return Solution(
                certificate: Certificate(
                    status: .infeasible, iterations: outcome.iterations, method: "pricing", rows: dual.problem.rowCount,
                    columns: structure.problem.columnCount,
                    solverStatus: outcome.ray == nil ? "bounds of a row" : "ray of prices"))
        }
        return outcome.isWithin(options) ? solution(outcome, status: .optimal) : nil
    }
}
