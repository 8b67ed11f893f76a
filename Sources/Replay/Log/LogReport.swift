// SPDX-License-Identifier: GPL-3.0-or-later
public import Market
import Records

/// Two policies on the same rows: what the first brings more than the second, per decision.
public struct PolicyComparison: Sendable, Hashable, Codable {
    public var policy: String
    public var against: String
    /// Paired difference of the doubly robust terms.
    public var difference: LogEstimate

    private enum CodingKeys: String, CodingKey {
        case policy, against
        case difference = "more_per_decision"
    }

    init(_ first: PolicyTerms, _ second: PolicyTerms, _ log: DecisionLog) {
        policy = first.policy.name
        against = second.policy.name
        difference = log.estimate(
            zip(first.robust, second.robust).map { $0 - $1 },
            degrees: min(first.effectiveSampleSize, second.effectiveSampleSize) - 1)
    }
}

/// What a replay on a randomized log found.
public struct LogReport: Sendable, Hashable, Codable {
    public var kind = ReplayKind.randomizedLog
    public var rows: Int
    /// Independent units among the rows.
    public var units: Int
    /// Mean reward as logged.
    public var logged: LogEstimate
    /// As logged, the given policies, every action alike, the best single action and, where there are features, fitted targeting; the
    /// last two chosen on other rows than they are scored on.
    public var policies: [PolicyValue]
    /// All pairs.
    public var comparisons: [PolicyComparison]
    public var ranking: ActionRanking
    /// The policy that the first line is about: the first given one, else what was learned.
    public var headlinePolicy: String
    public var notices: [Notice]

    private enum CodingKeys: String, CodingKey {
        case kind, rows, units, logged, policies, comparisons, ranking, notices
        case headlinePolicy = "headline_policy"
    }

    /// The values of the headline's policy.
    public var headline: PolicyValue? { policies.first { $0.policy == headlinePolicy } }

    /// A comparison by the names of its policies, in this order.
    public func comparison(_ policy: String, against: String) -> PolicyComparison? {
        comparisons.first { $0.policy == policy && $0.against == against }
    }
}
