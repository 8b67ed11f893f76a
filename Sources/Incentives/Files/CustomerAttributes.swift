// SPDX-License-Identifier: GPL-3.0-or-later

/// Who may not get what, by a column of the customers' table: too many messages in the last days, reached too recently, not a member.
public struct CustomerFilter: Sendable, Hashable, Codable {
    /// Column of the customers' table, e.g. `reached_30d`.
    public var column: String
    /// Customers below it are left out.
    public var least: Double?
    /// Customers above it are left out.
    public var most: Double?
    /// Only customers with one of these words stay; empty for any.
    public var among: [String]
    /// Customers with one of these words are left out.
    public var except: [String]
    /// Names of the benefits it is about; empty for all.
    public var benefits: [String]

    public init(
        column: String, least: Double? = nil, most: Double? = nil, among: [String] = [], except: [String] = [],
        benefits: [String] = []
    ) {
        self.column = column
        self.least = least
        self.most = most
        self.among = among
        self.except = except
        self.benefits = benefits
    }

    /// True when it asks for a number rather than a word.
    var isAboutNumbers: Bool { least != nil || most != nil }
}

/// One column of text, every word stored once.
public struct TextColumn: Sendable, Hashable {
    /// The first word is empty: the customers without one.
    public private(set) var words = [""]
    /// By customer, an index into `words`.
    public private(set) var codes: [Int32]
    private var known: [String: Int32] = ["": 0]

    init(count: Int) { codes = Array(repeating: 0, count: count) }

    /// Gives each customer its word.
    public init(_ words: [String]) {
        self.init(count: words.count)
        for (row, word) in words.enumerated() { set(row, word) }
    }

    mutating func set(_ row: Int, _ word: String) {
        if let code = known[word] {
            codes[row] = code
            return
        }
        let code = Int32(truncatingIfNeeded: words.count)
        known[word] = code
        words.append(word)
        codes[row] = code
    }

    /// The word of a customer.
    public subscript(row: Int) -> String { words[Int(codes[row])] }
}

/// A table about customers: `customer` and further columns by name.
public struct CustomerAttributes: Sendable {
    /// By column, then customer; NaN where there is none.
    public private(set) var numbers: [String: [Double]] = [:]
    /// By column.
    public private(set) var texts: [String: TextColumn] = [:]
    /// Rows that could not be used.
    public private(set) var faults = RowFaults()
    /// Customers of the allocation about whom the table says nothing.
    public private(set) var absent = 0
    /// Name of the file, for errors.
    public let file: String

    /// Reads columns of numbers and of text for the customers of a table.
    public init(path: String, for table: AllocationTable, numbers numberNames: [String], texts textNames: [String] = [])
        throws(IncentivesError)
    {
        file = path
        let mapped = try MappedFile(path: path)
        var scanner = unsafe FieldScanner(unsafe mapped.bytes)
        guard scanner.next() else { throw .missingColumn(file: path, name: "customer") }
        let header = scanner.fields.indices.map { scanner.text($0).trimmedASCII }
        func position(_ name: String) throws(IncentivesError) -> Int {
            guard let position = header.firstIndex(of: name) else { throw .missingColumn(file: path, name: name) }
            return position
        }
        let customer = try position("customer")
        var numberColumns: [(name: String, column: Int)] = []
        for name in numberNames { numberColumns.append((name, try position(name))) }
        var textColumns: [(name: String, column: Int)] = []
        for name in textNames { textColumns.append((name, try position(name))) }
        let count = table.count
        let lookup = table.customers.lookup()
        var readNumbers = numberColumns.map { _ in [Double](repeating: .nan, count: count) }
        var readTexts = textColumns.map { _ in TextColumn(count: count) }
        var seen = [Bool](repeating: false, count: count)
        while scanner.next() {
            guard scanner.fields.count == header.count else {
                faults.note(.wrongFields, line: scanner.line)
                continue
            }
            guard !scanner.isBlank(customer) else {
                faults.note(.missingCustomer, line: scanner.line)
                continue
            }
            let row = unsafe lookup.find(UnsafeRawBufferPointer(rebasing: scanner.bytes[scanner.fields[customer]]))
            // Customers who are offered nothing are no fault.
            guard let row else { continue }
            guard !seen[row] else {
                faults.note(.duplicatePair, line: scanner.line)
                continue
            }
            seen[row] = true
            for (index, column) in numberColumns.enumerated() {
                readNumbers[index][row] = scanner.number(column.column) ?? .nan
            }
            for (index, column) in textColumns.enumerated() {
                readTexts[index].set(row, scanner.text(column.column).trimmedASCII)
            }
        }
        absent = seen.count { !$0 }
        for (index, column) in numberColumns.enumerated() { numbers[column.name] = readNumbers[index] }
        for (index, column) in textColumns.enumerated() { texts[column.name] = readTexts[index] }
    }
}

extension AllocationTable {
    /// Applies filters. A customer without a number or word passes only where nothing is asked of it: a reach that is not known is not
    /// "recent". Returns how many customers each filter bars.
    @discardableResult
    public mutating func apply(_ filters: [CustomerFilter], _ attributes: CustomerAttributes) throws(IncentivesError) -> [Int] {
        var counts: [Int] = []
        for filter in filters {
            let barred: [Bool]
            if filter.isAboutNumbers {
                guard let numbers = attributes.numbers[filter.column] else {
                    throw .missingColumn(file: attributes.file, name: filter.column)
                }
                let (least, most) = (filter.least ?? -.infinity, filter.most ?? .infinity)
                barred = numbers.map { !($0 >= least && $0 <= most) }
            } else {
                guard let column = attributes.texts[filter.column] else {
                    throw .missingColumn(file: attributes.file, name: filter.column)
                }
                let isBarred = column.words.map { word in
                    (!filter.among.isEmpty && !filter.among.contains(word)) || filter.except.contains(word)
                }
                barred = column.codes.map { isBarred[Int($0)] }
            }
            counts.append(barred.count { $0 })
            try block(barred, from: filter.benefits)
        }
        return counts
    }
}
