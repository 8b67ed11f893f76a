// SPDX-License-Identifier: GPL-3.0-or-later
public import Algebra
#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// f(x) = gain · ln(1 + x / k): concave, without a ceiling.
public struct LogarithmCurve: Curve, Hashable, Codable {
    /// Outcome per period and per factor e of spend.
    public var gain: Double
    /// k in yuan per period, above 0.
    public var scaleSpend: Double

    public init(gain: Double, scaleSpend: Double) {
        self.gain = gain
        self.scaleSpend = scaleSpend
    }

    public func value(at x: Double) -> Double { x > 0 ? gain * log1p(x / scaleSpend) : 0 }
    public func slope(at x: Double) -> Double { gain / (scaleSpend + max(0, x)) }
    public func input(atSlope slope: Double) -> Double {
        guard slope > 0, gain > 0 else { return .infinity }
        return max(0, (gain - slope * scaleSpend) / slope)
    }
    public var pieces: [CurvePiece] { [CurvePiece(start: 0, bend: .concave)] }
}
