// SPDX-License-Identifier: GPL-3.0-or-later
public import Market

/// A file that has been read and not stored yet: its rows as numbers, in bounded memory, and the account of them.
///
/// Rows come out once, by day: rows of one day and line are added, a row that stands there twice letter for letter counts once, and a
/// row without names whose numbers are the sum of the day's others is their total. Only then is the report complete.
public final class StagedExport {
    /// Distinct lines, by the number that `forEach` gives.
    public let lines: [LineKey]
    /// What each line's report splits by.
    public let views: [ReportView]
    public let shop: [ShopRecord]
    public let goods: [Goods]
    /// Complete after `forEach`.
    public private(set) var report: ImportReport

    /// Rows of one file; they take 8 GB of temporary space then.
    static let rowLimit = 100_000_000

    private let sorter: RowSorter
    private var account: RowAccount
    private var flags: UInt32 = 0
    private var days: [Day] = []
    private var seen: [Bool]
    private var isDrained = false
    /// Rows of one day that are looked at together; a day with more is not searched for totals.
    private static let dayLimit = 200_000

    init(
        lines: [LineKey], views: [ReportView], shop: [ShopRecord], goods: [Goods], sorter: RowSorter, account: RowAccount,
        report: ImportReport
    ) {
        self.lines = lines
        self.views = views
        self.shop = shop
        self.goods = goods
        self.sorter = sorter
        self.account = account
        self.report = report
        seen = [Bool](repeating: false, count: lines.count)
        if sorter.count == 0 { complete() }
    }

    /// The last day of its rows; known before they have come out.
    public var lastDay: Day? { [sorter.lastDay, shop.last?.day].compactMap { $0 }.max() }

    /// Number of rows that may come out at most.
    public var rowCount: Int { sorter.count }

    /// Gives every record with its line's number to `body`, by day. Only once.
    public func forEach(_ body: (HistoryRecord, Int) throws -> Void) throws {
        guard !isDrained else { return }
        isDrained = true
        var day: [PackedRow] = []
        var current = UInt64.max
        try sorter.drain { row in
            if row.key >> 32 != current || day.count >= Self.dayLimit && row.key != day[day.count - 1].key {
                try finish(&day, body)
                current = row.key >> 32
            }
            day.append(row)
        }
        try finish(&day, body)
        complete()
    }

    /// Reads all rows for the report's sake.
    public func count() throws { try forEach { _, _ in } }

    /// Merges the rows of a day, which are sorted by line and content.
    private func finish(_ day: inout [PackedRow], _ body: (HistoryRecord, Int) throws -> Void) throws {
        defer { day.removeAll(keepingCapacity: true) }
        guard let first = day.first else { return }
        if days.last != first.day { days.append(first.day) }
        let total = totalRow(day)
        var index = 0
        while index < day.count {
            var sum: PackedRow?
            let key = day[index].key
            var last: PackedRow?
            while index < day.count, day[index].key == key {
                let row = day[index]
                defer {
                    last = row
                    index += 1
                }
                if let last, last.hash == row.hash, row.hash != 0 {
                    account.retract(.repeated, line: Int(row.fileLine))
                } else if index == total {
                    account.retract(.total, line: Int(row.fileLine))
                } else if sum == nil {
                    sum = row
                } else if sum?.add(row) == true {
                    report.merged += 1
                } else {
                    account.retract(.badNumber, line: Int(row.fileLine))
                }
            }
            guard let sum else { continue }
            flags |= sum.flags
            seen[sum.line] = true
            try body(sum.record(lines[sum.line]), sum.line)
        }
    }

    /// The row that holds the sum of all others of the day, if one without names does.
    private func totalRow(_ day: [PackedRow]) -> Int? {
        guard day.count >= 2, let candidate = day.firstIndex(where: { $0.flags & PackedRow.maybeTotal != 0 }) else {
            return nil
        }
        let row = day[candidate]
        var others = PackedRow(day: row.day, line: row.line, spend: .zero, hash: 0, fileLine: 0)
        for (index, other) in day.enumerated() where index != candidate { guard others.add(other) else { return nil } }
        // Rounded amounts may differ by half a fen a row.
        let slack = Double(day.count)
        func near(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= slack + 1e-9 * abs(a) }
        guard near(Double(row.spend), Double(others.spend)), near(row.impressions, others.impressions),
            near(row.clicks, others.clicks), row.spend > 0 || row.impressions > 0
        else { return nil }
        return candidate
    }

    private func complete() {
        let all = (days + shop.map(\.day)).sorted()
        var distinct: [Day] = []
        for day in all where day != distinct.last { distinct.append(day) }
        report.rows = account.rows
        report.taken = account.taken
        report.dropped = account.dropped
        report.firstDay = distinct.first
        report.lastDay = distinct.last
        report.cadence = distinct.isEmpty ? nil : try? Cadence.detect(distinct)
        report.lines = seen.count { $0 }
        if lines.indices.contains(where: { seen[$0] && views[$0] != .plain && lines[$0].channel == .all }) {
            report.notices.append(Notice("records.import-no-channel"))
        }
        let known = Set(PackedRow.outcomes(flags))
        report.missing =
            distinct.isEmpty
            ? []
            : Outcome.canonical.filter { outcome in
                !known.contains(outcome) && !shop.contains { $0.value(of: outcome) != nil }
            }
    }
}
