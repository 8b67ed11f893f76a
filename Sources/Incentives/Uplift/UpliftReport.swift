// SPDX-License-Identifier: GPL-3.0-or-later
public import Market

/// An estimate with its standard error and 95 % interval.
public struct UpliftEstimate: Sendable, Hashable, Codable {
    public var mean: Double
    public var standardError: Double
    public var lower: Double { mean - 1.959964 * standardError }
    public var upper: Double { mean + 1.959964 * standardError }
    /// True when the interval lies above zero.
    public var isEstablished: Bool { lower > 0 }

    public init(mean: Double, standardError: Double) {
        self.mean = mean
        self.standardError = standardError
    }

    /// Of the mean of independent terms.
    init(terms: [Double]) {
        let count = Double(max(1, terms.count))
        mean = terms.reduce(0, +) / count
        let own = mean
        let squares = terms.reduce(0) { $0 + ($1 - own) * ($1 - own) }
        standardError = (squares / max(1, count - 1) / count).squareRoot()
    }

    enum CodingKeys: String, CodingKey {
        case mean
        case standardError = "standard_error"
    }
}

/// How incremental values are estimated.
public enum UpliftLearner: String, Sendable, Codable, Hashable, CaseIterable {
    /// Means by segment, shrunk to the mean of all (empirical Bayes).
    case segments
    /// One ridge regression an arm.
    case twoModels = "two-models"
    /// Ridge regressions of imputed effects, weighted by propensity (Künzel, Sekhon, Bickel & Yu 2019).
    case crossed
    /// Ridge regression of doubly robust pseudo-outcomes (Kennedy 2023).
    case doublyRobust = "doubly-robust"
}

/// What the trial supports.
public enum UpliftDecision: Sendable, Hashable, Codable {
    /// Each customer the arm that is best for it.
    case targeted(UpliftLearner)
    /// One arm for all whom the cap allows.
    case oneForAll(arm: String)
    case none
}

/// How well scores rank customers for one arm, on customers that had no part in making them.
public struct UpliftRanking: Sendable, Hashable, Codable {
    public var arm: String
    public var learner: UpliftLearner
    /// Mean effect of the arm on all.
    public var effect: UpliftEstimate
    /// Area under the curve of gain against share treated, a customer.
    public var areaUnderUplift: UpliftEstimate
    /// The same less the area of treating at random.
    public var qini: UpliftEstimate

    enum CodingKeys: String, CodingKey {
        case arm, learner, effect
        case areaUnderUplift = "area_under_uplift"
        case qini
    }
}

/// The finding of `allocate fit`. Values are a customer, net of the arms' costs, above giving nothing to anybody.
public struct UpliftReport: Sendable, Hashable, Codable {
    public var decision: UpliftDecision
    /// Held-out value of the targeted policy.
    public var targeted: UpliftEstimate
    /// Held-out value of the best single arm for all (as many as the cap allows, at random).
    public var oneForAll: UpliftEstimate
    /// Paired difference of the two: targeting is established when its interval is above zero.
    public var difference: UpliftEstimate
    public var rankings: [UpliftRanking]
    public var customers: Int
    public var isRandomized: Bool
    /// What must stay on every report made from this.
    public var warnings: [Notice]

    enum CodingKeys: String, CodingKey {
        case decision, targeted, difference, rankings, customers, warnings
        case oneForAll = "one_for_all"
        case isRandomized = "is_randomized"
    }
}
