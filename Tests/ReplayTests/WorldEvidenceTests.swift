// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Market
import Records
import Response
import Simulation
import TestSupport
import Testing

@testable import Replay

/// What a replay in worlds claims: equal spend, the oracle-curve plan, other plans, replanning, widths, and no more than there is.
@Suite struct WorldEvidenceTests {
    private static let begin = Histories.begin.advanced(by: 10)
    private static let horizon = Horizon(begin: begin, count: 5)

    private static func world(seed: UInt64 = 7, people: Int = 900) -> WorldDescription {
        WorldReplayTests.world(seed: seed, people: people)
    }

    /// All money on the lines of one channel.
    private static func only(_ channel: Channel, _ history: CampaignHistory, fen: Int64 = 6_000) -> DeliveryPlan {
        let lines = history.lines.filter { $0.channel == channel }
        return Baseline.spread(Money(fen: fen), over: lines, weights: lines.map { _ in 1 }, horizon: horizon)
    }

    private func replay(
        count: Int = 3, baselines: [Baseline] = Baseline.allCases, width: Double? = nil, most: Int = 6,
        maker: PlanMaker? = nil
    ) -> WorldReplay {
        WorldReplay(
            world: Self.world(), scenario: "goods-acceleration", begin: Self.begin, end: Self.horizon.end, outcome: .gmv,
            budget: Money(fen: 6_000), rule: ReplicationRule(count: count, untilWidth: width, most: most),
            baselines: baselines, tail: 3, maker: maker ?? PlanMaker { history, _ in Self.only("feed", history) })
    }

    /// Every baseline really spends what the plan really spent, up to single clicks of this tiny shop.
    @Test func spendIsEqualAsRealized() async throws {
        let report = try await replay(baselines: [.asRecorded, .steady, .equalSplit]).report()
        #expect(report.baselines.count == 3)
        for comparison in report.baselines {
            #expect(abs(comparison.spendDifference) < 0.1, "\(comparison.baseline): \(comparison.spendDifference)")
        }
        #expect(report.scope == .worlds && report.details.count == 3 && Set(report.details.map(\.seed)).count == 3)
    }

    /// The oracle's curves are measured once, kept under the world's digest and give the same report again; another world has none.
    @Test func measuredCurvesAreKept() async throws {
        var maker = PlanMaker { history, _ in Self.only("feed", history) }
        maker.planOnCurves = { response, _ in
            // The best line by what its first ten yuan bring.
            let best = response.lines.max { a, b in
                func first(_ line: FittedLine) -> Double { line.curve.curve.value(at: 10) * (line.rate(of: .gmv) ?? 0) }
                return first(a) < first(b)
            }
            let lines = best.map { [$0.line] } ?? []
            return Baseline.spread(Money(fen: 6_000), over: lines, weights: lines.map { _ in 1 }, horizon: Self.horizon)
        }
        var replay = replay(count: 2, baselines: [.equalSplit], maker: maker)
        let without = try await replay.report()
        #expect(without.oracle == nil && without.notices.contains { $0.key == "replay.oracle-not-measured" })
        replay.measuresOracle = true
        let measured = try await replay.run()
        #expect(measured.oracle.count == 2)
        replay.measuresOracle = false
        replay.oracle = measured.oracle
        let again = try await replay.run()
        #expect(again.report == measured.report && again.oracle == measured.oracle)
        replay.budget = Money(fen: 6_001)
        #expect(try await replay.report().oracle == nil)
    }

    /// One plan on one market: only the days differ, and the same plan as a baseline gains exactly nothing.
    @Test func aGivenPlanStaysInItsMarket() async throws {
        let history = World(Self.world()).history(days: 10)
        let exported = try CampaignHistory(records: history.records, goods: history.goods, cadence: .daily)
        let plan = Self.only("search", exported)
        var replay = replay(count: 3, baselines: [], maker: PlanMaker { _, _ in plan })
        replay.isFixedPlan = true
        replay.plans = ["same": plan, "feed": Self.only("feed", exported)]
        let report = try await replay.report()
        #expect(report.scope == .days && Set(report.details.map(\.seed)) == [7] && report.details.map(\.luck) == [0, 1, 2])
        let same = try #require(report.baselines.first { $0.baseline == "same" })
        #expect(same.gain.mean == 0 && same.losses == 0)
        #expect(report.baselines.map(\.baseline) == ["feed", "same"])
    }

    /// A plan that is made again every other morning from the same rule, with what is left: its days see only what was downloaded.
    @Test func replanning() async throws {
        var maker = PlanMaker { history, _ in Self.only("search", history) }
        maker.replan = { history, day, left in
            #expect((history.lastDay ?? day) < day && left <= Money(fen: 6_000))
            let rest = Horizon(begin: day, end: Self.horizon.end, cadence: .daily)
            let lines = history.lines.filter { $0.channel == "feed" }
            return Baseline.spread(left, over: lines, weights: lines.map { _ in 1 }, horizon: rest)
        }
        var replay = replay(count: 2, baselines: [.equalSplit], maker: maker)
        replay.replanEvery = 2
        let closed = try await replay.report()
        let open = try await self.replay(
            count: 2, baselines: [.equalSplit], maker: PlanMaker { history, _ in Self.only("search", history) }
        ).report()
        #expect(closed.plan != open.plan && !closed.notices.contains { $0.key == "replay.replans-failed" })
        replay.maker.replan = { _, _, _ in throw ReplayError.nothingToCompare }
        let failing = try await replay.report()
        #expect(failing.plan == open.plan && failing.notices.contains { $0.key == "replay.replans-failed" })
    }

