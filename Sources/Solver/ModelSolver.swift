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
        var attempt = PricingAttempt(warm: warm)
        if options.allowsPricing, form.curves.count >= pricingThreshold {
            if let aggregation = Aggregation(model) {
                let inner = try PricingAttempt(
                    aggregation.reduced, NormalForm(aggregation.reduced), options, warm: aggregation.reducedWarm(warm), deadline
                )
                if let solution = inner.solution {
                    let whole = aggregation.expanded(solution)
                    if whole.values.isEmpty || whole.certificate.violation <= options.feasibility { return whole }
                }
            }
            attempt = try PricingAttempt(model, form, options, warm: warm, deadline)
            if let solution = attempt.solution { return solution }
        }
        func search(isCareful: Bool) throws(SolverError) -> Solution {
            try LinearSession.with(LinearProgram()) { session throws(SolverError) in
                let search = Search(
                    form, session: session, options: options, warm: attempt.warm, deadline: deadline, priced: attempt.relaxed,
                    isCareful: isCareful)
                if let known = attempt.known { search.know(known.solution?.values ?? [], bound: known.bound) }
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
