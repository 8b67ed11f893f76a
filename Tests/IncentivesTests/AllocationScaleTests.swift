// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Incentives
import Market
import Testing

/// The same certificate whatever the units, the size and the storage of a problem.
struct AllocationScaleTests {
    private static let rules = [
        AllocationRule.totalBudget(Money(fen: 12_000_000)),
        AllocationRule(name: "few", benefits: ["b3"], measure: .countAtMost(4_000)),
        AllocationRule(name: "pair", benefits: ["b0", "b1"], measure: .costAtMost(Money(fen: 3_000_000))),
        AllocationRule(name: "reach", measure: .countAtMost(50_000)),
        AllocationRule(name: "budget 2", benefits: ["b2"], measure: .costAtMost(Money(fen: 2_000_000))),
        AllocationRule(name: "count 0", benefits: ["b0"], measure: .countAtMost(9_000)),
        AllocationRule(name: "triple", benefits: ["b1", "b2", "b3"], measure: .costAtMost(Money(fen: 9_000_000))),
        AllocationRule(name: "quota 1", benefits: ["b1"], measure: .countAtLeast(5_000)),
        AllocationRule(name: "quota 2", benefits: ["b2"], measure: .countAtLeast(2_000)),
        AllocationRule(name: "count 12", benefits: ["b1", "b2"], measure: .countAtMost(30_000)),
    ]

    /// 10⁵ customers: within 10⁻⁶ of the bound in parts, 10⁻⁵ at ten rules, every rule kept in whole fen and customers.
    @Test(arguments: [1, 3, 10])
    func manyCustomersAreWithinAMillionth(rules count: Int) throws {
        let table = try randomTable(100_000, benefits: 4, seed: 6)
        let allocation = try Allocator(table: table, rules: Array(Self.rules.prefix(count))).solve()
        let certificate = try #require(allocation.certificate)
        #expect(certificate.relativeGap <= (count == 10 ? 1e-5 : 1e-6))
        #expect(certificate.largestViolation == 0)
        var cost: Int64 = 0
        var value = 0.0
        for (i, choice) in allocation.choices.enumerated() where choice > 0 {
            let cell = try #require(table.cell(customer: i, benefit: Int(choice) - 1))
            cost += cell.costFen
            value += cell.value
        }
        #expect(Double(cost) == allocation.prices[0].used)
        #expect(cost <= 12_000_000)
        #expect(abs(value - certificate.value) <= 1e-9 * abs(value))
    }

    /// Values × 10⁻⁶, money × 10⁶, both: the same choices' value in the new unit.
    @Test(arguments: [(1e-6, 1.0), (1.0, 1e6), (1e-6, 1e6), (1e6, 1.0)])
    func unitsDoNotMatter(value: Double, money: Double) throws {
        let customers = 8_000
        func problem(_ valueFactor: Double, _ moneyFactor: Double) throws -> Allocation {
            var values: [[Double]] = []
            var costs: [[Double]] = []
            for k in 0..<3 {
                var random = CounterRandom(seed: 8, UInt64(k))
                values.append((0..<customers).map { _ in (random.uniform() * 1.3 - 0.3) * Double(k + 2) * valueFactor })
                costs.append((0..<customers).map { _ in (random.uniform() * 500).rounded() * Double(k + 1) * moneyFactor })
            }
            let rules = [
                AllocationRule.totalBudget(Money(fen: Int64(900_000 * moneyFactor))),
                AllocationRule(name: "cap", benefits: ["b2"], measure: .countAtMost(700)),
            ]
            return try Allocator(table: table(values, costs), rules: rules).solve()
        }
        let plain = try #require(try problem(1, 1).certificate)
        let scaled = try #require(try problem(value, money).certificate)
        #expect(scaled.relativeGap <= 1e-5 && scaled.largestViolation == 0)
        #expect(abs(scaled.bound / value - plain.bound) <= 1e-7 * plain.bound)
        #expect(abs(scaled.value / value - plain.value) <= 2e-5 * plain.value)
    }

    /// Fifty thousand alike whose costs are large, so that rounding alone would part them.
    @Test
    func massTiesOfLargeAmounts() throws {
        let count = 50_000
        let table = try table([Array(repeating: 0.7, count: count)], [Array(repeating: 123_456_789, count: count)])
        let allocation = try Allocator(
            table: table, rules: [.totalBudget(Money(fen: 123_456_789 * 20_000 + 5))]
        ).solve()
        #expect(allocation.benefits[0].customers == 20_000)
        #expect(allocation.status == .optimal)
        // Ties go to the earlier customers.
        #expect(allocation.choices.prefix(20_000).allSatisfy { $0 == 1 })
    }

    /// Ties among customers that are not all alike: three kinds with the same value for their cost.
    @Test
    func tiesOfOneRatio() throws {
        let count = 70_000
        let values = (0..<count).map { Double($0 % 3 + 1) }
        let costs = (0..<count).map { Double($0 % 3 + 1) * 100 }
        let allocation = try Allocator(table: table([values], [costs]), rules: [.totalBudget(Money(fen: 5_000_050))]).solve()
        // One yuan brings one, so that 50,000 yuan bring about 50,000.
        #expect((allocation.certificate?.value ?? 0) >= 49_990)
        #expect(allocation.prices[0].used <= 5_000_050)
    }

    @Test
    func oneCellAndNothingToGive() throws {
        let one = try Allocator(table: table([[3]], [[100]]), rules: [.totalBudget(Money(fen: 100))]).solve()
        #expect(one.choices == [1])
    }

    /// In memory, by memory map in either order, in single precision or with a filter that bars nobody: the same choices.
    @Test(arguments: [true, false])
    func storageDoesNotMatter(fortran: Bool) throws {
        let scratch = try Scratch()
        let count = 70_001
        var random = CounterRandom(seed: 10)
        let values = (0..<(2 * count)).map { _ in (random.uniform() * 1_000).rounded() / 8 }
        let costs = (0..<(2 * count)).map { _ in (random.uniform() * 900).rounded() }
        func file(_ columns: [Double], _ name: String) throws -> String {
            let numbers = fortran ? columns : (0..<count).flatMap { [columns[$0], columns[count + $0]] }
            return try scratch.writeNumpy(numbers, shape: "(\(count), 2)", fortran: fortran, name)
        }
        var request = AllocateRequest(input: try file(values, "v.npy"))
        request.costs = try file(costs, "c.npy")
        request.costUnit = .fen
        request.rules = [
            .totalBudget(Money(fen: 4_000_000)), AllocationRule(name: "cap", benefits: ["1"], measure: .countAtMost(9_000)),
        ]
        let mapped = try request.run().allocation
        var inMemory = try AllocationTable(
            customers: .rows(count), benefits: ["0", "1"], values: CellMatrix(values, customers: count, benefits: 2),
            costs: CellMatrix(costs, customers: count, benefits: 2))
        let plain = try Allocator(table: inMemory, rules: request.rules).solve()
        #expect(mapped.choices == plain.choices)
        #expect(mapped.certificate == plain.certificate)
        try inMemory.block(Array(repeating: false, count: count))
        #expect(try Allocator(table: inMemory, rules: request.rules).solve().choices == plain.choices)
    }
}
