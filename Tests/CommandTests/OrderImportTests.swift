// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

/// Orders from a download to customers' values.
@Suite struct OrderImportTests {
    /// Some customers who come back every few weeks.
    private static func orders() -> String {
        var text = "订单编号,买家会员名,订单状态,买家实际支付金额,订单付款时间\n"
        var number = 0
        for customer in 0..<60 {
            var day = customer % 40
            while day < 170 {
                number += 1
                let (month, date) = (1 + day / 28, 1 + day % 28)
                text += "\(number),139\(10_000_000 + customer),交易成功,\(20 + customer % 30).50,"
                text += "2025-0\(month)-" + (date < 10 ? "0" : "") + "\(date) 10:00:00\n"
                day += 9 + (customer * 7 + number) % 60
            }
        }
        return text
    }

    @Test func importedOrdersAreValuedAndHidden() throws {
        let shop = try CommandHarness()
        defer { shop.remove() }
        try shop.write(Self.orders(), to: "orders.csv")
        let dry = try shop.run(["import", "orders.csv", "--dry-run", "--json"])
        #expect(dry.code == 0 && !shop.exists("wanxiang.sqlite") && !shop.exists("customers.key"), "\(dry.errors)")

        let taken = try shop.run(["import", "orders.csv"])
        #expect(taken.code == 0 && taken.output.contains("customers.key"), "\(taken.errors)")
        let stored = try shop.run(["value", "--json", "--no-holdout", "--model", "bg-nbd", "--out", "values.csv"])
        #expect(stored.code == 0, "\(stored.errors)")
        #expect(shop.read("values.csv")?.contains("13910000001") == false)

        // The same customers from the file itself: the same fit, by their ids.
        let direct = try shop.run(["value", "orders.csv", "--json", "--no-holdout", "--model", "bg-nbd", "--out", "direct.csv"])
        #expect(shop.read("direct.csv")?.contains("13910000001") == true)
        func likelihood(_ answer: CommandHarness.Answer) throws -> Double {
            let json = try #require(answer.json as? [String: Any])
            return try #require(json["log_likelihood"] as? Double)
        }
        // Another order of summation, and a flat likelihood.
        #expect(abs(try likelihood(stored) - likelihood(direct)) < 1e-3)

        let plain = try shop.run(["import", "orders.csv", "--plain-ids"])
        #expect(plain.code == 64 && plain.errors.contains("hidden names"), "\(plain.errors)")
        // A backup without its key cannot be added to.
        try FileManager.default.removeItem(at: shop.folder.appendingPathComponent("customers.key"))
        let other = try shop.run(["import", "orders.csv", "--lang", "zh"])
        #expect(other.code == 66 && other.errors.contains("密钥"), "\(other.code) \(other.errors)")
    }

    @Test func valueWithoutOrdersSaysWhatToDo() throws {
        let shop = try CommandHarness()
        defer { shop.remove() }
        #expect(try shop.run(["value"]).code == 66)
        #expect(try shop.run(["init", "."]).code == 0)
        let none = try shop.run(["value"])
        #expect(none.code == 66 && none.errors.contains("no orders"), "\(none.errors)")
    }
}
