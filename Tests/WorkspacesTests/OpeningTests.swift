// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import GRDB
import Market
import Records
import Testing
import Workspaces

@Suite("Opening a workspace")
struct OpeningTests {
    /// A folder with a workspace of a few hundred rows, all of it in the main file.
    func filled() throws -> (folder: String, path: String) {
        let folder = temporaryFolder()
        let workspace = try ShopWorkspace.create(folder: folder)
        try workspace.importRecords((0..<400).map { record($0, Channel(rawValue: "channel \($0 % 7)"), yuan: Int64($0)) })
        try workspace.saveDocument(kind: "plan", name: "p", json: "[1]")
        _ = try DatabaseQueue(path: workspace.path).writeWithoutTransaction { try $0.checkpoint(.truncate) }
        return (folder, workspace.path)
    }

    @Test("Nothing there")
    func missing() {
        let folder = temporaryFolder()
        #expect(failure { _ = try ShopWorkspace.open(folder: folder) }?.fault.notice.key == "workspace.missing")
        #expect(!ShopWorkspace.exists(in: folder))
    }

    @Test("Making a workspace twice opens it")
    func twice() throws {
        let (folder, _) = try filled()
        #expect(try ShopWorkspace.create(folder: folder + "/").history().records.count == 400)
        #expect(ShopWorkspace.exists(in: folder))
    }

    @Test("Text, and a database of another program, are left untouched")
    func foreign() throws {
        let (folder, path) = try filled()
        try Data("date,spend\n".utf8).write(to: URL(fileURLWithPath: path))
        #expect(failure { _ = try ShopWorkspace.open(folder: folder) } == .notAWorkspace(path: path))
        try FileManager.default.removeItem(atPath: path)
        try DatabaseQueue(path: path).write { try $0.execute(sql: "CREATE TABLE other (x)") }
        let before = try Data(contentsOf: URL(fileURLWithPath: path))
        #expect(failure { _ = try ShopWorkspace.create(folder: folder) } == .notAWorkspace(path: path))
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
    }

    @Test("A file of a later version")
    func newer() throws {
        let (folder, path) = try filled()
        try DatabaseQueue(path: path).write {
            try $0.execute(sql: "INSERT INTO grdb_migrations (identifier) VALUES ('99')")
        }
        #expect(failure { _ = try ShopWorkspace.open(folder: folder) } == .newer(path: path))
    }

    @Test("Whatever bytes are damaged, reading gives rows or a typed error, never a crash", arguments: 0..<60)
    func damaged(_ seed: Int) throws {
        let (folder, path) = try filled()
        var random = CounterRandom(seed: 7, UInt64(seed))
        var content = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        // A cut-off file, a page of rubbish, or a few bytes changed behind the header.
        switch seed % 3 {
        case 0: content.removeLast(Int.random(in: 1..<content.count - 100, using: &random))
        case 1:
            let start = Int.random(in: 100..<content.count - 4096, using: &random)
            for index in start..<start + 4096 { content[index] = UInt8.random(in: 0...255, using: &random) }
        default:
            for _ in 0..<50 {
                content[Int.random(in: 100..<content.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
        }
        try Data(content).write(to: URL(fileURLWithPath: path))
        do {
            let workspace = try ShopWorkspace.open(folder: folder)
            #expect(try workspace.history().records.count <= 400)
            _ = try workspace.maturity()
            _ = try workspace.imports()
            _ = try workspace.documents(kind: "plan")
            _ = try workspace.document(kind: "plan", name: "p")
        } catch {
            #expect([.data, .io, .usage].contains(error.fault.kind), "\(error)")
        }
    }

    @Test("Killed within an import, the file holds the state before it")
    func killed() throws {
        let (folder, path) = try filled()
        let before = try ShopWorkspace.open(folder: folder).history()
        let after = temporaryFolder()
        try FileManager.default.createDirectory(atPath: after, withIntermediateDirectories: true)
        try DatabaseQueue(path: path).writeWithoutTransaction { db in
            // A cache of one page makes SQLite write changed pages to the log before the transaction ends; what lies on the disk
            // then is what a killed process leaves.
            try db.execute(sql: "PRAGMA cache_size = 1; BEGIN IMMEDIATE; UPDATE history SET spend = 1, clicks = 7")
            for suffix in ["", "-wal"] {
                try FileManager.default.copyItem(
                    atPath: path + suffix, toPath: after + "/" + ShopWorkspace.fileName + suffix)
            }
            try db.execute(sql: "ROLLBACK")
        }
        let log = try #require(FileManager.default.contents(atPath: after + "/" + ShopWorkspace.fileName + "-wal"))
        #expect(log.count > 4096)
        let workspace = try ShopWorkspace.open(folder: after)
        #expect(try workspace.history() == before)
        #expect(try workspace.check() == [])
    }

    @Test("A copy holds what the original holds")
    func backup() throws {
        let (folder, _) = try filled()
        let other = temporaryFolder()
        try FileManager.default.createDirectory(atPath: other, withIntermediateDirectories: true)
        let workspace = try ShopWorkspace.open(folder: folder)
        try workspace.backup(to: other + "/" + ShopWorkspace.fileName)
        #expect(try ShopWorkspace.open(folder: other).history() == workspace.history())
        #expect(failure { try workspace.backup(to: other + "/" + ShopWorkspace.fileName) }?.fault.kind == .io)
    }
}
