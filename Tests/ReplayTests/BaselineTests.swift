// SPDX-License-Identifier: GPL-3.0-or-later
import Market
import Records
import Testing

@testable import Replay

/// Simple rules to compare with, by hand, to the fen.
@Suite struct BaselineTests {
    private let horizon = Horizon(begin: Histories.begin.advanced(by: 60), count: 2)

    /// In the last 28 days (from day 32 on) search brings 300 for 100 yuan and feed 300 for 50; before, feed was far better, display
    /// was used, and affiliates sell on commission all the time.
    private func history() throws -> CampaignHistory {
        let affiliate = LineKey(channel: "affiliate", goods: "A")
        let display = LineKey(channel: "display", goods: "A")
        return try CampaignHistory(
            records: [
                Histories.record(31, display, spend: 10_000, gmv: 900_000),
                Histories.record(31, Histories.feed, spend: 100, gmv: 900_000),
                Histories.record(32, Histories.search, spend: 4_000, gmv: 10_000),
                Histories.record(40, Histories.search, spend: 6_000, gmv: 20_000),
                Histories.record(50, Histories.feed, spend: 5_000, gmv: 30_000),
                Histories.record(59, affiliate, spend: 1_000, gmv: 90_000),
            ], cadence: .daily)
    }

    private func spends(_ plan: DeliveryPlan?, _ line: LineKey) -> [Int64] {
        plan?.entries.filter { $0.line == line }.map(\.spend.fen) ?? []
    }

    private func plan(_ baseline: Baseline, _ fen: Int64) throws -> DeliveryPlan? {
        baseline.plan(history: try history(), horizon: horizon, media: Money(fen: fen), outcome: .gmv)
    }

    /// 1,001 fen over two lines and two days: 250.25 each; the odd fen goes to the first cell.
    @Test func equalSplit() throws {
        let plan = try plan(.equalSplit, 1001)
        #expect(plan?.media == Money(fen: 1001))
        #expect(spends(plan, Histories.feed) == [251, 250] && spends(plan, Histories.search) == [250, 250])
    }

    /// 3 and 6 yuan per yuan: a third and two thirds of 900 fen, over two days.
    @Test func lastPeriodReturn() throws {
        let plan = try plan(.lastPeriodROI, 900)
        #expect(spends(plan, Histories.search) == [150, 150] && spends(plan, Histories.feed) == [300, 300])
    }

    @Test func bestSingleChannel() throws {
        let plan = try plan(.bestSingleChannel, 901)
        #expect(spends(plan, Histories.search).isEmpty && spends(plan, Histories.feed) == [451, 450])
    }

    @Test func asRecordedIsNoRule() throws { #expect(try plan(.asRecorded, 900) == nil && plan(.steady, 900) == nil) }

    /// Where the outcome is not known by line, the shares of spend take its place: 100 to 50.
    @Test func unknownOutcome() throws {
        let plan = Baseline.lastPeriodROI.plan(
            history: try history(), horizon: horizon, media: Money(fen: 900), outcome: .newCustomers)
        #expect(spends(plan, Histories.search) == [300, 300] && spends(plan, Histories.feed) == [150, 150])
    }

    @Test func nothingToGoBy() throws {
        #expect(Baseline.equalSplit.plan(history: .empty, horizon: horizon, media: Money(fen: 5), outcome: .gmv) == nil)
        #expect(try plan(.equalSplit, 0)?.entries.isEmpty == true)
        let none = Horizon(begin: horizon.begin, count: 0)
        #expect(Baseline.equalSplit.plan(history: try history(), horizon: none, media: Money(fen: 5), outcome: .gmv) == nil)
    }

    /// Any amount over any weights is handed out to the fen, and no cell is a fen or more from its exact share.
    @Test func spreadKeepsTheSum() {
        for fen in [1, 2, 3, 99, 12_345, 999_999_999_999] as [Int64] {
            let weights = [0.1, 0, 1.0 / 3, 7]
            let lines = (0..<4).map { LineKey(channel: Channel(rawValue: "c\($0)")) }
            let plan = Baseline.spread(
                Money(fen: fen), over: lines, weights: weights, horizon: Horizon(begin: Histories.begin, count: 5))
            #expect(plan.media.fen == fen)
            for entry in plan.entries {
                let index = lines.firstIndex(of: entry.line) ?? 0
                let exact = Double(fen) * weights[index] / weights.reduce(0, +) / 5
                #expect(abs(Double(entry.spend.fen) - exact) < 1.001)
            }
        }
    }

    /// Largest seen of search 60 yuan, of feed 50: of 80 + 40 + 10 yuan planned, 60 + 40 are inside, and the new line is beyond.
    @Test func supportOfAPlan() throws {
        let fresh = LineKey(channel: "tv", goods: "A")
        let plan = DeliveryPlan(
            horizon: horizon,
            entries: [
                PlanEntry(day: horizon.begin, line: Histories.search, spend: Money(fen: 8_000)),
                PlanEntry(day: horizon.begin, line: Histories.feed, spend: Money(fen: 4_000)),
                PlanEntry(day: horizon.begin, line: fresh, spend: Money(fen: 1_000)),
            ])
        let support = SupportCheck(plan: plan, history: try history())
        #expect(abs(support.shareInsideSeen - 10.0 / 13) < 1e-12)
        #expect(support.linesBeyond == [Histories.search, fresh])
        #expect(SupportCheck(plan: DeliveryPlan(horizon: horizon, entries: []), history: .empty).shareInsideSeen == 1)
    }
}
