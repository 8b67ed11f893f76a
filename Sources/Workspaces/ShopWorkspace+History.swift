// SPDX-License-Identifier: GPL-3.0-or-later
import FoundationEssentials
import GRDB
public import Market
public import Records

/// One value that was once known for a record, and since when.
public struct RecordVersion: Sendable, Hashable, Codable {
    /// The day on which the import made it known.
    public var importedOn: Day
    public var record: HistoryRecord
}

extension ShopWorkspace {
    /// The shop's history as it is known now.
    public func history(cadence: Cadence? = nil) throws(WorkspaceError) -> CampaignHistory {
        let parts = try read { db in (try records(db), try shopRows(db), try goods(db)) }
        do {
            return try CampaignHistory(records: parts.0, shop: parts.1, goods: parts.2, cadence: cadence)
        } catch {
            throw .records(error)
        }
    }

    /// The shop's goods, in the order in which they came.
    public func goods() throws(WorkspaceError) -> [Goods] { try read { try goods($0) } }

    /// For every day and line whose numbers were restated, all the values it successively had, oldest first: what a delay table
    /// is made from.
    ///
    /// By day, then line. An import that repeats a value is no version; `imports()` says which days it covered.
    public func maturity() throws(WorkspaceError) -> [[RecordVersion]] {
        try read { db in
            let lines = try viewedLines(db)
            let values = HistoryWriter.values
            let rows = try Row.fetchCursor(
                db,
                sql: """
                    SELECT all_versions.*, import.imported_on FROM (
                        SELECT day, line, \(values), import FROM earlier_history WHERE shop = ?
                        UNION ALL
                        SELECT day, line, \(values), import FROM history WHERE shop = ? AND EXISTS (
                            SELECT 1 FROM earlier_history AS old
                            WHERE old.shop = history.shop AND old.day = history.day AND old.line = history.line)
                    ) AS all_versions JOIN import ON import.id = all_versions.import
                    """, arguments: [shopID, shopID])
            // Sorted by small numbers instead of names.
            var ranks: [Int64: Int] = [:]
            let order = lines.sorted { ($0.value.line, $0.value.view.rawValue) < ($1.value.line, $1.value.view.rawValue) }
            for (rank, entry) in order.enumerated() { ranks[entry.key] = rank }
            var versions: [(day: Int, rank: Int, order: Int64, version: RecordVersion)] = []
            while let row = try rows.next() {
                let record = try Self.record(row, lines)
                let version = RecordVersion(importedOn: try row.day(10), record: record.record)
                let rank = ranks[try row.decode(atIndex: 1)] ?? 0
                versions.append((version.record.day.number, rank, try row.decode(atIndex: 9), version))
            }
            versions.sort { ($0.day, $0.rank, $0.order) < ($1.day, $1.rank, $1.order) }
            var grouped: [[RecordVersion]] = []
            var last: (day: Int, rank: Int)?
            for version in versions {
                if let last, last == (version.day, version.rank) {
                    grouped[grouped.count - 1].append(version.version)
                } else {
                    grouped.append([version.version])
                }
                last = (version.day, version.rank)
            }
            return grouped
        }
    }

    private func viewedLines(_ db: Database) throws -> [Int64: ViewedLine] {
        var lines: [Int64: ViewedLine] = [:]
        let rows = try Row.fetchCursor(
            db, sql: "SELECT id, channel, goods, audience, view FROM line WHERE shop = ?", arguments: [shopID])
        while let row = try rows.next() {
            let view = ReportView(rawValue: try row.decode(atIndex: 4))
            lines[try row.decode(atIndex: 0)] = ViewedLine(line: try HistoryWriter.line(row, from: 1), view: view)
        }
        return lines
    }

    /// All records; where several reports tell of the same money, each yuan once.
    private func records(_ db: Database) throws -> [HistoryRecord] {
        let lines = try viewedLines(db)
        var records: [ViewedRecord] = []
        let rows = try Row.fetchCursor(
            db, sql: "SELECT day, line, \(HistoryWriter.values) FROM history WHERE shop = ? ORDER BY day, line",
            arguments: [shopID])
        while let row = try rows.next() { records.append(try Self.record(row, lines)) }
        return ReportView.joined(records)
    }

    /// A record from the columns day, line and the values.
    private static func record(_ row: Row, _ lines: [Int64: ViewedLine]) throws -> ViewedRecord {
        guard let line = lines[try row.decode(Int64.self, atIndex: 1)] else {
            throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "history without line")
        }
        let record = HistoryRecord(
            day: try row.day(0), line: line.line, spend: try row.money(2) ?? .zero, impressions: try row.count(3),
            clicks: try row.count(4), carts: try row.count(5), orders: try row.count(6), newCustomers: try row.count(7),
            gmv: try row.money(8))
        return ViewedRecord(record, line.view)
    }

    private func shopRows(_ db: Database) throws -> [ShopRecord] {
        let decoder = JSONDecoder()
        let rows = try Row.fetchCursor(
            db, sql: "SELECT day, geo, \(HistoryWriter.shopValues) FROM shop_day WHERE shop = ? ORDER BY day, geo",
            arguments: [shopID])
        var records: [ShopRecord] = []
        while let row = try rows.next() {
            records.append(
                ShopRecord(
                    day: try row.day(0), geo: try row.decode(atIndex: 1), visitors: try row.count(2),
                    orders: try row.count(3), newCustomers: try row.count(4), gmv: try row.money(5),
                    settledGMV: try row.money(6), eventStage: try row.decode(atIndex: 7),
                    controls: try decoder.decode([String: Double].self, from: Data(row.decode(String.self, atIndex: 8).utf8))))
        }
        return records
    }

    private func goods(_ db: Database) throws -> [Goods] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT id, title, category, price, unit_margin, stock, listed_on FROM goods WHERE shop = ? ORDER BY position
                """, arguments: [shopID]
        ).map { row in
            Goods(
                id: GoodsID(rawValue: try row.decode(atIndex: 0)), title: try row.decode(atIndex: 1),
                category: try row.decode(atIndex: 2), price: try row.money(3), unitMargin: try row.money(4),
                stock: try row.decode(Int64?.self, atIndex: 5), listedOn: try row.optionalDay(6))
        }
    }
}
