// SPDX-License-Identifier: GPL-3.0-or-later
import Market

/// Collects the cells of a text file, benefit by benefit, as its rows come in any order.
struct TableBuilder {
    let reader: TableReader
    let file: String
    private var names: [String]
    private var benefitIndex: [String: Int] = [:]
    private var customers = NameIndex()
    /// By benefit, then customer; shorter than the customers where the last ones have no cell.
    private var values: [[Double]]
    private var costs: [[Double]]
    private var defaultCost: [Double?]
    private var faults = RowFaults()

    /// Marks a cell that no row has given.
    private static let absent = -Double.infinity

    init(reader: TableReader, file: String) {
        self.reader = reader
        self.file = file
        names = reader.benefits.map(\.name)
        for (k, name) in names.enumerated() { benefitIndex[name] = k }
        values = Array(repeating: [], count: names.count)
        costs = values
        defaultCost = reader.benefits.map { $0.expectedCost.map { Double($0.fen) } }
    }

    private mutating func drop(_ kind: BadRow, _ scanner: borrowing FieldScanner, _ field: Int) throws(IncentivesError) {
        if reader.strict {
            throw .badRow(Place(file: file, line: scanner.line), kind: kind, found: scanner.text(field))
        }
        faults.note(kind, line: scanner.line)
    }

    mutating func readLong(
        _ scanner: inout FieldScanner, columns: Int, _ customer: Int, _ benefit: Int, _ value: Int, _ cost: Int?
    ) throws(IncentivesError) {
        var last: (bytes: [UInt8], index: Int)?
        while scanner.next() {
            guard scanner.fields.count == columns else {
                try drop(.wrongFields, scanner, 0)
                continue
            }
            guard !scanner.isBlank(customer) else {
                try drop(.missingCustomer, scanner, customer)
                continue
            }
            // The benefits of a file come round and round: the last name is seldom the next, but its bytes are quickly compared.
            let k: Int
            let range = scanner.fields[benefit]
            if let last, unsafe Self.equal(last.bytes, scanner.bytes, range) {
                k = last.index
            } else if let known = benefitNumber(scanner.text(benefit)) {
                k = known
                last = unsafe (Array(scanner.bytes[range]), known)
            } else {
                try drop(.unknownBenefit, scanner, benefit)
                continue
            }
            guard let number = scanner.number(value), abs(number) <= CellLimit.value else {
                try drop(.badValue, scanner, value)
                continue
            }
            guard let fen = try self.fen(scanner, cost, k) else { continue }
            let row = unsafe customers.row(UnsafeRawBufferPointer(rebasing: scanner.bytes[scanner.fields[customer]]))
            if !set(row, k, number, fen) { try drop(.duplicatePair, scanner, customer) }
        }
    }

