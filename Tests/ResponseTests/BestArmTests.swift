// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Market
import Testing

@testable import Response

/// Best-arm identification: cases by hand, and its error rate when somebody looks every day.
struct BestArmTests {
    @Test func theMixtureIsThatOfANormalDifference() {
        // 60 of 100 against 40 of 100: p̄ = ½, s² = ¼ · 2/100 = 0.005, z² = 0.04 / 0.005 = 8, τ² = 1/16, r = 0.0625 / 0.0675 = 0.92593:
        // ½ ln 0.07407 + ½ · 0.92593 · 8 = −1.3013 + 3.7037 = 2.4024. With 95 % and two arms ln 20 = 2.9957 are needed.
        let arms = [TestArm(name: "a", trials: 100, successes: 60), TestArm(name: "b", trials: 100, successes: 40)]
        #expect(abs(BestArm.mixture(arms[0], arms[1], pooled: 0.5) - 2.4024) < 1e-3)
        let best = BestArm(arms)
        #expect(abs((best.verdicts[1].evidence ?? 0) - 2.4024 / 2.9957) < 1e-3)
    }

    @Test func twoArmsProbabilityIsTheClosedForm() {
        // P(X > Y) for X ~ Beta(3, 1), Y ~ Beta(1, 3): 1 − Σ… = 19/20 (∫ 3x² (1 − (1 − x)³) dx = 1 − 3 B(3, 4) = 1 − 3/60).
        let best = BestArm.probabilities([
            TestArm(name: "a", trials: 2, successes: 2), TestArm(name: "b", trials: 2, successes: 0),
        ])
        #expect(abs(best[0] - 0.95) < 1e-4)
        let equal = BestArm.probabilities((0..<4).map { TestArm(name: "\($0)", trials: 500, successes: 20) })
        #expect(equal.allSatisfy { abs($0 - 0.25) < 1e-6 })
    }

    @Test func muchDataEstablishesLittleDataDoesNot() throws {
        func arms(_ scale: Double) -> [TestArm] {
            [(0.06, "a"), (0.04, "b"), (0.03, "c")].map {
                TestArm(name: $1, trials: 1000 * scale, successes: 1000 * scale * $0)
            }
        }
        let little = BestArm(arms(0.3))
        #expect(!little.isEstablished && little.leader?.arm.name == "a")
        let much = BestArm(arms(20))
        #expect(much.isEstablished && much.trialsMissing == nil)
        #expect((much.leader?.probabilityBest ?? 0) > 0.999)
        // What is missing is in proportion: at the trials foretold it is established, at half of them not.
        let missing = try #require(little.trialsMissing)
        let scale = 0.3 + missing / 3000
        #expect(BestArm(arms(scale * 1.01)).isEstablished && !BestArm(arms(scale * 0.97)).isEstablished)
        // Shares of the next exposure: the leader and its nearest rival get most.
        #expect(abs(little.verdicts.reduce(0) { $0 + $1.nextShare } - 1) < 1e-9)
        #expect(little.verdicts[0].nextShare > little.verdicts[2].nextShare)
    }

    @Test func countsThatVaryMoreThanCoinsAreWorthLess() {
        let arms = [TestArm(name: "a", trials: 20_000, successes: 1200), TestArm(name: "b", trials: 20_000, successes: 900)]
        #expect(BestArm(arms).isEstablished && !BestArm(arms, dispersion: 20).isEstablished)
        // Days of 100 trials at a rate of ½, alternately 30 and 70 successes: (20² / 25) = 16 a day, 10 days of 9 degrees: 17.8.
        let days = [(0..<10).map { (trials: 100.0, successes: $0 % 2 == 0 ? 30.0 : 70.0) }]
        #expect(abs(BestArm.dispersion(of: days) - 160.0 / 9) < 1e-9)
        #expect(BestArm.dispersion(of: [[(10, 1), (10, 2)]]) == 1)
    }

    @Test func nothingTriedIsNothingKnown() {
        let none = BestArm([TestArm(name: "a", trials: 0, successes: 0), TestArm(name: "b", trials: 0, successes: 0)])
        #expect(!none.isEstablished && none.trialsMissing == nil)
        #expect(BestArm([]).verdicts.isEmpty && !BestArm([TestArm(name: "a", trials: 5, successes: 1)]).isEstablished)
    }

    /// Who looks every day, stops at the first winner and is asked for 90 % is wrong in at most 10 % of tests; arms of one rate are the
    /// hardest. And choosing exposure by what is known stops earlier than even exposure.
    @Test func peekingEveryDayKeepsTheErrorRate() {
        let runs = FitBehaviourTests.full ? 2000 : 150
        var wrong = 0
        var stoppedAdaptive: [Double] = []
        var stoppedEven: [Double] = []
        for run in 0..<runs {
            let equal = run % 3 == 0
            let rates = equal ? [0.05, 0.05, 0.05, 0.05] : [0.08, 0.05, 0.05, 0.03]
            for isAdaptive in [true, false] {
                var random = CounterRandom(seed: UInt64(run), isAdaptive ? 1 : 2)
                var arms = rates.indices.map { TestArm(name: "\($0)", trials: 0, successes: 0) }
                var shares = [Double](repeating: 0.25, count: 4)
                for day in 1...60 {
                    for arm in arms.indices {
                        let trials = (400 * shares[arm]).rounded()
                        var hits = 0.0
                        for _ in 0..<Int(trials) where random.uniform() < rates[arm] { hits += 1 }
                        arms[arm] = TestArm(
                            name: "\(arm)", trials: arms[arm].trials + trials, successes: arms[arm].successes + hits)
                    }
                    let verdict = BestArm(arms, confidence: 0.9)
                    if verdict.isEstablished {
                        // Among equal arms any winner is a false one.
                        if isAdaptive, equal || verdict.leader?.arm.name != "0" { wrong += 1 }
                        if !equal {
                            if isAdaptive { stoppedAdaptive.append(Double(day)) } else { stoppedEven.append(Double(day)) }
                        }
                        break
                    }
                    if isAdaptive {
                        for one in verdict.verdicts { shares[Int(one.arm.name) ?? 0] = one.nextShare }
                    }
                }
            }
        }
        #expect(Double(wrong) <= 0.1 * Double(runs))
        #expect(stoppedAdaptive.count > runs / 2)
        let mean = { (values: [Double]) in values.reduce(0, +) / Double(max(1, values.count)) }
        #expect(mean(stoppedAdaptive) < mean(stoppedEven))
    }
}
