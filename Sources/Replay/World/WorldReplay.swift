// SPDX-License-Identifier: GPL-3.0-or-later
public import Market
public import Records
public import Response
public import Simulation

/// What a replay needs to make plans: fitting, scenario and planner, joined by the caller.
public struct PlanMaker: Sendable {
    /// From an exported history to a plan; `replication` 0 is the world that the file describes.
    public var plan: @Sendable (_ history: CampaignHistory, _ replication: Int) throws -> DeliveryPlan
    /// From curves to a plan by the same scenario and planner: the oracle-curve plan. Nil leaves it out.
    public var planOnCurves: (@Sendable (_ response: FittedResponse, _ history: CampaignHistory) throws -> DeliveryPlan)?
    /// The plan of the days that are left, in the morning of `day`, with the money that is left. Nil replays open loop.
    public var replan: (@Sendable (_ history: CampaignHistory, _ day: Day, _ left: Money) throws -> DeliveryPlan)?
    /// Other ways to plan from the same history, by name, as baselines. One that finds no plan in a world is left out there.
    public var others: (@Sendable (_ history: CampaignHistory) throws -> [(name: String, plan: DeliveryPlan)])?

    public init(
        plan: @escaping @Sendable (_ history: CampaignHistory, _ replication: Int) throws -> DeliveryPlan,
        planOnCurves: (@Sendable (_ response: FittedResponse, _ history: CampaignHistory) throws -> DeliveryPlan)? = nil,
        replan: (@Sendable (_ history: CampaignHistory, _ day: Day, _ left: Money) throws -> DeliveryPlan)? = nil
    ) {
        self.plan = plan
        self.planOnCurves = planOnCurves
        self.replan = replan
    }
}

/// How many replications are run.
public struct ReplicationRule: Sendable, Hashable {
    /// At least two give an interval.
    public var count: Int
    /// Width of the gain's 95 % interval, in shares, at which to stop; nil runs `count`.
    public var untilWidth: Double?
    /// Never more than these when a width is asked for.
    public var most: Int

    public init(count: Int = 10, untilWidth: Double? = nil, most: Int = 200) {
        self.count = max(1, count)
        self.untilWidth = untilWidth
        self.most = max(self.count, most)
    }
}

/// A plan and its baselines delivered in a simulated market (kind 2 of the design).
///
/// One replication draws the world anew, lets the recorded merchant live the history in it, hands the exported history, and nothing
/// else, to the planner, and then runs plan and baselines from the same morning with common random numbers. The interval is
/// therefore about the method on such shops. Every baseline gets as much media as makes its realized spend equal to the plan's.
public struct WorldReplay: Sendable {
    public var world: WorldDescription
    public var scenario: String
    public var begin: Day
    public var end: Day
    /// What is counted; ``isMeasurable(_:)``.
    public var outcome: Outcome
    /// Money of the brief, on which the oracle's measurement is centred; nil for what the merchant spends.
    public var budget: Money?
    public var rule: ReplicationRule
    public var baselines: [Baseline]
    /// Further plans to compare with, by name. They hold for the file's own world: then its days are redrawn, not the world.
    public var plans: [String: DeliveryPlan]
    /// True when the plan is given, not made: then the file's own world is kept and only its days are redrawn, and the interval is
    /// about this one plan.
    public var isFixedPlan: Bool
    /// Further runs of the first replication's plan under other luck, for the Monte Carlo interval of that plan.
    public var fixedPlanRuns: Int
    /// Days after the end in which late orders still count.
    public var tail: Int
    /// How many days lie between two plans where ``PlanMaker/replan`` is there.
    public var replanEvery: Int
    /// What was measured before; what is missing is measured when `measuresOracle` is set.
    public var oracle: OracleCache
    public var measuresOracle: Bool
    public var maker: PlanMaker

    /// True for outcomes whose truth a world tells.
    public static func isMeasurable(_ outcome: Outcome) -> Bool { TruthDay.outcomes.contains(outcome) }

