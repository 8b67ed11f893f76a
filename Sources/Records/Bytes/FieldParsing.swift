// SPDX-License-Identifier: GPL-3.0-or-later
import Market

/// Why a field is not the number it should be.
enum ParseFault: Error {
    case malformed, negative
}

/// Numbers and dates straight from UTF-8 bytes, in their strict canonical form.
enum FieldParsing {
    private static let powers: [Double] = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
        1e21, 1e22,
    ]

    /// A day as `2026-07-04`.
    static func day(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Day? {
        guard end - start == 10, bytes[start + 4] == 0x2D, bytes[start + 7] == 0x2D,
            let year = digits(bytes, start, start + 4), let month = digits(bytes, start + 5, start + 7),
            let day = digits(bytes, start + 8, start + 10)
        else { return nil }
        return Day(year: year, month: month, day: day)
    }

    /// A run of one to nine digits.
    static func digits(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Int? {
        guard start < end, end - start <= 9 else { return nil }
        var value = 0
        for index in start..<end {
            let digit = bytes[index] &- 0x30
            guard digit < 10 else { return nil }
            value = value * 10 + Int(digit)
        }
        return value
    }

    /// Yuan with at most two decimals, as fen. Further decimals are accepted only when they are zeros.
    static func money(_ bytes: [UInt8], _ start: Int, _ end: Int) throws(ParseFault) -> Money {
        var index = start
        let negative = index < end && bytes[index] == 0x2D
        if index < end, bytes[index] == 0x2D || bytes[index] == 0x2B { index += 1 }
        var fen: Int64 = 0
        var digits = 0
        var decimals = -1
        while index < end {
            let byte = bytes[index]
            index += 1
            if byte == 0x2E {
                guard decimals < 0 else { throw .malformed }
                decimals = 0
                continue
            }
            let digit = Int64(byte) - 0x30
            guard digit >= 0, digit < 10 else { throw .malformed }
            digits += 1
            if decimals >= 2 {
                guard digit == 0 else { throw .malformed }
                continue
            }
            if decimals >= 0 { decimals += 1 }
            fen = fen * 10 + digit
            guard fen <= Money.limit else { throw .malformed }
        }
        guard digits > 0 else { throw .malformed }
        var missing = 2 - max(0, decimals)
        while missing > 0 {
            fen *= 10
            missing -= 1
        }
        guard fen <= Money.limit else { throw .malformed }
        if negative, fen > 0 { throw .negative }
        return Money(fen: fen)
    }

    /// A finite decimal number, exponents allowed; correctly rounded.
    static func number(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Double? {
        var index = start
        let negative = index < end && bytes[index] == 0x2D
        if index < end, bytes[index] == 0x2D || bytes[index] == 0x2B { index += 1 }
        var mantissa: UInt64 = 0
        var digits = 0
        var decimals = 0
        var afterPoint = false
        while index < end {
            let byte = bytes[index]
            let digit = byte &- 0x30
            if digit < 10 {
                // Beyond 2⁵³ the quotient below is no longer correctly rounded.
                guard mantissa < 900_719_925_474_099 else { return general(bytes, start, end) }
                mantissa = mantissa &* 10 &+ UInt64(digit)
                digits += 1
                if afterPoint { decimals += 1 }
            } else if byte == 0x2E, !afterPoint {
                afterPoint = true
            } else {
                return general(bytes, start, end)
            }
            index += 1
        }
        guard digits > 0 else { return nil }
        guard decimals <= 22 else { return general(bytes, start, end) }
        let value = decimals == 0 ? Double(mantissa) : Double(mantissa) / powers[decimals]
        return negative ? -value : value
    }

    /// The slow way, for exponents and long mantissas; refuses words and hexadecimal.
    private static func general(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Double? {
        guard end - start <= 64 else { return nil }
        var digits = 0
        for index in start..<end {
            switch bytes[index] {
            case 0x30...0x39: digits += 1
            case 0x2E, 0x2B, 0x2D, 0x65, 0x45: break
            default: return nil
            }
        }
        guard digits > 0, let value = Double(String(decoding: bytes[start..<end], as: UTF8.self)), value.isFinite else {
            return nil
        }
        return value
    }
}
