// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Delivery
import Foundation
import Market
import Planning
import Solver
import TestSupport
import Testing

/// What holds of every plan with stocks, flows, effects, links and subsidies.
@Suite struct SurfacePropertyTests {
    /// The certificate after some nodes of a search, nil where no plan was found by then.
    private static func certificate(_ problem: DeliveryProblem) throws -> PlanCertificate? {
        do {
            return try Planner.plan(problem, options: PlanOptions(nodeLimit: 400)).plan.certificate
        } catch {
            if case .noneFound = error { return nil }
            throw error
        }
    }

    /// The plan's own amounts, evaluated again, come to its value and keep its rules; money is kept to the fen; and no random plan
    /// that keeps the rules is better than the bound.
    @Test func claimsHold() throws {
        var beaten = 0
        for seed in Effort.count(80, full: 1500) {
            var random = RandomSurface(seed)
            let problem = random.problem().canonical()
            let result: PlanResult
            do { result = try Planner.plan(problem, options: PlanOptions(nodeLimit: 400)) } catch {
                Issue.record("seed \(seed): \(error)")
                continue
            }
            let certificate = result.plan.certificate
            let again = problem.evaluate(spend: result.spend, options: result.options, flows: result.flows)
            let size = max(1, abs(again.value))
            #expect(abs(again.value - certificate.value) <= 2e-6 * size, "seed \(seed): \(again.value) \(certificate)")
            #expect(certificate.bound >= certificate.value && certificate.violation <= 1e-9, "seed \(seed): \(certificate)")
            if let budget = result.plan.budget { #expect(result.plan.cost <= budget, "seed \(seed)") }
            #expect(again.stocks.allSatisfy { $0.allSatisfy { $0 >= -1e-6 } }, "seed \(seed): \(again.stocks)")
            for _ in 0..<40 {
                let trial = random.plan(of: problem)
                let found = problem.evaluate(spend: trial.spend, options: trial.options, flows: trial.flows)
                let keeps = problem.rules.indices.allSatisfy { index in
                    found.rules[index] <= (problem.rules[index].atMost ?? .infinity)
                        && found.rules[index] >= (problem.rules[index].atLeast ?? -.infinity)
                }
                guard keeps, found.stocks.allSatisfy({ $0.allSatisfy { $0 >= 0 } }) else { continue }
                beaten += 1
                #expect(found.value <= certificate.bound + 1e-7 * size, "seed \(seed): \(found.value) \(certificate)")
            }
        }
        #expect(beaten > 500)
    }

    /// The algebra and the evaluation agree on what a plan brings: the rows hold at the solution, and its objective is its value.
    @Test func algebraAndEvaluationAgree() throws {
        for seed in Effort.count(60, full: 1000) {
            var random = RandomSurface(5000 + seed)
            let problem = random.problem()
            let form = DeliveryModel(problem)
            let solution = try ModelSolver.solve(form.model, options: SolveOptions(nodeLimit: 400))
            guard solution.status == .optimal else { continue }
            let spend = form.spend.map { $0.map { solution.values[$0.position] } }
            let flows = form.flow.map { $0.map { $0.map { solution.values[$0.position] } ?? 0 } }
            let options = form.pick.map { picks in picks.firstIndex { solution.values[$0.position] > 0.5 } ?? 0 }
            let evaluation = problem.evaluate(spend: spend, options: options, flows: flows)
            let value = try #require(solution.value)
            // More is never refused here, so that the true curves bring at least what the algebra counts.
            #expect(evaluation.value >= value - 1e-5 * max(1, abs(value)), "seed \(seed): \(evaluation.value) \(value)")
            for (index, row) in form.stock.enumerated() {
                for (t, stock) in row.enumerated() {
                    let counted = solution.values[stock.position]
                    #expect(
                        evaluation.stocks[index][t] >= counted - 1e-5 * max(1, counted),
                        "seed \(seed): \(evaluation.stocks[index][t]) \(counted)")
                }
            }
        }
    }

    /// Raising the cap of a subsidy or a capacity never lowers the optimum; a subsidy of nothing changes nothing.
    @Test func capsAreMonotone() throws {
        for seed in Effort.count(40, full: 600) {
            var random = RandomSurface(9000 + seed)
            var problem = random.problem()
            guard !problem.subsidies.isEmpty else { continue }
            var without = problem
            without.subsidies = []
            guard var before = try Self.certificate(without) else { continue }
            for cap in [Int64(0), 1000, 10_000, 100_000] {
                problem.subsidies[0].cap = Money(fen: cap)
                guard let certificate = try Self.certificate(problem) else { continue }
                let scale = 1e-7 * max(1, abs(certificate.bound))
                // Each is optimal to its gap, so that the bound of the one is at least the value of the other.
                #expect(certificate.bound >= before.value - scale, "seed \(seed), cap \(cap): \(certificate) \(before)")
                if cap == 0 { #expect(before.bound >= certificate.value - scale, "seed \(seed)") }
                before = certificate
            }
        }
    }
}
