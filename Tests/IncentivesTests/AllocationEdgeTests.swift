// SPDX-License-Identifier: GPL-3.0-or-later
import Incentives
import Market
import Testing

/// A table from one row of values and one of costs (in fen) a benefit.
func table(_ values: [[Double]], _ costs: [[Double]]) throws -> AllocationTable {
    let customers = values[0].count
    return try AllocationTable(
        customers: .rows(customers), benefits: values.indices.map { "b\($0)" },
        values: CellMatrix(values.flatMap { $0 }, customers: customers, benefits: values.count),
        costs: CellMatrix(costs.flatMap { $0 }, customers: customers, benefits: values.count))
}

/// Customers drawn at random, of whom many are undecided at any price.
func randomTable(_ customers: Int, benefits: Int, seed: UInt64) throws -> AllocationTable {
    var values: [[Double]] = []
    var costs: [[Double]] = []
    for k in 0..<benefits {
        var random = CounterRandom(seed: seed, UInt64(k))
        values.append((0..<customers).map { _ in (random.uniform() * 1.3 - 0.3) * Double(k + 2) })
        costs.append((0..<customers).map { _ in (random.uniform() * 500).rounded() * Double(k + 1) })
    }
    return try table(values, costs)
}

struct AllocationEdgeTests {
    @Test
    func takesTheBetterRatioUnderABudget() throws {
        // 5 yuan buy either customer 1's benefit (value 6 for 3 yuan) and 2's (5 for 2), or 0's alone (8 for 5): 11 > 8.
        let table = try table([[8, 6, 5]], [[500, 300, 200]])
        let allocation = try Allocator(table: table, rules: [.totalBudget(Money(fen: 500))]).solve()
        #expect(allocation.choices == [0, 1, 1])
        #expect(allocation.certificate?.value == 11)
        #expect(allocation.status == .optimal)
        #expect(allocation.prices[0].used == 500)
    }

    @Test
    func tiesGoToTheEarlierCustomer() throws {
        let table = try table([[2, 2, 2, 2]], [[100, 100, 100, 100]])
        let allocation = try Allocator(table: table, rules: [.totalBudget(Money(fen: 250))]).solve()
        #expect(allocation.choices == [1, 1, 0, 0])
    }

    @Test
    func fiftyThousandAlikeAreOneColumn() throws {
        // All alike: 2 for 1 yuan or 3 for 2 yuan, at 60 thousand yuan. All get at least the first (50 thousand), 10 thousand
        // customers the second: 40,000 · 2 + 10,000 · 3 = 110,000.
        let count = 50_000
        let table = try table(
            [Array(repeating: 2, count: count), Array(repeating: 3, count: count)],
            [Array(repeating: 100, count: count), Array(repeating: 200, count: count)])
        let allocation = try Allocator(table: table, rules: [.totalBudget(Money(fen: 6_000_000))]).solve()
        #expect(allocation.certificate?.value == 110_000)
        #expect(allocation.certificate?.bound == 110_000)
        #expect(allocation.status == .optimal)
    }

    @Test
    func alikeAmongOthers() throws {
        // 20,000 alike customers at the margin, among 10,000 others that are clearly better or worse.
        let alike = 20_000
        var values = [Double](repeating: 2, count: alike)
        for i in 0..<10_000 { values.append(i % 2 == 0 ? 10 + Double(i) / 1e4 : 0.1) }
        let costs = Array(repeating: 100.0, count: 30_000)
        let allocation = try Allocator(
            table: table([values], [costs]), rules: [.totalBudget(Money(fen: 1_000_050))]
        ).solve()
        // 10,000 customers can be served: the 5,000 better ones and 5,000 of the alike.
        #expect(allocation.benefits[0].customers == 10_000)
        #expect(allocation.choices[0..<5_000].allSatisfy { $0 == 1 })
        #expect(allocation.choices[5_000..<20_000].allSatisfy { $0 == 0 })
    }

    @Test
    func noBudgetGivesOnlyWhatIsFree() throws {
        let allocation = try Allocator(
            table: table([[5, 5, 5]], [[0, 1, 0]]), rules: [.totalBudget(Money(fen: 0))]
        ).solve()
        #expect(allocation.choices == [1, 0, 1])
        let many = try Allocator(table: randomTable(3_000, benefits: 3, seed: 1), rules: [.totalBudget(.zero)]).solve()
        #expect(many.status == .optimal)
        #expect(many.prices[0].used == 0)
    }

    @Test
    func nobodyAndNothing() throws {
        let empty = try AllocationTable(
            customers: .rows(0), benefits: ["a"], values: CellMatrix([Double](), customers: 0, benefits: 1),
            costs: CellMatrix([Double](), customers: 0, benefits: 1))
        let allocation = try Allocator(table: empty, rules: [.totalBudget(Money(fen: 100))]).solve()
        #expect(allocation.certificate?.value == 0)
    }

