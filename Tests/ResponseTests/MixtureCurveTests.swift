// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Response
import Testing

/// Weighted sums of curves.
@Suite struct MixtureCurveTests {
    private func mixture(_ exponents: [Double]) -> MixtureCurve {
        MixtureCurve(
            exponents.enumerated().map { index, exponent in
                MixtureCurve.Component(
                    weight: 0.5 + Double(index), inputScale: 1 + 0.1 * Double(index),
                    curve: .hill(HillCurve(cap: 100, halfSpend: 40 + 30 * Double(index), exponent: exponent)))
            })
    }

    /// 2 · 100 · 3x/(3x + 50) at x = 10: 2 · 100 · 30/80 = 75; slope 2 · 3 · 100 · 50/80² = 4.6875.
    @Test func valueAndSlope() {
        let curve = MixtureCurve([
            MixtureCurve.Component(weight: 2, inputScale: 3, curve: .hill(HillCurve(cap: 100, halfSpend: 50))),
            MixtureCurve.Component(weight: 0, curve: .hill(HillCurve(cap: 1e9, halfSpend: 1))),
        ])
        #expect(curve.value(at: 10) == 75 && abs(curve.slope(at: 10) - 4.6875) < 1e-12 && curve.components.count == 1)
        #expect(abs(curve.input(atSlope: 4.6875) - 10) < 1e-9)
    }

    /// The input at a slope gives that slope back, over many orders of magnitude, for concave and S-shaped sums.
    @Test func inputInvertsTheSlope() {
        for exponents in [[1.0], [1, 1, 1], [0.7, 1, 0.9], [1.5, 2, 1], [3, 1.2, 1.1, 0.8]] {
            let curve = mixture(exponents)
            let start = curve.pieces.last?.start ?? 0
            for x in [1e-3, 0.1, 1, 10, 100, 1e3, 1e5] where x > start {
                let found = curve.input(atSlope: curve.slope(at: x))
                #expect(abs(found - x) < 1e-6 * x, "\(exponents) at \(x): \(found)")
            }
            #expect(curve.input(atSlope: 1e30) == start || curve.slope(at: 0).isInfinite)
            #expect(curve.input(atSlope: 0) == .infinity)
        }
    }

    /// Pieces begin at 0 and end concave, and the slope moves as they say.
    @Test func piecesTellTheBends() {
        #expect(mixture([1, 0.5]).pieces == [CurvePiece(start: 0, bend: .concave)])
        let curve = mixture([2, 2.5])
        #expect(curve.pieces.first == CurvePiece(start: 0, bend: .convex) && curve.pieces.last?.bend == .concave)
        for (piece, next) in zip(curve.pieces, curve.pieces.dropFirst()) {
            let rises = curve.slope(at: next.start) > curve.slope(at: piece.start + 1e-6)
            #expect(rises == (piece.bend == .convex))
        }
    }
}
