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
///
/// Programs that write quotes carelessly (`"12" monitor",3`) are common. A lenient scanner takes such a quote for a character, and
/// where a quote that is never closed would swallow the lines behind it, it reads the one line as it stands.
struct RowScanner: ~Copyable {
    static let rowLimit = 1 << 20
    static let columnLimit = 4096
    /// Lines that one row may have in a lenient scan: names with line breaks are short.
    private static let lenientLines = 20
    /// Bytes that a row may have up to the end of a quoted field in a lenient scan, so that unclosed quotes cost little each.
    private static let lenientQuoted = 1 << 16

    private var source: ByteSource
    private(set) var buffer: [UInt8] = []
    private var position = 0
    private var exhausted = false
    private var nextLine = 1
    let separator: UInt8
    let isLenient: Bool
    /// Fields of a whole row, 0 where not known; a lenient scan does not believe a row of several lines with any other number.
    var expectedFields = 0

    /// The fields of the current row.
    private(set) var fields: [ScannedField] = []
    /// The line of the file on which the current row begins, from 1.
    private(set) var line = 0

    var file: String { source.file }

    init(
        _ source: consuming ByteSource, separator: UInt8 = UInt8(ascii: ","), isLenient: Bool = false
    ) throws(RecordsError) {
        self.source = source
        self.separator = separator
        self.isLenient = isLenient
        while buffer.count < 3, !exhausted { try refill() }
        if buffer.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    }

    /// Moves to the next row that is not blank; false at the end of the file.
    mutating func next() throws(RecordsError) -> Bool {
        while true {
            fields.removeAll(keepingCapacity: true)
            var newlines = 0
            let outcome = Self.scan(
                buffer, from: position, separator: separator, atEnd: exhausted, isLenient: isLenient, fields: &fields,
                newlines: &newlines)
            switch outcome {
            case .row(var end):
                if isLenient, newlines > 1, expectedFields > 0, fields.count != expectedFields {
                    guard let single = try oneLine() else { continue }
                    end = single
                    newlines = 1
                }
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
            case .unterminated:
                guard isLenient else { throw .unterminatedQuote(Place(file: file, line: nextLine)) }
                guard let end = try oneLine() else { continue }
                line = nextLine
                nextLine += 1
                position = end
                return true
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

    /// Reads the line at `position` alone and returns where the next one begins; nil when more bytes were fetched, to try again.
    private mutating func oneLine() throws(RecordsError) -> Int? {
        fields.removeAll(keepingCapacity: true)
        var end = position
        while end < buffer.count, buffer[end] != 0x0A, buffer[end] != 0x0D { end += 1 }
        if end + 1 >= buffer.count, !exhausted {
            guard buffer.count - position <= Self.rowLimit else { throw tooLong }
            try refill()
            return nil
        }
        splitLine(end: end)
        guard fields.count <= Self.columnLimit else {
            throw .tooLarge(Place(file: file, line: nextLine), what: .columns, limit: Self.columnLimit)
        }
        if end < buffer.count {
            end += buffer[end] == 0x0D && end + 1 < buffer.count && buffer[end + 1] == 0x0A ? 2 : 1
        }
        return end
    }

    /// The fields from `position` to `end`. A quote that opens a field and has no partner before a separator is a character.
    private mutating func splitLine(end: Int) {
        var start = position
        while true {
            var stop = start
            if start < end, buffer[start] == 0x22, let close = closingQuote(after: start, end: end) {
                let inside = buffer[(start + 1)..<close]
                fields.append(ScannedField(start: start + 1, end: close, escaped: inside.contains(0x22)))
                stop = close + 1
                while stop < end, buffer[stop] != separator { stop += 1 }
            } else {
                while stop < end, buffer[stop] != separator { stop += 1 }
                // The quote without a partner is no part of the name.
                let opens = start < stop && buffer[start] == 0x22
                fields.append(ScannedField(start: opens ? start + 1 : start, end: stop, escaped: false))
            }
            guard stop < end else { return }
            start = stop + 1
        }
    }

    /// The quote behind which the field ends: the next one before a separator (blanks between) or the line's end.
    private func closingQuote(after start: Int, end: Int) -> Int? {
        var index = start + 1
        while index < end {
            if buffer[index] == 0x22 {
                var next = index + 1
                if next < end, buffer[next] == 0x22 {
                    index += 2
                    continue
                }
                while next < end, buffer[next] == 0x20 { next += 1 }
                if next == end || buffer[next] == separator { return index }
            }
            index += 1
        }
        return nil
    }

    private enum Outcome {
        case row(end: Int)
        case end, more, zeroByte, unterminated, tooMany, tooLong
    }

    /// One row from `from` on. All special bytes lie below the letters, so that one comparison passes over most bytes.
    private static func scan(
        _ buffer: [UInt8], from: Int, separator: UInt8, atEnd: Bool, isLenient: Bool, fields: inout [ScannedField],
        newlines: inout Int
    ) -> Outcome {
        let bytes = buffer.span
        let count = bytes.count
        let special = max(0x2D, separator + 1)
        let mostLines = isLenient ? lenientLines : Int.max
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
                        } else if isLenient, index + 1 < count, !endsField(bytes[index + 1], separator) {
                            index += 1
                        } else {
                            break quoted
                        }
                    case 0: return .zeroByte
                    case 0x0A, 0x0D:
                        // CRLF is one line end, counted at its LF.
                        guard bytes[index] == 0x0A || index + 1 < count || atEnd else { return .more }
                        if bytes[index] == 0x0A || index + 1 == count || bytes[index + 1] != 0x0A { newlines += 1 }
                        if newlines > mostLines { return .unterminated }
                        index += 1
                    default: index += 1
                    }
                    if index - from > (isLenient ? lenientQuoted : rowLimit) { return isLenient ? .unterminated : .tooLong }
                }
                field.end = index
                index += 1
                // Blanks after the closing quote are harmless; anything else makes the quote part of a damaged field.
                while index < count, bytes[index] == 0x20 { index += 1 }
                if index < count, bytes[index] != separator, bytes[index] != 0x0A, bytes[index] != 0x0D { return .unterminated }
            } else {
                while index < count {
                    let byte = bytes[index]
                    if byte < special, byte == separator || byte == 0x0A || byte == 0x0D || byte == 0 { break }
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

    private static func endsField(_ byte: UInt8, _ separator: UInt8) -> Bool {
        byte == separator || byte == 0x0A || byte == 0x0D || byte == 0x20
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
