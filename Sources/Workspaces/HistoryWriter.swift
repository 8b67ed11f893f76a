// SPDX-License-Identifier: GPL-3.0-or-later
import FoundationEssentials
import GRDB
import Market
import Records

/// Writes the rows of one import inside the caller's transaction, by statements that are prepared once.
struct HistoryWriter {
    private let db: Database
    private let shop: Int64
    private let importID: Int64
    private let givenDay: Day?
    private var summary: ImportSummary
    private var lines: [ViewedLine: Int64] = [:]
    private let insert: Statement
    private let keep: Statement
    private let update: Statement
    private let hasSpend: Statement
    private let insertLine: Statement
    private var encoder: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return encoder
    }

    static let values = "spend, impressions, clicks, carts, orders, new_customers, gmv"
    static let shopValues = "visitors, orders, new_customers, gmv, settled_gmv, event_stage, controls"

    init(_ db: Database, shop: Int64, importedOn: Day?, source: String) throws {
        self.db = db
        self.shop = shop
        givenDay = importedOn
        summary = ImportSummary(importedOn: importedOn ?? Day(number: 0), source: source)
        try db.execute(
            sql: "INSERT INTO import (shop, imported_on, source) VALUES (?, ?, ?)",
            arguments: [shop, summary.importedOn.number, source])
        importID = db.lastInsertedRowID
        insert = try db.makeStatement(
            sql: """
                INSERT INTO history (shop, day, line, import, \(Self.values)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT DO NOTHING
                """)
        // Rows that say the same are left as they are: `IS` compares unknown values too.
        keep = try db.makeStatement(
            sql: """
                INSERT INTO earlier_history (shop, day, line, import, \(Self.values))
                SELECT shop, day, line, import, \(Self.values) FROM history WHERE shop = ? AND day = ? AND line = ?
                AND NOT (spend IS ? AND impressions IS ? AND clicks IS ? AND carts IS ? AND orders IS ?
                    AND new_customers IS ? AND gmv IS ?)
                """)
        update = try db.makeStatement(
            sql: """
                UPDATE history SET import = ?, spend = ?, impressions = ?, clicks = ?, carts = ?, orders = ?,
                    new_customers = ?, gmv = ? WHERE shop = ? AND day = ? AND line = ?
                """)
        hasSpend = try db.makeStatement(sql: "SELECT spend = ? FROM history WHERE shop = ? AND day = ? AND line = ?")
        insertLine = try db.makeStatement(
            sql: "INSERT INTO line (shop, channel, goods, audience, view) VALUES (?, ?, ?, ?, ?)")
        let known = try Row.fetchCursor(
            db, sql: "SELECT id, channel, goods, audience, view FROM line WHERE shop = ?", arguments: [shop])
        while let row = try known.next() {
            let view = ReportView(rawValue: try row.decode(atIndex: 4))
            lines[ViewedLine(line: try Self.line(row, from: 1), view: view)] = try row.decode(atIndex: 0)
        }
    }

    static func line(_ row: Row, from column: Int) throws -> LineKey {
        LineKey(
            channel: Channel(rawValue: try row.decode(atIndex: column)),
            goods: GoodsID(rawValue: try row.decode(atIndex: column + 1)),
            audience: Audience(rawValue: try row.decode(atIndex: column + 2)))
    }

    /// Writes a record of the merchant's own history, whose channels may be told apart by goods or not.
    mutating func write(_ record: HistoryRecord) throws {
        try write(record, line: try number(of: record.line, view: .plain))
    }

    /// Writes a record whose line has been given its number in the file already.
    mutating func write(_ record: HistoryRecord, line: Int64) throws {
        let day = record.day.number
        summary.include(record.day)
        insert.setUncheckedArguments([
            shop, day, line, importID, record.spend.fen, record.impressions, record.clicks, record.carts, record.orders,
            record.newCustomers, record.gmv?.fen,
        ])
        try insert.execute()
        if db.changesCount > 0 {
            summary.added += 1
            return
        }
        keep.setUncheckedArguments([
            shop, day, line, record.spend.fen, record.impressions, record.clicks, record.carts, record.orders,
            record.newCustomers, record.gmv?.fen,
        ])
        try keep.execute()
        guard db.changesCount > 0 else {
            summary.unchanged += 1
            return
        }
        if try Bool.fetchOne(hasSpend, arguments: [record.spend.fen, shop, day, line]) == false { summary.spendChanged += 1 }
        update.setUncheckedArguments([
            importID, record.spend.fen, record.impressions, record.clicks, record.carts, record.orders, record.newCustomers,
            record.gmv?.fen, shop, day, line,
        ])
        try update.execute()
        summary.restated += 1
    }

    /// The number of a line as one report tells it; lines that are new get one.
    mutating func number(of line: LineKey, view: ReportView) throws -> Int64 {
        let key = ViewedLine(line: line, view: view)
        if let known = lines[key] { return known }
        insertLine.setUncheckedArguments([
            shop, line.channel.rawValue, line.goods.rawValue, line.audience.rawValue, view.rawValue,
        ])
        try insertLine.execute()
        lines[key] = db.lastInsertedRowID
        return db.lastInsertedRowID
    }

    mutating func write(_ record: ShopRecord) throws {
        summary.include(record.day)
        let controls = String(decoding: try encoder.encode(record.controls), as: UTF8.self)
        let values: StatementArguments = [
            record.visitors, record.orders, record.newCustomers, record.gmv?.fen, record.settledGMV?.fen, record.eventStage,
            controls,
        ]
        let key: StatementArguments = [shop, record.day.number, record.geo]
        try db.cachedStatement(
            sql: """
                INSERT INTO shop_day (shop, day, geo, import, \(Self.shopValues)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT DO NOTHING
                """
        ).execute(arguments: key + [importID] + values)
        if db.changesCount > 0 {
            summary.added += 1
            return
        }
        try db.cachedStatement(
            sql: """
                INSERT INTO earlier_shop_day (shop, day, geo, import, \(Self.shopValues))
                SELECT shop, day, geo, import, \(Self.shopValues) FROM shop_day WHERE shop = ? AND day = ? AND geo = ?
                AND NOT (visitors IS ? AND orders IS ? AND new_customers IS ? AND gmv IS ? AND settled_gmv IS ?
                    AND event_stage IS ? AND controls IS ?)
                """
        ).execute(arguments: key + values)
        guard db.changesCount > 0 else {
            summary.unchanged += 1
            return
        }
        try db.cachedStatement(
            sql: """
                UPDATE shop_day SET import = ?, visitors = ?, orders = ?, new_customers = ?, gmv = ?, settled_gmv = ?,
                    event_stage = ?, controls = ? WHERE shop = ? AND day = ? AND geo = ?
                """
        ).execute(arguments: [importID] + values + key)
        summary.restated += 1
    }

    mutating func write(_ goods: [Goods]) throws {
        for item in goods {
            try db.cachedStatement(
                sql: """
                    INSERT INTO goods (shop, id, position, title, category, price, unit_margin, stock, listed_on)
                    VALUES (?, ?, (SELECT ifnull(max(position), 0) + 1 FROM goods WHERE shop = ?), ?, ?, ?, ?, ?, ?)
                    ON CONFLICT DO UPDATE SET title = excluded.title, category = excluded.category, price = excluded.price,
                    unit_margin = excluded.unit_margin, stock = excluded.stock, listed_on = excluded.listed_on
                    """
            ).execute(arguments: [
                shop, item.id.rawValue, shop, item.title, item.category, item.price?.fen, item.unitMargin?.fen, item.stock,
                item.listedOn?.number,
            ])
        }
    }

    /// True when an import before this one has a later date.
    private func isOutOfOrder() throws -> Bool {
        try Bool.fetchOne(
            db, sql: "SELECT EXISTS (SELECT 1 FROM import WHERE shop = ? AND id < ? AND imported_on > ?)",
            arguments: [shop, importID, summary.importedOn.number]) == true
    }

    /// Completes the import's own row.
    mutating func finish() throws -> ImportSummary {
        summary.importedOn = givenDay ?? summary.lastDay?.advanced(by: 1) ?? summary.importedOn
        let outOfOrder = try summary.restated > 0 && isOutOfOrder()
        for table in outOfOrder ? ["earlier_history", "earlier_shop_day"] : [] {
            let current = table == "earlier_history" ? "history" : "shop_day"
            let key = table == "earlier_history" ? "line" : "geo"
            // The version just replaced is the one with the highest import below this one.
            summary.restatedByOlder +=
                try Int.fetchOne(
                    db,
                    sql: """
                        SELECT count(*) FROM \(current) AS now WHERE now.shop = ? AND now.import = ? AND
                        (SELECT import.imported_on FROM \(table) AS old JOIN import ON import.id = old.import
                         WHERE old.shop = now.shop AND old.day = now.day AND old.\(key) = now.\(key)
                         ORDER BY old.import DESC LIMIT 1) > ?
                        """, arguments: [shop, importID, summary.importedOn.number]) ?? 0
        }
        try db.execute(
            sql: """
                UPDATE import SET imported_on = ?, first_day = ?, last_day = ?, added = ?, restated = ?, unchanged = ?,
                restated_by_older = ? WHERE id = ?
                """,
            arguments: [
                summary.importedOn.number, summary.firstDay?.number, summary.lastDay?.number, summary.added,
                summary.restated, summary.unchanged, summary.restatedByOlder, importID,
            ])
        return summary
    }
}

/// A line as one kind of report tells it.
struct ViewedLine: Hashable {
    var line: LineKey
    var view: ReportView
}
