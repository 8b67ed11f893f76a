// SPDX-License-Identifier: GPL-3.0-or-later
public import Market

/// What `allocate` is asked for; amounts in fen, shares from 0 to 1.
public struct AllocateRequest: Sendable, Hashable, Codable {
    /// Long or wide CSV, or values as `.npy`.
    public var input: String
    /// Costs as `.npy`, for an input of values as `.npy`.
    public var costs: String?
    public var costUnit: AllocationTable.CostUnit
    /// The benefits table.
    public var benefits: String?
    /// The customers' table that filters and segments come from.
    public var customers: String?
    public var segmentColumn: String?
    public var filters: [CustomerFilter]
    public var totalBudget: Money?
    /// Budgets of groups of the benefits table, by group.
    public var groupBudgets: [String: Money]
    /// Caps on the number of customers, by group.
    public var groupCounts: [String: Int]
    /// Least Σ value / Σ cost, for values in yuan.
    public var returnFloor: Double?
    /// Further rules.
    public var rules: [AllocationRule]
    /// Stops at the first row that cannot be used.
    public var strict: Bool
    public var seed: UInt64

    public init(input: String) {
        self.input = input
        costUnit = .yuan
        filters = []
        groupBudgets = [:]
        groupCounts = [:]
        rules = []
        strict = false
        seed = 1
    }

    enum CodingKeys: String, CodingKey {
        case input
        case costs
        case costUnit = "cost_unit"
        case benefits
        case customers
        case segmentColumn = "segment_column"
        case filters
        case totalBudget = "total_budget_fen"
        case groupBudgets = "group_budgets_fen"
        case groupCounts = "group_counts"
        case returnFloor = "return_floor_ratio"
        case rules
        case strict
        case seed
    }

    /// An allocation with its problem and what was dropped on the way.
    public struct Answer: Sendable {
        public var allocator: Allocator
        public var allocation: Allocation
        public var rowFaults: RowFaults
        /// By segment, where a segment column was named.
        public var segments: [String: [BenefitSummary]]
        public var result: AllocationResult
    }

    /// Reads, solves and sums up. Nothing is written: see `AllocationWriter`.
    public func run(threads: Int = 2) throws(IncentivesError) -> Answer {
        let stated = try benefits.map { (path) throws(IncentivesError) in try BenefitsReader.read(path: path) }
        let reader = TableReader(benefits: stated?.benefits ?? [], strict: strict)
        var reading =
            input.hasSuffix(".npy")
            ? try reader.readNumpy(values: input, costs: costs, costUnit: costUnit) : try reader.readCSV(path: input)
        var segments: [String] = []
        if let customers {
            let columns = Array(Set(filters.map(\.column))).sorted()
            let attributes = try CustomerAttributes(
                path: customers, for: reading.table, columns: columns, segment: segmentColumn)
            try reading.table.apply(filters, attributes)
            segments = attributes.segments
        } else if let filter = filters.first {
            throw .missingColumn(file: input, name: filter.column)
        }
        let allocator = try Allocator(
            table: reading.table, rules: try allRules(stated), options: AllocationOptions(threads: threads, seed: seed))
        let allocation = try allocator.solve()
        return Answer(
            allocator: allocator, allocation: allocation, rowFaults: reading.faults,
            segments: segments.isEmpty ? [:] : allocator.summary(allocation, segments: segments),
            result: AllocationResult(allocation, rows: reading.faults))
    }

    private func allRules(_ stated: BenefitsReader.Reading?) throws(IncentivesError) -> [AllocationRule] {
        var all: [AllocationRule] = []
        if let totalBudget { all.append(.totalBudget(totalBudget)) }
        func members(_ group: String) throws(IncentivesError) -> [String] {
            let names = (stated?.benefits ?? []).filter { $0.group == group }.map(\.name)
            if names.isEmpty {
                throw .unknownBenefit(rule: group, benefit: group, known: (stated?.benefits ?? []).compactMap(\.group))
            }
            return names
        }
        for (group, budget) in groupBudgets.sorted(by: { $0.key < $1.key }) {
            all.append(AllocationRule(name: "budget \(group)", benefits: try members(group), measure: .costAtMost(budget)))
        }
        for (group, count) in groupCounts.sorted(by: { $0.key < $1.key }) {
            all.append(AllocationRule(name: "count \(group)", benefits: try members(group), measure: .countAtMost(count)))
        }
        if let returnFloor { all.append(AllocationRule(name: "return", measure: .returnAtLeast(returnFloor))) }
        return all + (stated?.rules ?? []) + rules
    }
}

/// The summary of an allocation that machines read: everything but who gets what.
public struct AllocationResult: Sendable, Hashable, Codable {
    public var status: AllocationStatus
    public var certificate: AllocationCertificate?
    public var prices: [RulePrice]
    public var benefits: [BenefitSummary]
    /// Rules that cannot be kept together.
    public var conflict: [String]
    public var droppedRows: RowFaults
    public var droppedCells: CellFaults

    public init(_ allocation: Allocation, rows: RowFaults = RowFaults()) {
        status = allocation.status
        certificate = allocation.certificate
        prices = allocation.prices
        benefits = allocation.benefits
        conflict = allocation.conflict
        droppedRows = rows
        droppedCells = allocation.faults
    }

    enum CodingKeys: String, CodingKey {
        case status
        case certificate
        case prices
        case benefits
        case conflict
        case droppedRows = "dropped_rows"
        case droppedCells = "dropped_cells"
    }
}
