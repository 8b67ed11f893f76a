// SPDX-License-Identifier: GPL-3.0-or-later

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
