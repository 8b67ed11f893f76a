// SPDX-License-Identifier: GPL-3.0-or-later
public import Market

/// What a replay's evidence is, strongest first.
public enum ReplayKind: String, Sendable, Hashable, Codable {
    /// Logged decisions with known propensities.
    case randomizedLog = "randomized-log"
    /// A simulated market that the planner knows only by what it exports.
    case world = "simulated-world"
    /// Held-out periods of a recorded history.
    case recordedHistory = "recorded-history"
}

/// What one arm of a comparison brought, per replication.
public struct ArmResult: Sendable, Hashable, Codable {
    /// Mean outcome, organic included.
    public var total: Double
    /// Mean outcome beyond what happens without any delivery.
    public var incremental: Double
    /// Mean spend in the sense of the report: media, messages, settled commission, redeemed benefits; yuan.
    public var spend: Double
    /// Mean contribution after marketing, yuan; nil where margins are not known.
    public var profit: Double?
    /// Mean new customers; nil where not known.
    public var newCustomers: Double?
    /// Money that was planned and could not be spent, yuan.
    public var unspent: Double

    private enum CodingKeys: String, CodingKey {
        case total, incremental
        case spend = "spend_yuan"
        case profit = "profit_yuan"
        case newCustomers = "new_customers"
        case unspent = "unspent_yuan"
    }

    public init(
        total: Double, incremental: Double, spend: Double, profit: Double? = nil, newCustomers: Double? = nil,
        unspent: Double = 0
    ) {
        self.total = total
        self.incremental = incremental
        self.spend = spend
        self.profit = profit
        self.newCustomers = newCustomers
        self.unspent = unspent
    }
}

/// The plan against one baseline on the same replications.
public struct BaselineComparison: Sendable, Hashable, Codable {
    public var baseline: String
    public var result: ArmResult
    /// Efficiency gain on incremental outcome: value per yuan of the plan ÷ value per yuan of the baseline − 1.
    public var gain: Interval
    /// The same on total outcome, organic sales on both sides.
    public var gainOnTotal: Interval
    /// Incremental outcome more per 10,000 yuan spent.
    public var morePer10000: Interval
    /// Plan's spend less the baseline's, a share of the baseline's: equal in expectation, this is what was realized.
    public var spendDifference: Double
    /// Replications in which the plan did worse than the baseline.
    public var losses: Int

    private enum CodingKeys: String, CodingKey {
        case baseline, result, gain, losses
        case gainOnTotal = "gain_on_total"
        case morePer10000 = "incremental_outcome_more_per_10000_yuan"
        case spendDifference = "realized_spend_difference_share"
    }
}

/// How far a plan goes beyond what history has seen.
public struct SupportCheck: Sendable, Hashable, Codable {
    /// Share of the plan's money that stays within the largest spend seen of its line.
    public var shareInsideSeen: Double
    /// Lines with money beyond what was seen.
    public var linesBeyond: [LineKey]

    private enum CodingKeys: String, CodingKey {
        case shareInsideSeen = "share_inside_range_seen"
        case linesBeyond = "lines_beyond_range_seen"
    }

    public init(shareInsideSeen: Double, linesBeyond: [LineKey]) {
        self.shareInsideSeen = shareInsideSeen
        self.linesBeyond = linesBeyond
    }
}

/// What the oracle-curve plan did, made on curves measured on the worlds themselves: nearly the best that could have been done.
public struct OracleResult: Sendable, Hashable, Codable {
    public var result: ArmResult
    /// Its efficiency gain over the first baseline.
    public var gain: Interval
    /// Share of that gain which the plan captured, a ratio of means; nil where the oracle's gain is near zero.
    public var capturedShare: Interval?
    /// Replications that it was measured in.
    public var replications: Int

    private enum CodingKeys: String, CodingKey {
        case result, gain, replications
        case capturedShare = "captured_share"
    }
}

/// One replication's values per yuan.
public struct ReplicationDetail: Sendable, Hashable, Codable {
    /// Seed of its world, and the luck of its days: 0 is the world's own.
    public var seed: UInt64
    public var luck: UInt64
    /// Incremental outcome per yuan of the plan, the oracle-curve plan and the baselines by name.
    public var plan: Double
    public var oracle: Double?
    public var baselines: [String: Double]
    public var spend: Double
    /// Outcomes of the plan beyond what happens without any delivery.
    public var incremental: [Outcome: Double] = [:]

    private enum CodingKeys: String, CodingKey {
        case seed, luck, incremental
        case plan = "plan_per_yuan"
        case oracle = "oracle_per_yuan"
        case baselines = "baselines_per_yuan"
        case spend = "spend_yuan"
    }
}

/// What an interval of a report ranges over.
public enum IntervalScope: String, Sendable, Hashable, Codable {
    /// Worlds, histories, fits, plans and days are all drawn anew: about the method on such shops.
    case worlds
    /// One plan on one market, only its days drawn anew.
    case days
    /// Draws of the scoring response.
    case draws
}

/// What a replay found. Its first line is the efficiency gain 经营效率提升 over the first baseline.
public struct GainReport: Sendable, Hashable, Codable {
    public var kind: ReplayKind
    public var scenario: String
    /// What is counted, e.g. `gmv`.
    public var outcome: Outcome
    public var begin: Day
    public var end: Day
    /// True: nothing of the replayed period reached fit or plan.
    public var isHeldOut: Bool
    /// Independent repetitions of world, history, fit, plan and replay; draws of the scoring response for a recorded history.
    public var replications: Int
    /// Size of an independent sample that would be as informative.
    public var effectiveSampleSize: Double
    public var plan: ArmResult
    /// The recorded policy first.
    public var baselines: [BaselineComparison]
    public var support: SupportCheck?
    /// What the intervals range over.
    public var scope: IntervalScope
    /// In a world, where it was measured.
    public var oracle: OracleResult?
    /// Gain over the first baseline of the first replication's plan alone, over other days of the same world.
    public var fixedPlan: Interval?
    /// Floors that the plan promised, and how often they held.
    public var guarantees: [GuaranteeCount] = []
    /// Replications that would establish a gain of 10 % over the first baseline in 80 % of cases.
    public var replicationsForTenPercent: Int?
    /// By replication.
    public var details: [ReplicationDetail]
    /// Digest of the plan of the first replication.
    public var planDigest: String?
    public var notices: [Notice]

    private enum CodingKeys: String, CodingKey {
        case kind, scenario, outcome, begin, end, replications, plan, baselines, support, scope, oracle, guarantees, details,
            notices
        case fixedPlan = "fixed_plan_gain"
        case replicationsForTenPercent = "replications_for_10_percent"
        case isHeldOut = "is_held_out"
        case effectiveSampleSize = "effective_sample_size"
        case planDigest = "plan_digest"
    }

    /// The comparison of the headline: against the recorded policy.
    public var headline: BaselineComparison? { baselines.first }
    /// The simple baseline that does best, the recorded policy left aside.
    public var strongestSimple: BaselineComparison? {
        baselines.dropFirst().min { $0.morePer10000.mean < $1.morePer10000.mean }
    }
    /// Share of the plan that may lie beyond the range seen before a recorded history can no longer speak for it.
    static let mostBeyondSupport = 0.1
    /// False where the evidence cannot carry a claim of gain: most of a recorded history's plan must lie within the spend it has seen.
    public var canClaim: Bool {
        kind != .recordedHistory || (support?.shareInsideSeen ?? 1) >= 1 - GainReport.mostBeyondSupport
    }
}