    public init(
        world: WorldDescription, scenario: String, begin: Day, end: Day, outcome: Outcome, budget: Money? = nil,
        rule: ReplicationRule = ReplicationRule(), baselines: [Baseline] = Baseline.allCases,
        plans: [String: DeliveryPlan] = [:], isFixedPlan: Bool = false, fixedPlanRuns: Int = 0, tail: Int = 15,
        replanEvery: Int = 1, oracle: OracleCache = OracleCache(), measuresOracle: Bool = false, maker: PlanMaker
    ) {
        self.world = world
        self.scenario = scenario
        self.begin = begin
        self.end = end
        self.outcome = outcome
        self.budget = budget
        self.rule = rule
        self.baselines = baselines
        self.plans = plans
        self.isFixedPlan = isFixedPlan
        self.fixedPlanRuns = fixedPlanRuns
        self.tail = tail
        self.replanEvery = max(1, replanEvery)
        self.oracle = oracle
        self.measuresOracle = measuresOracle
        self.maker = maker
    }

    /// A report, and what the oracle measured on the way.
    public struct Result: Sendable {
        public var report: GainReport
        /// The measurements of this replay's worlds, to be kept.
        public var oracle: OracleCache
    }

    /// Runs the replications on all cores; the result does not depend on their number.
    ///
    /// - Parameter progress: told how many replications are done.
    public func run(progress: (@Sendable (Int) -> Void)? = nil) async throws -> Result {
        guard begin >= world.end else {
            throw ReplayError.beginsInHistory(begin: begin, historyEnds: world.end.advanced(by: -1))
        }
        var tried = Siblings()
        try await tried.replicate(self, until: rule.count, progress)
        if let width = rule.untilWidth {
            // Only the width is looked at, never the gain: stopping does not favour any result (Chow & Robbins 1965).
            while tried.done.count < rule.most, try width < self.width(tried) {
                let count = tried.done.count
                try await tried.replicate(self, until: min(rule.most, count + max(2, count / 2)), progress)
                if tried.done.count == count { break }
            }
        }
        var measured = OracleCache()
        for replication in tried.done {
            if let digest = replication.oracleDigest { measured[digest] = replication.oracleResponse ?? oracle[digest] }
        }
        return Result(report: try report(of: tried.done, passedOver: tried.passedOver), oracle: measured)
    }

    /// The report alone.
    public func report(progress: (@Sendable (Int) -> Void)? = nil) async throws -> GainReport {
        try await run(progress: progress).report
    }

    private func width(_ tried: Siblings) throws(ReplayError) -> Double {
        let report = try report(of: tried.done, passedOver: tried.passedOver)
        guard let gain = report.headline?.gain, let low = gain.low, let high = gain.high else { return .infinity }
        return high - low
    }
}

/// Replications that were run, by number.
private struct Siblings {
    var done: [WorldReplication] = []
    /// Worlds whose history allows no plan: the scenario finds nothing eligible there, or the rules contradict one another. That is known
    /// before the first day of the campaign, so that passing them over favours no result.
    var passedOver = 0
    private var next = 0

    /// Runs replications until `count` are there; every world that was passed over is made up for by another one, at most twice as many.
    mutating func replicate(
        _ replay: WorldReplay, until count: Int, _ progress: (@Sendable (Int) -> Void)?
    ) async throws {
        let most = next + 3 * (count - done.count)
        while done.count < count, next < most {
            let numbers = next..<min(most, next + count - done.count)
            next = numbers.upperBound
            let before = done.count
            let found = try await withThrowingTaskGroup(of: WorldReplication?.self) { group in
                for number in numbers { group.addTask { try Siblings.replication(replay, number) } }
                var found: [WorldReplication] = []
                for try await result in group {
                    guard let result else { continue }
                    found.append(result)
                    progress?(before + found.count)
                }
                return found.sorted { $0.number < $1.number }
            }
            passedOver += numbers.count - found.count
            done += found
        }
    }

    /// Nil for a sibling in which no plan can be made; the campaign's own world has to allow one.
    private static func replication(_ replay: WorldReplay, _ number: Int) throws -> WorldReplication? {
        do { return try WorldReplication(replay, number: number) } catch let error as any FaultError {
            guard number > 0, !replay.isFixedPlan, error.fault.kind == .data || error.fault.kind == .impossible else {
                throw error
            }
            return nil
        }
    }
}
