// SPDX-License-Identifier: GPL-3.0-or-later
public import Market

/// A rule over the customers' benefits taken together: a budget, a cap, a quota or a floor of the return. Kept exactly: money in
/// fen, counts in customers.
public struct AllocationRule: Sendable, Hashable, Codable {
    /// What is summed, and how far the sum may go.
    public enum Measure: Sendable, Hashable, Codable {
        /// Σ cost ≤ budget.
        case costAtMost(Money)
        /// Σ cost ≥ amount: money that has to be given out.
        case costAtLeast(Money)
        /// Number of customers ≤ count.
        case countAtMost(Int)
        /// Number of customers ≥ count: a quota.
        case countAtLeast(Int)
        /// Σ value ≥ ratio × Σ cost, with the value in yuan.
        case returnAtLeast(Double)
    }

    /// The merchant's own word for it, by which answers name it; unique.
    public var name: String
    /// Names of the benefits it is about; empty for all of them.
    public var benefits: [String]
    public var measure: Measure
    /// Where the merchant said it, e.g. `request.yaml:4`; nil when it was not said in a file.
    public var saidAt: String?

    public init(name: String, benefits: [String] = [], measure: Measure, saidAt: String? = nil) {
        self.name = name
        self.benefits = benefits
        self.measure = measure
        self.saidAt = saidAt
    }

    /// A budget over all benefits.
    public static func totalBudget(_ budget: Money, saidAt: String? = nil) -> AllocationRule {
        AllocationRule(name: totalName, measure: .costAtMost(budget), saidAt: saidAt)
    }

    /// What the budget over all benefits is called.
    public static let totalName = "total"
}

/// A rule as a row Σ (cost·c + count + value·v) ≤ limit over the chosen cells of its members; what solvers see.
struct RuleRow: Sendable {
    let name: String
    /// By benefit: factor of the cost in fen: −1, 0, 1 or, in a return floor, the ratio per fen.
    let costFactor: [Double]
    /// By benefit: −1, 0 or 1 for each customer given it.
    let countFactor: [Double]
    /// By benefit: 0, or −1 in a return floor.
    let valueFactor: [Double]
    let limit: Double
    /// For budgets and counts: the same in whole numbers, so that keeping the rule is decided exactly.
    let exact: ExactLimit?
    /// True when no cell can use less than nothing: then a cell that alone uses more than the limit can never be given.
    let isPlainCap: Bool

    /// sign · Σ measure ≤ bound.
    struct ExactLimit: Sendable {
        let isCost: Bool
        let sign: Int64
        let bound: Int64
    }

    func uses(benefit: Int) -> Bool {
        costFactor[benefit] != 0 || countFactor[benefit] != 0 || valueFactor[benefit] != 0
    }

    /// Use of the row by one cell with a value and a cost in fen.
    @inline(__always)
    func use(benefit: Int, value: Double, cost: Double) -> Double {
        costFactor[benefit] * cost + countFactor[benefit] + valueFactor[benefit] * value
    }
}

extension AllocationRule {
    /// The row over benefits of these names.
    func row(benefits names: [String]) throws(IncentivesError) -> RuleRow {
        for benefit in benefits where !names.contains(benefit) {
            throw .unknownBenefit(rule: name, benefit: benefit, known: names)
        }
        let member = names.map { benefits.isEmpty || benefits.contains($0) }
        let on = member.map { $0 ? 1.0 : 0 }
        let off = [Double](repeating: 0, count: names.count)
        func cost(_ money: Money, _ sign: Int64) throws(IncentivesError) -> RuleRow {
            guard money.fen >= 0, money.fen <= Money.limit else { throw .badLimit(rule: name, found: money.decimalYuan) }
            return RuleRow(
                name: name, costFactor: on.map { $0 * Double(sign) }, countFactor: off, valueFactor: off,
                limit: Double(sign * money.fen), exact: .init(isCost: true, sign: sign, bound: sign * money.fen),
                isPlainCap: sign > 0)
        }
        func count(_ count: Int, _ sign: Int64) throws(IncentivesError) -> RuleRow {
            guard count >= 0, Int64(count) <= Money.limit else { throw .badLimit(rule: name, found: "\(count)") }
            return RuleRow(
                name: name, costFactor: off, countFactor: on.map { $0 * Double(sign) }, valueFactor: off,
                limit: Double(sign * Int64(count)), exact: .init(isCost: false, sign: sign, bound: sign * Int64(count)),
                isPlainCap: sign > 0)
        }
        switch measure {
        case .costAtMost(let money): return try cost(money, 1)
        case .costAtLeast(let money): return try cost(money, -1)
        case .countAtMost(let number): return try count(number, 1)
        case .countAtLeast(let number): return try count(number, -1)
        case .returnAtLeast(let ratio):
            guard ratio.isFinite, ratio >= 0, ratio <= 1e6 else { throw .badLimit(rule: name, found: "\(ratio)") }
            return RuleRow(
                name: name, costFactor: on.map { $0 * ratio / 100 }, countFactor: off, valueFactor: on.map { -$0 }, limit: 0,
                exact: nil, isPlainCap: false)
        }
    }
}
