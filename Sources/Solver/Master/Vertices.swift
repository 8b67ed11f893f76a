// SPDX-License-Identifier: GPL-3.0-or-later

/// Known points of every curve input, by increasing x: between them a program goes in straight lines.
struct Vertices {
    private(set) var points: [[Double]]

    init(variables: Int) { points = [[Double]](repeating: [], count: variables) }

    /// Adds a point unless one is already there to rounding. Returns whether it was new.
    @discardableResult
    mutating func add(_ x: Double, to j: Int, within low: Double, _ high: Double) -> Bool {
        guard x.isFinite, x > low, x < high else { return false }
        let tolerance = 1e-11 * max(abs(x), high.isFinite ? high - low : abs(x))
        if x - low <= tolerance || high - x <= tolerance { return false }
        var (a, b) = (0, points[j].count)
        while a < b {
            let middle = (a + b) / 2
            if points[j][middle] < x { a = middle + 1 } else { b = middle }
        }
        if a < points[j].count && points[j][a] - x <= tolerance { return false }
        if a > 0 && x - points[j][a - 1] <= tolerance { return false }
        points[j].insert(x, at: a)
        return true
    }

    /// Forgets points far from `x`: keeps the `keep` nearest on either side.
    mutating func prune(_ j: Int, around x: Double, keep: Int) {
        let all = points[j]
        guard all.count > 2 * keep + 2 else { return }
        let position = all.firstIndex { $0 >= x } ?? all.count
        let range = max(0, position - keep)..<min(all.count, position + keep)
        var kept = Array(all[range])
        // A coarse frame stays on both sides, so that a jump back does not fall into nothing.
        if range.lowerBound > 0 { kept.insert(all[range.lowerBound / 2], at: 0) }
        if range.upperBound < all.count { kept.append(all[(range.upperBound + all.count) / 2]) }
        points[j] = kept
    }

    /// The points within [low, high], with its ends (the upper one only when finite).
    func within(_ j: Int, _ low: Double, _ high: Double) -> [Double] {
        var result = [low]
        for x in points[j] where x > low && x < high { result.append(x) }
        if high.isFinite && high > low { result.append(high) }
        return result
    }

    /// First points of every curve input: where pieces begin, and a few whose slopes are spread between the ends'.
    static func initial(_ form: borrowing NormalForm) -> Vertices {
        var result = Vertices(variables: form.variableCount)
        for curve in form.curves {
            let (low, high) = (form.lower[curve.input], form.upper[curve.input])
            for piece in curve.starts.indices { result.add(curve.start(piece), to: curve.input, within: low, high) }
            let begin = max(low, curve.start(curve.starts.count - 1))
            let end = high.isFinite ? high : max(1, 4 * begin)
            guard end > begin else { continue }
            if !high.isFinite { result.add(end, to: curve.input, within: low, high) }
            let last = curve.slope(end)
            let near = curve.slope(begin + 1e-3 * (end - begin))
            for share in [0.25, 0.5, 0.75] {
                if last > 0, near > last, near.isFinite {
                    // Slopes spread evenly by ratio.
                    let ratio = near / last
                    var slope = last
                    if ratio.isFinite { slope = last * power(ratio, share) }
                    result.add(curve.input(atSlope: slope), to: curve.input, within: low, high)
                } else {
                    result.add(begin + share * (end - begin), to: curve.input, within: low, high)
                }
            }
        }
        return result
    }

    /// ratio to the power of a quarter, a half or three quarters, by square roots.
    private static func power(_ ratio: Double, _ share: Double) -> Double {
        let half = ratio.squareRoot()
        let quarter = half.squareRoot()
        return share == 0.25 ? quarter : share == 0.5 ? half : half * quarter
    }
}

/// Positions of the points of `x` (increasing) that are on the upper hull of (x, y).
func upperHull(_ x: [Double], _ y: [Double]) -> [Int] {
    var hull: [Int] = []
    for k in x.indices {
        while hull.count >= 2 {
            let (a, b) = (hull[hull.count - 2], hull[hull.count - 1])
            // b is on the hull only where it lies above the line from a to k.
            if (y[b] - y[a]) * (x[k] - x[a]) > (y[k] - y[a]) * (x[b] - x[a]) { break }
            hull.removeLast()
        }
        hull.append(k)
    }
    return hull
}
