// SPDX-License-Identifier: GPL-3.0-or-later
import Market
import Records
import Response
import Simulation

/// One replication: what plan and baselines did in one world.
struct WorldReplication: Sendable {
    let number: Int
    /// Seed of its world, and the luck of its days.
    let seed: UInt64
    let luck: UInt64
    let plan: WorldArm
    /// By name, in the order of the report.
    private(set) var baselines: [(name: String, arm: WorldArm)] = []
    private(set) var oracle: WorldArm?
    private(set) var oracleDigest: String?
    /// Measured here; nil where it was known.
    private(set) var oracleResponse: FittedResponse?
    let support: SupportCheck
    /// The plan and the first baseline under other luck, paired.
    private(set) var fixedPlan: [(plan: WorldArm, base: WorldArm)] = []
    /// Mornings on which no new plan could be made, so that the old one went on.
    private(set) var failedReplans = 0

    init(_ replay: WorldReplay, number: Int) throws {
        self.number = number
        // The first replication is the world that the file describes; the others are its siblings. A fixed plan stays in the
        // file's world and lives other days.
        let market =
            number == 0 || replay.isFixedPlan
            ? World(replay.world) : World(replay.world, seed: replay.world.seed &+ UInt64(number))
        seed = market.description.seed
        luck = replay.isFixedPlan ? UInt64(number) : 0
        let history = market.history(days: replay.begin.number - replay.world.begin.number)
        let exported = try CampaignHistory(
            records: history.records, shop: history.shop, goods: history.goods, cadence: .daily)
        let planned = try replay.maker.plan(exported, number)
        let horizon = Horizon(begin: replay.begin, count: replay.end.number - replay.begin.number + 1)
        let stage = WorldStage(
            market, state: history.state, horizon: horizon, tail: replay.tail, outcome: replay.outcome, luck: luck)
        support = SupportCheck(plan: planned, history: exported)
        if let replan = replay.maker.replan {
            let loop = DailyReplan(
                first: planned, every: replay.replanEvery, budget: planned.media + planned.commissionReserve,
                begin: replay.begin, make: replan)
            plan = stage.arm(loop)
            failedReplans = loop.failures.count
        } else {
            plan = stage.arm(PlannedDelivery(planned))
        }
        let rules = BaselinePolicies(
            market: market, history: exported, horizon: horizon, outcome: replay.outcome,
            // A plan of commission alone has no media from which the search for equal spend could begin.
            media: planned.media > .zero ? planned.media : Money(yuan: plan.spend) ?? .zero)
        for baseline in replay.baselines {
            guard let arm = rules.arm(baseline, on: stage, spending: plan.spend) else { continue }
            baselines.append((baseline.rawValue, arm))
        }
        let others = try replay.maker.others?(exported) ?? []
        for (name, other) in others + replay.plans.sorted(by: { $0.key < $1.key }).map({ ($0.key, $0.value) }) {
            let arm = stage.arm(spending: plan.spend, from: other.media) { PlannedDelivery(other.scaled(to: $0)) }
            if let arm { baselines.append((name, arm)) }
        }
        try askOracle(replay, stage, exported)
        guard number == 0, let base = replay.baselines.first, !replay.isFixedPlan, replay.maker.replan == nil else { return }
        for run in 0..<replay.fixedPlanRuns {
            let other = WorldStage(
                market, state: history.state, horizon: horizon, tail: replay.tail, outcome: replay.outcome,
                luck: UInt64(run + 1))
            let arm = other.arm(PlannedDelivery(planned))
            guard let against = rules.arm(base, on: other, spending: arm.spend) else { continue }
            fixedPlan.append((arm, against))
        }
    }

    private mutating func askOracle(_ replay: WorldReplay, _ stage: WorldStage, _ history: CampaignHistory) throws {
        guard let plan = replay.maker.planOnCurves else { return }
        let usual = stage.market.parameters.dailyBudget.fen * Int64(stage.horizon.count)
        let measurement = OracleMeasurement(
            market: stage.market, state: stage.state, horizon: stage.horizon, media: replay.budget ?? Money(fen: usual),
            tail: replay.tail)
        let digest = OracleCache.digest(measurement, history: history)
        var response = replay.oracle[digest]
        if response == nil, replay.measuresOracle {
            oracleResponse = measurement.response()
            response = oracleResponse
        }
        guard let response else { return }
        oracleDigest = digest
        // Where the oracle's curves allow no plan, there is none to compare with.
        guard let delivery = try? plan(response, history) else { return }
        let choices = delivery.choices
        oracle = stage.arm(spending: self.plan.spend, from: delivery.media) { media in
            var scaled = delivery.scaled(to: media)
            scaled.choices = choices
            return PlannedDelivery(scaled)
        }
    }
}

/// Baselines as policies of a world.
struct BaselinePolicies {
    let market: World
    let history: CampaignHistory
    let horizon: Horizon
    let outcome: Outcome
    /// Where the search for equal spend begins.
    let media: Money

    func arm(_ baseline: Baseline, on stage: WorldStage, spending spend: Double) -> WorldArm? {
        stage.arm(spending: spend, from: media) { policy(baseline, media: $0) }
    }

    private func policy(_ baseline: Baseline, media: Money) -> (any DeliveryPolicy)? {
        let daily = Money(fen: media.fen / Int64(max(1, horizon.count)))
        switch baseline {
        case .asRecorded: return RecordedMerchant(market, dailyBudget: daily)
        case .steady: return RecordedMerchant(market, dailyBudget: daily, unsteadiness: 0)
        case .equalSplit, .lastPeriodROI, .bestSingleChannel:
            return baseline.plan(history: history, horizon: horizon, media: media, outcome: outcome).map(PlannedDelivery.init)
        }
    }
}

extension DeliveryPlan {
    /// All amounts by one factor, so that their sum is `media` to the fen.
    func scaled(to media: Money) -> DeliveryPlan {
        var copy = self
        let total = self.media
        guard total > .zero, media != total else { return copy }
        var exact = 0.0
        var given: Int64 = 0
        for index in copy.entries.indices {
            exact += Double(media.fen) * Double(entries[index].spend.fen) / Double(total.fen)
            let upTo = Int64(exact.rounded())
            copy.entries[index].spend = Money(fen: max(0, upTo - given))
            given = max(given, upTo)
        }
        return copy
    }
}
