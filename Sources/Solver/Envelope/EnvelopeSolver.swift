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
        guard let relaxed = relaxed(model, form) else { return nil }
        var settings = options
        settings.relativeGap = 0.3 * (options.relativeGap ?? 1e-4)
        settings.timeLimitSeconds = deadline.secondsLeft
        let found: Solution
        var problem: SeparableProblem?
        if form.hasWhole {
            guard let solution = try ChoiceSolver.solve(relaxed, options: settings, deadline: deadline) else { return nil }
            found = solution
        } else {
            guard let priced = PricedModel(relaxed) else { return nil }
            let outcome = priced.settle(options: settings, warm: nil)
            problem = priced.structure.problem
            found = priced.solution(outcome, status: outcome.isInfeasible ? .infeasible : .feasible)
        }
        if found.status == .infeasible { return Finding(bound: -form.sign * .infinity, solution: found) }
        var finding = Finding(bound: found.certificate.bound ?? form.sign * .infinity)
        guard found.values.count == model.variableCount else { return finding }
        var values = onCurves(found.values, model)
        var check = PointCheck(values, on: model)
        if check.violation > options.feasibility, let problem {
            // What was to come of responses that the true curves do not bring (stocks, flows) has to shrink with them.
            let moved = onCurves(problem.scaledDown(values), model)
            let other = PointCheck(moved, on: model)
            if other.violation < check.violation { (values, check) = (moved, other) }
        }
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

    /// A point with outputs no higher than the true curves.
    private static func onCurves(_ point: [Double], _ model: Model) -> [Double] {
        var values = point
        for row in model.curveRows where row.relation.sense != .equal {
            let (term, output) = (row.relation.term, row.relation.output.position)
            values[output] = min(values[output], term.scale * term.curve.value(at: max(0, values[term.input.position])))
        }
        return values
    }

    /// The model with concave envelopes in place of S-shaped curves; itself where there are none, nil where one has no envelope.
    static func relaxed(_ model: Model) -> Model? {
        if model.curveRows.allSatisfy(\.relation.term.curve.isConcave) { return model }
        guard let form = try? NormalForm(model) else { return nil }
        return relaxed(model, form)
    }

    private static func relaxed(_ model: Model, _ form: NormalForm) -> Model? {
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
        return model.withCurves { curves[$0] ?? $1 }
    }
}
