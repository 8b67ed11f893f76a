// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Foundation
import Solver
import Testing

/// The linear solver alone on the whole tangent program agrees with the certificate.
@Suite struct ReferenceTests {
    @Test func concaveProblemsAgree() throws {
        for seed in 1...100 as ClosedRange<UInt64> {
            let (model, _) = BudgetProblem(seed: 40_000 + seed).model()
            let solution = try ModelSolver.solve(model)
            let reference = try ModelSolver.referenceSolve(model, around: solution)
            let (value, bound) = (try #require(solution.value), try #require(solution.certificate.bound))
            let optimum = try #require(reference.optimum, "seed \(seed)")
            #expect(
                optimum >= value - 1e-7 * (1 + value) && optimum <= bound + 1e-7 * (1 + bound),
                "seed \(seed): \(value) \(optimum) \(bound)")
            #expect(reference.solverStatus == "optimal" && reference.columns >= model.variableCount)
        }
    }

    @Test func shapedProblemsAgree() throws {
        for seed in 1...60 as ClosedRange<UInt64> {
            let model = ShapedProblem(seed: 50_000 + seed).model(equal: seed % 2 == 0)
            let solution = try ModelSolver.solve(model)
            let reference = try ModelSolver.referenceSolve(model, around: solution, rounds: 20)
            let (value, bound) = (try #require(solution.value), try #require(solution.certificate.bound))
            let optimum = try #require(reference.optimum, "seed \(seed)")
            #expect(
                optimum >= value - 1e-6 * (1 + value) && optimum <= bound + 1e-6 * (1 + bound),
                "seed \(seed): \(value) \(optimum) \(bound)")
        }
    }

    @Test(arguments: ProgramFormat.allCases)
    func exportReadsBack(format: ProgramFormat) throws {
        let (model, _) = BudgetProblem(seed: 3).model()
        let solution = try ModelSolver.solve(model)
        let path = NSTemporaryDirectory() + "wanxiang-\(ProcessInfo.processInfo.processIdentifier)-export.\(format.rawValue)"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try ModelSolver.export(model, around: solution, to: path, format: format)
        let program = try LinearProgram(reading: path, format: format)
        let optimum = try LinearSession.with(program) { session throws(SolverError) in
            _ = try session.solve()
            return abs(session.objective)
        }
        let reference = try #require(try ModelSolver.referenceSolve(model, around: solution).optimum)
        #expect(abs(optimum - reference) <= 1e-9 * reference)
        #expect(throws: SolverError.self) { try ModelSolver.export(model, to: "/nowhere/at/all.lp", format: format) }
    }
}
