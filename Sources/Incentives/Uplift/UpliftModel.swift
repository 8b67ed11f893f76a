// SPDX-License-Identifier: GPL-3.0-or-later

/// Incremental outcome by customer and arm: what a fit leaves behind.
public struct UpliftModel: Sendable, Hashable, Codable {
    public var learner: UpliftLearner
    /// The control comes first.
    public var arms: [String]
    public var featureNames: [String]
    var design: UpliftDesign
    /// By arm: coefficients of the design; empty for the control and for segments.
    var coefficients: [[Double]]
    /// By arm: effects by segment.
    var segments: [[String: Double]]
    /// By arm: effect of all, for segments that the trial did not have.
    var average: [Double]

    /// Incremental outcome of each arm (0 for the control) for a customer.
    public func effects(features: [Double], segment: String = "") -> [Double] {
        var row: [Double] = []
        if learner != .segments { design.append({ features[$0] }, to: &row) }
        return effects(row: row[...], segment: segment)
    }

    func effects(row: ArraySlice<Double>, segment: String) -> [Double] {
        arms.indices.map { a in
            if a == 0 { return 0 }
            if learner == .segments { return segments[a][segment] ?? average[a] }
            var sum = 0.0
            for (index, x) in row.enumerated() { sum += coefficients[a][index] * x }
            return sum
        }
    }
}

/// Means by segment, shrunk to the mean of all by how much they differ beyond noise.
struct SegmentMeans: Sendable {
    private var sums: [String: (count: Double, sum: Double, squares: Double)] = [:]

    mutating func add(_ segment: String, _ value: Double) {
        let old = sums[segment] ?? (0, 0, 0)
        sums[segment] = (old.count + 1, old.sum + value, old.squares + value * value)
    }

    static func += (a: inout SegmentMeans, b: SegmentMeans) {
        for (segment, own) in b.sums {
            let old = a.sums[segment] ?? (0, 0, 0)
            a.sums[segment] = (old.count + own.count, old.sum + own.sum, old.squares + own.squares)
        }
    }

    /// Shrunk means and the mean of all.
    func shrunk() -> (means: [String: Double], average: Double) {
        let names = sums.keys.sorted()
        let total = names.reduce(0.0) { $0 + (sums[$1]?.count ?? 0) }
        guard total > 0 else { return ([:], 0) }
        let average = names.reduce(0.0) { $0 + (sums[$1]?.sum ?? 0) } / total
        // Method of moments: what the means differ by, less what noise makes them differ by.
        var between = 0.0
        var noise: [String: Double] = [:]
        for name in names {
            guard let own = sums[name] else { continue }
            let mean = own.sum / own.count
            let variance = max(0, own.squares / own.count - mean * mean)
            noise[name] = own.count > 1 ? variance / (own.count - 1) : .infinity
            guard let error = noise[name], error.isFinite else { continue }
            between += own.count / total * ((mean - average) * (mean - average) - error)
        }
        var means: [String: Double] = [:]
        for name in names {
            guard let own = sums[name], let error = noise[name] else { continue }
            let trust = between > 0 && error.isFinite ? between / (between + error) : 0
            means[name] = average + trust * (own.sum / own.count - average)
        }
        return (means, average)
    }
}
