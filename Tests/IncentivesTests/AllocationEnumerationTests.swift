// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Incentives
import Market
import Testing

/// A small problem whose best allocation is found by trying everything.
struct SmallInstance {
    var customers: Int
    var benefits: Int
    var values: [Double]
    var costs: [Double]
    var rules: [AllocationRule]

    /// Values in hundredths and costs in fen, so that sums are easily compared; with ties, cells that are not offered, caps of every kind.
    init(seed: UInt64, mostCustomers: Int, mostBenefits: Int) {
        var random = CounterRandom(seed: seed)
        customers = Int.random(in: 1...mostCustomers, using: &random)
        benefits = Int.random(in: 1...mostBenefits, using: &random)
        let coarse = Bool.random(using: &random)
        values = (0..<(customers * benefits)).map { _ in
            if Int.random(in: 0..<12, using: &random) == 0 { return -.infinity }
            return coarse
                ? Double(Int.random(in: -1...3, using: &random)) : Double(Int.random(in: -100...1_000, using: &random)) / 100
        }
        costs = (0..<(customers * benefits)).map { _ in
            Double(coarse ? Int.random(in: 0...2, using: &random) * 100 : Int.random(in: 0...900, using: &random))
        }
        let names = (0..<benefits).map { "b\($0)" }
        rules = []
        for number in 0..<Int.random(in: 0...4, using: &random) {
            let group = names.filter { _ in Bool.random(using: &random) }
            let measure: AllocationRule.Measure =
                switch Int.random(in: 0..<8, using: &random) {
                case 0: .countAtMost(Int.random(in: 0...customers, using: &random))
                case 1: .countAtLeast(Int.random(in: 0...2, using: &random))
                case 2: .costAtLeast(Money(fen: Int64.random(in: 0...500, using: &random)))
                case 3: .returnAtLeast(Double(Int.random(in: 0...4, using: &random)) / 4)
                default: .costAtMost(Money(fen: Int64.random(in: 0...(Int64(customers) * 500), using: &random)))
                }
            rules.append(AllocationRule(name: "r\(number)", benefits: group, measure: measure))
        }
    }

    var names: [String] { (0..<benefits).map { "b\($0)" } }

    func table() throws -> AllocationTable {
        try AllocationTable(
            customers: .rows(customers), benefits: names, values: CellMatrix(values, customers: customers, benefits: benefits),
            costs: CellMatrix(costs, customers: customers, benefits: benefits))
    }

    /// Whether choices (0 for none) keep every rule, from its definition.
    func keepsRules(_ choices: [Int]) -> Bool {
        rules.allSatisfy { rule in
            var cost = 0.0
            var count = 0
            var value = 0.0
            for (i, choice) in choices.enumerated() where choice > 0 {
                guard rule.benefits.isEmpty || rule.benefits.contains("b\(choice - 1)") else { continue }
                cost += costs[(choice - 1) * customers + i]
                value += values[(choice - 1) * customers + i]
                count += 1
            }
            switch rule.measure {
            case .costAtMost(let money): return cost <= Double(money.fen)
            case .costAtLeast(let money): return cost >= Double(money.fen)
            case .countAtMost(let most): return count <= most
            case .countAtLeast(let least): return count >= least
            case .returnAtLeast(let ratio): return value - ratio * cost / 100 >= -1e-9
            }
        }
    }

    func value(_ choices: [Int]) -> Double {
        choices.enumerated().reduce(0) { $1.element == 0 ? $0 : $0 + values[($1.element - 1) * customers + $1.offset] }
    }

    /// The best value over all allocations that keep the rules, nil when none does.
    func bestByEnumeration() -> Double? {
        var best: Double?
        var choices = [Int](repeating: 0, count: customers)
        func visit(_ i: Int) {
            if i == customers {
                let value = value(choices)
                if value > best ?? -.infinity, keepsRules(choices) { best = value }
                return
            }
            for choice in 0...benefits where choice == 0 || values[(choice - 1) * customers + i] > -1e100 {
                choices[i] = choice
                visit(i + 1)
            }
            choices[i] = 0
        }
        visit(0)
        return best
    }
}

/// 5,000 instances and 500 larger ones; a fifth of them in the everyday suite.
private let full = ProcessInfo.processInfo.environment["WANXIANG_VERIFY"] == "1"

struct AllocationEnumerationTests {
    @Test(arguments: 0..<10)
    func equalsEnumeration(block: Int) throws {
        for number in 0..<(full ? 500 : 100) {
            let instance = SmallInstance(seed: UInt64(block * 500 + number), mostCustomers: 6, mostBenefits: 3)
            let allocation = try Allocator(table: instance.table(), rules: instance.rules).solve()
            let best = instance.bestByEnumeration()
            guard let best else {
                #expect(allocation.status == .infeasible, "instance \(block * 500 + number) \(instance)")
                continue
            }
            #expect(allocation.status == .optimal, "instance \(block * 500 + number) \(instance)")
            let choices = allocation.choices.map(Int.init)
            guard choices.count == instance.customers else { continue }
            #expect(instance.keepsRules(choices), "instance \(block * 500 + number)")
            #expect(abs(instance.value(choices) - best) < 1e-9, "instance \(block * 500 + number) \(instance)")
        }
    }

    /// Up to 12 customers, against a branch and bound of its own that knows nothing of prices.
    @Test
    func equalsBranchAndBound() throws {
        for number in 0..<(full ? 500 : 40) {
            let instance = SmallInstance(seed: 90_000 + UInt64(number), mostCustomers: 12, mostBenefits: 3)
            let allocation = try Allocator(table: instance.table(), rules: instance.rules).solve()
            let best = instance.bestByBranchAndBound()
            guard let best else {
                #expect(allocation.status == .infeasible, "instance \(number)")
                continue
            }
            #expect(allocation.status == .optimal, "instance \(number) \(instance)")
            #expect(abs((allocation.certificate?.value ?? .nan) - best) < 1e-9, "instance \(number) \(instance)")
            #expect(instance.keepsRules(allocation.choices.map(Int.init)), "instance \(number)")
        }
    }
}

extension SmallInstance {
    /// Depth first, a branch being closed when the best that the rest could bring does not help, or a cap is broken already.
    func bestByBranchAndBound() -> Double? {
        var rest = [Double](repeating: 0, count: customers + 1)
        for i in (0..<customers).reversed() {
            rest[i] = rest[i + 1] + max(0, (0..<benefits).map { values[$0 * customers + i] }.max() ?? 0)
        }
        let budgets = rules.compactMap { rule -> (Set<String>, Double)? in
            guard case .costAtMost(let money) = rule.measure else { return nil }
            return (Set(rule.benefits.isEmpty ? names : rule.benefits), Double(money.fen))
        }
        var best: Double?
        var choices = [Int](repeating: 0, count: customers)
        func visit(_ i: Int, _ value: Double, _ left: [Double]) {
            if let best, value + rest[i] <= best { return }
            if i == customers {
                if keepsRules(choices) { best = value }
                return
            }
            for choice in (0...benefits).reversed() {
                let cell = (choice - 1) * customers + i
                if choice > 0 && values[cell] < -1e100 { continue }
                var after = left
                if choice > 0 {
                    for (b, budget) in budgets.enumerated() where budget.0.contains("b\(choice - 1)") {
                        after[b] -= costs[cell]
                    }
                }
                if after.contains(where: { $0 < 0 }) { continue }
                choices[i] = choice
                visit(i + 1, choice > 0 ? value + values[cell] : value, after)
            }
            choices[i] = 0
        }
        visit(0, 0, budgets.map(\.1))
        return best
    }
}
