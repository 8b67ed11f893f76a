// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Market
import Testing

@Suite struct OutcomeTests {
    /// Keys of JSON objects carry the unit of money, and reading them again gives the same outcomes.
    @Test func dictionariesCarryUnits() throws {
        let amounts: [Outcome: Double] = [.gmv: 1, .orders: 2, "refund_yuan": 3, .settledGMV: 4]
        let data = try JSONEncoder().encode(amounts)
        let object = try JSONDecoder().decode([String: Double].self, from: data)
        #expect(object == ["gmv_yuan": 1, "orders": 2, "refund_yuan": 3, "settled_gmv_yuan": 4])
        #expect(try JSONDecoder().decode([Outcome: Double].self, from: data) == amounts)
    }
}
