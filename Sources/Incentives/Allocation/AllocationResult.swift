// SPDX-License-Identifier: GPL-3.0-or-later

/// Settings of a solve that change how fast it is, never what it means.
public struct AllocationOptions: Sendable {
    /// Threads of the passes; the result does not depend on it.
    public var threads: Int
    /// Seed of the sample that the first prices come from.
    public var seed: UInt64
    /// Relative gap at which the search for better whole allocations stops.
    public var relativeGap: Double
    /// Nodes of the branch and bound, and of the proof by enumeration of small problems.
    public var nodeLimit: Int

    public init(threads: Int = 2, seed: UInt64 = 1, relativeGap: Double = 1e-7, nodeLimit: Int = 200) {
        self.threads = max(1, threads)
        self.seed = seed
        self.relativeGap = relativeGap
        self.nodeLimit = nodeLimit
    }
}

/// How an allocation ended. Comes from the certificate alone.
public enum AllocationStatus: String, Sendable, Codable, Hashable {
    /// Proved to be as good as any within the gap asked for.
    case optimal
    /// Keeps every rule; its gap is stated.
    case feasible
    /// No allocation keeps the rules, in parts or whole.
    case infeasible
    /// None was found; whether there is one is open.
    case unknown
}

/// What is proved about an allocation, computed from the original cells after everything is decided.
public struct AllocationCertificate: Sendable, Hashable, Codable {
    /// Σ value of the chosen cells.
    public var value: Double
    /// No allocation that keeps the rules is worth more, not even in parts: Lagrangian bound at `ResourcePrice.price`, or the value itself where
    /// enumeration proved it optimal.
    public var bound: Double
    /// (bound − value) / max(|bound|, |value|).
    public var relativeGap: Double
    /// Value of the optimum in parts less the Lagrangian bound, relative: 0 up to rounding when prices are exact.
    public var linearRelativeGap: Double
    /// Largest violation of any rule in its own unit (fen, customers, yuan of value); 0 for an allocation that is handed out.
    public var largestViolation: Double
    /// True when enumeration rather than prices closed the gap.
    public var provedByEnumeration: Bool

    enum CodingKeys: String, CodingKey {
        case value
        case bound
        case relativeGap = "relative_gap"
        case linearRelativeGap = "linear_relative_gap"
        case largestViolation = "largest_violation"
        case provedByEnumeration = "proved_by_enumeration"
    }
}

/// What one rule used and what one more unit of it would bring.
public struct ResourcePrice: Sendable, Hashable, Codable {
    public var name: String
    /// Value that one more unit brings: a yuan of a cost rule, a customer of a count rule, a yuan of value of a return floor. For quotas
    /// and floors: what one unit less of it would bring.
    public var price: Double
    /// What is summed, in the rule's unit: fen, customers, or yuan of value above the floor.
    public var used: Double
    /// The limit in the same unit; 0 for a return floor.
    public var limit: Double
    /// True when the price is not zero.
    public var binds: Bool
}

/// What one benefit brings in an allocation.
public struct BenefitSummary: Sendable, Hashable, Codable {
    public var name: String
    public var customers: Int
    public var costFen: Int64
    public var value: Double

    public init(name: String, customers: Int, costFen: Int64, value: Double) {
        self.name = name
        self.customers = customers
        self.costFen = costFen
        self.value = value
    }

    enum CodingKeys: String, CodingKey {
        case name
        case customers
        case costFen = "cost_fen"
        case value
    }
}

/// Who gets what, why, and how good it is.
public struct Allocation: Sendable {
    public var status: AllocationStatus
    /// By customer: the benefit from 1 on in the order of the table, 0 for none. Empty unless a plan was found.
    public var choices: [UInt8]
    public var certificate: AllocationCertificate?
    /// One a rule, in their order.
    public var prices: [ResourcePrice]
    public var benefits: [BenefitSummary]
    /// Cells that could not be used.
    public var faults: CellFaults
    /// For an impossible problem: rules that cannot be kept together.
    public var conflict: [String]
    /// Prices per unit of the rows, as the passes use them.
    var rowPrices: [Double]
    /// How the work went, for measuring.
    public var effort: AllocationEffort

    static func without(_ status: AllocationStatus, conflict: [String] = [], effort: AllocationEffort) -> Allocation {
        Allocation(
            status: status, choices: [], certificate: nil, prices: [], benefits: [], faults: CellFaults(), conflict: conflict,
            rowPrices: [], effort: effort)
    }
}

/// Counts of the steps of a solve; not part of its meaning.
public struct AllocationEffort: Sendable, Hashable, Codable {
    /// Passes over all customers.
    public var passes = 0
    /// Rounds of the master problems.
    public var masterRounds = 0
    /// Customers that the last full sieve left.
    public var survivors = 0
    /// Distinct customers in the core.
    public var coreItems = 0

    enum CodingKeys: String, CodingKey {
        case passes
        case masterRounds = "master_rounds"
        case survivors
        case coreItems = "core_items"
    }
}
