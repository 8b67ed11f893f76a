// SPDX-License-Identifier: GPL-3.0-or-later
import Market

/// The benefits table: `benefit,face_value,redemption,max_count,max_cost,min_count,group`, all but the first optional.
public enum BenefitsReader {
    /// Benefits and the rules that the table states of them.
    public struct Reading: Sendable {
        public var benefits: [Benefit]
        public var rules: [AllocationRule]
    }

    /// Reads the table at `path`. Amounts are in yuan, redemption is a share from 0 to 1; an empty field states nothing.
    public static func read(path: String) throws(IncentivesError) -> Reading {
        let known = ["benefit", "face_value", "redemption", "max_count", "max_cost", "min_count", "group"]
        let mapped = try MappedFile(path: path)
        var scanner = unsafe FieldScanner(unsafe mapped.bytes)
        guard scanner.next() else { throw .missingColumn(file: path, name: "benefit") }
        let header = scanner.fields.indices.map { scanner.text($0).trimmedASCII }
        if let unknown = header.first(where: { !known.contains($0) }) {
            throw .unknownColumn(Place(file: path, line: 1, field: unknown), found: unknown)
        }
        guard header.contains("benefit") else { throw .missingColumn(file: path, name: "benefit") }
        var reading = Reading(benefits: [], rules: [])
        while scanner.next() {
            guard scanner.fields.count == header.count else {
                throw .badRow(Place(file: path, line: scanner.line), kind: .wrongFields, found: "\(scanner.fields.count)")
            }
            func number(_ name: String, most: Double) throws(IncentivesError) -> Double? {
                guard let column = header.firstIndex(of: name), !scanner.isBlank(column) else { return nil }
                guard let value = scanner.number(column), value >= 0, value <= most else {
                    throw .badRow(
                        Place(file: path, line: scanner.line, field: name), kind: .badValue, found: scanner.text(column))
                }
                return value
            }
            func text(_ name: String) -> String { header.firstIndex(of: name).map { scanner.text($0).trimmedASCII } ?? "" }
            let name = text("benefit")
            if name.isEmpty {
                throw .badRow(Place(file: path, line: scanner.line, field: "benefit"), kind: .unknownBenefit, found: "")
            }
            if reading.benefits.contains(where: { $0.name == name }) { throw .repeatedBenefit(name) }
            let group = text("group")
            reading.benefits.append(
                Benefit(
                    name: name, faceValue: try number("face_value", most: CellLimit.cost / 100).flatMap { Money(yuan: $0) },
                    redemption: try number("redemption", most: 1) ?? 1, group: group.isEmpty ? nil : group))
            if let most = try number("max_count", most: 1e9) {
                reading.rules.append(
                    AllocationRule(name: "max_count \(name)", benefits: [name], measure: .countAtMost(Int(most))))
            }
            if let most = try number("max_cost", most: 1e13), let money = Money(yuan: most) {
                reading.rules.append(AllocationRule(name: "max_cost \(name)", benefits: [name], measure: .costAtMost(money)))
            }
            if let least = try number("min_count", most: 1e9), least > 0 {
                reading.rules.append(
                    AllocationRule(name: "min_count \(name)", benefits: [name], measure: .countAtLeast(Int(least))))
            }
        }
        return reading
    }
}

/// Who may not get anything, by a column of the customers' table.
public struct CustomerFilter: Sendable, Hashable, Codable {
    /// Column of the customers' table, e.g. `reached_30d`.
    public var column: String
    /// Customers below it are left out.
    public var least: Double?
    /// Customers above it are left out.
    public var most: Double?
    /// Names of the benefits it is about; empty for all.
    public var benefits: [String]

    public init(column: String, least: Double? = nil, most: Double? = nil, benefits: [String] = []) {
        self.column = column
        self.least = least
        self.most = most
        self.benefits = benefits
    }
}

/// A table about customers: `customer` and columns by name.
public struct CustomerAttributes: Sendable {
    public private(set) var numbers: [String: [Double]] = [:]
    public private(set) var segments: [String] = []

    /// Reads `columns` as numbers and `segment` as text for the customers of a table; NaN and an empty text where there is none.
    public init(path: String, for table: AllocationTable, columns: [String], segment: String? = nil)
        throws(IncentivesError)
    {
        let mapped = try MappedFile(path: path)
        var scanner = unsafe FieldScanner(unsafe mapped.bytes)
        guard scanner.next() else { throw .missingColumn(file: path, name: "customer") }
        let header = scanner.fields.indices.map { scanner.text($0).trimmedASCII }
        func position(_ name: String) throws(IncentivesError) -> Int {
            guard let position = header.firstIndex(of: name) else { throw .missingColumn(file: path, name: name) }
            return position
        }
        let customer = try position("customer")
        var wanted: [(name: String, column: Int)] = []
        for name in columns { wanted.append((name, try position(name))) }
        let segmentColumn = try segment.map { (name) throws(IncentivesError) in try position(name) }
        var rowOf: [String: Int] = [:]
        for row in 0..<table.count { rowOf[table.customers[row]] = row }
        for name in columns { numbers[name] = Array(repeating: .nan, count: table.count) }
        if segment != nil { segments = Array(repeating: "", count: table.count) }
        while scanner.next() {
            guard scanner.fields.count == header.count, let row = rowOf[scanner.text(customer)] else { continue }
            for (name, column) in wanted { numbers[name]?[row] = scanner.number(column) ?? .nan }
            if let segmentColumn { segments[row] = scanner.text(segmentColumn) }
        }
    }
}

extension AllocationTable {
    /// Applies filters. A customer without a number passes only where nothing is asked of it: a reach that is not known is not "recent".
    public mutating func apply(_ filters: [CustomerFilter], _ attributes: CustomerAttributes) throws(IncentivesError) {
        for filter in filters {
            guard let numbers = attributes.numbers[filter.column] else { throw .missingColumn(file: "", name: filter.column) }
            let barred = numbers.map { !($0 >= filter.least ?? -.infinity && $0 <= filter.most ?? .infinity) }
            try block(barred, from: filter.benefits)
        }
    }
}
