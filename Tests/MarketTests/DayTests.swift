// SPDX-License-Identifier: GPL-3.0-or-later
import Market
import Testing

@Suite struct DayTests {
    @Test func countsFromTheEpoch() throws {
        #expect(try #require(Day("1970-01-01")).number == 0)
        // 2000-03-01 is 11,017 days after the epoch: 30 years of 365 days, 7 leap days up to 1999, 31 + 29 days.
        #expect(try #require(Day("2000-03-01")).number == 30 * 365 + 7 + 31 + 29)
        #expect(try #require(Day("2026-11-22")).weekday == 6)
    }

    @Test(arguments: [
        "2025-02-29", "2025-13-01", "2025-00-10", "2025-1-01", "25-01-01", "2025/01/01", "2025-01-01 ", "１970-01-01", "",
    ])
    func refusesWhatIsNoDay(text: String) { #expect(Day(text) == nil) }

    @Test func roundTripsOverCenturies() throws {
        let first = try #require(Day("1900-01-01"))
        for offset in stride(from: 0, to: 400_000, by: 37) {
            let day = first.advanced(by: offset)
            if day.civil.year < 3000 { #expect(Day(day.description) == day) }
        }
    }

    @Test func horizonCoversWholePeriods() throws {
        let begin = try #require(Day("2025-09-29"))
        let end = try #require(Day("2025-10-26"))
        let daily = Horizon(begin: begin, end: end, cadence: .daily)
        #expect(daily.count == 28)
        #expect(daily.end == end)
        let weekly = Horizon(begin: begin, end: end, cadence: .weekly)
        #expect(weekly.count == 4)
        #expect(weekly.period(of: end) == 3)
        #expect(weekly.period(of: begin.advanced(by: -1)) == nil)
        #expect(Horizon(begin: end, end: begin, cadence: .daily).count == 0)
    }
}
