// SPDX-License-Identifier: GPL-3.0-or-later
public import Algebra

/// Straight lines through given points, from (0, 0) on and level after the last point: for curves measured elsewhere.
public struct PiecewiseCurve: Curve, Hashable, Codable {
    /// Effective spend (yuan per period), strictly increasing, above 0.
    public let spends: [Double]
    /// Outcome at each spend, not decreasing.
    public let outcomes: [Double]

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
        return y0 + segmentSlope(index) * (x - x0)
    }

    public func slope(at x: Double) -> Double {
        let index = segment(of: max(0, x))
        return index < spends.count ? segmentSlope(index) : 0
    }

    public func input(atSlope slope: Double) -> Double {
        guard slope > 0 else { return .infinity }
        let first = pieces[pieces.count - 1].start
        var answer = first
        for index in spends.indices where start(index).x >= first && segmentSlope(index) >= slope { answer = spends[index] }
        return answer
    }

    public var pieces: [CurvePiece] {
        var result: [CurvePiece] = []
        var previous = -1.0
        for index in 0...spends.count {
            let slope = index < spends.count ? segmentSlope(index) : 0
            let x = start(index).x
            if index == 0 {
                let rises = spends.count > 1 && segmentSlope(1) > slope
                result.append(CurvePiece(start: 0, bend: rises ? .convex : .concave))
            } else {
                let next = index < spends.count ? (index + 1 < spends.count ? segmentSlope(index + 1) : 0) : 0
                // A kink upwards at x belongs to a convex stretch that begins with the segment before it.
                if slope > previous, result[result.count - 1].bend == .concave {
                    result.append(CurvePiece(start: start(index - 1).x, bend: .convex))
                }
                if next < slope || index == spends.count, result[result.count - 1].bend == .convex {
                    result.append(CurvePiece(start: x, bend: .concave))
                }
            }
            previous = slope
        }
        return result
    }
}
