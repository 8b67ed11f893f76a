// SPDX-License-Identifier: GPL-3.0-or-later
import Solver

/// From the core's optimum in parts to whole choices: cut off, exchange, branch, and for small problems prove.
struct WholeChoices {
    let rows: [RuleRow]
    let prices: [Double]
    let core: Core
    let level: PriceDescent.Level
    let before: PriceDescent.Level?
    let options: AllocationOptions
    private(set) var isFeasible = false

    /// Most customers that take part in exchanges.
    static let poolLimit = 600

    init(
        rows: [RuleRow], prices: [Double], core: Core, level: PriceDescent.Level, before: PriceDescent.Level?,
        options: AllocationOptions
    ) {
        self.rows = rows
        self.prices = prices
        self.core = core
        self.level = level
        self.before = before
        self.options = options
    }

    /// Writes the best whole choices found to `choices`. True when they are proved optimal (or, without any, that there are none).
    mutating func run(_ relaxed: Core.Relaxed, choices: inout [UInt8], reference: Double) throws(SolverError) -> Bool {
        write(core.choices(core.rounded(relaxed.amounts)), of: level.group, to: &choices)
        let outer = before ?? level
        let pool = Pool(rows: rows, prices: prices, level: outer, core: level.group, choices: choices)
        let isWhole = before == nil && level.group.count <= Allocator.coreLimit && pool.customers.count == level.group.count
        var search = pool.search(choices)
        let target = options.relativeGap * max(reference, 1e-300)
        search.improve(rounds: 60)
        if search.violation > 0 || search.gap > target {
            let result = try core.branch(
                gap: isWhole ? 0 : target / 2, nodeLimit: isWhole ? 50 * options.nodeLimit : options.nodeLimit)
            if let amounts = result.amounts {
                var trial = choices
                write(core.choices(amounts.map { $0.map { Int($0) } }), of: level.group, to: &trial)
                var other = pool.search(trial)
                other.improve(rounds: 60)
                let better =
                    other.violation == 0
                    ? search.violation > 0 || other.value > search.value : other.violation < search.violation
                if better { search = other }
            }
        }
        var proved = false
        if isWhole {
            var proof = LossSearch(search, nodeLimit: 2_500 * options.nodeLimit)
            proved = proof.run()
            if let best = proof.best { search.restart(best) }
        }
        isFeasible = search.violation == 0
        pool.write(search.current, to: &choices)
        return proved
    }

    private func write(_ own: [UInt8], of group: CellGroup, to choices: inout [UInt8]) {
        for (member, choice) in zip(group.members, own) { choices[Int(member)] = choice }
    }
}

/// The customers that take part in exchanges: the core, and of those around it the ones that lose least by another option.
struct Pool {
    let rows: [RuleRow]
    let prices: [Double]
    let limits: [Double]
    let group: CellGroup
    /// Positions in the group, rising.
    let positions: [Int]
    let customers: [ExchangeSearch.Customer]

    init(rows: [RuleRow], prices: [Double], level: PriceDescent.Level, core: CellGroup, choices: [UInt8]) {
        self.rows = rows
        self.prices = prices
        group = level.group
        let scores = ScorePrices(rows: rows, benefits: group.benefits, prices: prices)
        let coreMembers = Set(core.members)
        var ranked: [(regret: Double, position: Int)] = []
        for i in 0..<group.count {
            var first = 0.0
            var second = -Double.infinity
            for k in 0..<group.benefits {
                let value = group.values[k * group.padded + i]
                if value < CellLimit.offered { continue }
                let score = scores.score(benefit: k, value: value, cost: group.costs[k * group.padded + i])
                if score > first { (first, second) = (score, first) } else { second = max(second, score) }
            }
            let regret = coreMembers.contains(group.members[i]) ? first - second - 1e-9 * abs(first) : first - second
            ranked.append((regret, i))
        }
        if ranked.count > WholeChoices.poolLimit {
            ranked.sort { ($0.regret, $0.position) < ($1.regret, $1.position) }
            ranked.removeLast(ranked.count - WholeChoices.poolLimit)
        }
        positions = ranked.map(\.position).sorted()
        let taking = Set(positions)
        var rest = ChoiceSums(benefits: group.benefits)
        for i in 0..<group.count where !taking.contains(i) {
            let k = Int(choices[Int(group.members[i])]) - 1
            if k >= 0 { rest.add(k, group.values[k * group.padded + i], group.costs[k * group.padded + i]) }
        }
        limits = rows.indices.map { level.limits[$0] - rest.use(rows[$0]) }
        let own = group
        customers = positions.map { Self.customer(own, $0, rows, prices) }
    }

    private static func customer(
        _ group: CellGroup, _ i: Int, _ rows: [RuleRow], _ prices: [Double]
    ) -> ExchangeSearch.Customer {
        var customer = ExchangeSearch.Customer(
            choices: [0], values: [0], uses: [Array(repeating: 0, count: rows.count)], losses: [])
        for k in 0..<group.benefits {
            let value = group.values[k * group.padded + i]
            if value < CellLimit.offered { continue }
            let cost = group.costs[k * group.padded + i]
            customer.choices.append(k + 1)
            customer.values.append(value)
            customer.uses.append(rows.map { $0.use(benefit: k, value: value, cost: cost) })
        }
        let scores = customer.choices.indices.map { j in
            var score = customer.values[j]
            for r in rows.indices { score -= prices[r] * customer.uses[j][r] }
            return score
        }
        let top = scores.max() ?? 0
        customer.losses = scores.map { top - $0 }
        return customer
    }

    func search(_ choices: [UInt8]) -> ExchangeSearch {
        let start = zip(positions, customers).map { position, customer in
            customer.choices.firstIndex(of: Int(choices[Int(group.members[position])])) ?? 0
        }
        // A return floor is a sum of doubles: half of what rounding may move is allowed here, so that the certificate agrees.
        let allowed = rows.indices.map { rows[$0].exact == nil ? limits[$0] + 1e-13 * abs(limits[$0]) : limits[$0] }
        return ExchangeSearch(customers: customers, prices: prices, limits: allowed, start: start)
    }

    func write(_ options: [Int], to choices: inout [UInt8]) {
        for (index, position) in positions.enumerated() {
            choices[Int(group.members[position])] = UInt8(customers[index].choices[options[index]])
        }
    }
}
