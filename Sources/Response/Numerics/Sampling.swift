// SPDX-License-Identifier: GPL-3.0-or-later
import Market
#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension CounterRandom {
    /// Standard normal, by the polar form of Box and Muller with one of the pair dropped: two uniforms a draw, no state.
    mutating func normal() -> Double {
        let radius = (-2 * log(uniform())).squareRoot()
        return radius * cos(2 * .pi * uniform())
    }

    /// Gamma of the given shape and scale 1 (Marsaglia & Tsang, "A simple method for generating gamma variables", 2000).
    package mutating func gamma(shape: Double) -> Double {
        if shape < 1 { return gamma(shape: shape + 1) * pow(uniform(), 1 / shape) }
        let d = shape - 1 / 3.0
        let c = 1 / (9 * d).squareRoot()
        for _ in 0..<1000 {
            let x = normal()
            let v = 1 + c * x
            guard v > 0 else { continue }
            let cube = v * v * v
            if log(uniform()) < 0.5 * x * x + d - d * cube + d * log(cube) { return d * cube }
        }
        return d
    }

    /// A random order of 0..<count (Fisher and Yates).
    mutating func permutation(_ count: Int) -> [Int] {
        var order = Array(0..<count)
        for index in stride(from: count - 1, to: 0, by: -1) {
            order.swapAt(index, min(index, Int(uniform() * Double(index + 1))))
        }
        return order
    }
}

/// ln Σ exp(values), −∞ for none.
func logSumExp(_ values: some Sequence<Double>) -> Double {
    var largest = -Double.infinity
    for value in values where value > largest { largest = value }
    guard largest.isFinite else { return largest }
    var sum = 0.0
    for value in values { sum += exp(value - largest) }
    return largest + log(sum)
}

/// The median; 0 for none.
func median(_ values: [Double]) -> Double { quantile(values, 0.5) }

/// The linearly interpolated quantile of unsorted values; 0 for none.
func quantile(_ values: [Double], _ share: Double) -> Double {
    Quantile.of(sorted: values.sorted(), share)
}
