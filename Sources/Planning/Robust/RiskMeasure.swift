// SPDX-License-Identifier: GPL-3.0-or-later

/// What a plan maximises over the joint draws of the response.
public enum RiskMeasure: Sendable, Hashable, Codable {
    /// The mean over all draws.
    case mean
    /// The mean of the worst 1 − level of the draws: the conditional value at risk of a gain (Rockafellar & Uryasev 2000).
    case cvar(level: Double)

    /// Share of the draws that count, in (0, 1].
    var tail: Double {
        switch self {
        case .mean: 1
        case .cvar(let level): min(1, max(1e-6, 1 - level))
        }
    }

    /// The measure of one value a draw.
    func value(of draws: [Double]) -> Double {
        var sum = 0.0
        for (value, weight) in zip(draws, weights(for: draws)) { sum += weight * value }
        return sum
    }

    /// The weights that attain it, Σ w = 1, 0 ≤ w ≤ 1/(tail · D): all weight on the lowest values. Ties by position.
    func weights(for draws: [Double]) -> [Double] {
        let count = draws.count
        guard count > 0 else { return [] }
        let most = 1 / (tail * Double(count))
        var weights = [Double](repeating: 0, count: count)
        var left = 1.0
        for draw in draws.indices.sorted(by: { (draws[$0], $0) < (draws[$1], $1) }) where left > 0 {
            weights[draw] = min(most, left)
            left -= weights[draw]
        }
        return weights
    }
}
