// SPDX-License-Identifier: GPL-3.0-or-later
import Market
import Records
import Response
import Testing

/// What a line can really spend of what it is given.
@Suite struct DeliverabilityTests {
    /// 100 given on four days, 58, 60, 62 and 100 spent. Product limit: 3/4 after 58, 1/2 after 60: the median capacity is 60.
    @Test func theMedianOfTheCapacity() {
        let found = Deliverability(days: [58, 62, 100, 60].map { (given: 100, spent: $0) })
        #expect(found == Deliverability(ceiling: 60, stuckDays: 3, days: 4))
    }

    /// Days that spent what they were given say only that the capacity is at least that.
    @Test func censoredDaysHoldTheCeilingUp() {
        // 40 given and spent on four days, 100 given and 60, 61, 62 spent on three: of those at risk at 60 two of three are left, at 61
        // one of three.
        let small = [Double](repeating: 40, count: 4).map { (given: $0, spent: $0) }
        let found = Deliverability(days: small + [60, 61, 62].map { (given: 100, spent: $0) })
        #expect(found?.ceiling == 61)
    }

    @Test func fewOrNoStuckDaysSayNothing() {
        #expect(Deliverability(days: [(100, 50), (100, 60), (100, 99), (100, 100)]) == nil)
        #expect(Deliverability(days: [(100, 95), (100, 96), (100, 97), (100, 100)]) == nil)
        // A line that did not run at all was not held back.
        #expect(Deliverability(days: [(100, 0), (100, 0), (100, 0), (100, 0)]) == nil)
        // Three stuck days among twenty are no ceiling.
        #expect(Deliverability(days: [(100, 50), (100, 50), (100, 50)] + (0..<20).map { _ in (100, 100) }) == nil)
    }

    /// History and plans joined by day and line; the last day's spend is kept by line.
    @Test func learnedFromPlansAndHistory() throws {
        let begin = try #require(Day("2025-09-01"))
        let search = LineKey(channel: "search")
        let records = (0..<10).map { day in
            HistoryRecord(day: begin.advanced(by: day), line: search, spend: Money(fen: 5_000 + Int64(day)), clicks: 10)
        }
        let history = try CampaignHistory(records: records, cadence: .daily)
        let given = (0..<20).map { PlanEntry(day: begin.advanced(by: $0), line: search, spend: Money(fen: 10_000)) }
        let record = SpendRecord(history: history, given: given)
        #expect(record.lastDay == begin.advanced(by: 9))
        #expect(record.lastSpend.map(\.yuan) == [50.09])
        let found = try #require(record.deliverability(of: search))
        // Ten days from 50.00 to 50.09, all stuck: half of them are left after the fifth.
        #expect(found.days == 10 && found.stuckDays == 10 && abs(found.ceiling - 50.04) < 1e-9)
        #expect(SpendRecord(history: history).deliverability.isEmpty)
    }
}
