// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Market
import Response
import Testing

/// Values and slopes against 40-digit arithmetic, inverses against slopes, pieces against differences.
@Suite("Curve numerics") struct CurveNumericsTests {
    struct Known: Sendable {
        var exponent: Double
        var half: Double
        var x: Double
        var value: Double
        var slope: Double
    }

    /// cap = 1000; computed with 40 digits (mpmath).
    static let known = [
        Known(exponent: 1.5, half: 800, x: 8e6, value: 999.999000000999999, slope: 1.8749962500056249925e-10),
        Known(exponent: 2.5, half: 100, x: 1e7, value: 999.99999999968377223, slope: 7.90569415041594833e-17),
        Known(exponent: 0.7, half: 3000, x: 1e12, value: 999.99891860487190367, slope: 7.5697577107663281606e-16),
        Known(exponent: 4, half: 50, x: 0.001, value: 1.5999999999999999997e-16, slope: 6.399999999999999998e-13),
        Known(exponent: 12, half: 1000, x: 30000, value: 999.99999999999999812, slope: 7.5267056926356829544e-19),
        Known(exponent: 0.3, half: 20, x: 1e-9, value: 0.81159317785265832843, slope: 243280348.30989640552),
        Known(exponent: 1.1, half: 500, x: 137, value: 194.02121847348561313, slope: 1.2555816334387192408),
        Known(exponent: 3, half: 1000, x: 650, value: 215.45552613513778562, slope: 0.7801589648906249734),
    ]

    @Test("Hill's curve far below and far above half", arguments: known)
    func hill(known: Known) {
        let curve = HillCurve(cap: 1000, halfSpend: known.half, exponent: known.exponent)
        #expect(abs(curve.value(at: known.x) - known.value) <= 1e-13 * known.value)
        #expect(abs(curve.slope(at: known.x) - known.slope) <= 1e-13 * known.slope)
        if known.x >= curve.inflection {
            #expect(abs(curve.input(atSlope: curve.slope(at: known.x)) - known.x) <= 1e-12 * known.x)
        }
    }

    @Test("The logistic curve near nothing and near its cap")
    func logistic() {
        // k = 500, cap = 1000: f′ = cap / 2k · 4 d / (1 + d)², d = e^(−x/k).
        let curve = LogisticCurve(cap: 1000, scaleSpend: 500)
        for (x, slope) in [(1e-3, 0.999999999999), (20000, 1.6993417021166355837e-17), (700, 0.63473958998245858737)] {
            #expect(abs(curve.slope(at: x) - slope) <= 1e-13 * slope)
        }
        for x in [0.5, 700, 20000] as [Double] {
            #expect(abs(curve.input(atSlope: curve.slope(at: x)) - x) <= 1e-9 * x)
        }
    }

    @Test("Slopes are inverted over thirty orders of magnitude", arguments: 1...400)
    func inversion(seed: Int) throws {
        var random = CounterRandom(seed: UInt64(seed), 41)
        let half = 1000 * (0.1 + random.uniform())
        let curves: [any Curve] = [
            HillCurve(cap: 50, halfSpend: half, exponent: 0.2 + 0.79 * random.uniform()),
            HillCurve(cap: 50, halfSpend: half, exponent: 1.01 + 10 * random.uniform()),
            HillCurve(cap: 50, halfSpend: half), PowerCurve(gain: 3, scaleSpend: half, exponent: 0.2 + 0.7 * random.uniform()),
            ExponentialCurve(cap: 50, scaleSpend: half), LogarithmCurve(gain: 50, scaleSpend: half),
        ]
        for curve in curves {
            let start = try #require(curve.pieces.last).start
            var x = max(start, half * 1e-6) * (1 + 1e-6)
            while x < half * 20 {
                let slope = curve.slope(at: x)
                let back = curve.input(atSlope: slope)
                // How far the input may move when the slope has an error in its last digits.
                let bend = abs(curve.slope(at: x * (1 + 1e-6)) - slope) / (x * 1e-6)
                #expect(abs(back - x) <= 1e-12 * x + 1e-13 * slope / max(bend, 1e-300), "\(curve) at \(x): \(back)")
                x *= 1.7
            }
        }
    }

    @Test("Points on a straight or concave line are one concave piece, whatever their rounding")
    func piecewise() throws {
        let straight = try #require(PiecewiseCurve(spends: [1, 2, 3], outcomes: [0.1, 0.2, 0.1 + 0.2]))
        #expect(straight.isConcave)
        let saturated = try #require(
            PiecewiseCurve(spends: [100, 200, 300, 400], outcomes: [1e6, 1e6 + 0.3, 1e6 + 0.3 + 0.2, 1e6 + 0.6]))
        #expect(saturated.isConcave)
        let shaped = try #require(PiecewiseCurve(spends: [1, 2, 3, 4, 5], outcomes: [0, 2, 3, 3, 6]))
        #expect(
            shaped.pieces == [
                CurvePiece(start: 0, bend: .convex), CurvePiece(start: 2, bend: .concave), CurvePiece(start: 4, bend: .concave),
            ])
        #expect(shaped.input(atSlope: 0.5) == 5)
        #expect(shaped.value(at: 4.5) == 4.5)
    }

    /// Over every piece the chord of two points is on the side of the curve that the bend says.
    @Test("Pieces bend as they say", arguments: 1...300)
    func bends(seed: Int) throws {
        var random = CounterRandom(seed: UInt64(seed), 43)
        var (spends, outcomes): ([Double], [Double]) = ([], [])
        var (x, y) = (0.0, 0.0)
        for _ in 0..<(1 + Int(6 * random.uniform())) {
            x += 0.1 + random.uniform()
            y += random.uniform() < 0.3 ? 0 : 3 * random.uniform()
            spends.append(x)
            outcomes.append(y)
        }
        let curve = try #require(PiecewiseCurve(spends: spends, outcomes: outcomes))
        #expect(try #require(curve.pieces.last).bend == .concave)
        for (number, piece) in curve.pieces.enumerated() {
            let end = number + 1 < curve.pieces.count ? curve.pieces[number + 1].start : x + 2
            for _ in 0..<20 {
                let a = piece.start + (end - piece.start) * random.uniform()
                let b = piece.start + (end - piece.start) * random.uniform()
                let middle = curve.value(at: 0.5 * (a + b))
                let chord = 0.5 * (curve.value(at: a) + curve.value(at: b))
                #expect(piece.bend == .concave ? middle >= chord - 1e-12 : middle <= chord + 1e-12, "\(spends) \(outcomes)")
            }
        }
    }
}
