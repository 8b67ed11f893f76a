// SPDX-License-Identifier: GPL-3.0-or-later
import Market
import Solver

/// Who gets which benefit: a multiple-choice knapsack over customers (Sinha & Zoltners 1979) under any budgets, caps, quotas and
/// return floors.
///
/// maximize Σ value · x subject to every rule, at most one benefit a customer.
///
/// A sample gives prices of the rules; one pass over all customers fixes everybody whose best benefit is the same for all prices within
/// a box around them; prices for the few others come by Dantzig–Wolfe decomposition in ever smaller boxes; the last few hundred are a
/// linear program of their own, rounded to whole choices and improved by exchanges and branch and bound. A last pass computes bound,
/// value and use of every rule from the original cells.
public struct Allocator: Sendable {
    public let table: AllocationTable
    public let rules: [AllocationRule]
    public let options: AllocationOptions
    let pass: TablePass

    /// Most distinct customers in the last linear program.
    static let coreLimit = 250
    /// Most rules.
    static let ruleLimit = 64
    /// Up to here no sample is drawn.
    static let sampleFrom = 60_000

    /// Checks the rules against the table.
    public init(table: AllocationTable, rules: [AllocationRule], options: AllocationOptions = AllocationOptions())
        throws(IncentivesError)
    {
        guard rules.count <= Self.ruleLimit else {
            throw .tooMany(what: .rules, found: rules.count, limit: Self.ruleLimit)
        }
        var rows: [RuleRow] = []
        for rule in rules {
            if rows.contains(where: { $0.name == rule.name }) { throw .repeatedRule(rule.name) }
            rows.append(try rule.row(benefits: table.benefits))
        }
        self.table = table
        self.rules = rules
        self.options = options
        pass = TablePass(table: table, rows: rows, threads: options.threads)
    }

    /// Solves; starts from the prices of an allocation of the same rules with other limits, where there is one.
    public func solve(from earlier: Allocation? = nil) throws(IncentivesError) -> Allocation {
        var run = AllocationSolve(allocator: self)
        do throws(SolverError) {
            return try run.run(earlier?.rowPrices)
        } catch {
            throw .solver(error.key)
        }
    }
}
