// SPDX-License-Identifier: GPL-3.0-or-later

/// Prices of the rules as they reach a cell: score = value·v − cost·c − fixed, by benefit. However many rules there are, a cell
/// costs the same.
struct ScorePrices: Sendable {
    /// Factor of the value: 1 plus the prices of the return floors.
    var value: [Double]
    /// Price of one fen of cost.
    var cost: [Double]
    /// Price of giving the benefit at all.
    var fixed: [Double]
    /// How far the score may move while each price stays within its radius: |v|, c and constant parts.
    var valueRadius: [Double]
    var costRadius: [Double]
    var fixedRadius: [Double]

    init(rows: [RuleRow], benefits: Int, prices: [Double], radii: [Double]? = nil) {
        value = Array(repeating: 1, count: benefits)
        cost = Array(repeating: 0, count: benefits)
        fixed = cost
        (valueRadius, costRadius, fixedRadius) = (cost, cost, cost)
        for (index, row) in rows.enumerated() {
            for k in 0..<benefits {
                value[k] -= prices[index] * row.valueFactor[k]
                cost[k] += prices[index] * row.costFactor[k]
                fixed[k] += prices[index] * row.countFactor[k]
                guard let radius = radii?[index] else { continue }
                valueRadius[k] += radius * abs(row.valueFactor[k])
                costRadius[k] += radius * abs(row.costFactor[k])
                fixedRadius[k] += radius * abs(row.countFactor[k])
            }
        }
    }

    /// Least price of one fen and of giving the benefit within the radii.
    var leastCost: [Double] { zip(cost, costRadius).map { $0 - $1 } }
    var leastFixed: [Double] { zip(fixed, fixedRadius).map { $0 - $1 } }

    /// Score of one cell with its value and its cost in fen.
    @inline(__always)
    func score(benefit k: Int, value v: Double, cost c: Double) -> Double { value[k] * v - cost[k] * c - fixed[k] }
}

/// Sums over chosen cells, by benefit: all that a master problem needs to know of a pass.
struct ChoiceSums: Sendable, Equatable {
    var value: [Double]
    /// In fen; exact.
    var cost: [Int64]
    var count: [Int64]

    init(benefits: Int) {
        value = Array(repeating: 0, count: benefits)
        cost = Array(repeating: 0, count: benefits)
        count = cost
    }

    static func += (a: inout ChoiceSums, b: ChoiceSums) {
        for k in a.value.indices {
            a.value[k] += b.value[k]
            a.cost[k] += b.cost[k]
            a.count[k] += b.count[k]
        }
    }

    var totalValue: Double { value.reduce(0, +) }
    var totalCost: Int64 { cost.reduce(0, +) }
    var totalCount: Int64 { count.reduce(0, +) }

    /// Use of a row.
    func use(_ row: RuleRow) -> Double {
        var sum = 0.0
        for k in value.indices { sum += row.use(benefit: k, value: value[k], cost: Double(cost[k]), count: Double(count[k])) }
        return sum
    }

    /// How far the row is exceeded; 0 where it is kept. Exact for budgets, caps and quotas; a return floor is kept when it is within the
    /// rounding of its sums.
    func violation(_ row: RuleRow) -> Double {
        guard let exact = row.exact else {
            let excess = use(row) - row.limit
            return excess <= 1e-9 * value.reduce(0, { $0 + abs($1) }) ? 0 : excess
        }
        var sum: Int64 = 0
        for k in value.indices where row.uses(benefit: k) { sum += exact.isCost ? cost[k] : count[k] }
        return Double(max(0, exact.sign * sum - exact.bound))
    }
}

extension RuleRow {
    func use(benefit k: Int, value: Double, cost: Double, count: Double) -> Double {
        costFactor[k] * cost + countFactor[k] * count + valueFactor[k] * value
    }
}
