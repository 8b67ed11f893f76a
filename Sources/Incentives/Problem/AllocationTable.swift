// SPDX-License-Identifier: GPL-3.0-or-later

/// Who could get what: for each customer and benefit the incremental value and the expected cost.
///
/// A cell with the value −∞ is not offered. Cells that make no sense (no number, negative or unreasonable cost) are not offered either,
/// and counted in the answer.
public struct AllocationTable: Sendable {
    /// What the numbers of a cost matrix are.
    public enum CostUnit: String, Sendable, Hashable, Codable {
        case fen, yuan
        var fen: Double { self == .fen ? 1 : 100 }
    }

    /// Names of the customers, in the order of the rows: ties go to the earlier one.
    public let customers: CustomerNames
    /// Names of the benefits, in the order of the columns.
    public let benefits: [String]
    let values: CellMatrix
    let costs: CellMatrix
    let fenPerCost: Double
    /// By customer the set of benefits that it may not get, as an index into `blockSets`; empty when nobody is blocked.
    private(set) var blockClass: [UInt8] = []
    private(set) var blockSets: [[Bool]] = []
    /// True when columns are doubles in memory with every cell checked and every cost whole fen.
    private(set) var columnsAreReady = false
    /// By benefit; only known when the columns are ready.
    private(set) var largestCost: [Double] = []
    /// Cells that were refused while the table was made.
    public private(set) var faults = CellFaults()

    /// A table of `customers.count` × `benefits.count` cells. Costs are rounded to the nearest fen.
    public init(
        customers: CustomerNames, benefits: [String], values: CellMatrix, costs: CellMatrix, costUnit: CostUnit = .fen
    ) throws(IncentivesError) {
        guard benefits.count <= CellLimit.benefits else {
            throw .tooMany(what: .benefits, found: benefits.count, limit: CellLimit.benefits)
        }
        guard customers.count <= CellLimit.customers else {
            throw .tooMany(what: .customers, found: customers.count, limit: CellLimit.customers)
        }
        if let repeated = Dictionary(grouping: benefits, by: { $0 }).first(where: { $0.value.count > 1 }) {
            throw .repeatedBenefit(repeated.key)
        }
        for matrix in [values, costs] where matrix.customers != customers.count || matrix.benefits != benefits.count {
            throw .wrongShape(file: nil, found: [matrix.customers, matrix.benefits])
        }
        self.customers = customers
        self.benefits = benefits
        guard case .doubles(var v) = values.storage else {
            self.values = values
            self.costs = costs
            fenPerCost = costUnit.fen
            return
        }
        // Checked once here, so that every pass can use the columns where they are.
        var c = try Self.expanded(costs, customers: customers.count)
        fenPerCost = 1
        let count = customers.count
        largestCost = Array(repeating: 0, count: benefits.count)
        for k in benefits.indices {
            var largest = 0.0
            for i in (k * count)..<((k + 1) * count) {
                let cost = (c[i] * costUnit.fen + 0x1.8p52) - 0x1.8p52
                if let kind = CellFaults.kind(value: v[i], cost: cost) {
                    faults.note(kind, row: i - k * count)
                    v[i] = CellLimit.notOffered
                    c[i] = 0
                } else if v[i] < CellLimit.offered {
                    v[i] = CellLimit.notOffered
                    c[i] = 0
                } else {
                    if cost != c[i] { c[i] = cost }
                    largest = max(largest, cost)
                }
            }
            largestCost[k] = largest
        }
        self.values = CellMatrix(storage: .doubles(v), customers: count, benefits: benefits.count)
        self.costs = CellMatrix(storage: .doubles(c), customers: count, benefits: benefits.count)
        columnsAreReady = true
    }

    private static func expanded(_ costs: CellMatrix, customers: Int) throws(IncentivesError) -> [Double] {
        switch costs.storage {
        case .doubles(let numbers): return numbers
        case .floats(let numbers): return numbers.map(Double.init)
        case .constant(let numbers): return numbers.flatMap { Array(repeating: $0, count: customers) }
        case .mapped:
            var all = [Double](repeating: 0, count: costs.customers * costs.benefits)
            costs.withView { view in
                for k in 0..<costs.benefits {
                    for i in 0..<customers { all[k * customers + i] = view.number(customer: i, benefit: k) }
                }
            }
            return all
        }
    }

