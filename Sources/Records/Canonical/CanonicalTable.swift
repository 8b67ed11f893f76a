// SPDX-License-Identifier: GPL-3.0-or-later
import Market

/// A CSV whose header is a contract: known names in any order, nothing else unless further columns are allowed.
///
/// Fields are addressed by the position of their name in `known`.
struct CanonicalTable: ~Copyable {
    private var scanner: RowScanner
    /// Names of the contract, in canonical order.
    let known: [String]
    /// For each known name the column it stands in, -1 when absent.
    private let positions: [Int]
    /// Further columns with their position, in file order.
    let extras: [(name: String, position: Int)]
    private let width: Int

    init(
        _ source: consuming ByteSource, known: [String], required: [String], extrasAllowed: Bool = false
    ) throws(RecordsError) {
        let file = source.file
        var scanner = try RowScanner(source)
        guard try scanner.next() else { throw .empty(file: file) }
        let width = scanner.fields.count
        var positions = [Int](repeating: -1, count: known.count)
        var extras: [(name: String, position: Int)] = []
        var seen: Set<String> = []
        for position in 0..<width {
            let place = Place(file: file, line: scanner.line, field: "column \(position + 1)")
            guard let name = scanner.text(position) else { throw .badEncoding(place) }
            guard seen.insert(name).inserted else { throw .repeatedColumn(place, found: name) }
            if let index = known.firstIndex(of: name) {
                positions[index] = position
            } else if extrasAllowed, !name.isEmpty, nearestMisspelling(of: name, in: known) == nil {
                extras.append((name, position))
            } else {
                throw .unknownColumn(
                    place, found: String(name.prefix(80)), nearest: nearestName(to: name, in: known), accepted: known)
            }
        }
        for name in required where !seen.contains(name) {
            throw .missingColumn(Place(file: file, line: scanner.line), name: name)
        }
        self.scanner = scanner
        self.known = known
        self.positions = positions
        self.extras = extras
        self.width = width
    }

    /// Moves to the next row; false at the end. Every row has as many fields as the header.
    mutating func next() throws(RecordsError) -> Bool {
        guard try scanner.next() else { return false }
        guard scanner.fields.count == width else {
            throw .raggedRow(Place(file: scanner.file, line: scanner.line), found: scanner.fields.count, expected: width)
        }
        return true
    }

    var line: Int { scanner.line }
    var file: String { scanner.file }
    var buffer: [UInt8] { scanner.buffer }

    func has(_ column: Int) -> Bool { positions[column] >= 0 }

    /// Where a field of the current row stands.
    func place(_ column: Int) -> Place { Place(file: scanner.file, line: scanner.line, field: known[column]) }

    /// The field without surrounding blanks, nil when its column is absent.
    func field(_ column: Int) -> ScannedField? { positions[column] < 0 ? nil : scanner.trimmed(positions[column]) }

    func shown(_ column: Int) -> String { scanner.shown(positions[column]) }

    /// Like `field`, but an empty field is an error.
    func name(_ column: Int) throws(RecordsError) -> ScannedField? {
        guard let field = field(column) else { return nil }
        guard field.start < field.end else { throw .emptyField(place(column)) }
        return field
    }

    /// Text, empty when the column is absent.
    func text(_ column: Int) throws(RecordsError) -> String {
        guard positions[column] >= 0 else { return "" }
        guard let text = scanner.text(positions[column]) else { throw .badEncoding(place(column)) }
        return text
    }

    /// Text of a dimension: `all` when the column is absent, never empty.
    func dimension(_ column: Int) throws(RecordsError) -> String {
        guard has(column) else { return "all" }
        let text = try text(column)
        guard !text.isEmpty else { throw .emptyField(place(column)) }
        return text
    }

    /// A day that must be given.
    func day(_ column: Int) throws(RecordsError) -> Day {
        guard let field = field(column) else { throw .missingColumn(Place(file: file), name: known[column]) }
        guard field.start < field.end else { throw .emptyField(place(column)) }
        guard let day = FieldParsing.day(scanner.buffer, field.start, field.end) else {
            throw .badDate(place(column), found: shown(column))
        }
        return day
    }

    /// Money that is not negative; nil when empty or absent.
    func money(_ column: Int) throws(RecordsError) -> Money? {
        guard let field = field(column), field.start < field.end else { return nil }
        do {
            return try FieldParsing.money(scanner.buffer, field.start, field.end)
        } catch .negative {
            throw .negative(place(column), found: shown(column))
        } catch {
            throw .badMoney(place(column), found: shown(column))
        }
    }

    /// A count that is not negative, fractions allowed; nil when empty or absent.
    func count(_ column: Int) throws(RecordsError) -> Double? {
        guard let field = field(column), field.start < field.end else { return nil }
        guard let value = FieldParsing.number(scanner.buffer, field.start, field.end) else {
            throw .badNumber(place(column), found: shown(column))
        }
        guard value >= 0 else { throw .negative(place(column), found: shown(column)) }
        return value
    }

    /// A further column's number, any sign; nil when empty.
    func extra(_ index: Int) throws(RecordsError) -> Double? {
        let field = scanner.trimmed(extras[index].position)
        guard field.start < field.end else { return nil }
        guard let value = FieldParsing.number(scanner.buffer, field.start, field.end) else {
            throw .badNumber(
                Place(file: file, line: line, field: extras[index].name), found: scanner.shown(extras[index].position))
        }
        return value
    }
}

/// A known name that differs from `name` only in letter case, blanks, hyphens or underscores.
private func nearestMisspelling(of name: String, in known: [String]) -> String? {
    func plain(_ text: String) -> String { text.lowercased().filter { $0 != "_" && $0 != "-" && $0 != " " } }
    let wanted = plain(name)
    return known.first { plain($0) == wanted }
}
