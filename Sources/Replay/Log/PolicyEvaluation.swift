// SPDX-License-Identifier: GPL-3.0-or-later
import Records

/// A mean of terms with its standard error and 95 % interval.
public struct LogEstimate: Sendable, Hashable, Codable {
    public var mean: Double
    public var standardError: Double
    public var low: Double
    public var high: Double

    private enum CodingKeys: String, CodingKey {
        case mean
        case standardError = "standard_error"
        case low = "low_95"
        case high = "high_95"
    }

    /// True when the interval lies on one side of zero.
    public var isEstablished: Bool { low > 0 || high < 0 }

    /// - Parameter degrees: of freedom of Student's t.
    init(mean: Double, standardError: Double, degrees: Double) {
        self.mean = mean
        self.standardError = standardError
        let half = PairedStatistics.studentQuantile(degrees: Int(min(max(1, degrees), 1e9))) * standardError
        low = mean - half
        high = mean + half
    }
}

/// What one policy would have brought, by three estimators on the same rows.
public struct PolicyValue: Sendable, Hashable, Codable {
    public var policy: String
    /// Inverse propensity (Horvitz & Thompson 1952): mean of w · r, w = policy's ÷ log's probability of the action taken.
    public var inversePropensity: LogEstimate
    /// Self-normalized: Σ w · r / Σ w (Swaminathan & Joachims 2015).
    public var selfNormalized: LogEstimate
    /// Doubly robust: mean of Σₐ π(a) q(a) + w · (r − q(action taken)), q fitted on rows of other folds (Dudík, Langford & Li 2011).
    public var doublyRobust: LogEstimate
    /// (Σ w)² / Σ w²: an experiment of that many rows under the policy itself would tell as much.
    public var effectiveSampleSize: Double
    public var largestWeight: Double
    /// Mean of the weights: 1 up to chance where propensities are right.
    public var meanWeight: Double
    /// Share of the policy's decisions on actions that the log never took.
    public var shareWithoutSupport: Double
    /// Doubly robust terms by row less the rewards as logged.
    public var overLogged: LogEstimate

    private enum CodingKeys: String, CodingKey {
        case policy
        case inversePropensity = "inverse_propensity"
        case selfNormalized = "self_normalized"
        case doublyRobust = "doubly_robust"
        case effectiveSampleSize = "effective_sample_size"
        case largestWeight = "largest_weight"
        case meanWeight = "mean_weight"
        case shareWithoutSupport = "share_without_support"
        case overLogged = "more_than_logged_per_decision"
    }
}

/// Weights and doubly robust terms of one policy on the rows of a log: from these every estimate and every comparison follows.
public struct PolicyTerms: Sendable {
    public let policy: LogPolicy
    /// By row: w.
    public let weights: [Double]
    /// By row: Σₐ π(a) q(a) + w · (r − q(action taken)).
    public let robust: [Double]

    /// - Parameter models: by row's fold, fitted without that fold.
    init(_ policy: LogPolicy, log: DecisionLog, design: LogDesign, fold: [Int], models: [RewardModel]) {
        self.policy = policy
        let count = log.count
        let actions = log.actions.count
        var weights = [Double](repeating: 0, count: count)
        for row in 0..<count {
            weights[row] = policy.probability(of: log.action[row], row: row, in: log) / log.propensity[row]
        }
        if case .asLogged = policy.form { weights = Array(repeating: 1, count: count) }
        self.weights = weights
        // A policy that does what the log did brings what the log brought: no model's guess may blur that.
        guard weights.contains(where: { $0 != 1 }) else {
            robust = log.reward
            return
        }
        var robust = [Double](repeating: 0, count: count)
        var expected = [Double](repeating: 0, count: actions)
        for row in 0..<count {
            models[fold[row]].predict(row, log, design, into: &expected)
            var direct = 0.0
            for action in 0..<actions {
                direct += policy.probability(of: action, row: row, in: log) * expected[action]
            }
            robust[row] = direct + weights[row] * (log.reward[row] - expected[log.action[row]])
        }
        self.robust = robust
    }

    /// Σ w² and Σ w.
    var effectiveSampleSize: Double {
        var sum = 0.0
        var squares = 0.0
        for weight in weights {
            sum += weight
            squares += weight * weight
        }
        return squares > 0 ? sum * sum / squares : 0
    }

    /// All estimates.
    func value(_ log: DecisionLog) -> PolicyValue {
        let degrees = effectiveSampleSize - 1
        let inverse = zip(weights, log.reward).map { $0 * $1 }
        let sum = weights.reduce(0, +)
        let mean = sum > 0 ? inverse.reduce(0, +) / sum : 0
        let scale = sum / Double(log.count)
        // Linearized: w (r − mean) / mean weight.
        let linear = zip(weights, log.reward).map { scale > 0 ? $0 * ($1 - mean) / scale : 0 }
        return PolicyValue(
            policy: policy.name, inversePropensity: log.estimate(inverse, degrees: degrees),
            selfNormalized: LogEstimate(mean: mean, standardError: log.standardError(linear), degrees: degrees),
            doublyRobust: log.estimate(robust, degrees: degrees), effectiveSampleSize: effectiveSampleSize,
            largestWeight: weights.max() ?? 0, meanWeight: scale, shareWithoutSupport: policy.shareWithoutSupport(in: log),
            overLogged: log.estimate(zip(robust, log.reward).map { $0 - $1 }, degrees: degrees))
    }
}

extension DecisionLog {
    /// The standard error of the mean of terms by row; rows of one unit count as one.
    func standardError(_ terms: [Double]) -> Double {
        let mean = terms.reduce(0, +) / Double(terms.count)
        guard !unit.isEmpty, let last = unit.max() else {
            var squares = 0.0
            for term in terms { squares += (term - mean) * (term - mean) }
            return (squares / Double(terms.count - 1) / Double(terms.count)).squareRoot()
        }
        var sums = [Double](repeating: 0, count: last + 1)
        for (row, term) in terms.enumerated() { sums[unit[row]] += term - mean }
        let units = Double(Set(unit).count)
        let squares = sums.reduce(0) { $0 + $1 * $1 }
        return units > 1 ? (squares * units / (units - 1)).squareRoot() / Double(terms.count) : .infinity
    }

    func estimate(_ terms: [Double], degrees: Double) -> LogEstimate {
        LogEstimate(
            mean: terms.reduce(0, +) / Double(terms.count), standardError: standardError(terms), degrees: degrees)
    }
}
