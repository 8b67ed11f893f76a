// SPDX-License-Identifier: GPL-3.0-or-later
public import Delivery
public import Solver

extension PlanResult {
    /// The planned problem as a document, for `wanxiang solve`.
    public var document: ProblemDocument { ProblemDocument(problem) }

    /// Writes the full tangent program of the original model (not a reduced core) as an LP file, for independent solvers.
    public func exportTangentProgram(to path: String) throws(PlanError) {
        do { try ModelSolver.export(DeliveryModel(problem).model, path: path, format: .lp) } catch { throw .solver(error) }
    }

    /// The same problem solved by GLPK alone on its full tangent program: the independent value, nil where GLPK found none.
    public func reference() throws(PlanError) -> Certificate {
        do { return try ModelSolver.referenceSolve(DeliveryModel(problem).model).certificate } catch { throw .solver(error) }
    }
}
