// SPDX-License-Identifier: GPL-3.0-or-later
public import Algebra
#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// f(x) = cap · xⁿ / (kⁿ + xⁿ): half of `cap` is reached at `halfSpend` = k. Concave for n ≤ 1, S-shaped for n > 1 with its
/// inflection at k · ((n − 1) / (n + 1))^(1/n) (A. V. Hill 1910; in marketing: Jin et al. 2017, "Bayesian methods for media mix
/// modeling with carryover and shape effects").
public struct HillCurve: Curve, Hashable, Codable {
    /// Outcome per period that no spend exceeds.
    public var cap: Double
    /// Effective spend (yuan per period) at which half of `cap` is reached, above 0.
    public var halfSpend: Double
    /// n, above 0.
    public var exponent: Double

    public init(cap: Double, halfSpend: Double, exponent: Double = 1) {
        self.cap = cap
        self.halfSpend = halfSpend
        self.exponent = exponent
    }

    public func value(at x: Double) -> Double {
        guard x > 0 else { return 0 }
        if exponent == 1 { return cap * x / (halfSpend + x) }
        return cap / (1 + pow(halfSpend / x, exponent))
    }

    public func slope(at x: Double) -> Double {
        if exponent == 1 {
            let sum = halfSpend + max(0, x)
            return cap * halfSpend / sum / sum
        }
        guard x > 0 else { return exponent < 1 ? .infinity : 0 }
        // f′ = n/x · f · (1 − f/cap)
        let share = 1 / (1 + pow(halfSpend / x, exponent))
        return cap * exponent / x * share * (1 - share)
    }

    public func input(atSlope slope: Double) -> Double {
        guard slope > 0, cap > 0 else { return .infinity }
        if exponent == 1 { return max(0, (cap * halfSpend / slope).squareRoot() - halfSpend) }
        return SlopeInversion.input(atSlope: slope, from: inflection, scale: halfSpend) { self.slope(at: $0) }
    }

    /// Where the slope is largest; 0 for a concave curve.
    public var inflection: Double {
        exponent <= 1 ? 0 : halfSpend * pow((exponent - 1) / (exponent + 1), 1 / exponent)
    }

    public var pieces: [CurvePiece] {
        let bend = inflection
        return bend > 0
            ? [CurvePiece(start: 0, bend: .convex), CurvePiece(start: bend, bend: .concave)]
            : [CurvePiece(start: 0, bend: .concave)]
    }
}
