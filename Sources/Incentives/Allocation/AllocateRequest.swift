// SPDX-License-Identifier: GPL-3.0-or-later
public import Market

/// A rule about a group of benefits, whose members the benefits say.
public struct GroupRule: Sendable, Hashable {
    public var group: String
    public var measure: AllocationRule.Measure
    /// Where the merchant said it.
    public var saidAt: String?

    public init(group: String, measure: AllocationRule.Measure, saidAt: String? = nil) {
        self.group = group
        self.measure = measure
        self.saidAt = saidAt
    }
}

/// What `allocate` is asked for.
public struct AllocateRequest: Sendable, Hashable {
    /// Long or wide CSV, or values as `.npy`; with a model, the table of the customers to score.
    public var input: String
    /// A model that scores the customers of the customers' table, in place of an input of values.
    public var model: UpliftModel?
    /// Costs as `.npy`, for an input of values as `.npy`.
    public var costs: String?
    /// Unit of the costs in a `.npy` file.
    public var costUnit: AllocationTable.CostUnit = .yuan
    /// File of the benefits table.
    public var benefitsTable: String?
    /// Benefits said elsewhere; added to those of the table.
    public var benefits: [Benefit] = []
    /// File of the customers' table that filters and segments come from.
    public var customers: String?
    /// Column of the customers' table by which results are summed up.
    public var segmentColumn: String?
    public var filters: [CustomerFilter] = []
    /// Budgets, caps and quotas of groups.
    public var groupRules: [GroupRule] = []
    /// All other rules, the total budget among them.
    public var rules: [AllocationRule] = []
    /// Stops at the first row that cannot be used.
    public var strict = false
    /// Seed of the sample that the first prices come from.
    public var seed: UInt64 = 1
    /// Relative gap at which the search for better whole allocations stops.
    public var relativeGap = 1e-7

    public init(input: String) { self.input = input }

    /// The problem as it was read, before it is solved.
    public struct Reading: Sendable {
        public var allocator: Allocator
        public var rowFaults: RowFaults
        /// By customer, where a segment column was named.
        public var segments: TextColumn?
        /// By filter: how many customers it bars.
        public var barred: [Int]
        /// What a person has to know about the input.
        public var warnings: [Notice]

        /// A problem in memory.
        public init(
            allocator: Allocator, rowFaults: RowFaults = RowFaults(), segments: TextColumn? = nil, barred: [Int] = [],
            warnings: [Notice] = []
        ) {
            self.allocator = allocator
            self.rowFaults = rowFaults
            self.segments = segments
            self.barred = barred
            self.warnings = warnings
        }
    }

    /// Reads the input and states the problem.
    public func read(threads: Int = 2) throws(IncentivesError) -> Reading {
        var stated =
            try benefitsTable.map { (path) throws(IncentivesError) in try BenefitsReader.read(path: path) }
            ?? BenefitsReader.Reading(benefits: [], rules: [])
        for benefit in benefits {
            if stated.benefits.contains(where: { $0.name == benefit.name }) { throw .repeatedBenefit(benefit.name) }
            stated.benefits.append(benefit)
        }
        let reader = TableReader(benefits: stated.benefits, strict: strict)
        var reading: TableReader.Reading
        if let model {
            reading = try model.offers(path: input, benefits: stated.benefits, strict: strict)
        } else if input.hasSuffix(".npy") {
            reading = try reader.readNumpy(values: input, costs: costs, costUnit: costUnit)
        } else {
            reading = try reader.readCSV(path: input)
        }
        var segments: TextColumn?
        var barred: [Int] = []
        var warnings = model?.warnings ?? []
        if let customers {
            let numbers = Set(filters.filter(\.isAboutNumbers).map(\.column)).sorted()
            let texts = Set(filters.filter { !$0.isAboutNumbers }.map(\.column) + (segmentColumn.map { [$0] } ?? [])).sorted()
            let attributes = try CustomerAttributes(path: customers, for: reading.table, numbers: numbers, texts: texts)
            barred = try reading.table.apply(filters, attributes)
            segments = segmentColumn.flatMap { attributes.texts[$0] }
            if attributes.absent > 0 {
                warnings.append(Notice("incentives.warning-absent", ["count": .count(attributes.absent)]))
            }
            if attributes.faults.total > 0 {
                warnings.append(
                    Notice(
                        "incentives.warning-attribute-rows",
                        [
                            "count": .count(attributes.faults.total),
                            "line": .count(attributes.faults.firstLine.values.min() ?? 0),
                        ]))
            }
        } else if let column = filters.first?.column ?? segmentColumn {
            throw .noCustomers(column: column)
        }
        let allocator = try Allocator(
            table: reading.table, rules: try allRules(stated),
            options: AllocationOptions(threads: threads, seed: seed, relativeGap: relativeGap))
        return Reading(
            allocator: allocator, rowFaults: reading.faults, segments: segments, barred: barred, warnings: warnings)
    }

