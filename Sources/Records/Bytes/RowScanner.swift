// SPDX-License-Identifier: GPL-3.0-or-later
import Market

/// A field of the current row as a range of the scanner's buffer.
struct ScannedField {
    var start: Int
    var end: Int
    /// True when the range still holds doubled quotes.
    var escaped: Bool
}

/// Splits bytes into rows and fields after RFC 4180, in pieces: only the current row has to fit into memory.
///
/// LF, CRLF and lone CR end a row. A quote that does not begin a field is an ordinary character (`="436"`). Lines with nothing
/// in them are skipped. A row is at most 1 MiB, with at most 4,096 fields.
struct RowScanner: ~Copyable {
    static let rowLimit = 1 << 20
    static let columnLimit = 4096

    private var source: ByteSource
    private(set) var buffer: [UInt8] = []
    private var position = 0
    private var exhausted = false
    private var nextLine = 1
    let separator: UInt8

    /// The fields of the current row.
    private(set) var fields: [ScannedField] = []
    /// The line of the file on which the current row begins, from 1.
    private(set) var line = 0

    var file: String { source.file }

    init(_ source: consuming ByteSource, separator: UInt8 = UInt8(ascii: ",")) throws(RecordsError) {
        self.source = source
        self.separator = separator
        while buffer.count < 3, !exhausted { try refill() }
        if buffer.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    }

    /// Moves to the next row that is not blank; false at the end of the file.
    mutating func next() throws(RecordsError) -> Bool {
        while true {
            fields.removeAll(keepingCapacity: true)
            var newlines = 0
            let outcome = Self.scan(
                buffer, from: position, separator: separator, atEnd: exhausted, fields: &fields, newlines: &newlines)
            switch outcome {
            case .row(let end):
                line = nextLine
                nextLine += newlines
                position = end
                if fields.count == 1, fields[0].start == fields[0].end, !fields[0].escaped { continue }
                return true
            case .end: return false
            case .more:
                guard buffer.count - position <= Self.rowLimit else { throw tooLong }
                try refill()
            case .zeroByte: throw .zeroByte(Place(file: file, line: nextLine + newlines))
            case .unterminated: throw .unterminatedQuote(Place(file: file, line: nextLine))
            case .tooMany:
                throw .tooLarge(Place(file: file, line: nextLine), what: .columns, limit: Self.columnLimit)
            case .tooLong: throw tooLong
            }
        }
    }

    private var tooLong: RecordsError { .tooLarge(Place(file: file, line: nextLine), what: .row, limit: Self.rowLimit) }

    private mutating func refill() throws(RecordsError) {
        if position > 0 {
            buffer.removeSubrange(0..<position)
            position = 0
        }
        if try !source.read(into: &buffer) { exhausted = true }
    }

    private enum Outcome {
        case row(end: Int)
        case end, more, zeroByte, unterminated, tooMany, tooLong
    }

    /// One row from `from` on. All special bytes lie below the digits, so that one comparison passes over most bytes.
    private static func scan(
        _ buffer: [UInt8], from: Int, separator: UInt8, atEnd: Bool, fields: inout [ScannedField], newlines: inout Int
    ) -> Outcome {
        let bytes = buffer.span
        let count = bytes.count
        var index = from
        guard index < count else { return atEnd ? .end : .more }
        while true {
            var field = ScannedField(start: index, end: index, escaped: false)
            if index < count, bytes[index] == 0x22 {
                index += 1
                field.start = index
                quoted: while true {
                    guard index < count else { return atEnd ? .unterminated : .more }
                    switch bytes[index] {
                    case 0x22:
                        guard index + 1 < count || atEnd else { return .more }
                        if index + 1 < count, bytes[index + 1] == 0x22 {
                            field.escaped = true
                            index += 2
                        } else {
                            break quoted
                        }
                    case 0: return .zeroByte
                    case 0x0A:
                        newlines += 1
                        index += 1
                    default: index += 1
                    }
                    if index - from > rowLimit { return .tooLong }
                }
                field.end = index
                index += 1
                // Blanks after the closing quote are harmless; anything else makes the quote part of a damaged field.
                while index < count, bytes[index] == 0x20 { index += 1 }
                if index < count, bytes[index] != separator, bytes[index] != 0x0A, bytes[index] != 0x0D { return .unterminated }
            } else {
                while index < count {
                    let byte = bytes[index]
                    if byte < 0x2D, byte == separator || byte == 0x0A || byte == 0x0D || byte == 0 { break }
                    index += 1
                }
                field.end = index
                if index - from > rowLimit { return .tooLong }
            }
            guard fields.count < columnLimit else { return .tooMany }
            fields.append(field)
            guard index < count else { return atEnd ? .row(end: index) : .more }
            let byte = bytes[index]
            index += 1
            if byte == separator { continue }
            if byte == 0 { return .zeroByte }
            newlines += 1
            if byte == 0x0D {
                guard index < count || atEnd else { return .more }
                if index < count, bytes[index] == 0x0A { index += 1 }
            }
            return .row(end: index)
        }
    }

    /// The field as text, without quotes and surrounding blanks; nil when it is not UTF-8.
    func text(_ index: Int) -> String? {
        let field = trimmed(index)
        guard let text = String(validating: buffer[field.start..<field.end], as: UTF8.self) else { return nil }
        return field.escaped ? text.replacingDoubledQuotes() : text
    }

    /// The field's range without surrounding blanks.
    func trimmed(_ index: Int) -> ScannedField {
        var field = fields[index]
        while field.start < field.end, buffer[field.start] == 0x20 || buffer[field.start] == 0x09 { field.start += 1 }
        while field.end > field.start, buffer[field.end - 1] == 0x20 || buffer[field.end - 1] == 0x09 { field.end -= 1 }
        return field
    }

    /// The field as a person can be shown it, whatever its bytes are; at most 80 characters.
    func shown(_ index: Int) -> String {
        let field = trimmed(index)
        let bytes = buffer[field.start..<min(field.end, field.start + 400)]
        return String(String(decoding: bytes, as: UTF8.self).prefix(80))
    }
}
