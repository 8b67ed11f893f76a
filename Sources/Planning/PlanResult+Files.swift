// SPDX-License-Identifier: GPL-3.0-or-later
public import Delivery
public import Solver

extension PlanResult {
    /// The planned problem as a document, for `wanxiang solve`.
    public var document: ProblemDocument { ProblemDocument(problem) }

    /// Writes the full tangent program of the original model (not a reduced core) as an LP file, for independent solvers.
    public func exportTangentProgram(to path: String) throws(PlanError) {
        do {
            let model = robustModel ?? DeliveryModel(problem, isExact: isExact).model
            try ModelSolver.export(model, around: solution, to: path, format: .lp)
        } catch { throw .solver(error) }
    }

    /// What GLPK alone makes of the full tangent program or MIP of the problem: its optimum is no less than any plan's value.
    public func reference() throws(PlanError) -> ReferenceAnswer {
        let model = robustModel ?? DeliveryModel(problem, isExact: isExact).model
        do { return try ModelSolver.referenceSolve(model, around: solution) } catch {
            throw .solver(error)
        }
    }
}
