// SPDX-License-Identifier: GPL-3.0-or-later
public import Algebra

/// Solves models with a certificate.
public enum ModelSolver {
    /// Curve rows from which on pricing is tried first: below, a linear program is as fast and its prices are vertices.
    static let pricingThreshold = 200

    /// Solves a model to the gap asked for.
    ///
    /// Infeasible and unbounded models, and limits that were reached, are answered by the certificate's status. Throws only when the model
    /// is malformed or the library fails. `warm` is an earlier solution's start for a model of the same shape: other ends of rows and
    /// bounds, other coefficients.
    public static func solve(
        _ model: Model, options: SolveOptions = SolveOptions(), warm: WarmStart? = nil
    ) throws(SolverError) -> Solution {
        for j in model.lower.indices where model.lower[j] > model.upper[j] {
            return Solution(certificate: Certificate(status: .infeasible, method: "bounds", solverStatus: "not called"))
        }
        let form = try NormalForm(model)
        for j in form.lower.indices where form.lower[j] > form.upper[j] {
            return Solution(certificate: Certificate(status: .infeasible, method: "bounds", solverStatus: "not called"))
        }
        // One clock for all that is tried.
        let deadline = Deadline(seconds: options.timeLimitSeconds)
        var priced: Model?
        var known: EnvelopeSolver.Finding?
        var warm = warm
        if options.allowsPricing, form.curves.count >= pricingThreshold {
            if !form.curves.allSatisfy(\.isConcave) {
                known = try EnvelopeSolver.solve(model, form, options: options, deadline: deadline)
                if let solution = known?.solution, solution.status != .feasible || deadline.hasPassed { return solution }
            } else if form.hasWhole {
                if let solution = try ChoiceSolver.solve(model, options: options, deadline: deadline),
                    solution.status != .unknown || solution.certificate.cutShort
                {
                    return solution
                }
                priced = model.relaxed()
            } else if let own = PricedModel(model) {
                let outcome = own.settle(options: options, warm: warm)
                if var solution = own.answer(outcome, options) {
                    // Value and bound are summed in different orders: the last digits of equal ones may cross.
                    if let value = solution.certificate.value, let bound = solution.certificate.bound {
                        solution.certificate.bound = form.sign > 0 ? max(bound, value) : min(bound, value)
                    }
                    return solution
                }
                // What did not settle is still near: its prices and point say where segments are needed.
                if outcome.rowPrices.count == form.rowCount, outcome.rowPrices.allSatisfy(\.isFinite) {
                    warm = WarmStart(values: outcome.point, rowPrices: outcome.rowPrices)
                }
            }
        }
        func search(isCareful: Bool) throws(SolverError) -> Solution {
            try LinearSession.with(LinearProgram()) { session throws(SolverError) in
                let search = Search(
                    form, session: session, options: options, warm: warm, deadline: deadline, priced: priced,
                    isCareful: isCareful)
                if let known { search.know(known.solution?.values ?? [], bound: known.bound) }
                try search.run()
                return try search.conclude(model)
            }
        }
        do throws(SolverError) { return try search(isCareful: false) } catch {
            // A basis that does not factorize ends a session; other ratio tests meet other bases.
            guard case .library = error, options.cancellation?.isCancelled != true else { throw error }
            return try search(isCareful: true)
        }
    }
}
