// SPDX-License-Identifier: GPL-3.0-or-later
import Market
import Records
import Simulation
import TestSupport
import Testing

@testable import Replay

/// Replays in tiny simulated markets.
@Suite struct WorldReplayTests {
    static func world(seed: UInt64 = 7, people: Int = 600, days: Int = 10) -> WorldDescription {
        var overrides = WorldOverrides()
        overrides.people = people
        overrides.goods = 2
        overrides.affiliates = 0
        overrides.channels = ["search", "feed"]
        overrides.events = []
        overrides.needInterval = 10
        return WorldDescription(
            family: .snacks, size: .small, seed: seed, days: days, begin: Histories.begin, overrides: overrides)
    }

    private static let begin = Histories.begin.advanced(by: 10)
    private static let end = Histories.begin.advanced(by: 14)

    /// A replay of five days whose plan is a baseline's.
    private func replay(
        as baseline: Baseline = .equalSplit, against: [Baseline] = [.equalSplit, .bestSingleChannel], replications: Int = 3,
        begin: Day = WorldReplayTests.begin
    ) -> WorldReplay {
        WorldReplay(
            world: Self.world(), scenario: "goods-acceleration", begin: begin, end: Self.end, outcome: .gmv,
            rule: ReplicationRule(count: replications), baselines: against, tail: 3,
            maker: PlanMaker { history, _ in
                let horizon = Horizon(begin: begin, end: Self.end, cadence: .daily)
                // What is known ends before the plan begins.
                #expect((history.lastDay ?? begin) < begin)
                return baseline.plan(history: history, horizon: horizon, media: Money(fen: 5_000), outcome: .gmv)
                    ?? DeliveryPlan(horizon: horizon, entries: [])
            })
    }

    /// A/A under common random numbers: a plan that is the baseline differs from it by exactly nothing.
    @Test func aPlanThatIsTheBaselineGainsNothing() async throws {
        let report = try await replay().report()
        let same = try #require(report.baselines.first { $0.baseline == "equal-split" })
        #expect(same.morePer10000 == Interval(mean: 0, low: 0, high: 0) && same.gain.mean == 0 && same.losses == 0)
        #expect(same.spendDifference == 0 && same.result == report.plan)
        // Against another policy something differs, or nothing would be compared at all.
        #expect(report.baselines.first { $0.baseline == "best-single-channel" }?.result != report.plan)
        #expect(report.kind == .world && report.isHeldOut && report.replications == 3)
        #expect(report.plan.spend > 0 && report.plan.total > 0)
    }

    /// Replications run on all cores in any order; the report is the same, and its first replications do not depend on later ones.
    @Test func orderOfExecutionDoesNotMatter() async throws {
        let replay = replay(as: .lastPeriodROI, replications: 4)
        async let one = replay.report()
        async let two = replay.report()
        let reports = try await [one, two]
        #expect(reports[0] == reports[1])
        let single = try await self.replay(as: .lastPeriodROI, replications: 1).report()
        #expect(single.notices.contains { $0.key == "replay.one-replication" } && single.headline?.gain.low == nil)
    }

    @Test func aReplayMayNotBeginInHistory() async throws {
        await #expect(
            throws: ReplayError.beginsInHistory(begin: Self.begin.advanced(by: -1), historyEnds: Self.begin.advanced(by: -1))
        ) {
            try await replay(begin: Self.begin.advanced(by: -1)).report()
        }
    }

    @Test func anEmptyPlanCannotBeCompared() async throws {
        let replay = WorldReplay(
            world: Self.world(), scenario: "none", begin: Self.begin, end: Self.end, outcome: .orders,
            rule: ReplicationRule(count: 1), baselines: [.equalSplit],
            maker: PlanMaker { _, _ in DeliveryPlan(horizon: Horizon(begin: Self.begin, count: 5), entries: []) })
        await #expect(throws: ReplayError.nothingToCompare) { try await replay.report() }
    }

    /// Placebo: the same days of the same shops with independent luck, in visitors. Experiments of eight shops each; the 95 % interval of the gain
    /// covers zero in 92 to 98 % of 300, and in nearly all of the few that are quick.
    @Test func placebosGainNothing() async throws {
        let experiments = Effort.isFull ? 300 : 16
        let shops = 8
        let pairs = try await withThrowingTaskGroup(of: (Int, Double, Double).self) { group in
            for shop in 0..<(experiments * shops) {
                group.addTask {
                    let world = World(Self.world(seed: 1000 + UInt64(shop), people: 400, days: 2))
                    let state = world.history().state
                    func total(_ luck: UInt64) -> Double {
                        let run = world.run(
                            from: world.description.end, days: 5, policy: NoDelivery(), state: state, luck: luck)
                        return Double(run.truth.total.visitors)
                    }
                    return (shop, total(1), total(2))
                }
            }
            var all = [(Double, Double)](repeating: (0, 0), count: experiments * shops)
            for try await (shop, a, b) in group { all[shop] = (a, b) }
            return all
        }
        var covered = 0
        for experiment in 0..<experiments {
            let part = pairs[(experiment * shops)..<((experiment + 1) * shops)]
            let gain = PairedStatistics.ratioGain(part.map(\.0), part.map(\.1))
            if let low = gain.low, let high = gain.high, low <= 0, high >= 0 { covered += 1 }
        }
        let share = Double(covered) / Double(experiments)
        #expect(share >= (Effort.isFull ? 0.92 : 0.75) && share <= (Effort.isFull ? 0.98 : 1), "\(share)")
        #expect(pairs.contains { $0.0 != $0.1 })
    }
}