    private static func equal(_ name: [UInt8], _ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> Bool {
        guard name.count == range.count else { return false }
        for i in name.indices where unsafe name[i] != bytes[range.lowerBound + i] { return false }
        return true
    }

    private mutating func benefitNumber(_ text: String) -> Int? {
        let name = text.trimmedASCII
        if let known = benefitIndex[name] { return known }
        guard reader.benefits.isEmpty, !name.isEmpty, names.count < CellLimit.benefits else { return nil }
        return addBenefit(name)
    }

    private mutating func addBenefit(_ name: String) -> Int {
        benefitIndex[name] = names.count
        names.append(name)
        values.append([])
        costs.append([])
        defaultCost.append(nil)
        return names.count - 1
    }

    /// The cost of a row in fen; nil when the row was dropped for it.
    private mutating func fen(_ scanner: borrowing FieldScanner, _ field: Int?, _ k: Int) throws(IncentivesError) -> Double? {
        guard let field, !scanner.isBlank(field) else {
            if let cost = defaultCost[k] { return cost }
            guard field != nil else { throw .noCost(benefit: names[k]) }
            try drop(.badCost, scanner, field ?? 0)
            return nil
        }
        guard let yuan = scanner.number(field), yuan * 100 <= CellLimit.cost else {
            try drop(.badCost, scanner, field)
            return nil
        }
        guard yuan >= 0 else {
            try drop(.negativeCost, scanner, field)
            return nil
        }
        return (yuan * 100).rounded()
    }

    /// False when the cell is there already.
    private mutating func set(_ row: Int, _ k: Int, _ value: Double, _ cost: Double) -> Bool {
        if row < values[k].count {
            guard values[k][row] == Self.absent else { return false }
            values[k][row] = value
            costs[k][row] = cost
            return true
        }
        while values[k].count < row {
            values[k].append(Self.absent)
            costs[k].append(0)
        }
        values[k].append(value)
        costs[k].append(cost)
        return true
    }

    mutating func readWide(_ scanner: inout FieldScanner, header: [String], _ customer: Int) throws(IncentivesError) {
        var columns: [(value: Int, cost: Int?, benefit: Int)] = []
        var costColumns: [String: Int] = [:]
        for (index, name) in header.enumerated() where name.hasPrefix("cost:") {
            costColumns[String(name.dropFirst(5)).trimmedASCII] = index
        }
        for (index, name) in header.enumerated() where index != customer && !name.hasPrefix("cost:") {
            guard name.hasPrefix("value:") else {
                throw .unknownColumn(Place(file: file, line: 1, field: name), found: name)
            }
            let benefit = String(name.dropFirst(6)).trimmedASCII
            guard let k = benefitNumber(benefit) else {
                throw .unknownBenefit(rule: name, benefit: benefit, known: names)
            }
            columns.append((index, costColumns.removeValue(forKey: benefit), k))
        }
        if let unused = costColumns.keys.sorted().first { throw .missingColumn(file: file, name: "value:\(unused)") }
        if columns.isEmpty { throw .missingColumn(file: file, name: "value:NAME") }
        while scanner.next() {
            guard scanner.fields.count == header.count else {
                try drop(.wrongFields, scanner, 0)
                continue
            }
            guard !scanner.isBlank(customer) else {
                try drop(.missingCustomer, scanner, customer)
                continue
            }
            let before = customers.count
            let row = unsafe customers.row(UnsafeRawBufferPointer(rebasing: scanner.bytes[scanner.fields[customer]]))
            guard row >= before else {
                try drop(.duplicatePair, scanner, customer)
                continue
            }
            for column in columns where !scanner.isBlank(column.value) {
                guard let number = scanner.number(column.value), abs(number) <= CellLimit.value else {
                    try drop(.badValue, scanner, column.value)
                    continue
                }
                guard let fen = try self.fen(scanner, column.cost, column.benefit) else { continue }
                _ = set(row, column.benefit, number, fen)
            }
        }
    }

    mutating func finish() throws(IncentivesError) -> TableReader.Reading {
        let count = customers.count
        let order = customers.order()
        var v: [Double] = []
        var c: [Double] = []
        v.reserveCapacity(count * names.count)
        c.reserveCapacity(count * names.count)
        for k in names.indices {
            if values[k].count < count {
                values[k].append(contentsOf: repeatElement(Self.absent, count: count - values[k].count))
                costs[k].append(contentsOf: repeatElement(0, count: count - costs[k].count))
            }
            if let order {
                for row in order {
                    v.append(values[k][row])
                    c.append(costs[k][row])
                }
            } else {
                v.append(contentsOf: values[k])
                c.append(contentsOf: costs[k])
            }
            values[k] = []
            costs[k] = []
        }
        let table = try AllocationTable(
            customers: customers.names(order), benefits: names, values: CellMatrix(v, customers: count, benefits: names.count),
            costs: CellMatrix(c, customers: count, benefits: names.count), costUnit: .fen)
        return TableReader.Reading(table: table, faults: faults)
    }
}
