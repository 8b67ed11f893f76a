// SPDX-License-Identifier: GPL-3.0-or-later
import Market

/// Rows of an input file that could not be used: how many of each kind, and the first line of each.
public struct RowFaults: Sendable, Hashable, Codable {
    public private(set) var counts: [BadRow: Int] = [:]
    public private(set) var firstLine: [BadRow: Int] = [:]

    public init() {}

    /// Rows in all.
    public var total: Int { counts.values.reduce(0, +) }

    mutating func note(_ kind: BadRow, line: Int) {
        counts[kind, default: 0] += 1
        firstLine[kind] = min(line, firstLine[kind] ?? line)
    }

    enum CodingKeys: String, CodingKey {
        case counts
        case firstLine = "first_line"
    }
}

/// Reads who could get what from comma-separated text or from NumPy files.
///
/// Long text has the columns `customer,benefit,value,cost`, one row a pair; wide text has `customer` and for each benefit `value:NAME` and
/// `cost:NAME`. Costs are in yuan and rounded to the nearest fen. Where there is no cost column, or a field of it is empty, the
/// benefit's face value times its redemption is the cost. An empty value of wide text means that the benefit is not offered. Customers
/// are ordered by name (numbers as numbers), which is the order in which ties are settled.
public struct TableReader: Sendable {
    /// Known benefits; when empty, every benefit that appears is taken.
    public var benefits: [Benefit]
    /// Stops at the first row that cannot be used.
    public var strict: Bool

    public init(benefits: [Benefit] = [], strict: Bool = false) {
        self.benefits = benefits
        self.strict = strict
    }

    /// A table and what was dropped on the way.
    public struct Reading: Sendable {
        public var table: AllocationTable
        public var faults: RowFaults
    }

    /// Reads comma-separated text in either form.
    public func readCSV(path: String) throws(IncentivesError) -> Reading {
        let mapped = try MappedFile(path: path)
        var scanner = unsafe FieldScanner(mapped.bytes)
        guard scanner.next() else { throw .missingColumn(file: path, name: "customer") }
        let header = scanner.fields.indices.map { scanner.text($0).trimmedASCII }
        guard let customer = header.firstIndex(of: "customer") else { throw .missingColumn(file: path, name: "customer") }
        if let repeated = Set(header).first(where: { name in header.count { $0 == name } > 1 }) {
            throw .unknownColumn(Place(file: path, line: 1, field: repeated), found: repeated)
        }
        var builder = TableBuilder(reader: self, file: path)
        if let benefit = header.firstIndex(of: "benefit") {
            guard let value = header.firstIndex(of: "value") else { throw .missingColumn(file: path, name: "value") }
            let cost = header.firstIndex(of: "cost")
            try builder.readLong(&scanner, columns: header.count, customer, benefit, value, cost)
        } else {
            try builder.readWide(&scanner, header: header, customer)
        }
        return try builder.finish()
    }

    /// Customers × benefits from NumPy files: `values`, and `costs` in `costUnit` unless face values give them. Customers are named by their
    /// row, from 0.
    public func readNumpy(values: String, costs: String?, costUnit: AllocationTable.CostUnit = .yuan)
        throws(IncentivesError) -> Reading
    {
        let matrix = try CellMatrix(NumpyArray(path: values))
        let names = benefits.isEmpty ? (0..<matrix.benefits).map { "\($0)" } : benefits.map(\.name)
        guard names.count == matrix.benefits else {
            throw .wrongShape(file: values, found: [matrix.customers, matrix.benefits])
        }
        let costMatrix: CellMatrix
        var unit = costUnit
        if let costs {
            costMatrix = try CellMatrix(NumpyArray(path: costs))
            guard costMatrix.customers == matrix.customers, costMatrix.benefits == matrix.benefits else {
                throw .wrongShape(file: costs, found: [costMatrix.customers, costMatrix.benefits])
            }
        } else {
            var fen: [Double] = []
            for (k, name) in names.enumerated() {
                guard k < benefits.count, let cost = benefits[k].expectedCost else { throw .noCost(benefit: name) }
                fen.append(Double(cost.fen))
            }
            costMatrix = CellMatrix(constant: fen, customers: matrix.customers)
            unit = .fen
        }
        let table = try AllocationTable(
            customers: .rows(matrix.customers), benefits: names, values: matrix, costs: costMatrix, costUnit: unit)
        return Reading(table: table, faults: RowFaults())
    }
}

extension String {
    /// Without blanks at its ends.
    var trimmedASCII: String {
        var rest = Substring(self)
        while let first = rest.first, first == " " || first == "\t" || first == "\r" { rest.removeFirst() }
        while let last = rest.last, last == " " || last == "\t" || last == "\r" { rest.removeLast() }
        return String(rest)
    }
}
