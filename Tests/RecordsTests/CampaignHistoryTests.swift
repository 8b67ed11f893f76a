// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Market
import Records
import Testing

@Suite("Campaign history")
struct CampaignHistoryTests {
    let first = Day(number: 20_000)
    let tv = LineKey(channel: "tv")
    let search = LineKey(channel: "search", goods: "436")

    func record(_ day: Int, _ line: LineKey, _ yuan: Int64, orders: Double? = nil) -> HistoryRecord {
        HistoryRecord(day: first.advanced(by: day), line: line, spend: Money(fen: yuan * 100), orders: orders)
    }

    @Test("Records are sorted, lines collected, days counted")
    func order() throws {
        let history = try CampaignHistory(records: [record(1, tv, 3), record(0, tv, 2), record(1, search, 1)])
        #expect(history.records.map(\.spend.fen) == [200, 100, 300])
        #expect(history.lines == [search, tv])
        #expect(history.firstDay == first)
        #expect(history.lastDay == first.advanced(by: 1))
        #expect(history.coveredUntil == first.advanced(by: 1))
        #expect(history.periodCount == 2)
        #expect(history.channelTotals().map(\.spend.fen) == [100, 500])
        #expect(CampaignHistory.empty.periodCount == 0 && CampaignHistory.empty.series(of: tv).spend.isEmpty)
    }

    @Test("A missing period is zero spend and unknown outcomes")
    func series() throws {
        let history = try CampaignHistory(records: [
            record(0, tv, 2, orders: 5), record(1, search, 7), record(2, tv, 4), record(3, search, 1, orders: 2),
        ])
        let series = history.series(of: tv)
        #expect(series.spend == [2, 0, 4, 0])
        #expect(series.recorded == [true, false, true, false])
        #expect(series.outcome(.orders).values == [5, 0, 0, 0])
        #expect(series.outcome(.orders).known == [true, false, false, false])
        #expect(series.outcome(.gmv).knownCount == 0)
        #expect(history.allSeries() == [history.series(of: search), series])
        #expect(history.series(of: LineKey(channel: "none")).totalSpend == 0)
    }

    @Test("A sum over lines is known only where every row knows it")
    func channelSum() throws {
        let other = LineKey(channel: "search", goods: "7")
        let history = try CampaignHistory(records: [
            record(0, search, 1, orders: 1), record(0, other, 2, orders: 2), record(1, search, 4, orders: 3),
            record(1, other, 8),
        ])
        let sum = history.series(of: Channel("search"))
        #expect(sum.line == LineKey(channel: "search"))
        #expect(sum.spend == [3, 12])
        #expect(sum.outcome(.orders).known == [true, false])
        #expect(sum.outcome(.orders).total == 3)
    }

    @Test("The shop is summed over geos, controls are averaged")
    func shop() throws {
        let history = try CampaignHistory(
            records: [],
            shop: [
                ShopRecord(day: first, geo: "a", orders: 1, gmv: Money(fen: 100), controls: ["rain": 1]),
                ShopRecord(day: first, geo: "b", orders: 2, eventStage: "burst", controls: ["rain": 4]),
                ShopRecord(day: first.advanced(by: 1), geo: "a", orders: 4, gmv: Money(fen: 300)),
            ])
        let shop = history.shopSeries()
        #expect(shop.outcome(.orders).values == [3, 4])
        #expect(shop.outcome(.gmv).known == [false, true])
        #expect(shop.controls["rain"]?.values == [2.5, 0])
        #expect(shop.eventStages == ["burst", ""])
        #expect(history.shopSeries(geo: "b").outcome(.orders).known == [true, false])
        #expect(history.geos == ["a", "b"])
    }

