// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Foundation
import Testing

@testable import Solver

/// S-shaped curves by their concave envelopes.
@Suite struct EnvelopeTests {
    /// x² / (1 + x²): the line from 0 touches where x / (1 + x²) = 2 x / (1 + x²)², so at x = 1 with slope 1/2.
    @Test func touchesByHand() throws {
        let envelope = try #require(EnvelopeCurve(HillCurve(half: 1, power: 2), most: 10))
        #expect(abs(envelope.touch - 1) < 1e-7)
        #expect(abs(envelope.value(at: 0.5) - 0.25) < 1e-7 && abs(envelope.value(at: 3) - 0.9) < 1e-15)
        #expect(abs(envelope.slope(at: 0.2) - 0.5) < 1e-7)
        // Above the line's slope nothing is wanted; below it the curve's own answer.
        #expect(envelope.input(atSlope: 0.6) == 0 && envelope.input(atSlope: 0.12) > 1)
        #expect(envelope.isConcave)
    }

    /// With no more than 0.5 the line ends before it touches: slope f(0.5) / 0.5 = 0.2 / 0.5.
    @Test func endsBeforeItTouches() throws {
        let envelope = try #require(EnvelopeCurve(HillCurve(half: 1, power: 2), most: 0.5))
        #expect(envelope.touch == 0.5 && abs(envelope.slope(at: 0.1) - 0.4) < 1e-12)
        #expect(EnvelopeCurve(HillCurve(half: 1, power: 1), most: 5) == nil)
        #expect(EnvelopeCurve(HillCurve(half: 1, power: 2), most: .infinity) == nil)
    }

    /// Never below the curve, never convex.
    @Test func isAboveAndConcave() throws {
        for seed in UInt64(1)...40 {
            var random = SeededNumbers(seed)
            let curve = HillCurve(half: random.number(1, 50), power: random.number(1.1, 6))
            let most = random.number(1, 200)
            let envelope = try #require(EnvelopeCurve(curve, most: most))
            var before = Double.infinity
            for k in 1...200 {
                let x = most * Double(k) / 200
                #expect(envelope.value(at: x) >= curve.value(at: x) - 1e-12, "seed \(seed)")
                let chord = (envelope.value(at: x) - envelope.value(at: x - most / 200)) / (most / 200)
                #expect(chord <= before + 1e-9, "seed \(seed), x \(x)")
                before = chord
            }
        }
    }

    /// 240 lines of which a third are S-shaped, a choice, one budget: value and bound with and without envelopes enclose one optimum.
    @Test func agreesWithTheSearch() throws {
        var byEnvelopes = 0
        for seed in UInt64(1)...4 {
            var random = SeededNumbers(700 + seed)
            var model = Model()
            var spend = LinearExpression()
            var value = LinearExpression()
            for i in 0..<240 {
                let x = model.variable("spend \(i)", upper: random.number(10, 60))
                let y = model.variable("sales \(i)")
                let power = i % 3 == 0 ? random.number(1.3, 4) : 1
                let curve = HillCurve(half: random.number(5, 40), power: power)
                model.add(rule("response \(i)") { y <= (x |> curve) })
                spend.add(x)
                value.add(y, times: random.number(1, 20))
            }
            let picks = (0..<4).map { model.variable("option \($0)", kind: .binary) }
            model.add(rule("exactly one") { sum(picks) { $0 } == 1.0 })
            for (k, pick) in picks.enumerated() {
                spend.add(pick, times: 30 * Double(k))
                value.add(pick, times: 11 * Double(k))
            }
            model.add(rule("budget") { spend <= 1200.0 })
            model.maximize(value)
            let own = try ModelSolver.solve(model).certificate
            let other = try ModelSolver.solve(model, options: SolveOptions(nodeLimit: 60, allowsPricing: false)).certificate
            // Where a line stands between nothing and the touching point the search finishes the work.
            byEnvelopes += own.method.hasPrefix("envelopes") ? 1 : 0
            #expect(own.violation <= 1e-9, "seed \(seed): \(own)")
            let (a, b) = (try #require(own.value), try #require(own.bound))
            #expect(own.status == .optimal && b >= a, "seed \(seed): \(own)")
            // Each bound is above the other's value.
            #expect(
                try b >= #require(other.value) - 1e-9 * b && #require(other.bound) >= a - 1e-9 * b,
                "seed \(seed): \(own) \(other)")
        }
        #expect(byEnvelopes > 0)
    }
}
