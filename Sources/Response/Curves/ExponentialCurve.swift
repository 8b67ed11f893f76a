// SPDX-License-Identifier: GPL-3.0-or-later
public import Algebra
#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// f(x) = cap · (1 − exp(−x / k)): concave.
public struct ExponentialCurve: Curve, Hashable, Codable {
    /// Outcome per period that no spend exceeds.
    public var cap: Double
    /// k, the effective spend (yuan per period) at which 63 % of `cap` is reached, above 0.
    public var scaleSpend: Double

    public init(cap: Double, scaleSpend: Double) {
        self.cap = cap
        self.scaleSpend = scaleSpend
    }

    public func value(at x: Double) -> Double { x > 0 ? -cap * expm1(-x / scaleSpend) : 0 }
    public func slope(at x: Double) -> Double { cap / scaleSpend * exp(-max(0, x) / scaleSpend) }
    public func input(atSlope slope: Double) -> Double {
        guard slope > 0, cap > 0 else { return .infinity }
        let excess = cap / scaleSpend - slope
        guard excess > 0 else { return 0 }
        return scaleSpend * (excess < slope ? log1p(excess / slope) : log(cap) - log(scaleSpend) - log(slope))
    }
    public var pieces: [CurvePiece] { [CurvePiece(start: 0, bend: .concave)] }
}
