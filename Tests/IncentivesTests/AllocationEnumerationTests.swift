// SPDX-License-Identifier: GPL-3.0-or-later
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

struct AllocationEnumerationTests {
    @Test(arguments: 0..<10)
    func equalsEnumeration(block: Int) throws {
        for number in 0..<500 {
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
}
