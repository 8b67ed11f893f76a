// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// Imports as processes: at once, and killed.
@Suite struct ImportProcessTests {
    static let header = "date,channel,goods,audience,spend,impressions,clicks,carts,orders,new_customers,gmv\n"

    /// `days` × `lines` rows of one channel.
    static func history(_ channel: String, days: Int, lines: Int) -> String {
        var text = header
        for day in 0..<days {
            let (month, date) = (1 + day / 28, 1 + day % 28)
            let prefix = "2025-" + (month < 10 ? "0" : "") + "\(month)-" + (date < 10 ? "0" : "") + "\(date),\(channel),"
            for line in 0..<lines { text += prefix + "\(line),all,\(line % 90).50,100,10,1,1,,\(day).00\n" }
        }
        return text
    }

    private func start(_ shop: CommandHarness, _ arguments: [String]) throws -> Process {
        let process = Process()
        process.executableURL = CommandHarness.binary
        process.arguments = arguments
        process.currentDirectoryURL = shop.folder
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }

    private func rows(_ shop: CommandHarness) throws -> Int {
        let answer = try shop.run(["doctor", "--json"])
        #expect(answer.code == 0, "\(answer.errors)")
        let shops = try #require(answer.json as? [[String: Any]])
        return shops.reduce(0) { $0 + ($1["rows"] as? Int ?? 0) }
    }

    @Test func twoAtOnceAreSafe() throws {
        let shop = try CommandHarness()
        defer { shop.remove() }
        for channel in ["a", "b", "c"] { try shop.write(Self.history(channel, days: 20, lines: 50), to: "\(channel).csv") }
        let processes = try ["a", "b", "c"].map { try start(shop, ["import", "\($0).csv"]) }
        for process in processes {
            process.waitUntilExit()
            #expect(process.terminationStatus == 0)
        }
        #expect(try rows(shop) == 3000)
    }

    /// Killed as the log of the database grows: the workspace holds the old state or the new one, and the next import works.
    @Test(arguments: [1, 100_000, 600_000]) func killedIsOldOrNew(bytes: Int) throws {
        let shop = try CommandHarness()
        defer { shop.remove() }
        try shop.write(Self.history("old", days: 2, lines: 10), to: "old.csv")
        try shop.write(Self.history("new", days: 100, lines: 200), to: "new.csv")
        #expect(try shop.run(["import", "old.csv"]).code == 0)
        let process = try start(shop, ["import", "new.csv"])
        let log = shop.folder.appendingPathComponent("wanxiang.sqlite-wal").path
        while process.isRunning {
            var facts = stat()
            if stat(log, &facts) == 0, Int(facts.st_size) >= bytes { break }
        }
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        let found = try rows(shop)
        #expect(found == 20 || found == 20_020, "\(found)")
        #expect(try shop.run(["import", "new.csv"]).code == 0)
        #expect(try rows(shop) == 20_020)
        let left = try FileManager.default.contentsOfDirectory(atPath: shop.folder.path).filter { $0.contains("part") }
        #expect(left.isEmpty)
    }

    @Test func standardInputAndArchives() throws {
        let shop = try CommandHarness()
        defer { shop.remove() }
        let answer = try shop.run(["import", "-", "--json"], input: Self.history("a", days: 2, lines: 3))
        #expect(answer.code == 0, "\(answer.errors)")
        #expect(try rows(shop) == 6)
    }
}
