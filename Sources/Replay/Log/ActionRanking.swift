// SPDX-License-Identifier: GPL-3.0-or-later
import Records
import Response

/// What one action brought where it was taken.
public struct ActionMean: Sendable, Hashable, Codable {
    public var action: String
    /// Rows in which it was taken.
    public var rows: Int
    /// Plain mean of the rewards of these rows.
    public var mean: Double
    /// Mean with rows weighted by 1 / propensity: what the action would bring to all rows.
    public var weighted: LogEstimate

    private enum CodingKeys: String, CodingKey {
        case action, rows, mean
        case weighted = "inverse_propensity_weighted"
    }
}

/// The actions by what they bring, best first, and how much of that order the log proves.
public struct ActionRanking: Sendable, Hashable, Codable {
    public var actions: [ActionMean]
    /// Pairs of actions whose order is established at 95 % jointly for all pairs, and the number of all pairs.
    public var pairsEstablished: Int
    public var pairs: Int
    /// True when the first is established to be better than every other one.
    public var isBestEstablished: Bool

    private enum CodingKeys: String, CodingKey {
        case actions, pairs
        case pairsEstablished = "pairs_established"
        case isBestEstablished = "is_best_established"
    }

    init(_ log: DecisionLog) {
        let count = log.actions.count
        var rows = [Int](repeating: 0, count: count)
        var sums = [Double](repeating: 0, count: count)
        var weights = sums
        var weighted = sums
        for row in 0..<log.count {
            let action = log.action[row]
            rows[action] += 1
            sums[action] += log.reward[row]
            weights[action] += 1 / log.propensity[row]
            weighted[action] += log.reward[row] / log.propensity[row]
        }
        let means = zip(weighted, weights).map { $1 > 0 ? $0 / $1 : 0 }
        // Spread about the action's own mean. Of few rows it may be nothing by chance (no click at all): at least the spread that
        // rows of all actions have together counts then.
        var squares = [Double](repeating: 0, count: count)
        var pooled = 0.0
        for row in 0..<log.count {
            let action = log.action[row]
            let miss = log.reward[row] - means[action]
            squares[action] += miss * miss / (log.propensity[row] * log.propensity[row])
            pooled += miss * miss
        }
        pooled /= Double(max(1, log.count - count))
        var squareWeights = [Double](repeating: 0, count: count)
        for row in 0..<log.count { squareWeights[log.action[row]] += 1 / (log.propensity[row] * log.propensity[row]) }
        let errors = means.indices.map { action -> Double in
            guard weights[action] > 0 else { return .infinity }
            let least = pooled * squareWeights[action]
            let own = squares[action] * Double(rows[action]) / Double(max(1, rows[action] - 1))
            return (rows[action] < 200 ? max(own, least) : own).squareRoot() / weights[action]
        }
        let order = means.indices.filter { rows[$0] > 0 }.sorted { means[$0] != means[$1] ? means[$0] > means[$1] : $0 < $1 }
        actions = order.map { action in
            ActionMean(
                action: log.actions[action], rows: rows[action], mean: sums[action] / Double(rows[action]),
                weighted: LogEstimate(
                    mean: means[action], standardError: errors[action], degrees: Double(rows[action] - 1)))
        }
        pairs = order.count * (order.count - 1) / 2
        // Bonferroni over all pairs.
        let needed = normalQuantile(1 - 0.025 / Double(max(1, pairs)))
        var established = 0
        var best = order.count > 1
        for (place, first) in order.enumerated() {
            for second in order[(place + 1)...] {
                let error = (errors[first] * errors[first] + errors[second] * errors[second]).squareRoot()
                let holds = means[first] - means[second] > needed * error
                if holds { established += 1 }
                if place == 0, !holds { best = false }
            }
        }
        pairsEstablished = established
        isBestEstablished = best
    }
}
