// SPDX-License-Identifier: GPL-3.0-or-later
public import Market
public import Records
public import Simulation

/// A plan and its baselines delivered in a simulated market (kind 2 of the design).
///
/// One replication draws the world anew, lets the recorded merchant live the history in it, hands the exported history, and nothing
/// else, to the planner, and then runs plan and baselines from the same morning with common random numbers. The interval is
/// therefore about the method on such shops.
public struct WorldReplay: Sendable {
    public var world: WorldDescription
    public var scenario: String
    public var begin: Day
    public var end: Day
    /// What is counted: `gmv`, `orders`, `new_customers` or `margin`.
    public var outcome: Outcome
    public var replications: Int
    public var baselines: [Baseline]
    /// Days after the end in which late orders still count.
    public var tail: Int
    /// From an exported history to a plan: fitting, scenario and planner joined by the caller.
    public var makePlan: @Sendable (CampaignHistory) throws -> DeliveryPlan

    public init(
        world: WorldDescription, scenario: String, begin: Day, end: Day, outcome: Outcome, replications: Int,
        baselines: [Baseline] = Baseline.allCases, tail: Int = 15,
        makePlan: @escaping @Sendable (CampaignHistory) throws -> DeliveryPlan
    ) {
        self.world = world
        self.scenario = scenario
        self.begin = begin
        self.end = end
        self.outcome = outcome
        self.replications = max(1, replications)
        self.baselines = baselines
        self.tail = tail
        self.makePlan = makePlan
    }

    /// Runs all replications, on all cores; the result does not depend on their number.
    public func report(progress: (@Sendable (Int) -> Void)? = nil) async throws -> GainReport {
        guard begin >= world.end else {
            throw ReplayError.beginsInHistory(begin: begin, historyEnds: world.end.advanced(by: -1))
        }
        let results = try await withThrowingTaskGroup(of: (Int, Replication).self) { group in
            for index in 0..<replications { group.addTask { (index, try replicate(index)) } }
            var done: [Replication?] = Array(repeating: nil, count: replications)
            var finished = 0
            for try await (index, result) in group {
                done[index] = result
                finished += 1
                progress?(finished)
            }
            return done.compactMap { $0 }
        }
        return try report(of: results)
    }

    /// What one replication gave: the plan first, then the baselines that could be made.
    struct Replication: Sendable {
        var arms: [String: Arm]
        var support: SupportCheck
    }

    struct Arm: Sendable {
        var total: Double
        var incremental: Double
        var spend: Double
        var profit: Double
        var newCustomers: Double
        var unspent: Double
    }

    static let planArm = "plan"

    private func replicate(_ index: Int) throws -> Replication {
        // The first replication is the world that the file describes; the others are its siblings.
        let market = index == 0 ? World(world) : World(world, seed: world.seed &+ UInt64(index))
        let history = market.history(days: begin.number - world.begin.number)
        let exported = try CampaignHistory(
            records: history.records, shop: history.shop, goods: history.goods, cadence: .daily)
        let plan = try makePlan(exported)
        let days = end.number - begin.number + 1
        let nothing = run(market, history.state, days, NoDelivery(withoutCommission: true), zero: nil)
        var arms: [String: Arm] = [:]
        arms[Self.planArm] = run(market, history.state, days, PlannedDelivery(plan), zero: nothing)
        let total = plan.media + plan.commissionReserve
        let media = max(Money.zero, total - expectedCommission(exported, days: days))
        let horizon = Horizon(begin: begin, count: days)
        for baseline in baselines {
            if baseline == .asRecorded {
                let daily = Money(fen: media.fen / Int64(max(1, days)))
                let merchant = RecordedMerchant(market, dailyBudget: daily, unsteadiness: 0)
                arms[baseline.rawValue] = run(market, history.state, days, merchant, zero: nothing)
            } else if let rule = baseline.plan(history: exported, horizon: horizon, media: media, outcome: outcome) {
                arms[baseline.rawValue] = run(market, history.state, days, PlannedDelivery(rule), zero: nothing)
            }
        }
        return Replication(arms: arms, support: SupportCheck(plan: plan, history: exported))
    }

    /// What affiliates will cost at the rates in force, judged by the last four weeks.
    private func expectedCommission(_ history: CampaignHistory, days: Int) -> Money {
        guard let last = history.lastDay else { return .zero }
        let recent = history.records.lazy.filter {
            ChannelKind.of($0.line.channel) == .affiliate && $0.day > last.advanced(by: -28)
        }
        let fen = recent.map(\.spend).total().fen
        return Money(fen: fen * Int64(days) / 28)
    }

    private func run(
        _ market: World, _ state: WorldState, _ days: Int, _ policy: some DeliveryPolicy, zero: Arm?
    ) -> Arm {
        let run = market.run(from: begin, days: days, policy: policy, state: state, tail: tail)
        let lived = run.truth.total
        let late = run.tailTruth.total
        let total = amount(lived) + amount(late)
        // Commission of late orders belongs to the plan that brought them.
        return Arm(
            total: total, incremental: total - (zero?.total ?? 0),
            spend: lived.spend.yuan + late.spend.yuan - (zero?.spend ?? 0),
            profit: lived.profit.yuan + late.profit.yuan, newCustomers: Double(lived.newCustomers + late.newCustomers),
            unspent: run.unspent.yuan)
    }

    /// Outcomes whose truth a world tells.
    public static let measurable: Set<Outcome> = [.gmv, .settledGMV, .orders, .newCustomers, .margin]

    private func amount(_ truth: TruthDay) -> Double {
        switch outcome {
        case .orders: Double(truth.orders)
        case .newCustomers: Double(truth.newCustomers)
        case .settledGMV: truth.settledGMV.yuan
        case .margin: truth.margin.yuan
        default: truth.gmv.yuan
        }
    }
}
