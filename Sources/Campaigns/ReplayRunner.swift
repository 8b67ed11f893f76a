// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
import Delivery
public import Market
public import Planning
import Records
public import Replay
import Response
import Scenarios
import Simulation
import Synchronization

/// How a campaign is replayed.
public struct ReplaySettings: Sendable {
    public var rule = ReplicationRule()
    public var baselines = Baseline.allCases
    /// Plans from files to compare with, by name.
    public var plans: [String: DeliveryPlan] = [:]
    /// Scenarios that plan the same brief's money, without its settings, to compare with.
    public var scenarios: [String] = []
    /// The plan to judge, in place of the brief's own.
    public var plan: DeliveryPlan?
    /// Days between two plans; nil for open loop.
    public var replanEvery: Int?
    public var measuresOracle = false
    /// Further runs of the first plan under other luck.
    public var fixedPlanRuns = 0

    public init() {

    }
}

/// Plans a campaign and replays it, in a world or on held-out periods.
public struct ReplayRunner: Sendable {
    public let campaign: Campaign
    public let options: PlanOptions
    public let settings: ReplaySettings
    public var progress: (@Sendable (Int, Int) -> Void)?

    public init(
        campaign: Campaign, options: PlanOptions, settings: ReplaySettings, progress: (@Sendable (Int, Int) -> Void)? = nil
    ) {
        self.campaign = campaign
        self.options = options
        self.settings = settings
        self.progress = progress
    }

    /// What a run gave. The plan is nil where it was given, not made.
    public struct Findings: Sendable {
        public var plan: PlanResult?
        public var report: GainReport
        /// What the oracle-curve plans were made on.
        public var oracle: OracleCache
    }

    public func run() async throws -> Findings {
        if let world = campaign.world { return try await replay(in: world) }
        return try replayHistory()
    }

    private func replay(in world: WorldDescription) async throws -> Findings {
        let brief = campaign.brief
        let pipeline = Pipeline(campaign, options: options)
        // The first replication's plan is the campaign's own: it is planned once.
        let first = Mutex<PlanResult?>(nil)
        let given = settings.plan
        var maker = PlanMaker { history, replication in
            if let given { return given }
            let result = try pipeline.plan(history).result
            if replication == 0 { first.withLock { $0 = result } }
            return result.plan.delivery
        }
        maker.planOnCurves = { response, history in
            let problem = try pipeline.problem(response, history)
            return try Planner.plan(problem, options: pipeline.options).plan.delivery
        }
        if settings.replanEvery != nil {
            maker.replan = { history, day, left in
                var rest = pipeline
                rest.brief.begin = Cited(day, from: rest.brief.begin.origin)
                rest.brief.budget = rest.brief.budget.map { Cited(left, from: $0.origin) }
                return try rest.plan(history).result.plan.delivery
            }
        }
        if !settings.scenarios.isEmpty { maker.others = { [settings] in try pipeline.plans(of: settings.scenarios, $0) } }
        let replay = WorldReplay(
            world: world, scenario: brief.scenario.value, begin: brief.begin.value, end: brief.end.value,
            outcome: try measured(brief), budget: brief.budget?.value, rule: settings.rule, baselines: settings.baselines,
            plans: settings.plans, isFixedPlan: given != nil || !settings.plans.isEmpty,
            fixedPlanRuns: settings.fixedPlanRuns, replanEvery: settings.replanEvery ?? 1,
            oracle: try OracleFile.read(folder: campaign.folder), measuresOracle: settings.measuresOracle, maker: maker)
        let total = settings.rule.count
        let result = try await replay.run { [progress] in progress?($0, max($0, total)) }
        let plan = first.withLock { $0 }
        var report = result.report
        report.guarantees = plan.map { guarantees($0.problem.rules, report.details) } ?? []
        return Findings(plan: plan, report: report, oracle: result.oracle)
    }

    /// Floors with a probability in the replayed markets: on one outcome of the whole delivery that a world tells.
    private func guarantees(_ rules: [DeliveryRule], _ details: [ReplicationDetail]) -> [GuaranteeCount] {
        rules.compactMap { rule in
            guard let promised = rule.certainty, let floor = rule.atLeast, rule.terms.count == 1, let term = rule.terms.first,
                term.factor == 1, term.selection == .all, case .outcome(let outcome) = term.quantity
            else { return nil }
            let amounts = details.compactMap { $0.incremental[outcome] }
            guard amounts.count == details.count else { return nil }
            return GuaranteeCount(outcome: outcome, floor: floor, promised: promised, amounts: amounts)
        }
    }

    private func replayHistory() throws -> Findings {
        let brief = campaign.brief
        let planned = settings.plan == nil ? try Pipeline(campaign, options: options).plan(campaign.known).result : nil
        guard let delivery = settings.plan ?? planned?.plan.delivery else { throw ReplayError.nothingToCompare }
        let heldOut = campaign.recorded.hiding(before: brief.begin.value).hiding(after: brief.end.value)
        guard !heldOut.isEmpty else {
            throw ReplayError.nothingHeldOut(begin: brief.begin.value, historyEnds: campaign.recorded.coveredUntil)
        }
        // The scoring curves see the held-out periods alone: nothing is chosen and scored on the same data.
        let scoring = try ResponseFitter().fit(heldOut, goods: campaign.recorded.goods)
        let report = try RecordedReplay(
            scenario: brief.scenario.value, plan: delivery, outcome: try measured(brief), history: campaign.recorded,
            scoring: scoring, baselines: settings.baselines, plans: settings.plans
        ).report()
        return Findings(plan: planned, report: report, oracle: OracleCache())
    }

    /// What the scenario's success is counted in: the first of its figures that a world can tell, one of the way there (visits, carts) only
    /// where it names no other.
    private func measured(_ brief: Brief) throws -> Outcome {
        let kpis = try ScenarioNames.kpis(of: brief).filter(WorldReplay.isMeasurable)
        return kpis.first { $0 != .visits && $0 != .carts } ?? kpis.first ?? .gmv
    }
}
