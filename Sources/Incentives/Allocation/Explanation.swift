// SPDX-License-Identifier: GPL-3.0-or-later
public import Market

/// Why a customer gets what it gets.
public struct CustomerExplanation: Sendable, Hashable, Codable {
    /// One thing that the customer could get.
    public struct Option: Sendable, Hashable, Codable {
        /// Nil for nothing.
        public var benefit: String?
        public var value: Double
        public var costFen: Int64
        /// What its cost and its place are worth at the prices of the rules, in units of value.
        public var priced: Double
        /// Value less that.
        public var score: Double

        enum CodingKeys: String, CodingKey {
            case benefit
            case value
            case costFen = "cost_fen"
            case priced = "priced_value"
            case score
        }
    }

    public var customer: String
    public var chosen: Option
    /// The best of the others.
    public var runnerUp: Option?
    /// Score of the chosen less that of the runner-up; negative only for the few customers that whole numbers forced elsewhere.
    public var margin: Double
    /// All options by falling score.
    public var options: [Option]
}

extension Allocator {
    /// Why a customer gets what it gets in an allocation of this problem.
    public func explain(_ customer: String, in allocation: Allocation) throws(IncentivesError) -> CustomerExplanation {
        guard let row = table.customers.row(of: customer), row < allocation.choices.count else {
            throw .unknownCustomer(customer)
        }
        let rows = pass.rows
        var options = [CustomerExplanation.Option(benefit: nil, value: 0, costFen: 0, priced: 0, score: 0)]
        var chosen = options[0]
        for (k, name) in table.benefits.enumerated() {
            guard let cell = table.cell(customer: row, benefit: k) else { continue }
            var priced = 0.0
            for (r, rule) in rows.enumerated() {
                priced += allocation.rowPrices[r] * rule.use(benefit: k, value: cell.value, cost: Double(cell.costFen))
            }
            let option = CustomerExplanation.Option(
                benefit: name, value: cell.value, costFen: cell.costFen, priced: priced, score: cell.value - priced)
            options.append(option)
            if Int(allocation.choices[row]) == k + 1 { chosen = option }
        }
        options.sort { $0.score > $1.score }
        let runnerUp = options.first { $0.benefit != chosen.benefit }
        return CustomerExplanation(
            customer: customer, chosen: chosen, runnerUp: runnerUp, margin: runnerUp.map { chosen.score - $0.score } ?? 0,
            options: options)
    }

    /// What each benefit brings in each segment.
    public func summary(_ allocation: Allocation, segments: TextColumn) -> [String: [BenefitSummary]] {
        let empty = table.benefits.map { BenefitSummary(name: $0, customers: 0, costFen: 0, value: 0) }
        var sums = segments.words.map { _ in empty }
        var members = [Int](repeating: 0, count: segments.words.count)
        for (row, choice) in allocation.choices.enumerated() {
            let segment = Int(segments.codes[row])
            members[segment] += 1
            guard choice > 0, let cell = table.cell(customer: row, benefit: Int(choice) - 1) else { continue }
            sums[segment][Int(choice) - 1].customers += 1
            sums[segment][Int(choice) - 1].costFen += cell.costFen
            sums[segment][Int(choice) - 1].value += cell.value
        }
        var result: [String: [BenefitSummary]] = [:]
        for (index, word) in segments.words.enumerated() where members[index] > 0 { result[word] = sums[index] }
        return result
    }
}

/// One point of the frontier: what a budget brings.
public struct AllocationPoint: Sendable, Hashable, Codable {
    /// The budget tried.
    public var budgetFen: Int64
    public var value: Double
    /// No allocation of this budget is worth more.
    public var bound: Double
    public var costFen: Int64
    /// Value that one more yuan of this budget brings.
    public var marginalValuePerYuan: Double

    enum CodingKeys: String, CodingKey {
        case budgetFen = "budget_fen"
        case value, bound
        case costFen = "cost_fen"
        case marginalValuePerYuan = "marginal_value_per_yuan"
    }
}

extension Allocator {
    /// The best value at each of some budgets, all other rules being kept; points that cannot be kept are left out. `rule` names a rule on
    /// cost from above. Each solve starts from the prices of the one before.
    public func frontier(of rule: String, budgets: [Money]) throws(IncentivesError) -> [AllocationPoint] {
        guard let index = rules.firstIndex(where: { $0.name == rule }), case .costAtMost = rules[index].measure else {
            throw .badLimit(rule: rule, found: rule)
        }
        var points: [AllocationPoint] = []
        var last: Allocation?
        for budget in budgets {
            var changed = rules
            changed[index].measure = .costAtMost(budget)
            let allocation = try Allocator(table: table, rules: changed, options: options).solve(from: last)
            guard let certificate = allocation.certificate else { continue }
            points.append(
                AllocationPoint(
                    budgetFen: budget.fen, value: certificate.value, bound: certificate.bound,
                    costFen: allocation.benefits.reduce(0) { $0 + $1.costFen },
                    marginalValuePerYuan: allocation.prices[index].price))
            last = allocation
        }
        return points
    }
}