    /// An allocation with its problem and what was dropped on the way.
    public struct Answer: Sendable {
        public var reading: Reading
        public var allocation: Allocation
        public var result: AllocationResult
        public var allocator: Allocator { reading.allocator }
    }

    /// Reads, solves and sums up. Nothing is written: see `AllocationWriter`.
    public func run(threads: Int = 2) throws(IncentivesError) -> Answer {
        let reading = try read(threads: threads)
        let allocation = try reading.allocator.solve()
        return Answer(
            reading: reading, allocation: allocation, result: AllocationResult(allocation, of: reading))
    }

    private func allRules(_ stated: BenefitsReader.Reading) throws(IncentivesError) -> [AllocationRule] {
        var all = rules.filter { $0.name == AllocationRule.totalName }
        for rule in groupRules {
            let members = stated.benefits.filter { $0.group == rule.group }.map(\.name)
            if members.isEmpty {
                throw .unknownBenefit(
                    rule: rule.group, benefit: rule.group, known: Set(stated.benefits.compactMap(\.group)).sorted())
            }
            all.append(
                AllocationRule(
                    name: "\(rule.measure.word) \(rule.group)", benefits: members, measure: rule.measure, saidAt: rule.saidAt))
        }
        return all + stated.rules + rules.filter { $0.name != AllocationRule.totalName }
    }
}

extension AllocationRule.Measure {
    /// A short word for a rule that has no name of its own.
    public var word: String {
        switch self {
        case .costAtMost: "budget"
        case .costAtLeast: "min_cost"
        case .countAtMost: "max_count"
        case .countAtLeast: "min_count"
        case .returnAtLeast: "roi"
        }
    }
}

/// The summary of an allocation that machines read: everything but who gets what.
public struct AllocationResult: Sendable, Hashable, Codable {
    public var status: AllocationStatus
    public var certificate: AllocationCertificate?
    public var customers: Int
    public var prices: [ResourcePrice]
    public var benefits: [BenefitSummary]
    /// By segment, where a segment column was named.
    public var segments: [String: [BenefitSummary]]
    /// Rules that cannot be kept together.
    public var conflict: [String]
    public var droppedRows: RowFaults
    public var droppedCells: CellFaults
    /// By filter: how many customers it bars.
    public var barredByFilter: [Int]
    public var effort: AllocationEffort
    /// What stays on every report.
    public var warnings: [Notice]
    /// Why these customers get what they get.
    public var explanations: [CustomerExplanation] = []
    public var frontier: [AllocationPoint] = []

    public init(_ allocation: Allocation, of reading: AllocateRequest.Reading) {
        status = allocation.status
        certificate = allocation.certificate
        customers = reading.allocator.table.count
        prices = allocation.prices
        benefits = allocation.benefits
        segments = reading.segments.map { reading.allocator.summary(allocation, segments: $0) } ?? [:]
        conflict = allocation.conflict
        droppedRows = reading.rowFaults
        droppedCells = allocation.faults
        barredByFilter = reading.barred
        effort = allocation.effort
        warnings = reading.warnings
    }

    /// Σ value of the chosen cells.
    public var value: Double { certificate?.value ?? 0 }
    /// Σ cost of the chosen cells.
    public var cost: Money { Money(fen: benefits.reduce(0) { $0 + $1.costFen }) }
    /// Customers who get something.
    public var given: Int { benefits.reduce(0) { $0 + $1.customers } }

    enum CodingKeys: String, CodingKey {
        case status, certificate, customers, prices, benefits, segments, conflict, effort, warnings, explanations, frontier
        case droppedRows = "dropped_rows"
        case droppedCells = "dropped_cells"
        case barredByFilter = "barred_by_filter"
    }
}
