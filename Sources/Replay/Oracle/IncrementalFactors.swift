// SPDX-License-Identifier: GPL-3.0-or-later
import Market
import Response

/// How much of what lines are credited with is really more than would have come without them.
///
/// Over the runs r of a design, D[r] = Σ φ[g] C[g,r] + Σ ψ[j] C[j,r] + noise: D is the true outcome beyond no delivery, C[g] what the clicks
/// of group g would be credited with at the mean rates, C[j] the same of item j. φ is drawn to the mean factor ΣD / ΣC with a spread of
/// 60 % of it, ψ to 0 with 25 %: a ridge regression whose noise is estimated once from its own residuals.
struct IncrementalFactors: Sendable {
    /// By group (the affiliates last, where there are any), and by item.
    let groups: [Double]
    let items: [Double]

    init(groupCredits: [[Double]], itemCredits: [[Double]], truth: [Double]) {
        let runs = truth.count
        let groupCount = groupCredits.first?.count ?? 0
        let itemCount = itemCredits.first?.count ?? 0
        let credited = groupCredits.reduce(0) { $0 + $1.reduce(0, +) }
        guard runs > 1, credited > 0 else {
            groups = Array(repeating: 1, count: groupCount)
            items = Array(repeating: 0, count: itemCount)
            return
        }
        let mean = max(0.05, truth.reduce(0, +) / credited)
        let order = groupCount + itemCount
        let spreads = Array(repeating: 0.6 * mean, count: groupCount) + Array(repeating: 0.25 * mean, count: itemCount)
        let rows = zip(groupCredits, itemCredits).map { $0 + $1 }
        let rests = zip(groupCredits, truth).map { $1 - mean * $0.reduce(0, +) }
        // Noise: first as large as all of the rest, then what the first solution leaves.
        var noise = rests.reduce(0) { $0 + $1 * $1 } / Double(runs)
        var solution = [Double](repeating: 0, count: order)
        for _ in 0..<3 {
            var matrix = [Double](repeating: 0, count: order * order)
            var vector = [Double](repeating: 0, count: order)
            for (row, rest) in zip(rows, rests) {
                for i in 0..<order {
                    vector[i] += row[i] * rest
                    for j in 0...i { matrix[i * order + j] += row[i] * row[j] }
                }
            }
            for i in 0..<order { matrix[i * order + i] += max(noise, 1e-9) / (spreads[i] * spreads[i]) }
            solution = CholeskyFactor(matrix, order: order).solve(vector)
            var squares = 0.0
            for (row, rest) in zip(rows, rests) {
                var miss = rest
                for i in 0..<order { miss -= row[i] * solution[i] }
                squares += miss * miss
            }
            noise = squares / max(1, Double(runs) - 0.5 * Double(groupCount))
        }
        groups = (0..<groupCount).map { max(0, mean + solution[$0]) }
        items = (0..<itemCount).map { solution[groupCount + $0] }
    }
}
