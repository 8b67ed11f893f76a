// SPDX-License-Identifier: GPL-3.0-or-later

/// Rows and fields of comma-separated text (RFC 4180: fields may be quoted, a doubled quote stands for one), read without copying.
@safe struct FieldScanner {
    let bytes: UnsafeRawBufferPointer
    private(set) var position = 0
    /// Line of the row that was read last, from 1.
    private(set) var line = 0
    private var nextLine = 1
    /// Fields of the row that was read last, without their quotes.
    private(set) var fields: [Range<Int>] = []

    init(_ bytes: UnsafeRawBufferPointer) {
        unsafe self.bytes = unsafe bytes
        // A byte-order mark is no part of the first name.
        if bytes.count >= 3, unsafe bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF { position = 3 }
    }

    /// Reads the next row that is not empty; false at the end.
    mutating func next() -> Bool {
        while unsafe position < bytes.count {
            fields.removeAll(keepingCapacity: true)
            line = nextLine
            let start = position
            readRow()
            nextLine += 1
            if position - start > 2 || fields.count > 1 || !(fields.first?.isEmpty ?? true) { return true }
        }
        return false
    }

    private mutating func readRow() {
        let count = unsafe bytes.count
        while true {
            var start = position
            var end = position
            if position < count, unsafe bytes[position] == 0x22 {
                start += 1
                position += 1
                while position < count {
                    let byte = unsafe bytes[position]
                    if byte == 0x22 {
                        if position + 1 < count, unsafe bytes[position + 1] == 0x22 { position += 1 } else { break }
                    } else if byte == 0x0A {
                        nextLine += 1
                    }
                    position += 1
                }
                end = min(position, count)
                position = min(count, position + 1)
                while position < count, unsafe bytes[position] != 0x2C && bytes[position] != 0x0A { position += 1 }
            } else {
                while position < count {
                    let byte = unsafe bytes[position]
                    if byte == 0x2C || byte == 0x0A { break }
                    position += 1
                }
                end = position
                if end > start, unsafe position >= count || bytes[position] == 0x0A, unsafe bytes[end - 1] == 0x0D { end -= 1 }
            }
            fields.append(start..<end)
            if position >= count { return }
            let separator = unsafe bytes[position]
            position += 1
            if separator == 0x0A { return }
        }
    }

    /// A field as text.
    func text(_ field: Int) -> String {
        guard field < fields.count else { return "" }
        let raw = unsafe String(decoding: UnsafeRawBufferPointer(rebasing: bytes[fields[field]]), as: UTF8.self)
        guard raw.utf8.contains(0x22) else { return raw }
        // A doubled quote inside of a quoted field.
        var result = ""
        var skip = false
        for character in raw {
            if character == "\"" && !skip {
                skip = true
                result.append(character)
            } else if character == "\"" {
                skip = false
            } else {
                skip = false
                result.append(character)
            }
        }
        return result
    }

    /// True when a field is nothing but blanks.
    func isBlank(_ field: Int) -> Bool {
        guard field < fields.count else { return true }
        for i in fields[field] where unsafe bytes[i] != 0x20 && bytes[i] != 0x09 { return false }
        return true
    }

    /// A field as a decimal number: nil for anything else, infinities and hexadecimal numbers included.
    func number(_ field: Int) -> Double? {
        guard field < fields.count else { return nil }
        let range = fields[field]
        var i = range.lowerBound
        var end = range.upperBound
        while i < end, unsafe bytes[i] == 0x20 { i += 1 }
        while end > i, unsafe bytes[end - 1] == 0x20 { end -= 1 }
        guard i < end else { return nil }
        let begin = i
        var negative = false
        if unsafe bytes[i] == 0x2D || bytes[i] == 0x2B {
            negative = unsafe bytes[i] == 0x2D
            i += 1
        }
        // Up to 15 digits and powers of ten up to 22 are exact in a double, and so is their quotient rounded once (Clinger 1990).
        var mantissa: UInt64 = 0
        var digits = 0
        var decimals = 0
        var seenPoint = false
        while i < end {
            let byte = unsafe bytes[i]
            if byte >= 0x30 && byte <= 0x39 {
                if digits < 18 { mantissa = mantissa * 10 + UInt64(byte - 0x30) }
                digits += 1
                if seenPoint { decimals += 1 }
            } else if byte == 0x2E && !seenPoint {
                seenPoint = true
            } else {
                break
            }
            i += 1
        }
        guard digits > 0 else { return nil }
        if i == end, digits <= 15, decimals <= 15 {
            let magnitude = Double(mantissa) / Self.powers[decimals]
            return negative ? -magnitude : magnitude
        }
        // Exponents and long numbers.
        for j in begin..<end {
            let byte = unsafe bytes[j]
            guard (byte >= 0x30 && byte <= 0x39) || [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains(byte) else { return nil }
        }
        let text = unsafe String(decoding: UnsafeRawBufferPointer(rebasing: bytes[begin..<end]), as: UTF8.self)
        guard let value = Double(text), value.isFinite else { return nil }
        return value
    }

    private static let powers: [Double] = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15]
}
