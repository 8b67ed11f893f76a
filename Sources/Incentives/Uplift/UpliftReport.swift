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
        case mean, lower, upper
        case standardError = "standard_error"
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        mean = try container.decode(Double.self, forKey: .mean)
        standardError = try container.decode(Double.self, forKey: .standardError)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(mean, forKey: .mean)
        try container.encode(standardError, forKey: .standardError)
        try container.encode(lower, forKey: .lower)
        try container.encode(upper, forKey: .upper)
    }
}

/// How incremental values are estimated.
public enum UpliftLearner: String, Sendable, Codable, Hashable, CaseIterable {
    /// The same for everybody.
    case constant
    /// Means by segment, shrunk to the mean of all (empirical Bayes).
    case segments
    /// One ridge regression an arm.
    case twoModels = "two-models"
    /// Ridge regressions of imputed effects, weighted by propensity (Künzel, Sekhon, Bickel & Yu 2019).
    case crossed
    /// Ridge regression of doubly robust pseudo-outcomes (Kennedy 2023).
    case doublyRobust = "doubly-robust"
    /// Boosted trees of doubly robust pseudo-outcomes.
    case trees
    /// The mean of regressions and trees.
    case combined
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
    /// Mean effect of the arm on all, in units of the outcome.
    public var effect: UpliftEstimate
    /// Area under the curve of gain against share treated, a customer.
    public var areaUnderUplift: UpliftEstimate
    /// The same less the area of treating at random.
    public var qini: UpliftEstimate
    /// Mean effect by tenth of the customers, best score first.
    public var tenths: [UpliftEstimate]

    /// From pseudo-outcomes in the order of the scores, best first, one list a fold.
    init(arm: String, ranked: [[Double]]) {
        self.arm = arm
        var effects: [Double] = []
        var areas: [Double] = []
        var qinis: [Double] = []
        var tenths = [[Double]](repeating: [], count: 10)
        for own in ranked {
            for (rank, effect) in own.enumerated() {
                let share = (Double(rank) + 0.5) / Double(own.count)
                effects.append(effect)
                areas.append(effect * (1 - share))
                qinis.append(effect * (0.5 - share))
                tenths[min(9, Int(share * 10))].append(effect)
            }
        }
        effect = UpliftEstimate(terms: effects)
        areaUnderUplift = UpliftEstimate(terms: areas)
        qini = UpliftEstimate(terms: qinis)
        self.tenths = tenths.map { UpliftEstimate(terms: $0) }
    }

    enum CodingKeys: String, CodingKey {
        case arm, effect, qini, tenths
        case areaUnderUplift = "area_under_uplift"
    }
}

/// The finding of `allocate fit`. Values are a customer, net of the arms' costs, above giving nothing to anybody.
public struct UpliftReport: Sendable, Hashable, Codable {
    public var decision: UpliftDecision
    /// The learner that did best within the trial, whether targeting is established or not.
    public var learner: UpliftLearner
    /// Held-out value of the targeted policy.
    public var targeted: UpliftEstimate
    /// Held-out value of the best single arm for all (as many as the cap allows, at random).
    public var oneForAll: UpliftEstimate
    /// The arm that most folds found best for all; nil where giving nothing was best.
    public var bestSingle: String?
    /// Paired difference of the two: targeting is established when its interval is above zero.
    public var difference: UpliftEstimate
    /// Cross-fitted policy value by learner, from which one is chosen; not to be taken for its held-out value.
    public var learnerValues: [String: Double]
    public var rankings: [UpliftRanking]
    public var arms: [String]
    public var control: String
    public var customers: Int
    public var isRandomized: Bool
    public var droppedRows: RowFaults
    /// What must stay on every report made from this.
    public var warnings: [Notice]

    /// Arms of which neither a mean effect nor a gain of the best-scored customers is established.
    public var unproven: [String] {
        rankings.filter { !$0.effect.isEstablished && !$0.areaUnderUplift.isEstablished && !$0.qini.isEstablished }.map(\.arm)
    }

    enum CodingKeys: String, CodingKey {
        case decision, learner, targeted, difference, rankings, arms, control, customers, warnings
        case oneForAll = "one_for_all"
        case bestSingle = "best_single"
        case learnerValues = "learner_values"
        case isRandomized = "is_randomized"
        case droppedRows = "dropped_rows"
    }
}
