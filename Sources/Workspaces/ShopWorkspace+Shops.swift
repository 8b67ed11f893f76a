// SPDX-License-Identifier: GPL-3.0-or-later
import GRDB

extension ShopWorkspace {
    /// The names of all shops of the workspace, in order.
    public func shops() throws(WorkspaceError) -> [String] {
        try read { try String.fetchAll($0, sql: "SELECT name FROM shop ORDER BY name") }
    }

    /// Makes a shop and returns the workspace seen from it.
    public func createShop(_ name: String) throws(WorkspaceError) -> ShopWorkspace {
        try write { db in
            try requireFree(name, db)
            try db.execute(sql: "INSERT INTO shop (name) VALUES (?)", arguments: [name])
        }
        return try shop(named: name)
    }

    /// Gives this shop another name and returns the workspace seen from it.
    public func renameShop(to name: String) throws(WorkspaceError) -> ShopWorkspace {
        try write { db in
            try requireFree(name, db)
            try db.execute(sql: "UPDATE shop SET name = ? WHERE id = ?", arguments: [name, shopID])
        }
        return try shop(named: name)
    }

    /// Deletes this shop with all that it holds.
    public func deleteShop() throws(WorkspaceError) {
        try write { db in
            for table in [
                "history", "earlier_history", "shop_day", "earlier_shop_day", "import", "line", "goods", "document", "purchase",
                "customer", "customer_ids",
            ] {
                try db.execute(sql: "DELETE FROM \(table) WHERE shop = ?", arguments: [shopID])
            }
            try db.execute(sql: "DELETE FROM shop WHERE id = ?", arguments: [shopID])
        }
    }

    private func requireFree(_ name: String, _ db: Database) throws {
        let taken = try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM shop WHERE name = ?)", arguments: [name])
        if taken == true { throw WorkspaceError.shopExists(name: name) }
    }
}