    /// Number of customers.
    public var count: Int { customers.count }

    /// Bars customers from benefits, in addition to what is barred already. `barred` is by row; `from` are names, empty for all.
    public mutating func block(_ barred: [Bool], from names: [String] = []) throws(IncentivesError) {
        guard barred.count == count else { throw .wrongShape(file: nil, found: [barred.count]) }
        for name in names where !benefits.contains(name) {
            throw .unknownBenefit(rule: "filter", benefit: name, known: benefits)
        }
        let set = benefits.map { names.isEmpty || names.contains($0) }
        if blockClass.isEmpty {
            blockClass = Array(repeating: 0, count: count)
            blockSets = [Array(repeating: false, count: benefits.count)]
        }
        var merged: [UInt8: UInt8] = [:]
        for i in barred.indices where barred[i] {
            let old = blockClass[i]
            if let new = merged[old] {
                blockClass[i] = new
                continue
            }
            let union = zip(blockSets[Int(old)], set).map { $0 || $1 }
            var index = blockSets.firstIndex(of: union)
            if index == nil {
                guard blockSets.count < 256 else { throw .tooMany(what: .filters, found: 257, limit: 256) }
                blockSets.append(union)
                index = blockSets.count - 1
            }
            let new = UInt8(index ?? 0)
            merged[old] = new
            blockClass[i] = new
        }
        columnsAreReady = false
    }

    func isBlocked(customer: Int, benefit: Int) -> Bool {
        !blockClass.isEmpty && blockSets[Int(blockClass[customer])][benefit]
    }

    /// One cell: its value and its cost in fen; nil when it is not offered.
    public func cell(customer: Int, benefit: Int) -> (value: Double, costFen: Int64)? {
        let value = values.withView { view in view.number(customer: customer, benefit: benefit) }
        let raw = costs.withView { view in view.number(customer: customer, benefit: benefit) }
        let cost = (raw * fenPerCost + 0x1.8p52) - 0x1.8p52
        guard CellFaults.kind(value: value, cost: cost) == nil, value > CellLimit.offered,
            !isBlocked(customer: customer, benefit: benefit)
        else { return nil }
        return (value, Int64(cost))
    }

    func withView<Result>(_ body: (TableView) -> Result) -> Result {
        values.withView { v in
            costs.withView { c in body(TableView(values: v, costs: c)) }
        }
    }
}

/// Borrowed values and costs of one table.
@safe struct TableView: Sendable {
    let values: CellView
    let costs: CellView
}

/// Cells that could not be used, counted by kind, with the first row (from 0) of each.
public struct CellFaults: Sendable, Hashable, Codable {
    public enum Kind: String, Sendable, Codable, CodingKeyRepresentable, CaseIterable {
        case valueNotNumber = "value-not-a-number"
        case costNotNumber = "cost-not-a-number"
        case negativeCost = "cost-below-zero"
        case outOfRange = "out-of-range"
    }

    public private(set) var counts: [Kind: Int] = [:]
    public private(set) var firstRow: [Kind: Int] = [:]

    enum CodingKeys: String, CodingKey {
        case counts
        case firstRow = "first_row"
    }

    /// The first one by row, with its kind.
    public var first: (kind: Kind, row: Int)? {
        firstRow.min { ($0.value, $0.key.rawValue) < ($1.value, $1.key.rawValue) }.map { ($0.key, $0.value) }
    }

    /// Cells in all.
    public var total: Int { counts.values.reduce(0, +) }

    @inline(__always)
    static func kind(value: Double, cost: Double) -> Kind? {
        if value == -.infinity || (value < CellLimit.offered) { return nil }
        if value.isNaN { return .valueNotNumber }
        if cost.isNaN { return .costNotNumber }
        if cost < 0 { return .negativeCost }
        return abs(value) <= CellLimit.value && cost <= CellLimit.cost ? nil : .outOfRange
    }

    mutating func note(_ kind: Kind, row: Int) {
        counts[kind, default: 0] += 1
        firstRow[kind] = min(row, firstRow[kind] ?? row)
    }

    static func += (a: inout CellFaults, b: CellFaults) {
        for (kind, count) in b.counts { a.counts[kind, default: 0] += count }
        for (kind, row) in b.firstRow { a.firstRow[kind] = min(row, a.firstRow[kind] ?? row) }
    }
}
