// SPDX-License-Identifier: GPL-3.0-or-later
import GRDB
public import Market
public import Records

/// What an import changed.
public struct ImportSummary: Sendable, Hashable, Codable {
    /// The day on which the imported numbers were known.
    public var importedOn: Day
    /// The file or folder, as the caller named it.
    public var source: String
    /// First and last day of the rows; nil when there were none.
    public var firstDay: Day?
    public var lastDay: Day?
    /// Rows for days and lines that were not there before.
    public var added = 0
    /// Rows that replaced other values; the earlier ones are kept as versions.
    public var restated = 0
    /// Rows that say what was known already.
    public var unchanged = 0
    /// Those of `restated` whose spend changed. What was spent on a day is final on the next morning: when most of them changed, the
    /// files most likely tell of different things.
    public var spendChanged = 0
    /// Those of `restated` that replaced numbers with a later import date: most likely files were imported in the wrong order.
    public var restatedByOlder = 0

    init(importedOn: Day, source: String) {
        self.importedOn = importedOn
        self.source = source
    }

    mutating func include(_ day: Day) {
        firstDay = min(firstDay ?? day, day)
        lastDay = max(lastDay ?? day, day)
    }
}

extension ShopWorkspace {
    /// Stores records and shop rows in one transaction: a day and line (day and geo) that is there already is replaced, and its
    /// earlier values are kept with their import date.
    ///
    /// - Parameters:
    ///   - importedOn: the day on which these numbers were known. Platforms deliver a day on the next morning, so nil takes the
    ///     day after the last one in `records` and `shop`; the clock is never read.
    ///   - goods: goods to add or update; those not named stay.
    @discardableResult
    public func importRecords(
        _ records: [HistoryRecord], shop: [ShopRecord] = [], goods: [Goods] = [], importedOn: Day? = nil,
        source: String = ""
    ) throws(WorkspaceError) -> ImportSummary {
        let days = [records.lazy.map(\.day).max(), shop.lazy.map(\.day).max()].compactMap { $0 }
        let day = importedOn ?? days.max()?.advanced(by: 1) ?? Day(number: 0)
        return try write { db in
            var writer = try HistoryWriter(db, shop: shopID, importedOn: day, source: source)
            for record in records { try writer.write(record) }
            for record in shop { try writer.write(record) }
            try writer.write(goods)
            return try writer.finish()
        }
    }

    /// Stores files that have been read, all in one transaction: either all of them are there afterwards or none.
    ///
    /// Each file is an import of its own with its own day, so that numbers of one day in overlapping downloads become versions of one
    /// another. Files that end earlier were downloaded earlier and come first; of two that end on one day the later in the list is
    /// the newer.
    ///
    /// - Parameters:
    ///   - importedOn: nil takes the day after each file's last.
    ///   - orders: the orders of a day take the place of those that are stored of it.
    ///   - customers: the key that hides customers' ids; nil stores them as they are.
    @discardableResult
    public func importStaged(
        _ files: [StagedExport], orders: [OrderRows] = [], customers: CustomerKey? = nil, importedOn: Day? = nil,
        progress: ((Int) -> Void)? = nil
    ) throws(WorkspaceError) -> [ImportSummary] {
        try write { db in
            if !orders.isEmpty { try OrderWriter(db, shop: shopID, key: customers).write(orders) }
            var summaries: [ImportSummary] = []
            var written = 0
            for file in Self.inOrderOfDownload(files) {
                var writer = try HistoryWriter(db, shop: shopID, importedOn: importedOn, source: file.report.file)
                var numbers = [Int64](repeating: 0, count: file.lines.count)
                try file.forEach { record, line in
                    if numbers[line] == 0 { numbers[line] = try writer.number(of: record.line, view: file.views[line]) }
                    try writer.write(record, line: numbers[line])
                    written += 1
                    if written & 0xFFFF == 0 {
                        try Task.checkCancellation()
                        progress?(written)
                    }
                }
                for record in file.shop { try writer.write(record) }
                try writer.write(file.goods)
                summaries.append(try writer.finish())
            }
            return summaries
        }
    }

    private static func inOrderOfDownload(_ files: [StagedExport]) -> [StagedExport] {
        files.enumerated().sorted { a, b in
            (a.element.lastDay?.number ?? .min, a.offset) < (b.element.lastDay?.number ?? .min, b.offset)
        }.map(\.element)
    }

    /// Stores the rows of a canonical history file as they are read, so that memory stays bounded whatever the file's size.
    ///
    /// An error in the file undoes the whole import.
    @discardableResult
    public func importHistory(
        _ source: consuming ByteSource, importedOn: Day? = nil
    ) throws(WorkspaceError) -> ImportSummary {
        let file = source.file
        var reader: HistoryReader
        do { reader = try HistoryReader(source) } catch { throw .records(error) }
        return try write { db in
            var writer = try HistoryWriter(db, shop: shopID, importedOn: importedOn, source: file)
            while let record = try reader.next() { try writer.write(record) }
            return try writer.finish()
        }
    }

    /// All imports of the shop, oldest first.
    public func imports() throws(WorkspaceError) -> [ImportSummary] {
        try read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT imported_on, source, first_day, last_day, added, restated, unchanged, restated_by_older
                    FROM import WHERE shop = ? ORDER BY id
                    """, arguments: [shopID]
            ).map { row in
                var summary = ImportSummary(importedOn: try row.day(0), source: try row.decode(atIndex: 1))
                summary.firstDay = try row.optionalDay(2)
                summary.lastDay = try row.optionalDay(3)
                summary.added = try row.decode(atIndex: 4)
                summary.restated = try row.decode(atIndex: 5)
                summary.unchanged = try row.decode(atIndex: 6)
                summary.restatedByOlder = try row.decode(atIndex: 7)
                return summary
            }
        }
    }
}
