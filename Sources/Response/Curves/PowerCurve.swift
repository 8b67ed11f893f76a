// SPDX-License-Identifier: GPL-3.0-or-later
public import Algebra
#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// f(x) = gain · (x / k)^b with 0 < b ≤ 1: concave, without a ceiling; the constant-elasticity form. Its slope at 0 is infinite for b < 1.
public struct PowerCurve: Curve, Hashable, Codable {
    /// Outcome per period at x = k.
    public var gain: Double
    /// k in yuan per period, above 0.
    public var scaleSpend: Double
    /// b, the elasticity.
    public var exponent: Double

    public init(gain: Double, scaleSpend: Double, exponent: Double) {
        self.gain = gain
        self.scaleSpend = scaleSpend
        self.exponent = exponent
    }

    public func value(at x: Double) -> Double { x > 0 ? gain * pow(x / scaleSpend, exponent) : 0 }
    public func slope(at x: Double) -> Double {
        guard x > 0 else { return exponent < 1 ? (gain > 0 ? .infinity : 0) : gain / scaleSpend }
        return gain * exponent / scaleSpend * pow(x / scaleSpend, exponent - 1)
    }
    public func input(atSlope slope: Double) -> Double {
        guard slope > 0, gain > 0 else { return .infinity }
        if exponent == 1 { return slope <= gain / scaleSpend ? .infinity : 0 }
        return scaleSpend * pow(gain / slope * exponent / scaleSpend, 1 / (1 - exponent))
    }
    public var pieces: [CurvePiece] { [CurvePiece(start: 0, bend: .concave)] }
}
