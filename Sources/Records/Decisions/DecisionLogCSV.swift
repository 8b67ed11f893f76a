// SPDX-License-Identifier: GPL-3.0-or-later
import Market

/// Which columns of a file are what. Nil: the first of the usual names that the header has.
public struct DecisionColumns: Sendable, Hashable {
    public var action: String?
    public var propensity: String?
    public var reward: String?
    public var slot: String?
    public var unit: String?
    /// Columns that are not looked at.
    public var ignored: [String]

    public init(
        action: String? = nil, propensity: String? = nil, reward: String? = nil, slot: String? = nil, unit: String? = nil,
        ignored: [String] = []
    ) {
        self.action = action
        self.propensity = propensity
        self.reward = reward
        self.slot = slot
        self.unit = unit
        self.ignored = ignored
    }

    static let usualActions = ["action", "item_id", "arm", "treatment"]
    static let usualPropensities = ["propensity", "propensity_score", "pscore", "probability"]
    static let usualRewards = ["reward", "click", "outcome", "conversion"]
    static let usualSlots = ["slot", "position"]
    static let usualUnits = ["unit", "customer", "user", "user_id", "session"]
    /// Never features: row numbers and clocks.
    static let noFeatures: Set<String> = ["", "row", "timestamp", "date", "time"]
}

/// A randomized log as CSV: action, propensity, reward and, where there are, slot, unit and what was known before (the Open Bandit
/// format of Saito et al. 2020 is one such file).
///
/// Further columns become features: numbers as they are, text of 2 to 20 different values as indicators of all but the first in
/// order. Text with more values is left out.
public enum DecisionLogCSV {
    /// Rows that a log may have.
    public static let rowLimit = 20_000_000
    static let textLimit = 20

    /// The log of the file at `path`.
    ///
    /// - Parameter shares: the chance of each action where all rows had the same and the file has no column of propensities.
    public static func read(
        path: String, columns: DecisionColumns = DecisionColumns(), shares: [String: Double] = [:]
    ) throws -> DecisionLog {
        try read(ByteSource(path: path), columns: columns, shares: shares)
    }

    /// The log of `bytes`; `file` is the name that errors show.
    public static func read(
        bytes: [UInt8], file: String, columns: DecisionColumns = DecisionColumns(), shares: [String: Double] = [:]
    ) throws -> DecisionLog {
        try read(ByteSource(bytes: bytes, file: file), columns: columns, shares: shares)
    }

    private static func read(
        _ source: consuming ByteSource, columns: DecisionColumns, shares: [String: Double]
    ) throws -> DecisionLog {
        let file = source.file
        var scanner = try RowScanner(source)
        guard try scanner.next() else { throw RecordsError.empty(file: file) }
        let roles = try Roles(header: try header(scanner), columns: columns, hasShares: !shares.isEmpty, file: file)
        var actions = NameNumbers()
        var slots = NameNumbers()
        var units = NameNumbers()
        var action: [Int] = []
        var propensity: [Double] = []
        var reward: [Double] = []
        var slot: [Int] = []
        var unit: [Int] = []
        var further = roles.further.map { FurtherColumn(name: $0.name) }
        while try scanner.next() {
            guard scanner.fields.count == roles.width else {
                throw RecordsError.raggedRow(
                    Place(file: file, line: scanner.line), found: scanner.fields.count, expected: roles.width)
            }
            guard action.count < rowLimit else {
                throw RecordsError.tooLarge(Place(file: file), what: .rows, limit: rowLimit)
            }
            func text(_ column: Int) throws -> String {
                let place = Place(file: file, line: scanner.line, field: roles.header[column])
                guard let text = scanner.text(column) else { throw RecordsError.badEncoding(place) }
                guard !text.isEmpty else { throw RecordsError.emptyField(place) }
                return text
            }
            func number(_ column: Int) throws -> Double {
                let field = scanner.trimmed(column)
                guard let value = FieldParsing.number(scanner.buffer, field.start, field.end) else {
                    throw RecordsError.badNumber(
                        Place(file: file, line: scanner.line, field: roles.header[column]), found: scanner.shown(column))
                }
                return value
            }
            let name = try text(roles.action)
            action.append(actions.number(name))
            reward.append(try number(roles.reward))
            let chance = try roles.propensity.map(number) ?? shares[name] ?? 0
            guard chance > 0, chance <= 1 else {
                throw RecordsError.badNumber(
                    Place(file: file, line: scanner.line, field: roles.propensity.map { roles.header[$0] } ?? name),
                    found: "\(chance)")
            }
            propensity.append(chance)
            if let column = roles.slot { slot.append(slots.number(try text(column))) }
            if let column = roles.unit { unit.append(units.number(try text(column))) }
            for (index, column) in roles.further.enumerated() where further[index].isAlive {
                let field = scanner.trimmed(column.position)
                if let value = FieldParsing.number(scanner.buffer, field.start, field.end) {
                    further[index].add(value)
                } else {
                    further[index].add(text: scanner.text(column.position) ?? "", limit: textLimit)
                }
            }
        }
        var names: [String] = []
        var features: [[Double]] = []
        for column in further { column.append(to: &names, &features) }
        return try DecisionLog(
            actions: actions.names, action: action, propensity: propensity, reward: reward,
            slots: slots.names.isEmpty ? ["all"] : slots.names, slot: slot, featureNames: names, features: features, unit: unit)
    }

