// SPDX-License-Identifier: GPL-3.0-or-later
public import Algebra
#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// f(x) = cap · (1 − e^(−x/k)) / (1 + e^(−x/k)) = cap · tanh(x / 2k): concave; the "logistic saturation" of pymc-marketing with λ = 1/k.
public struct LogisticCurve: Curve, Hashable, Codable {
    /// Outcome per period that no spend exceeds.
    public var cap: Double
    /// k = 1/λ in yuan per period, above 0.
    public var scaleSpend: Double

    public init(cap: Double, scaleSpend: Double) {
        self.cap = cap
        self.scaleSpend = scaleSpend
    }

    public func value(at x: Double) -> Double { x > 0 ? cap * tanh(x / (2 * scaleSpend)) : 0 }

    public func slope(at x: Double) -> Double {
        // sech² u = 4 e^(−2u) / (1 + e^(−2u))², which does not overflow for large u
        let decay = exp(-max(0, x) / scaleSpend)
        return cap / (2 * scaleSpend) * 4 * decay / ((1 + decay) * (1 + decay))
    }

    public func input(atSlope slope: Double) -> Double {
        guard slope > 0, cap > 0 else { return .infinity }
        let share = slope * 2 * scaleSpend / cap
        guard share < 1 else { return 0 }
        // sinh² u = (1 − share) / share keeps its digits at both ends, where cosh² u = 1 / share does not.
        return 2 * scaleSpend * asinh(((1 - share) / share).squareRoot())
    }

    public var pieces: [CurvePiece] { [CurvePiece(start: 0, bend: .concave)] }
}
