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
        // What was found with stocks put in for one another, where it is not good enough to stop there.
        var stocks: Solution?
        if options.allowsPricing, form.curves.count >= pricingThreshold {
            if let aggregation = Aggregation(model) {
                let inner = try PricingAttempt(
                    aggregation.reduced, NormalForm(aggregation.reduced), options, warm: aggregation.reducedWarm(warm), deadline
                )
                if let solution = inner.solution ?? inner.known?.solution {
                    let whole = aggregation.expanded(solution)
                    if whole.status == .infeasible { return whole }
                    if whole.certificate.violation <= options.feasibility {
                        if whole.status == .optimal { return whole }
                        stocks = whole
                    }
                }
            }
            attempt = try PricingAttempt(model, form, options, warm: warm, deadline)
            if let solution = attempt.solution { return better(solution, stocks, form.sign) }
        }
        var options = options
        if let gap = (stocks ?? attempt.known?.solution)?.certificate.gap, gap <= goodGap {
            // Near already: what a search of many curves may add is worth so much work and no more.
            options.iterationLimit = min(options.iterationLimit ?? .max, 4000)
            options.nodeLimit = min(options.nodeLimit ?? .max, 60)
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
        do throws(SolverError) { return better(try search(isCareful: false), stocks, form.sign) } catch {
            // A basis that does not factorize ends a session; other ratio tests meet other bases.
            guard case .library = error, options.cancellation?.isCancelled != true else { throw error }
            return better(try search(isCareful: true), stocks, form.sign)
        }
    }

    /// A gap with which an answer to a model of many curves is not searched on for another method's.
    static let goodGap = 1e-3

    /// The better of two answers to one model, with the tighter of their bounds.
    private static func better(_ first: Solution, _ second: Solution?, _ sign: Double) -> Solution {
        guard let second, let value = second.value, let bound = second.certificate.bound, first.status != .infeasible else {
            return first
        }
        let isFirst = first.value.map { sign * $0 >= sign * value } ?? false
        var result = isFirst ? first : second
        if let other = first.certificate.bound, let own = result.value {
            let tighter = sign * min(sign * other, sign * bound)
            result.certificate.bound = sign * max(sign * tighter, sign * own)
            result.certificate.gap = relativeGap(
                value: own, bound: result.certificate.bound ?? own, grossScale: 0, floor: 0)
        }
        return result
    }
}