    private static func header(_ scanner: borrowing RowScanner) throws(RecordsError) -> [String] {
        var names: [String] = []
        for column in scanner.fields.indices {
            guard let name = scanner.text(column) else {
                throw .badEncoding(Place(file: scanner.file, line: scanner.line, field: "column \(column + 1)"))
            }
            if !name.isEmpty, names.contains(name) {
                throw .repeatedColumn(Place(file: scanner.file, line: scanner.line), found: name)
            }
            names.append(name)
        }
        return names
    }
}

/// Where the columns of a header stand.
private struct Roles {
    let header: [String]
    let action: Int
    let propensity: Int?
    let reward: Int
    let slot: Int?
    let unit: Int?
    let further: [(name: String, position: Int)]
    var width: Int { header.count }

    init(header: [String], columns: DecisionColumns, hasShares: Bool, file: String) throws(RecordsError) {
        self.header = header
        func find(_ wanted: String?, _ usual: [String]) throws(RecordsError) -> Int? {
            guard let wanted else { return usual.lazy.compactMap { header.firstIndex(of: $0) }.first }
            guard let position = header.firstIndex(of: wanted) else {
                throw .missingColumn(Place(file: file, line: 1), name: wanted)
            }
            return position
        }
        guard let action = try find(columns.action, DecisionColumns.usualActions) else {
            throw .missingColumn(Place(file: file, line: 1), name: "action")
        }
        guard let reward = try find(columns.reward, DecisionColumns.usualRewards) else {
            throw .missingColumn(Place(file: file, line: 1), name: "reward")
        }
        let propensity = try find(columns.propensity, DecisionColumns.usualPropensities)
        guard propensity != nil || hasShares else { throw .missingColumn(Place(file: file, line: 1), name: "propensity") }
        self.action = action
        self.reward = reward
        self.propensity = propensity
        slot = try find(columns.slot, DecisionColumns.usualSlots)
        unit = try find(columns.unit, DecisionColumns.usualUnits)
        let taken = Set([action, reward, propensity, slot, unit].compactMap { $0 })
        further = header.enumerated().compactMap { position, name in
            taken.contains(position) || DecisionColumns.noFeatures.contains(name) || columns.ignored.contains(name)
                ? nil : (name, position)
        }
    }
}

/// Small numbers for names, in order of appearance.
private struct NameNumbers {
    private(set) var names: [String] = []
    private var numbers: [String: Int] = [:]

    mutating func number(_ name: String) -> Int {
        if let number = numbers[name] { return number }
        numbers[name] = names.count
        names.append(name)
        return names.count - 1
    }
}

/// A column that may become features.
private struct FurtherColumn {
    let name: String
    var isAlive = true
    private var numbers: [Double] = []
    private var texts = NameNumbers()
    private var isText = false

    init(name: String) { self.name = name }

    mutating func add(_ value: Double) {
        guard !isText else { return drop() }
        numbers.append(value)
    }

    mutating func add(text: String, limit: Int) {
        guard isText || numbers.isEmpty, !text.isEmpty else { return drop() }
        isText = true
        numbers.append(Double(texts.number(text)))
        if texts.names.count > limit { drop() }
    }

    private mutating func drop() {
        isAlive = false
        numbers = []
    }

    func append(to names: inout [String], _ features: inout [[Double]]) {
        guard isAlive, !numbers.isEmpty else { return }
        guard isText else {
            guard numbers.contains(where: { $0 != numbers[0] }) else { return }
            names.append(name)
            features.append(numbers)
            return
        }
        let order = texts.names.indices.sorted { texts.names[$0] < texts.names[$1] }
        for level in order.dropFirst() {
            names.append("\(name)=\(texts.names[level])")
            features.append(numbers.map { $0 == Double(level) ? 1 : 0 })
        }
    }
}
