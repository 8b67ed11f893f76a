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
        if exponent == 1 { return cap * (x / (halfSpend + x)) }
        // The power of a ratio below one neither overflows nor loses digits on either side of k.
        if x <= halfSpend {
            let ratio = pow(x / halfSpend, exponent)
            return cap * (ratio / (1 + ratio))
        }
        return cap / (1 + pow(halfSpend / x, exponent))
    }

    public func slope(at x: Double) -> Double {
        if exponent == 1 {
            let sum = halfSpend + max(0, x)
            return cap * (halfSpend / sum) / sum
        }
        guard x > 0 else { return exponent < 1 && cap > 0 ? .infinity : 0 }
        // f′ = n/x · f · (1 − f/cap). With q the power of the ratio that is at most one, f/cap and its complement are 1/(1 + q) and
        // q/(1 + q) in one order or the other, so that nothing cancels.
        let ratio = pow(x <= halfSpend ? x / halfSpend : halfSpend / x, exponent)
        return cap * exponent * (ratio / (1 + ratio) / (1 + ratio)) / x
    }

    public func input(atSlope slope: Double) -> Double {
        guard slope > 0, cap > 0 else { return .infinity }
        if exponent == 1 {
            let ratio = cap / halfSpend / slope
            // √r − 1 = (r − 1) / (√r + 1) keeps its digits near 1.
            return ratio > 1 ? halfSpend * ((ratio - 1) / (ratio.squareRoot() + 1)) : 0
        }
        let start = inflection
        if start > 0, self.slope(at: start) <= slope { return start }
        // With u = ln(x/k) the logarithm of the slope, less ln(n cap/k), is g(u) = (n − 1) u − 2 ln(1 + e^(n u)): concave, and falling
        // beyond the inflection. Its two asymptotes lie above it, so the nearer one's root is to the right of the root, and from the
        // right Newton's method comes down monotonically.
        let n = exponent
        let level = log(slope) + log(halfSpend) - log(cap) - log(n)
        var u = -level / (n + 1)
        if n < 1 { u = min(u, level / (n - 1)) }
        for _ in 0..<60 {
            let decay = exp(-n * abs(u))
            let share = (u > 0 ? 1 : decay) / (1 + decay)
            let value = (u > 0 ? -(n + 1) * u : (n - 1) * u) - 2 * log1p(decay)
            let fall = 2 * n * share - (n - 1)
            guard fall > 0 else { break }
            let step = (level - value) / fall
            u -= step
            if step <= 1e-9 * max(1, abs(u)) { break }
        }
        // One more step on the slope itself removes what the logarithms have rounded.
        let x = halfSpend * exp(u)
        guard x > 0, x.isFinite else { return max(start, x) }
        let decay = exp(-n * abs(u))
        let fall = 2 * n * ((u > 0 ? 1 : decay) / (1 + decay)) - (n - 1)
        let miss = self.slope(at: x) / slope - 1
        guard fall > 1e-6, abs(miss) < 1e-3 else { return max(start, x) }
        return max(start, x * (1 + miss / fall))
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