    @Test("What is not over by the day is hidden")
    func hiding() throws {
        let weekly = try CampaignHistory(records: [record(0, tv, 1), record(7, tv, 2), record(14, tv, 3)])
        #expect(weekly.cadence == .weekly)
        // Day 13 is the last of the second week; on day 12 that week is not over.
        #expect(weekly.hiding(after: first.advanced(by: 13)).records.count == 2)
        #expect(weekly.hiding(after: first.advanced(by: 12)).records.count == 1)
        #expect(weekly.hiding(after: first.advanced(by: 20)) == weekly)
        #expect(weekly.hiding(after: first.advanced(by: 5)).isEmpty)
        #expect(weekly.hiding(after: first.advanced(by: 12)).cadence == .weekly)
        #expect(weekly.hiding(before: first.advanced(by: 7)).records.count == 2)
    }

    @Test("The same day and line twice is refused, goods and geos too")
    func duplicates() {
        #expect(
            failure { _ = try CampaignHistory(records: [record(0, tv, 1), record(0, tv, 2)]) }
                == .duplicate(nil, key: "tv/all/all", day: first, firstLine: nil))
        let goods = [Goods(id: "1"), Goods(id: "1")]
        #expect(failure { _ = try CampaignHistory(records: [], goods: goods) }?.fault.notice.key == "records.duplicate")
    }

    @Test("Cadence is read off the days")
    func cadence() throws {
        func detect(_ offsets: [Int]) throws -> Cadence { try Cadence.detect(offsets.map { first.advanced(by: $0) }) }
        #expect(try detect([]) == .daily)
        #expect(try detect([0, 1, 2, 5, 6]) == .daily)
        #expect(try detect([0, 7, 21, 28]) == .weekly)
        let months = try [("2026-01-31"), ("2026-02-28"), ("2026-03-31"), ("2026-06-30")].map { try #require(Day($0)) }
        #expect(try Cadence.detect(months) == .monthly)
        // A weekly report glued to a daily one, a weekly one with a shifted week, and steps of nothing known.
        #expect(throws: RecordsError.self) { try detect([0, 1, 2, 3, 4, 5, 6, 13, 20, 27]) }
        #expect(
            failure { _ = try detect([0, 7, 14, 20, 27]) }
                == .mixedCadence(after: first.advanced(by: 14), day: first.advanced(by: 20), file: nil))
        #expect(throws: RecordsError.self) { try detect([0, 2, 4, 6, 8]) }
        #expect(throws: RecordsError.self) {
            try CampaignHistory(
                records: [record(0, tv, 1), record(7, tv, 1)],
                shop: (0..<9).map { ShopRecord(day: first.advanced(by: $0)) })
        }
    }

    @Test("Months are counted by the calendar")
    func months() throws {
        let days = try ["2025-11-30", "2025-12-31", "2026-02-28", "2026-03-31"].map { try #require(Day($0)) }
        let origin = try #require(Day("2025-10-31"))
        #expect(days.map { Cadence.monthly.period(of: $0, from: origin) } == [1, 2, 4, 5])
        #expect(Cadence.monthly.beginning(ofPeriod: 4, from: origin) == days[2])
        let history = try CampaignHistory(
            records: days.map { HistoryRecord(day: $0, line: tv, spend: Money(fen: 100)) })
        #expect(history.cadence == .monthly)
        #expect(history.series(of: tv).spend == [1, 1, 0, 1, 1])
        #expect(Cadence.weekly.period(of: first.advanced(by: -1), from: first) == -1)
    }

    @Test("Days a century apart and amounts beyond all measure are refused")
    func limits() {
        #expect(
            failure { _ = try CampaignHistory(records: [record(0, tv, 1), record(40_000, tv, 1)]) }?.fault.notice.key
                == "records.span-too-long")
        let huge = (0..<2).map { HistoryRecord(day: first.advanced(by: $0), line: tv, spend: Money(fen: Money.limit)) }
        #expect(failure { _ = try CampaignHistory(records: huge) } == .sumTooLarge(day: first.advanced(by: 1)))
    }

    @Test("A history survives JSON")
    func json() throws {
        let history = try CampaignHistory(
            records: [record(0, tv, 2, orders: 0.25), record(7, search, 1)], shop: [ShopRecord(day: first)],
            goods: [Goods(id: "436")])
        let again = try JSONDecoder().decode(CampaignHistory.self, from: JSONEncoder().encode(history))
        #expect(again == history)
    }
}
