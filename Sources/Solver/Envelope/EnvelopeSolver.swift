// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra

/// Solves models of many curves of which some are S-shaped: first with their concave envelopes, by pricing.
///
/// The envelopes' optimum bounds the model's. At its prices an S-shaped line mostly stands at nothing or beyond the point where its envelope
/// touches, so that the point is worth nearly as much on the true curves: with one price for the money, few lines are between.
enum EnvelopeSolver {
    /// What the envelopes say about a model.
    struct Finding {
        /// The model's own units; holds for every feasible point. Infinite where it is not known.
        var bound: Double
        /// A point that keeps every row on the true curves with its certificate, or the proof that there is none; nil where neither is known.
        var solution: Solution?
    }

    /// Nil where the envelopes cannot be priced.
    static func solve(_ model: Model, _ form: NormalForm, options: SolveOptions, deadline: Deadline) throws(SolverError)
        -> Finding?
    {
        var curves: [EnvelopeCurve?] = []
        for (row, curve) in zip(model.curveRows, form.curves) {
            guard !curve.isConcave else {
                curves.append(nil)
                continue
            }
            // An equality also holds its output up, which an envelope does not bound.
            guard !curve.isEqual,
                let envelope = EnvelopeCurve(row.relation.term.curve, most: form.upper[curve.input] * form.unit[curve.input])
            else { return nil }
            curves.append(envelope)
        }
        let relaxed = model.withCurves { curves[$0] ?? $1 }
        var settings = options
        settings.relativeGap = 0.3 * (options.relativeGap ?? 1e-4)
        settings.timeLimitSeconds = deadline.secondsLeft
        let found: Solution
        if form.hasWhole {
            guard let solution = try ChoiceSolver.solve(relaxed, options: settings, deadline: deadline) else { return nil }
            found = solution
        } else {
            guard let priced = PricedModel(relaxed) else { return nil }
            let outcome = priced.settle(options: settings, warm: nil)
            found = priced.solution(outcome, status: outcome.isInfeasible ? .infeasible : .feasible)
        }
        if found.status == .infeasible { return Finding(bound: -form.sign * .infinity, solution: found) }
        var finding = Finding(bound: found.certificate.bound ?? form.sign * .infinity)
        guard found.values.count == model.variableCount else { return finding }
        var values = found.values
        for row in model.curveRows {
            let (term, output) = (row.relation.term, row.relation.output.position)
            guard row.relation.sense != .equal else { continue }
            values[output] = min(values[output], term.scale * term.curve.value(at: max(0, values[term.input.position])))
        }
        let check = PointCheck(values, on: model)
        guard check.violation <= options.feasibility, check.value.isFinite else { return finding }
        var solution = found
        solution.values = values
        solution.certificate.method = "envelopes, \(found.certificate.method)"
        solution.certificate.value = check.value
        solution.certificate.violation = check.violation
        let gap = relativeGap(value: check.value, bound: finding.bound, grossScale: options.grossScale, floor: 0)
        solution.certificate.gap = gap
        solution.certificate.status = gap <= options.relativeGap ?? 1e-4 ? .optimal : .feasible
        solution.warm = WarmStart(values: values, rowPrices: found.rowPrices)
        finding.solution = solution
        return finding
    }
}