    /// Replications go on until the interval is narrow enough, or as many as allowed are done; the first ones are the same.
    @Test func untilAWidth() async throws {
        let wide = try await replay(baselines: [.equalSplit], width: 100).report()
        #expect(wide.replications == 3)
        let narrow = try await replay(baselines: [.equalSplit], width: 1e-9, most: 5).report()
        #expect(narrow.replications == 5 && narrow.details.prefix(3) == wide.details.prefix(3))
    }

    /// Nothing that happens after the first morning reaches the plan: with other days (another luck) the plan is the same.
    @Test func theFutureDoesNotLeak() throws {
        let market = World(Self.world())
        let history = market.history(days: 10)
        let seen = try CampaignHistory(records: history.records, shop: history.shop, goods: history.goods, cadence: .daily)
        #expect((seen.lastDay ?? Self.begin) < Self.begin)
        #expect(seen.shop.allSatisfy { $0.day < Self.begin })
    }

    /// Σ(3, 1) of 8 possible: half. Near zero, or where the oracle is not better for sure, no share is given.
    @Test func capturedShares() {
        let half = PairedStatistics.capturedShare(plan: [3, 3, 3, 3], base: [1, 1, 1, 1], oracle: [5, 5, 5, 5])
        #expect(half == Interval(mean: 0.5, low: 0.5, high: 0.5))
        #expect(PairedStatistics.capturedShare(plan: [3, 3], base: [1, 1], oracle: [1.01, 1.01]) == nil)
        #expect(PairedStatistics.capturedShare(plan: [3, 3, 2], base: [1, 1, 1], oracle: [9, -5, 1]) == nil)
        #expect(PairedStatistics.capturedShare(plan: [], base: [], oracle: []) == nil)
    }

    /// Power: of plans that gain 10 % over paired luck, at least 80 % are established with as many replications as eight predict.
    @Test func predictedReplicationsEstablish() throws {
        let repeats = Effort.isFull ? 1_000 : 200
        var established = 0
        for index in 0..<repeats {
            var random = SeededNumbers(UInt64(index), 0x90)
            func bell() -> Double { (0..<12).reduce(-6) { sum, _ in sum + random.number(0, 1) } }
            func pair() -> (Double, Double) {
                let shop = 6 + bell()
                return (1.1 * shop + 0.7 * bell(), shop + 0.3 * bell())
            }
            let pilot = (0..<8).map { _ in pair() }
            let needed = try #require(
                PairedStatistics.replicationsNeeded(pilot.map(\.0), pilot.map(\.1), gain: 0.1))
            let sample = (0..<needed).map { _ in pair() }
            if PairedStatistics.ratioGain(sample.map(\.0), sample.map(\.1)).isEstablished { established += 1 }
        }
        #expect(Double(established) / Double(repeats) >= 0.8, "\(established) of \(repeats)")
        #expect(PairedStatistics.replicationsNeeded([1, 2], [1, 2], gain: 0.1) == nil)
    }

    /// Placebo: which of two goods the plan takes and which the baseline is decided by the shop's number, so that they differ in name only;
    /// over many shops the 95 % interval of the gain covers zero.
    @Test func swappedNamesGainNothing() async throws {
        let experiments = Effort.isFull ? 300 : 12
        let shops = 8
        var covered = 0
        for experiment in 0..<experiments {
            // Which of the two is "the plan" is drawn by the shop's number: names mean nothing.
            let values = try await withThrowingTaskGroup(of: (Int, Double, Double).self) { group in
                for shop in 0..<shops {
                    group.addTask {
                        let number = experiment * shops + shop
                        let world = World(Self.world(seed: 50_000 + UInt64(number), people: 400))
                        let state = world.history(days: 3).state
                        let goods = number % 2 == 0 ? ["g01", "g02"] : ["g02", "g01"]
                        func value(_ item: String) -> Double {
                            let line = LineKey(channel: "search", goods: GoodsID(rawValue: item))
                            let plan = Baseline.spread(
                                Money(fen: 20_000), over: [line], weights: [1],
                                horizon: Horizon(begin: state.day, count: 4))
                            let run = world.run(from: state.day, days: 4, policy: PlannedDelivery(plan), state: state, tail: 3)
                            return Double(run.truth.total.visitors)
                        }
                        return (shop, value(goods[0]), value(goods[1]))
                    }
                }
                var all = [(Double, Double)](repeating: (0, 0), count: shops)
                for try await (shop, a, b) in group { all[shop] = (a, b) }
                return all
            }
            let gain = PairedStatistics.ratioGain(values.map(\.0), values.map(\.1))
            if let low = gain.low, let high = gain.high, low <= 0, high >= 0 { covered += 1 }
        }
        let share = Double(covered) / Double(experiments)
        #expect(share >= (Effort.isFull ? 0.92 : 0.7) && share <= (Effort.isFull ? 0.98 : 1), "\(share)")
    }
}
