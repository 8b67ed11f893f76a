// SPDX-License-Identifier: GPL-3.0-or-later
public import Algebra

/// What the linear solver alone makes of a model's tangent program.
public struct ReferenceAnswer: Sendable, Hashable {
    /// Optimum of the tangent program, a relaxation of the model: no answer of the model is better. Nil where the solver found none.
    public var optimum: Double?
    public var rows: Int
    public var columns: Int
    /// The solver's own word.
    public var solverStatus: String
    /// How often points were added where the program's solution left its curves.
    public var rounds: Int
}

extension ModelSolver {
    /// The whole model as a tangent program whose optimum lies between `solution`'s value and bound, for other solvers. Its first columns
    /// are the model's variables, its first rows the model's rows, in order. `rounds` says how often a mixed integer program is solved to
    /// find where curves of several pieces need more points.
    public static func tangentProgram(
        _ model: Model, around solution: Solution? = nil, rounds: Int = 8, options: SolveOptions = SolveOptions()
    ) throws(SolverError) -> LinearProgram {
        try refined(model, solution, rounds: rounds, options: options).program
    }

    /// Writes the tangent program of a model to a file.
    public static func export(
        _ model: Model, around solution: Solution? = nil, to path: String, format: ProgramFormat
    ) throws(SolverError) {
        try tangentProgram(model, around: solution).write(to: path, format: format)
    }

    /// Solves the tangent program by the linear solver alone: an independent check of an answer.
    public static func referenceSolve(
        _ model: Model, around solution: Solution? = nil, rounds: Int = 8, options: SolveOptions = SolveOptions()
    ) throws(SolverError) -> ReferenceAnswer {
        let (program, answer) = try refined(model, solution, rounds: rounds, options: options)
        if let answer { return answer }
        return try solveAlone(program, model, options).answer
    }

    private static func refined(
        _ model: Model, _ solution: Solution?, rounds: Int, options: SolveOptions
    ) throws(SolverError) -> (program: LinearProgram, answer: ReferenceAnswer?) {
        let form = try NormalForm(model)
        var points = startingPoints(form, solution)
        let lower = form.lower.indices.map { form.lower[$0] * form.unit[$0] }
        let upper = form.upper.indices.map { form.upper[$0] * form.unit[$0] }
        func build() -> LinearProgram { TangentProgram(model, points: points, lower: lower, upper: upper).program }
        var program = build()
        // Tangents at the best responses suffice for concave curves; without prices, or with other curves, points come from solutions.
        let needsRounds =
            solution?.rowPrices.isEmpty != false || form.hasWhole
            || model.curveRows.contains {
                !$0.relation.term.curve.isConcave || $0.relation.sense == .equal
            }
        if !needsRounds || model.curveRows.isEmpty { return (program, nil) }
        var answer: ReferenceAnswer?
        for round in 0..<max(1, rounds) {
            var (found, x) = try solveAlone(program, model, options)
            found.rounds = round
            answer = found
            guard !x.isEmpty, round + 1 < rounds else { break }
            if let bound = solution?.certificate.bound, let optimum = found.optimum, form.sign * (bound - optimum) >= 0 {
                break
            }
            var isNew = false
            for (k, row) in model.curveRows.enumerated() {
                let z = max(0, x[row.relation.term.input.position])
                let top = row.relation.term.scale * row.relation.term.curve.value(at: z)
                let error = x[row.relation.output.position] - top
                let size = max(abs(top), abs(x[row.relation.output.position]), .leastNormalMagnitude)
                if (row.relation.sense == .equal ? abs(error) : error) > 1e-8 * size {
                    points[k].append(z)
                    isNew = true
                }
            }
            if !isNew { break }
            program = build()
        }
        return (program, answer)
    }

    /// Touching points by curve row: the answer's own, the best responses to its prices, and a few spread over the range.
    private static func startingPoints(_ form: NormalForm, _ solution: Solution?) -> [[Double]] {
        var vertices = Vertices.initial(form)
        if let solution, solution.values.count == form.variableCount {
            for j in form.lower.indices {
                vertices.add(solution.values[j] / form.unit[j], to: j, within: form.lower[j], form.upper[j])
            }
        }
        if let solution, solution.rowPrices.count == form.rowCount {
            let rows = solution.rowPrices.indices.map {
                form.sign * solution.rowPrices[$0] * form.rowUnit[$0] / form.objectiveUnit
            }
            let prices = Prices(rows: rows, curves: [Double](repeating: .infinity, count: form.curves.count))
            let responses = Lagrangian(form, lower: form.lower, upper: form.upper, prices: prices).responses
            for j in responses.indices { vertices.add(responses[j], to: j, within: form.lower[j], form.upper[j]) }
        }
        return form.curves.map { curve in vertices.points[curve.input].map { $0 * form.unit[curve.input] } }
    }

    private static func solveAlone(
        _ program: LinearProgram, _ model: Model, _ options: SolveOptions
    ) throws(SolverError) -> (answer: ReferenceAnswer, x: [Double]) {
        try LinearSession.with(program) { session throws(SolverError) in
            var limits = LinearOptions(timeLimitSeconds: options.timeLimitSeconds, cancellation: options.cancellation)
            limits.tolerance = 1e-9
            var answer = ReferenceAnswer(
                optimum: nil, rows: program.rowCount, columns: program.columnCount, solverStatus: "", rounds: 0)
            if program.integer.contains(true) {
                let result = try session.solveInteger(
                    IntegerOptions(
                        relativeGap: 1e-7, nodeLimit: options.nodeLimit, timeLimitSeconds: options.timeLimitSeconds,
                        cancellation: options.cancellation), linear: limits)
                answer.optimum = result.x == nil ? nil : result.objective
                answer.solverStatus = session.integerStatusWord
                return (answer, result.x ?? [])
            }
            let status = try session.solve(limits)
            answer.optimum = status == .optimal ? session.objective : nil
            answer.solverStatus = session.statusWord
            return (answer, status == .optimal ? session.x : [])
        }
    }
}
