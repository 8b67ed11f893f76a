// SPDX-License-Identifier: GPL-3.0-or-later
import Market
import Response
import Testing

@Suite("Maturity of reports")
struct MaturityTests {
    @Test("Shares are interpolated between the table's ages")
    func interpolation() {
        let table = MaturityTable.default
        #expect(table.share(age: 1) == 0.75)
        // Half way between 75 % after one day and 89 % after three.
        #expect(abs(table.share(age: 2) - 0.82) < 1e-12)
        #expect(table.share(age: 30) == 1)
        #expect(table.matureAge == 15)
    }

    @Test("A table must rise")
    func checked() {
        #expect(MaturityTable(ages: [1, 3], shares: [0.9, 0.8]) == nil)
        #expect(MaturityTable(ages: [3, 1], shares: [0.8, 0.9]) == nil)
        #expect(MaturityTable(ages: [1], shares: [1.1]) == nil)
    }

    @Test("Re-imported reports decide once there are enough of them")
    func estimated() {
        let first = Day("2025-03-03")!
        let line = LineKey(channel: "search")
        let current = (0..<200).map { HistoryRecord(day: first.advanced(by: $0), line: line, spend: .zero, orders: 100) }
        // Half is visible the next morning, 90 % after three days.
        let versions = current.flatMap { record in
            [(1, 50.0), (3, 90.0)].map { age, orders in
                ReportVersion(
                    imported: record.day.advanced(by: age),
                    record: HistoryRecord(day: record.day, line: line, spend: .zero, orders: orders))
            }
        }
        let table = MaturityTable.estimated(
            from: versions, current: current, asOf: first.advanced(by: 300), outcome: .orders)
        // (200 · 0.5 + 10 · 0.75) / 210
        #expect(abs(table.share(age: 1) - 107.5 / 210) < 1e-9)
        #expect(abs(table.share(age: 3) - (180 + 8.9) / 210) < 1e-9)
    }
}
