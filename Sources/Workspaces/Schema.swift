// SPDX-License-Identifier: GPL-3.0-or-later
import GRDB

/// The tables of a workspace, by migrations that are never changed once released.
///
/// Days are days since 1970-01-01, money is fen, digests are hexadecimal SHA-256.
enum Schema {
    /// Marks the file as ours in SQLite's header: `WXng`.
    static let applicationID: Int32 = 0x5758_6E67

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1") { try $0.execute(sql: first) }
        migrator.registerMigration("2") { try $0.execute(sql: views) }
        migrator.registerMigration("3") { try $0.execute(sql: orders) }
        return migrator
    }

    /// The values of a history row, in the order of `HistoryColumns`.
    private static let values = """
        spend INTEGER NOT NULL, impressions REAL, clicks REAL, carts REAL, orders REAL, new_customers REAL, gmv INTEGER
        """

    private static let shopValues = """
        visitors REAL, orders REAL, new_customers REAL, gmv INTEGER, settled_gmv INTEGER, event_stage TEXT NOT NULL,
        controls TEXT NOT NULL
        """

    private static let first = """
        CREATE TABLE shop (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
        INSERT INTO shop (name) VALUES ('main');

        CREATE TABLE line (
            id INTEGER PRIMARY KEY, shop INTEGER NOT NULL REFERENCES shop ON DELETE CASCADE,
            channel TEXT NOT NULL, goods TEXT NOT NULL, audience TEXT NOT NULL,
            UNIQUE (shop, channel, goods, audience)) STRICT;

        CREATE TABLE import (
            id INTEGER PRIMARY KEY, shop INTEGER NOT NULL REFERENCES shop ON DELETE CASCADE,
            imported_on INTEGER NOT NULL, source TEXT NOT NULL, first_day INTEGER, last_day INTEGER,
            added INTEGER NOT NULL DEFAULT 0, restated INTEGER NOT NULL DEFAULT 0, unchanged INTEGER NOT NULL DEFAULT 0,
            restated_by_older INTEGER NOT NULL DEFAULT 0) STRICT;

        CREATE TABLE history (
            shop INTEGER NOT NULL REFERENCES shop ON DELETE CASCADE, day INTEGER NOT NULL,
            line INTEGER NOT NULL REFERENCES line, import INTEGER NOT NULL REFERENCES import, \(values),
            PRIMARY KEY (shop, day, line)) STRICT, WITHOUT ROWID;

        CREATE TABLE earlier_history (
            shop INTEGER NOT NULL REFERENCES shop ON DELETE CASCADE, day INTEGER NOT NULL,
            line INTEGER NOT NULL REFERENCES line, import INTEGER NOT NULL REFERENCES import, \(values),
            PRIMARY KEY (shop, day, line, import)) STRICT, WITHOUT ROWID;

        CREATE TABLE shop_day (
            shop INTEGER NOT NULL REFERENCES shop ON DELETE CASCADE, day INTEGER NOT NULL, geo TEXT NOT NULL,
            import INTEGER NOT NULL REFERENCES import, \(shopValues),
            PRIMARY KEY (shop, day, geo)) STRICT, WITHOUT ROWID;

        CREATE TABLE earlier_shop_day (
            shop INTEGER NOT NULL REFERENCES shop ON DELETE CASCADE, day INTEGER NOT NULL, geo TEXT NOT NULL,
            import INTEGER NOT NULL REFERENCES import, \(shopValues),
            PRIMARY KEY (shop, day, geo, import)) STRICT, WITHOUT ROWID;

        CREATE TABLE goods (
            shop INTEGER NOT NULL REFERENCES shop ON DELETE CASCADE, id TEXT NOT NULL, position INTEGER NOT NULL,
            title TEXT NOT NULL, category TEXT NOT NULL, price INTEGER, unit_margin INTEGER, stock INTEGER,
            listed_on INTEGER, PRIMARY KEY (shop, id)) STRICT, WITHOUT ROWID;

        CREATE TABLE document (
            shop INTEGER NOT NULL REFERENCES shop ON DELETE CASCADE, kind TEXT NOT NULL, name TEXT NOT NULL,
            version INTEGER NOT NULL, digest TEXT NOT NULL, inputs TEXT NOT NULL, json TEXT NOT NULL CHECK (json_valid(json)),
            PRIMARY KEY (shop, kind, name, version)) STRICT;
        """

    /// A line is told apart by the report that speaks of it as well: a campaign report and a goods report of one day tell of the same
    /// money. Lines from before are the merchant's own (8).
    private static let views = """
        CREATE TABLE line_by_view (
            id INTEGER PRIMARY KEY, shop INTEGER NOT NULL REFERENCES shop ON DELETE CASCADE,
            channel TEXT NOT NULL, goods TEXT NOT NULL, audience TEXT NOT NULL, view INTEGER NOT NULL,
            UNIQUE (shop, channel, goods, audience, view)) STRICT;
        INSERT INTO line_by_view (id, shop, channel, goods, audience, view)
            SELECT id, shop, channel, goods, audience, 8 FROM line;
        DROP TABLE line;
        ALTER TABLE line_by_view RENAME TO line;
        """

    /// Customers' orders and refunds one by one. `customer_ids` tells by which key the names of a shop's customers were made; empty where
    /// they are the ids themselves.
    private static let orders = """
        CREATE TABLE customer_ids (shop INTEGER PRIMARY KEY REFERENCES shop ON DELETE CASCADE, key TEXT NOT NULL) STRICT;

        CREATE TABLE customer (
            id INTEGER PRIMARY KEY, shop INTEGER NOT NULL REFERENCES shop ON DELETE CASCADE, name TEXT NOT NULL,
            UNIQUE (shop, name)) STRICT;

        CREATE TABLE purchase (
            shop INTEGER NOT NULL REFERENCES shop ON DELETE CASCADE, day INTEGER NOT NULL,
            customer INTEGER NOT NULL REFERENCES customer, amount INTEGER NOT NULL, channel TEXT, goods TEXT) STRICT;
        CREATE INDEX purchase_by_day ON purchase (shop, day);
        """
}
