// SPDX-License-Identifier: GPL-3.0-or-later
import Delivery
import Foundation
import Market
import Planning
import Records
import Response
import TestSupport
import Testing

@testable import Replay

/// Replays of held-out periods of a recorded history.
@Suite struct RecordedReplayTests {
    private let first = Histories.begin.advanced(by: 56)
    private var horizon: Horizon { Horizon(begin: first, count: 14) }

    /// The recorded spend of the held-out days as a plan.
    private func asRecorded(_ history: CampaignHistory, times factor: Int64 = 1) -> DeliveryPlan {
        DeliveryPlan(
            horizon: horizon,
            entries: history.records.filter { $0.day >= first }.map {
                PlanEntry(day: $0.day, line: $0.line, spend: Money(fen: $0.spend.fen * factor))
            })
    }

    private func replay(_ plan: DeliveryPlan, _ history: CampaignHistory, draws: Int = 40) -> RecordedReplay {
        RecordedReplay(
            scenario: "goods-acceleration", plan: plan, outcome: .gmv, history: history,
            scoring: Histories.scoring(history, draws: draws))
    }

    /// The plan that was delivered gains nothing over what was delivered: exactly nothing, in every draw.
    @Test func theRecordedPlanGainsNothing() throws {
        for seed in 1...5 as ClosedRange<UInt64> {
            let history = try Histories.drawn(seed: seed)
            let report = try replay(asRecorded(history), history).report()
            let comparison = try #require(report.headline)
            #expect(comparison.baseline == "as-recorded" && comparison.losses == 0)
            #expect(comparison.gain == Interval(mean: 0, low: 0, high: 0))
            #expect(comparison.morePer10000 == Interval(mean: 0, low: 0, high: 0))
            #expect(!comparison.gain.isEstablished && comparison.spendDifference == 0)
            #expect(report.kind == .recordedHistory && report.isHeldOut && report.replications == 40)
            #expect(
                report.effectiveSampleSize == 14
                    && report.baselines.map(\.baseline) == Baseline.allCases.filter { $0 != .steady }.map(\.rawValue))
            #expect(report.notices.contains { $0.key == "replay.recorded-cannot-show" })
        }
    }

    /// Spend is equal by construction: twice the recorded money is compared with twice the recorded money.
    @Test func spendIsScaledToThePlans() throws {
        let history = try Histories.drawn(seed: 2)
        let report = try replay(asRecorded(history, times: 2), history).report()
        #expect(report.headline?.gain.mean == 0)
        #expect(report.plan.spend == 2 * asRecorded(history).media.yuan)
    }

    /// Without draws there is no interval, and so nothing is established.
    @Test func noDrawsNoInterval() throws {
        let history = try Histories.drawn(seed: 3)
        let moved = DeliveryPlan(
            horizon: horizon, entries: [PlanEntry(day: first, line: history.lines[0], spend: asRecorded(history).media)])
        let gain = try #require(try replay(moved, history, draws: 0).report().headline?.gain)
        #expect(gain.mean < 0 && gain.low == nil && !gain.isEstablished)
    }

    /// A plan that puts all money on one day of one line leaves what was seen, and is told so; the recorded one stays inside.
    @Test func extrapolationIsFlagged() throws {
        let history = try Histories.drawn(seed: 4)
        let all = asRecorded(history).media
        let plan = DeliveryPlan(horizon: horizon, entries: [PlanEntry(day: first, line: history.lines[0], spend: all)])
        let report = try replay(plan, history).report()
        let earlier = history.hiding(after: first.advanced(by: -1))
        let largest = earlier.records.filter { $0.line == history.lines[0] }.map(\.spend).max() ?? .zero
        let inside = Double(largest.fen) / Double(all.fen)
        let notice = try #require(report.notices.first { $0.key == "replay.extrapolates" })
        guard case .share(let share)? = notice.arguments["share"] else {
            Issue.record("no share")
            return
        }
        #expect(abs(share - (1 - inside)) < 1e-12 && report.support?.linesBeyond == [history.lines[0]])
        // No claim of gain where most of the plan lies beyond what was seen.
        #expect(!report.canClaim)
        var small = asRecorded(history)
        small.entries = small.entries.map { PlanEntry(day: $0.day, line: $0.line, spend: Money(fen: 100)) }
        #expect(try !replay(small, history).report().notices.contains { $0.key == "replay.extrapolates" })
    }

    @Test func nothingHeldOut() throws {
        let history = try Histories.drawn(seed: 5)
        let earlier = history.hiding(after: first.advanced(by: -1))
        #expect(throws: ReplayError.nothingHeldOut(begin: first, historyEnds: first.advanced(by: -1))) {
            try replay(asRecorded(history), earlier).report()
        }
        #expect(throws: ReplayError.nothingToCompare) {
            try replay(DeliveryPlan(horizon: horizon, entries: []), history).report()
        }
    }

    /// Fits what is known before the first day and plans on it.
    private func plan(knowing history: CampaignHistory, budget: Double) throws -> Plan {
        let response = try ResponseFitter().fit(history.hiding(after: first.advanced(by: -1)), goods: history.goods)
        let lines = response.lines.map { line in
            DeliveryLine(
                key: line.line, primary: line.primary, curve: line.curve, carryOver: line.carryOver, carryIn: line.carryIn,
                multipliers: .each(horizon.days.map { line.multiplier(on: $0) }),
                rates: line.rates.mapValues { .constant($0.mean) }, maximum: .constant(2 * (line.seen?.largest ?? 100)),
                seenLargest: line.seen?.largest, draws: line.draws)
        }
        var problem = Small.problem(lines, budget: budget)
        problem.horizon = horizon
        return try Planner.plan(problem).plan
    }

    /// Nothing of the held-out days reaches fit or plan: poisoned, they change no byte of the plan; and the reports on two plans
    /// differ only where the recorded spend does.
    @Test func heldOutOutcomesDoNotLeak() throws {
        let clean = try Histories.drawn(seed: 6)
        let poisoned = try CampaignHistory(
            records: clean.records.enumerated().map { index, record in
                guard record.day >= first else { return record }
                var poison = record
                poison.gmv = Money(fen: Int64(index % 7) * 123_456_789)
                poison.orders = Double(index % 5) * 1e6
                poison.clicks = index % 2 == 0 ? nil : 1e9
                poison.newCustomers = 12_345
                return poison
            }, cadence: .daily)
        #expect(poisoned != clean)
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let budget = asRecorded(clean).media.yuan
        let plan = try plan(knowing: clean, budget: budget)
        let other = try self.plan(knowing: poisoned, budget: budget)
        #expect(plan.delivery.media > .zero)
        #expect(try encoder.encode(plan) == encoder.encode(other))
        // The baselines are made from the earlier days, and the recorded policy from spends alone.
        var poisonedReplay = replay(plan.delivery, clean)
        let report = try poisonedReplay.report()
        poisonedReplay.history = poisoned
        #expect(try poisonedReplay.report() == report)
    }
}
