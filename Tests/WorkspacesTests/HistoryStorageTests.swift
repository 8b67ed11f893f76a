// SPDX-License-Identifier: GPL-3.0-or-later

import Market
import Records
import Testing
import Workspaces

@Suite("History in a workspace")
struct HistoryStorageTests {
    @Test("What is stored comes back, also through a second opening")
    func roundTrip() throws {
        let folder = temporaryFolder()
        let workspace = try ShopWorkspace.create(folder: folder)
        let records = [record(0, yuan: 3), record(0, "tv", yuan: 4, orders: 0.5), record(1, yuan: 5)]
        let shop = [
            ShopRecord(
                day: firstDay, geo: "east", visitors: 9, gmv: Money(fen: 1), eventStage: "burst", controls: ["rain": -1.5])
        ]
        let goods = [
            Goods(id: "9", title: "裙", price: Money(fen: 100), unitMargin: Money(fen: -3), stock: 4, listedOn: firstDay),
            Goods(id: "1"),
        ]
        let summary = try workspace.importRecords(records, shop: shop, goods: goods, source: "july.csv")
        #expect(summary.added == 4)
        #expect(summary.importedOn == firstDay.advanced(by: 2))
        let again = try ShopWorkspace.open(folder: folder)
        #expect(try again.history() == CampaignHistory(records: records, shop: shop, goods: goods))
        #expect(try again.imports() == [summary])
        #expect(try again.check() == [])
    }

    @Test("Importing again replaces, keeps what was known before, and repeats nothing")
    func maturing() throws {
        let workspace = try ShopWorkspace.create(folder: temporaryFolder())
        try workspace.importRecords([record(0, yuan: 3, orders: 1), record(1, yuan: 4, orders: 1)])
        let second = try workspace.importRecords([
            record(0, yuan: 3, orders: 2), record(1, yuan: 4, orders: 1), record(2, yuan: 5),
        ])
        #expect(second.added == 1 && second.restated == 1 && second.unchanged == 1 && second.restatedByOlder == 0)
        let third = try workspace.importRecords([record(0, yuan: 3, orders: 4)], importedOn: firstDay.advanced(by: 9))
        #expect(third.restated == 1)
        #expect(try workspace.history().records.map(\.orders) == [4, 1, nil])
        let versions = try workspace.maturity()
        try #require(versions.count == 1)
        #expect(versions[0].map(\.record.orders) == [1, 2, 4])
        #expect(versions[0].map(\.importedOn) == [2, 3, 9].map { firstDay.advanced(by: $0) })
    }

    @Test("An older download imported late still replaces, and says so")
    func wrongOrder() throws {
        let workspace = try ShopWorkspace.create(folder: temporaryFolder())
        try workspace.importRecords([record(0, yuan: 3)], importedOn: firstDay.advanced(by: 5))
        let late = try workspace.importRecords([record(0, yuan: 2)], importedOn: firstDay.advanced(by: 1))
        #expect(late.restatedByOlder == 1)
        #expect(try workspace.history().records.map(\.spend.fen) == [200])
    }

    @Test("Shop rows are restated too")
    func shopRows() throws {
        let workspace = try ShopWorkspace.create(folder: temporaryFolder())
        try workspace.importRecords([], shop: [ShopRecord(day: firstDay, orders: 1)])
        let summary = try workspace.importRecords([], shop: [ShopRecord(day: firstDay, orders: 2)])
        #expect(summary.restated == 1)
        #expect(try workspace.history().shop == [ShopRecord(day: firstDay, orders: 2)])
    }

    @Test("An error in a file undoes the whole import")
    func atomic() throws {
        let workspace = try ShopWorkspace.create(folder: temporaryFolder())
        let text = "date,channel,spend\n2026-07-01,tv,1\n2026-07-02,tv,x\n"
        let error = failure { try workspace.importHistory(ByteSource(bytes: Array(text.utf8), file: "h.csv")) }
        #expect(error == .records(.badMoney(Place(file: "h.csv", line: 3, field: "spend"), found: "x")))
        #expect(try workspace.history().isEmpty)
        #expect(try workspace.imports().isEmpty)
    }

    @Test("A canonical file streams into the workspace")
    func streaming() throws {
        let workspace = try ShopWorkspace.create(folder: temporaryFolder())
        let records = (0..<5000).map { record($0 / 5, Channel(rawValue: "c\($0 % 5)"), yuan: Int64($0)) }
        let summary = try workspace.importHistory(ByteSource(bytes: HistoryCSV.write(records), file: "h.csv"))
        #expect(summary.added == 5000)
        #expect(summary.importedOn == firstDay.advanced(by: 1000))
        #expect(try workspace.history().records == records)
    }

    @Test("Two imports at once are both whole")
    func concurrentImports() async throws {
        let folder = temporaryFolder()
        _ = try ShopWorkspace.create(folder: folder)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<4 {
                group.addTask {
                    // Each has a connection of its own, as another process would.
                    let workspace = try ShopWorkspace.open(folder: folder)
                    for round in 0..<5 {
                        try workspace.importRecords(
                            (0..<50).map { record($0, Channel(rawValue: "c\(writer)"), yuan: Int64(round + 1)) })
                    }
                }
            }
            try await group.waitForAll()
        }
        let workspace = try ShopWorkspace.open(folder: folder)
        #expect(try workspace.history().records.count == 200)
        #expect(try workspace.history().records.allSatisfy { $0.spend.fen == 500 })
        #expect(try workspace.imports().count == 20)
        #expect(try workspace.maturity().allSatisfy { $0.map(\.record.spend.fen) == [100, 200, 300, 400, 500] })
    }

    @Test("Shops are kept apart")
    func shops() throws {
        let workspace = try ShopWorkspace.create(folder: temporaryFolder())
        let second = try workspace.createShop("旗舰店")
        try workspace.importRecords([record(0, yuan: 1)])
        try second.importRecords([record(0, yuan: 2), record(1, yuan: 2)], goods: [Goods(id: "1")])
        try second.importRecords([record(0, yuan: 3)])
        try second.saveDocument(kind: "plan", name: "p", json: "{}")
        #expect(try workspace.shops() == ["main", "旗舰店"])
        #expect(try workspace.history().records.map(\.spend.fen) == [100])
        #expect(failure { _ = try workspace.createShop("main") } == .shopExists(name: "main"))
        #expect(failure { _ = try workspace.shop(named: "x") } == .noShop(name: "x", known: ["main", "旗舰店"]))
        let renamed = try second.renameShop(to: "outlet")
        #expect(try renamed.history().records.count == 2)
        try renamed.deleteShop()
        #expect(try workspace.shops() == ["main"])
        #expect(try workspace.check() == [])
        #expect(try workspace.history().records.count == 1)
    }
}
