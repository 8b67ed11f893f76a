// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Market
@testable import Response
import Testing

@Suite("Lifetime value: recovery on simulated cohorts")
struct LifetimeRecoveryTests {
    static let full = ProcessInfo.processInfo.environment["WANXIANG_VERIFY"] == "1"

    @Test("90 % intervals cover the truth", arguments: RepeatModel.Kind.allCases)
    func coverage(kind: RepeatModel.Kind) {
        let truth: RepeatModel =
            kind == .betaGeometric
            ? .betaGeometric(BetaGeometricModel(r: 0.8, alpha: 6, a: 0.9, b: 3))
            : .pareto(ParetoModel(r: 0.8, alpha: 6, s: 0.7, beta: 10))
        let replications = Self.full ? 200 : 6
        var covered = 0
        var counted = 0
        for seed in 1...UInt64(replications) {
            var random = CounterRandom(seed: seed, 77)
            var table = PurchaseTable()
            for _ in 0..<2500 {
                let customer =
                    switch truth {
                    case .betaGeometric(let model): SimulatedCustomer.betaGeometric(model, &random)
                    case .pareto(let model): SimulatedCustomer.pareto(model, &random)
                    }
                let age = 20 + 32 * random.uniform()
                let times = customer.purchases(until: age)
                table.append(repeats: times.count, recency: times.last ?? 0, age: age)
            }
            let likelihood = RepeatLikelihood(table, threads: nil)
            let fit = MaximumLikelihood(starts: [[0, 1.5, 0, 1]]) { likelihood.value(RepeatModel(kind, $0.map(exp))) }
            guard let errors = fit.standardErrors else { continue }
            for (index, value) in truth.parameters.enumerated() {
                counted += 1
                if abs(fit.point[index] - log(value)) <= 1.644_853_627 * errors[index] { covered += 1 }
            }
        }
        let share = Double(covered) / Double(counted)
        print("\(kind.rawValue): \(covered) of \(counted) intervals cover (\(share))")
        #expect(counted == 4 * replications)
        if Self.full { #expect((0.85...0.95).contains(share)) } else { #expect(share > 0.6) }
    }
}
