// SPDX-License-Identifier: GPL-3.0-or-later
import GRDB
public import Market
public import Records

/// Writes customers' orders inside the caller's transaction.
struct OrderWriter {
    let db: Database
    let shop: Int64
    /// nil stores ids as they are.
    let key: CustomerKey?

    init(_ db: Database, shop: Int64, key: CustomerKey?) {
        self.db = db
        self.shop = shop
        self.key = key
    }

    /// Files that end earlier come first. The orders of each day that a file has take the place of what was stored of it: a download of a
    /// day has all its orders.
    func write(_ files: [OrderRows]) throws {
        try agreeOnNames()
        var hasReplaced = false
        for file in files.enumerated().sorted(by: { ($0.element.lastDay, $0.offset) < ($1.element.lastDay, $1.offset) }) {
            hasReplaced = try write(file.element) || hasReplaced
        }
        // Nobody is kept whose orders are all gone.
        guard hasReplaced else { return }
        try db.execute(
            sql: "DELETE FROM customer WHERE shop = ? AND id NOT IN (SELECT customer FROM purchase WHERE shop = ?)",
            arguments: [shop, shop])
    }

    /// One customer must not stand there under two names.
    private func agreeOnNames() throws {
        let own = key?.fingerprint ?? ""
        guard let stored = try String.fetchOne(db, sql: "SELECT key FROM customer_ids WHERE shop = ?", arguments: [shop]) else {
            return try db.execute(sql: "INSERT INTO customer_ids (shop, key) VALUES (?, ?)", arguments: [shop, own])
        }
        guard stored != own else { return }
        if stored.isEmpty != own.isEmpty { throw WorkspaceError.otherCustomerIDs(areHashed: !stored.isEmpty) }
        throw WorkspaceError.otherCustomerKey(path: CustomerKey.fileName)
    }

    /// True when stored orders gave way.
    private func write(_ rows: OrderRows) throws -> Bool {
        var days = Set<Int>()
        for index in 0..<rows.count { days.insert(rows[index].day.number) }
        let clear = try db.makeStatement(sql: "DELETE FROM purchase WHERE shop = ? AND day = ?")
        let before = db.totalChangesCount
        for day in days.sorted() { try clear.execute(arguments: [shop, day]) }
        let hasReplaced = db.totalChangesCount > before
        let numbers = try numbers(of: rows)
        let (channels, goods) = (
            (0..<rows.channels.count).map { rows.channels[$0] }, (0..<rows.goods.count).map { rows.goods[$0] }
        )
        let insert = try db.makeStatement(
            sql: "INSERT INTO purchase (shop, day, customer, amount, channel, goods) VALUES (?, ?, ?, ?, ?, ?)")
        for index in 0..<rows.count {
            let row = rows[index]
            try insert.execute(
                arguments: [
                    shop, row.day.number, numbers[row.customer], row.amount.fen, row.channel.map { channels[$0] },
                    row.goods.map { goods[$0] },
                ])
            if index & 0xFFFF == 0xFFFF { try Task.checkCancellation() }
        }
        return hasReplaced
    }

    /// The number of each customer; those not known yet are added. In the order of their names: names without an order of their own would
    /// scatter over the index and have it read from the disk again and again.
    private func numbers(of rows: OrderRows) throws -> [Int64] {
        let names = (0..<rows.customers.count).map { key?.name(of: rows.customers[$0]) ?? rows.customers[$0] }
        let add = try db.makeStatement(
            sql: "INSERT INTO customer (shop, name) VALUES (?, ?) ON CONFLICT DO UPDATE SET name = name RETURNING id")
        var numbers = [Int64](repeating: 0, count: names.count)
        for place in names.indices.sorted(by: { names[$0].utf8.lexicographicallyPrecedes(names[$1].utf8) }) {
            numbers[place] = try Int64.fetchOne(add, arguments: [shop, names[place]]) ?? 0
        }
        return numbers
    }
}

extension OrderRows {
    fileprivate var lastDay: Int { period?.upperBound.number ?? .min }
}

extension ShopWorkspace {
    /// Whether the shop's customers are stored under hidden names; nil where it has none yet.
    public func hidesCustomers() throws(WorkspaceError) -> Bool? {
        try read { db in
            try String.fetchOne(db, sql: "SELECT key FROM customer_ids WHERE shop = ?", arguments: [shopID]).map { !$0.isEmpty }
        }
    }

    /// The shop's orders, and refunds below zero, by day; with no more of a customer than a name.
    ///
    /// - Parameter until: later orders are left out.
    /// - Throws: `noOrders` where there are none.
    public func orders(until: Day? = nil) throws(WorkspaceError) -> OrderRows {
        let rows = try read { db in
            var rows = OrderRows(file: path)
            let found = try Row.fetchCursor(
                db,
                sql: """
                    SELECT customer.name, day, amount, channel, goods FROM purchase JOIN customer ON customer.id = purchase.customer
                    WHERE purchase.shop = ? AND day <= ? ORDER BY day, purchase.rowid
                    """, arguments: [shopID, until?.number ?? .max])
            while let row = try found.next() {
                rows.append(
                    customer: try row.decode(atIndex: 0), day: try row.day(1), amount: try row.money(2) ?? .zero,
                    channel: try row.decode(atIndex: 3), goods: try row.decode(atIndex: 4))
            }
            return rows
        }
        guard rows.count > 0 else { throw .noOrders(path: path) }
        return rows
    }
}