    @Test
    func moreRulesThanCustomers() throws {
        let rules = (0..<12).map {
            AllocationRule(
                name: "r\($0)", benefits: $0 % 2 == 0 ? ["b0"] : [], measure: .costAtMost(Money(fen: Int64(100 + $0))))
        }
        let allocation = try Allocator(table: table([[3, 2], [4, 1]], [[100, 50], [150, 20]]), rules: rules).solve()
        // At most 101 fen in all: customer 0 by b0 at 100, or customer 1 by b0 (50) or b1 (20): the first brings 3.
        #expect(allocation.choices == [1, 0])
    }

    @Test
    func impossibleQuotasAreNamed() throws {
        let rules = [
            AllocationRule.totalBudget(Money(fen: 1_000)),
            AllocationRule(name: "quota", benefits: ["b0"], measure: .countAtLeast(2_000)),
            AllocationRule(name: "idle", benefits: ["b1"], measure: .countAtMost(100_000)),
        ]
        let allocation = try Allocator(table: randomTable(4_000, benefits: 2, seed: 2), rules: rules).solve()
        #expect(allocation.status == .infeasible)
        #expect(allocation.conflict.sorted() == ["quota", "total"])
        #expect(allocation.choices.isEmpty)
    }

    @Test
    func cellsWithoutSenseAreCounted() throws {
        let allocation = try Allocator(
            table: table([[.nan, 5, 5, 5, -.infinity]], [[100, -1, .nan, 100, .nan]]), rules: []
        ).solve()
        #expect(allocation.choices == [0, 0, 0, 1, 0])
        #expect(allocation.faults.counts == [.valueNotNumber: 1, .negativeCost: 1, .costNotNumber: 1])
        #expect(allocation.faults.firstRow[.negativeCost] == 1)
    }

    @Test(arguments: [1, 3, 6])
    func largeInstancesKeepEveryRuleWithASmallGap(rules count: Int) throws {
        let table = try randomTable(12_000, benefits: 4, seed: 3)
        let all = [
            AllocationRule.totalBudget(Money(fen: 1_500_000)),
            AllocationRule(name: "few", benefits: ["b3"], measure: .countAtMost(500)),
            AllocationRule(name: "pair", benefits: ["b0", "b1"], measure: .costAtMost(Money(fen: 400_000))),
            AllocationRule(name: "reach", measure: .countAtMost(6_000)),
            AllocationRule(name: "quota", benefits: ["b2"], measure: .countAtLeast(900)),
            AllocationRule(name: "return", measure: .returnAtLeast(0.5)),
        ]
        let allocation = try Allocator(table: table, rules: Array(all.prefix(count))).solve()
        let certificate = try #require(allocation.certificate)
        #expect(certificate.largestViolation == 0)
        #expect(certificate.relativeGap < 1e-5)
        #expect(certificate.value <= certificate.bound)
        // The bound and the uses again, from the choices alone.
        var cost = 0.0
        for (i, choice) in allocation.choices.enumerated() where choice > 0 {
            cost += Double(try #require(table.cell(customer: i, benefit: Int(choice) - 1)).costFen)
        }
        #expect(cost == allocation.prices[0].used)
        #expect(cost <= 1_500_000)
    }

    @Test
    func threadsAndUnitsDoNotMatter() throws {
        let table = try randomTable(9_000, benefits: 3, seed: 4)
        let rules = [
            AllocationRule.totalBudget(Money(fen: 900_000)),
            AllocationRule(name: "cap", benefits: ["b2"], measure: .countAtMost(700)),
        ]
        let one = try Allocator(table: table, rules: rules, options: AllocationOptions(threads: 1)).solve()
        let two = try Allocator(table: table, rules: rules, options: AllocationOptions(threads: 2)).solve()
        #expect(one.choices == two.choices)
        #expect(one.certificate == two.certificate)
    }

    @Test
    func explainsACustomer() throws {
        let allocator = try Allocator(table: table([[8, 6, 5]], [[500, 300, 200]]), rules: [.totalBudget(Money(fen: 500))])
        let allocation = try allocator.solve()
        let explanation = try allocator.explain("1", in: allocation)
        #expect(explanation.chosen.benefit == "b0")
        #expect(explanation.chosen.costFen == 300)
        #expect(explanation.runnerUp?.benefit == nil)
        #expect(explanation.margin >= 0)
        #expect(throws: IncentivesError.unknownCustomer("9")) { try allocator.explain("9", in: allocation) }
    }

    @Test
    func frontierRises() throws {
        let allocator = try Allocator(
            table: randomTable(2_000, benefits: 2, seed: 5), rules: [.totalBudget(Money(fen: 100_000))])
        let points = try allocator.frontier(of: "total", budgets: [50_000, 100_000, 200_000].map { Money(fen: $0) })
        #expect(points.count == 3)
        #expect(points[0].value < points[1].value && points[1].value < points[2].value)
        #expect(points[0].marginalValuePerYuan >= points[2].marginalValuePerYuan)
    }
}
