// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Foundation

/// Hill's curve xⁿ / (hⁿ + xⁿ): concave for n ≤ 1, S-shaped above.
struct HillCurve: Curve {
    var half: Double
    var power: Double

    func value(at x: Double) -> Double {
        if x <= 0 { return 0 }
        return 1 / (1 + pow(half / x, power))
    }
    func slope(at x: Double) -> Double {
        if x <= 0 { return power < 1 ? .infinity : power == 1 ? 1 / half : 0 }
        let f = value(at: x)
        return power / x * f * (1 - f)
    }
    /// The inflection: where the slope is largest, hⁿ (n − 1) / (n + 1) = xⁿ.
    var bend: Double { power <= 1 ? 0 : half * pow((power - 1) / (power + 1), 1 / power) }
    func input(atSlope slope: Double) -> Double {
        if slope <= 0 { return .infinity }
        if power == 1 { return max(0, (half / slope).squareRoot() - half) }
        if bend > 0 && self.slope(at: bend) < slope { return bend }
        var (low, high) = (bend, max(1, 2 * half))
        while self.slope(at: high) > slope {
            high *= 4
            if high > 1e200 { return .infinity }
        }
        for _ in 0..<200 {
            let middle = low > 0 && high / low > 4 ? (low * high).squareRoot() : 0.5 * (low + high)
            if middle <= low || middle >= high { break }
            if self.slope(at: middle) >= slope { low = middle } else { high = middle }
        }
        return low
    }
    var pieces: [CurvePiece] {
        power <= 1
            ? [CurvePiece(start: 0, bend: .concave)]
            : [CurvePiece(start: 0, bend: .convex), CurvePiece(start: bend, bend: .concave)]
    }
}

/// 1 − e^(−x/h).
struct ExponentialCurve: Curve {
    var half: Double

    func value(at x: Double) -> Double { -expm1(-x / half) }
    func slope(at x: Double) -> Double { exp(-x / half) / half }
    func input(atSlope slope: Double) -> Double { slope <= 0 ? .infinity : max(0, -half * log(slope * half)) }
    var pieces: [CurvePiece] { [CurvePiece(start: 0, bend: .concave)] }
}

/// √x, whose slope at 0 is infinite.
struct RootCurve: Curve {
    func value(at x: Double) -> Double { x.squareRoot() }
    func slope(at x: Double) -> Double { x > 0 ? 0.5 / x.squareRoot() : .infinity }
    func input(atSlope slope: Double) -> Double { slope <= 0 ? .infinity : 0.25 / (slope * slope) }
    var pieces: [CurvePiece] { [CurvePiece(start: 0, bend: .concave)] }
}

/// min(x, cap): a kink, and flat beyond. With cap 0 it is flat everywhere.
struct CapCurve: Curve {
    var cap: Double

    func value(at x: Double) -> Double { min(x, cap) }
    func slope(at x: Double) -> Double { x < cap ? 1 : 0 }
    func input(atSlope slope: Double) -> Double { slope > 1 ? 0 : slope > 0 ? cap : .infinity }
    var pieces: [CurvePiece] { [CurvePiece(start: 0, bend: .concave)] }
}

/// 0 up to `at`, then steeply (within `width`) to 1: nearly a step.
struct StepCurve: Curve {
    var at: Double
    var width: Double

    func value(at x: Double) -> Double { min(max((x - at) / width, 0), 1) }
    func slope(at x: Double) -> Double { x >= at && x < at + width ? 1 / width : 0 }
    func input(atSlope slope: Double) -> Double { slope <= 0 ? .infinity : at + width }
    var pieces: [CurvePiece] {
        [CurvePiece(start: 0, bend: .convex), CurvePiece(start: at + width, bend: .concave)]
    }
}

/// Numbers that repeat: SplitMix64 (Steele, Lea & Flood 2014).
struct SeededNumbers {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }

    mutating func bits() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
    /// Uniform between two ends.
    mutating func number(_ low: Double, _ high: Double) -> Double { low + (high - low) * Double(bits() >> 11) * 0x1p-53 }
    mutating func count(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + Int(bits() % UInt64(range.upperBound - range.lowerBound + 1))
    }
    mutating func chance(_ p: Double) -> Bool { number(0, 1) < p }
}
