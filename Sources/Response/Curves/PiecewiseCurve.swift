// SPDX-License-Identifier: GPL-3.0-or-later
public import Algebra

/// Straight lines through given points, from (0, 0) on and level after the last point: for curves measured elsewhere.
public struct PiecewiseCurve: Curve, Hashable, Codable {
    /// Effective spend (yuan per period), strictly increasing, above 0.
    public let spends: [Double]
    /// Outcome at each spend, not decreasing.
    public let outcomes: [Double]
    public let pieces: [CurvePiece]

    /// Nil when the points are not increasing in spend, not nondecreasing in outcome, not finite, or none.
    public init?(spends: [Double], outcomes: [Double]) {
        guard spends.count == outcomes.count, !spends.isEmpty else { return nil }
        var lastSpend = 0.0
        var lastOutcome = 0.0
        for (spend, outcome) in zip(spends, outcomes) {
            guard spend.isFinite, outcome.isFinite, spend > lastSpend, outcome >= lastOutcome else { return nil }
            lastSpend = spend
            lastOutcome = outcome
        }
        self.spends = spends
        self.outcomes = outcomes
        pieces = Self.pieces(spends, outcomes)
    }

    private enum CodingKeys: String, CodingKey { case spends, outcomes }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let spends = try container.decode([Double].self, forKey: .spends)
        let outcomes = try container.decode([Double].self, forKey: .outcomes)
        guard let curve = PiecewiseCurve(spends: spends, outcomes: outcomes) else {
            throw DecodingError.dataCorruptedError(
                forKey: .spends, in: container,
                debugDescription: "spends must increase from above 0 and outcomes must not fall, in equal number")
        }
        self = curve
    }

    private func start(_ segment: Int) -> (x: Double, y: Double) {
        segment == 0 ? (0, 0) : (spends[segment - 1], outcomes[segment - 1])
    }

    private func segmentSlope(_ segment: Int) -> Double {
        let (x, y) = start(segment)
        return (outcomes[segment] - y) / (spends[segment] - x)
    }

    /// The first segment whose end lies beyond x; the number of segments when x is at or after the last point.
    private func segment(of x: Double) -> Int {
        var low = 0
        var high = spends.count
        while low < high {
            let middle = (low + high) / 2
            if spends[middle] > x { high = middle } else { low = middle + 1 }
        }
        return low
    }

    public func value(at x: Double) -> Double {
        guard x > 0 else { return 0 }
        let index = segment(of: x)
        guard index < spends.count else { return outcomes[outcomes.count - 1] }
        let (x0, y0) = start(index)
        // Not above the segment's end by a rounding error: the curve must not fall after it.
        return min(y0 + segmentSlope(index) * (x - x0), outcomes[index])
    }

    public func slope(at x: Double) -> Double {
        let index = segment(of: max(0, x))
        return index < spends.count ? segmentSlope(index) : 0
    }

    public func input(atSlope slope: Double) -> Double {
        guard slope > 0 else { return .infinity }
        let first = pieces[pieces.count - 1].start
        var answer = first
        for index in spends.indices.reversed() where spends[index] > first && segmentSlope(index) >= slope {
            answer = spends[index]
            break
        }
        return answer
    }

    /// Stretches over which the slopes go one way. Slopes that differ by no more than the rounding of the outcomes count as equal.
    private static func pieces(_ spends: [Double], _ outcomes: [Double]) -> [CurvePiece] {
        var result = [CurvePiece(start: 0, bend: .concave)]
        var isDecided = false
        var before = outcomes[0] / spends[0]
        var widthBefore = spends[0]
        for index in spends.indices {
            let isLast = index == spends.count - 1
            let width = isLast ? .infinity : spends[index + 1] - spends[index]
            let slope = isLast ? 0 : (outcomes[index + 1] - outcomes[index]) / width
            let rounding = 4e-16 * (isLast ? outcomes[index] : outcomes[index + 1]) * (1 / widthBefore + 1 / width)
            if abs(slope - before) > 1e-12 * max(slope, before) + rounding {
                let bend: Bend = slope > before ? .convex : .concave
                if !isDecided {
                    result[result.count - 1].bend = bend
                    isDecided = true
                } else if result[result.count - 1].bend != bend {
                    result.append(CurvePiece(start: spends[index], bend: .concave))
                    isDecided = false
                }
            }
            (before, widthBefore) = (slope, width)
        }
        if result[result.count - 1].bend == .convex {
            result.append(CurvePiece(start: spends[spends.count - 1], bend: .concave))
        }
        return result
    }
}
