// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Market
import Records
import Testing
import Workspaces

@Suite("Orders in a workspace")
struct OrderStorageTests {
    private func rows(_ text: String) throws -> OrderRows {
        try OrdersReader.rows(ByteSource(bytes: Array(("customer,time,amount\n" + text).utf8), file: "orders.csv"))
    }

    private func amounts(_ workspace: ShopWorkspace) throws -> [String: [Int64]] {
        let stored = try workspace.orders()
        var all: [String: [Int64]] = [:]
        for index in 0..<stored.count {
            let row = stored[index]
            all["\(stored.customers[row.customer]) \(row.day)", default: []].append(row.amount.fen)
        }
        return all
    }

    @Test("A day that comes again takes the place of what was stored of it")
    func overlap() throws {
        let workspace = try ShopWorkspace.create(folder: temporaryFolder())
        try workspace.importStaged([], orders: [rows("a,2025-01-01,1\na,2025-01-02,2\nb,2025-01-02,3\n")])
        // b's order of 2 January is gone and a's is another; 3 January is new; 1 January is as it was.
        try workspace.importStaged([], orders: [rows("a,2025-01-02,2.50\na,2025-01-03,-1\n")])
        #expect(try amounts(workspace) == ["a 2025-01-01": [100], "a 2025-01-02": [250], "a 2025-01-03": [-100]])
        // Of two files in one act the one that ends later is the newer, whatever their order.
        try workspace.importStaged([], orders: [rows("a,2025-01-03,7\na,2025-01-04,8\n"), rows("a,2025-01-03,6\n")])
        #expect(try amounts(workspace)["a 2025-01-03"] == [700])
        // The same orders read from the workspace are worth the same as from the file.
        let book = OrderBook(try workspace.orders())
        #expect(book.count == 1 && book.amounts == [100, 250, 700, 800])
    }

    @Test("Names lead back to nobody, are the same at every import, and others for another key")
    func hidden() throws {
        let folder = temporaryFolder()
        let workspace = try ShopWorkspace.create(folder: folder)
        let key = try CustomerKey.make(folder: folder)
        try workspace.importStaged([], orders: [rows("13800000000,2025-01-01,1\n")], customers: key)
        try workspace.importStaged(
            [], orders: [rows("13800000000,2025-01-02,1\n")], customers: CustomerKey.make(folder: folder))
        let stored = try workspace.orders()
        #expect(stored.customers.count == 1 && stored.count == 2)
        #expect(stored.customers[0] == key.name(of: "13800000000") && stored.customers[0].utf8.count == 32)
        let file = try Data(contentsOf: URL(fileURLWithPath: workspace.path))
        #expect(file.range(of: Data("13800000000".utf8)) == nil)
        let mode = try FileManager.default.attributesOfItem(atPath: folder + "/" + CustomerKey.fileName)[.posixPermissions]
        #expect(mode as? Int == 0o600)

        let elsewhere = temporaryFolder()
        _ = try ShopWorkspace.create(folder: elsewhere)
        let other = try CustomerKey.make(folder: elsewhere)
        #expect(other.name(of: "13800000000") != key.name(of: "13800000000"))
        #expect(
            failure { try workspace.importStaged([], orders: [rows("1,2025-01-03,1\n")], customers: other) }
                == .otherCustomerKey(path: CustomerKey.fileName))
        #expect(
            failure { try workspace.importStaged([], orders: [rows("1,2025-01-03,1\n")]) } == .otherCustomerIDs(areHashed: true)
        )
        // Nothing of a refused import is there.
        #expect(try workspace.orders().count == 2)
        #expect(failure { _ = try workspace.createShop("b").orders() } == .noOrders(path: workspace.path))
    }

    @Test("A key is made once, also by several at once")
    func oneKey() async throws {
        let folder = temporaryFolder()
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let prints = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<8 { group.addTask { try CustomerKey.make(folder: folder).fingerprint } }
            return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        #expect(prints.count == 1)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [CustomerKey.fileName])
        try "short".write(toFile: folder + "/" + CustomerKey.fileName, atomically: true, encoding: .utf8)
        #expect(throws: WorkspaceError.self) { try CustomerKey.make(folder: folder) }
    }

    @Test("Deleting a shop deletes its customers")
    func deletion() throws {
        let workspace = try ShopWorkspace.create(folder: temporaryFolder())
        let shop = try workspace.createShop("b")
        try shop.importStaged([], orders: [rows("a,2025-01-01,1\n")])
        try shop.deleteShop()
        #expect(try workspace.check().isEmpty)
        #expect(failure { _ = try workspace.createShop("b").orders() } == .noOrders(path: workspace.path))
    }
}
