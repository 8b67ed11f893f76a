// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// cap · x / (half + x).
struct HillOne: Curve {
    var cap: Double
    var half: Double
    func value(at x: Double) -> Double { cap * x / (half + x) }
    func slope(at x: Double) -> Double { cap * half / (half + x) / (half + x) }
    func input(atSlope slope: Double) -> Double { max(0, (cap * half / slope).squareRoot() - half) }
    var pieces: [CurvePiece] { [CurvePiece(start: 0, bend: .concave)] }
}

/// cap · (1 − exp(−x / scale)).
struct Exponential: Curve {
    var cap: Double
    var scale: Double
    func value(at x: Double) -> Double { -cap * expm1(-x / scale) }
    func slope(at x: Double) -> Double { cap / scale * exp(-x / scale) }
    func input(atSlope slope: Double) -> Double { max(0, scale * log(cap / scale / slope)) }
    var pieces: [CurvePiece] { [CurvePiece(start: 0, bend: .concave)] }
}

/// gain · ln(1 + x / scale).
struct Logarithm: Curve {
    var gain: Double
    var scale: Double
    func value(at x: Double) -> Double { gain * log1p(x / scale) }
    func slope(at x: Double) -> Double { gain / (scale + x) }
    func input(atSlope slope: Double) -> Double { max(0, gain / slope - scale) }
    var pieces: [CurvePiece] { [CurvePiece(start: 0, bend: .concave)] }
}
