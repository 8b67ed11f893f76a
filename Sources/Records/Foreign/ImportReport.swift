// SPDX-License-Identifier: GPL-3.0-or-later
public import Market

/// Why a row of an export was not taken.
public enum DropReason: String, Sendable, Codable, Hashable, CaseIterable {
    /// A row of totals: its numbers are in the other rows.
    case total
    /// The header once more, where files were put together.
    case header
    /// More or fewer fields than the header.
    case ragged
    /// A date that cannot be read.
    case badDate = "bad-date"
    /// A number that cannot be read, or is beyond all measure.
    case badNumber = "bad-number"
    /// An amount or count below zero.
    case negative
    /// The same row, letter for letter, a second time.
    case repeated
    /// A row that covers several days but neither a week nor a month.
    case oddPeriod = "odd-period"
    /// Text in no known encoding.
    case badEncoding = "bad-encoding"
}

/// The rows that were dropped for one reason.
public struct DroppedRows: Sendable, Codable, Hashable {
    public var reason: DropReason
    public var count: Int
    /// Lines of the file, at most the first ten.
    public var lines: [Int]
    /// Column and value of the first such row, where one is to blame.
    public var field: String?
    public var found: String?
}

/// What an import took, dropped and noticed. Every row is accounted for: `rows == taken + dropped`.
public struct ImportReport: Sendable, Codable, Hashable {
    public var file: String
    public var format: ImportFormat
    /// `utf-8`, `gb18030` or `utf-16`.
    public var encoding: String
    /// The line of the header, from 1.
    public var headerLine: Int
    /// Rows above the header that were passed over.
    public var titleRows: Int
    /// Rows below the header that are not blank.
    public var rows: Int
    /// Rows whose numbers are in the records.
    public var taken: Int
    /// What was dropped, by reason.
    public var dropped: [DroppedRows]
    /// Rows that were added to another row of the same day and line.
    public var merged: Int
    /// Days of records and shop rows; nil when nothing was taken.
    public var firstDay: Day?
    public var lastDay: Day?
    /// nil when the days fit no cadence.
    public var cadence: Cadence?
    /// Number of distinct lines.
    public var lines: Int
    /// Outcomes that the file does not have, neither by line nor for the shop.
    public var missing: [Outcome]
    /// Columns that were not used, by their name in the file.
    public var unusedColumns: [String]
    /// Columns that stand twice in the header, of which the first was used.
    public var repeatedColumns: [String] = []
    /// Further things that a person should know.
    public var notices: [Notice]

    /// Rows that were not taken.
    public var droppedCount: Int { dropped.reduce(0) { $0 + $1.count } }
}

/// What came out of an export.
public struct ImportedRecords: Sendable, Codable, Hashable {
    /// Sorted by day, then line; each (day, line) once.
    public var records: [HistoryRecord]
    public var shop: [ShopRecord]
    /// Goods that the export names.
    public var goods: [Goods]
    public var report: ImportReport
}

/// Keeps the account of rows while a file is read.
struct RowAccount {
    private(set) var rows = 0
    private(set) var taken = 0
    private var drops: [DropReason: DroppedRows] = [:]

    mutating func take() {
        rows += 1
        taken += 1
    }

    mutating func drop(_ reason: DropReason, line: Int, field: String? = nil, found: String? = nil) {
        rows += 1
        var entry = drops[reason] ?? DroppedRows(reason: reason, count: 0, lines: [], field: field, found: found)
        entry.count += 1
        if entry.lines.count < 10 { entry.lines.append(line) }
        drops[reason] = entry
    }

    /// Drops a row that was taken.
    mutating func retract(_ reason: DropReason, line: Int) {
        rows -= 1
        taken -= 1
        drop(reason, line: line)
        drops[reason]?.lines.sort()
    }

    var dropped: [DroppedRows] { DropReason.allCases.compactMap { drops[$0] } }
}
