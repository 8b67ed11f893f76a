// SPDX-License-Identifier: GPL-3.0-or-later
import FoundationEssentials
import GRDB

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A merchant's workspace: one SQLite file in a folder, seen from one of its shops.
///
/// It holds the shop's history, goods and totals as rows, and curves, plans, requests and replays as versioned JSON documents whose
/// types it does not know. Every act is one transaction: killed at any moment, the file holds the state before or after it.
/// Several processes and threads may use the file at once; a writer waits for the other, up to two minutes.
public struct ShopWorkspace: Sendable {
    /// The name of the file in the workspace's folder.
    public static let fileName = "wanxiang.sqlite"
    /// The shop of a workspace in which no other was made.
    public static let defaultShop = "main"

    /// The workspace's file.
    public let path: String
    /// The shop whose data this value reads and writes.
    public let shop: String
    let shopID: Int64
    private let pool: DatabasePool

    /// Opens the workspace in `folder`, and makes folder and file when they do not exist.
    public static func create(folder: String) throws(WorkspaceError) -> ShopWorkspace {
        let path = path(in: folder)
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw .inaccessible(path: folder, detail: "\(error)")
        }
        let size = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
        if size == 0 {
            try guarding(path) {
                // Marked before the file enters WAL mode, so that a file that is not ours is recognised by its header alone.
                let queue = try DatabaseQueue(path: path, configuration: configuration)
                // Somebody else may have made it meanwhile.
                if try queue.read({ try Int32.fetchOne($0, sql: "PRAGMA application_id") }) == Schema.applicationID { return }
                try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA application_id = \(Schema.applicationID)") }
                try queue.close()
            }
        }
        return try open(folder: folder)
    }

    /// Opens the workspace in `folder` for one shop.
    ///
    /// - Throws: `missing`, `notAWorkspace`, `newer`, `damaged`, `noShop`.
    public static func open(folder: String, shop: String = defaultShop) throws(WorkspaceError) -> ShopWorkspace {
        let path = path(in: folder)
        try checkHeader(path)
        let pool = try patiently { () throws(WorkspaceError) in
            try guarding(path) { try DatabasePool(path: path, configuration: configuration) }
        }
        try patiently { () throws(WorkspaceError) in try migrate(pool, path) }
        return try ShopWorkspace(pool: pool, path: path, shop: shop)
    }

    /// A file that another process is just making is busy in a way that SQLite does not wait for: tries for some seconds.
    private static func patiently<Value>(_ body: () throws(WorkspaceError) -> Value) throws(WorkspaceError) -> Value {
        var attempt = 0
        while true {
            do { return try body() } catch {
                guard case .busy = error, attempt < 400 else { throw error }
                attempt += 1
                _ = usleep(25_000)
            }
        }
    }

    /// True when `folder` has a workspace's file, whatever state it is in.
    public static func exists(in folder: String) -> Bool { FileManager.default.fileExists(atPath: path(in: folder)) }

    static func path(in folder: String) -> String {
        folder.hasSuffix("/") ? folder + fileName : folder + "/" + fileName
    }

    init(pool: DatabasePool, path: String, shop: String) throws(WorkspaceError) {
        self.pool = pool
        self.path = path
        self.shop = shop
        let found = try Self.guarding(path) {
            try pool.read { db in
                (
                    try Int64.fetchOne(db, sql: "SELECT id FROM shop WHERE name = ?", arguments: [shop]),
                    try String.fetchAll(db, sql: "SELECT name FROM shop ORDER BY name")
                )
            }
        }
        guard let id = found.0 else { throw .noShop(name: shop, known: found.1) }
        shopID = id
    }

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.busyMode = .timeout(120)
        configuration.foreignKeysEnabled = true
        return configuration
    }

    /// Tells a foreign file from ours by the first 72 bytes of SQLite's file format, before anything could change it.
    static func checkHeader(_ path: String) throws(WorkspaceError) {
        guard let file = firstBytes(ofFile: path, count: 72) else { throw .missing(path: path) }
        guard file.count == 72, file.starts(with: Array("SQLite format 3\0".utf8)) else { throw .notAWorkspace(path: path) }
        let id = file[68..<72].reduce(Int32(0)) { $0 << 8 | Int32($1) }
        guard id == Schema.applicationID else { throw .notAWorkspace(path: path) }
    }

    private static func migrate(_ pool: DatabasePool, _ path: String) throws(WorkspaceError) {
        let migrator = Schema.migrator
        try guarding(path) {
            if try pool.read(migrator.hasBeenSuperseded) { throw WorkspaceError.newer(path: path) }
            if try pool.read(migrator.hasCompletedMigrations) { return }
            do {
                try migrator.migrate(pool)
            } catch {
                // Another process may have migrated meanwhile: then all is well.
                guard try pool.read(migrator.hasCompletedMigrations) else { throw error }
            }
        }
    }

    /// Runs `body` and gives its errors their type.
    private static func guarding<Value>(_ path: String, _ body: () throws -> Value) throws(WorkspaceError) -> Value {
        do { return try body() } catch { throw .wrapping(error, path: path) }
    }

    /// Reads a consistent state of the file.
    func read<Value>(_ body: (Database) throws -> Value) throws(WorkspaceError) -> Value {
        try Self.guarding(path) { try pool.read(body) }
    }

    /// Changes the file in one transaction; an error undoes all of it.
    func write<Value>(_ body: (Database) throws -> Value) throws(WorkspaceError) -> Value {
        try Self.guarding(path) { try pool.write(body) }
    }

    /// Checks the whole file (SQLite's `integrity_check` and the references between tables) and returns what is wrong with it.
    public func check() throws(WorkspaceError) -> [String] {
        try read { db in
            let problems = try String.fetchAll(db, sql: "PRAGMA integrity_check(20)").filter { $0 != "ok" }
            let references = try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").prefix(20)
            return problems + references.map { "\($0)" }
        }
    }

    /// What is wrong with a workspace's file that nobody uses; empty when nothing is.
    static func problems(ofFile path: String) throws(WorkspaceError) -> [String] {
        try guarding(path) {
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            defer { try? queue.close() }
            return try queue.read { try String.fetchAll($0, sql: "PRAGMA integrity_check(20)").filter { $0 != "ok" } }
        }
    }

    /// Puts a file in the place of another in one step.
    static func replace(_ target: String, by staged: String) throws(WorkspaceError) {
        guard unsafe rename(staged, target) == 0 else { throw .inaccessible(path: target, detail: "errno \(errno)") }
    }

    /// Writes a consistent copy of the whole file to `path`, also while others use it.
    public func backup(to copy: String) throws(WorkspaceError) {
        guard !FileManager.default.fileExists(atPath: copy) else {
            throw .inaccessible(path: copy, detail: "file exists")
        }
        try Self.guarding(copy) { try pool.writeWithoutTransaction { try $0.execute(sql: "VACUUM INTO ?", arguments: [copy]) } }
    }

    /// The same workspace seen from another shop.
    public func shop(named name: String) throws(WorkspaceError) -> ShopWorkspace {
        try ShopWorkspace(pool: pool, path: path, shop: name)
    }
}
