// SPDX-License-Identifier: GPL-3.0-or-later
import Market

/// Numbers in all the forms that platform reports write them in, straight from UTF-8 bytes.
struct LooseNumber {
    /// A field's number.
    enum Value: Equatable {
        case unknown
        case number(Double)
        case malformed
    }

    /// True where a file writes `1.234,56`: the comma is the decimal mark and the point groups digits.
    var hasDecimalComma = false

    /// Reads `1234.5`, `¥1,234.50`, `1.2万`, `12.5%`, `="436"`, `(3.20)`; `-`, `--`, `n/a` and nothing are not known.
    func value(_ bytes: [UInt8], _ field: ScannedField) -> Value {
        if field.start == field.end { return .unknown }
        if !hasDecimalComma, let value = FieldParsing.number(bytes, field.start, field.end) { return .number(value) }
        if !hasDecimalComma, let value = Self.grouped(bytes, field.start, field.end) { return .number(value) }
        guard field.end - field.start <= 64 else { return .malformed }
        return spelledOut(bytes, field.start, field.end)
    }

    /// The same for text.
    func value(_ text: String) -> Value {
        let bytes = Array(text.utf8)
        return value(bytes, ScannedField(start: 0, end: bytes.count, escaped: false))
    }

    /// The usual amount, `¥1,234.50`, without any detour; nil for everything else.
    private static func grouped(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Double? {
        var index = start
        switch bytes[start] {
        case 0xC2 where end - start > 2 && bytes[start + 1] == 0xA5: index += 2
        case 0xEF where end - start > 3 && bytes[start + 1] == 0xBF && bytes[start + 2] == 0xA5: index += 3
        case 0x24: index += 1
        default: break
        }
        var mantissa: UInt64 = 0
        var group = 0
        var isGrouped = false
        var decimals = -1
        guard index < end else { return nil }
        while index < end {
            let byte = bytes[index]
            index += 1
            switch byte {
            case 0x30...0x39:
                guard mantissa < 900_719_925_474_099 else { return nil }
                mantissa = mantissa &* 10 &+ UInt64(byte - 0x30)
                if decimals >= 0 { decimals += 1 } else { group += 1 }
            case 0x2C:
                guard decimals < 0, isGrouped ? group == 3 : (1...3).contains(group) else { return nil }
                isGrouped = true
                group = 0
            case 0x2E:
                guard decimals < 0, group > 0, !isGrouped || group == 3 else { return nil }
                decimals = 0
            default: return nil
            }
        }
        guard group > 0, decimals >= 0 || !isGrouped || group == 3, decimals <= 15 else { return nil }
        var power = 1.0
        for _ in 0..<max(0, decimals) { power *= 10 }
        return Double(mantissa) / power
    }

    private func spelledOut(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Value {
        var digits: [UInt8] = []
        var factor = 1.0
        var isNegative = false
        var letters: [UInt8] = []
        var isClosed = false
        var index = start
        while index < end {
            let byte = bytes[index]
            switch byte {
            case 0x30...0x39, 0x2C, 0x2E:  // digits, comma, point
                // A digit behind a unit or a percent sign (`12万34`, `5%6`) makes no number.
                guard !isClosed else { return .malformed }
                digits.append(byte)
                index += 1
            case 0x20, 0x09, 0x22, 0x27, 0x3D, 0x24, 0x2B, 0x29: index += 1  // blanks, quotes, = $ + )
            case 0x2D, 0x28:  // minus, opening bracket
                guard digits.isEmpty else { return .malformed }
                isNegative = true
                index += 1
            case 0x25:
                factor /= 100
                isClosed = true
                index += 1
            case 0x41...0x5A, 0x61...0x7A, 0x2F, 0x5C:
                letters.append(byte | 0x20)
                index += 1
            default:
                guard let (mark, length) = Self.mark(bytes, index, end) else {
                    return Self.isUnknown(bytes, start, end) ? .unknown : .malformed
                }
                index += length
                switch mark {
                case .digit(let digit): digits.append(digit)
                case .comma: digits.append(0x2C)
                case .minus: isNegative = true
                case .factor(let value):
                    factor *= value
                    isClosed = true
                case .unit: isClosed = !digits.isEmpty
                case .nothing: break
                }
            }
        }
        guard digits.contains(where: { $0 != 0x2C && $0 != 0x2E }) else {
            return Self.isUnknown(bytes, start, end) ? .unknown : .malformed
        }
        if !letters.isEmpty {
            guard let unit = Self.units[String(decoding: letters, as: UTF8.self)] else { return general(bytes, start, end) }
            factor *= unit
        }
        guard let plain = ungrouped(digits), let value = FieldParsing.number(plain, 0, plain.count) else { return .malformed }
        let scaled = factor == 1 ? value : value * factor
        guard scaled.isFinite else { return .malformed }
        return .number(isNegative ? -scaled : scaled)
    }

    /// `1.5E+06`, as spreadsheets write large numbers.
    private func general(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Value {
        FieldParsing.number(bytes, start, end).map { .number($0) } ?? .malformed
    }

    private enum Mark {
        case digit(UInt8)
        case comma, minus, nothing
        /// Stands behind an amount.
        case unit
        case factor(Double)
    }

    /// Characters beyond ASCII that may stand in an amount.
    private static let marks: [(bytes: [UInt8], mark: Mark)] = {
        let named: [(String, Mark)] = [
            ("¥", .nothing), ("￥", .nothing), ("元", .unit), ("€", .nothing), ("£", .nothing), ("\u{A0}", .nothing),
            ("\u{202F}", .nothing), ("\u{3000}", .nothing), ("\u{200B}", .nothing), ("\u{FEFF}", .nothing), ("’", .nothing),
            ("次", .unit), ("件", .unit), ("笔", .unit), ("人", .unit), ("个", .unit), ("．", .digit(0x2E)),
            ("，", .comma), ("−", .minus), ("－", .minus), ("–", .minus), ("—", .minus), ("％", .factor(0.01)),
            ("分", .factor(0.01)), ("千", .factor(1000)), ("万", .factor(10_000)), ("萬", .factor(10_000)), ("亿", .factor(1e8)),
        ]
        return named.map { (bytes: Array($0.0.utf8), mark: $0.1) }
    }()

    private static func mark(_ bytes: [UInt8], _ index: Int, _ end: Int) -> (Mark, Int)? {
        // Full-width digits are U+FF10 … U+FF19.
        if index + 2 < end, bytes[index] == 0xEF, bytes[index + 1] == 0xBC, (0x90...0x99).contains(bytes[index + 2]) {
            return (.digit(bytes[index + 2] - 0x60), 3)
        }
        for (text, mark) in marks where index + text.count <= end {
            if text.indices.allSatisfy({ bytes[index + $0] == text[$0] }) { return (mark, text.count) }
        }
        return nil
    }

    /// Letters that may stand in an amount: currencies say nothing here, `w` is 万 in Chinese habit.
    private static let units: [String: Double] = [
        "cny": 1, "rmb": 1, "usd": 1, "us": 1, "eur": 1, "gbp": 1, "hkd": 1, "hk": 1, "jpy": 1, "yuan": 1, "w": 10_000,
        "k": 1000,
    ]

    private static func isUnknown(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Bool {
        let text = String(decoding: bytes[start..<end], as: UTF8.self).lowercased()
        return HeaderSynonyms.unknown.contains(text.filter { !" \t\"'=".contains($0) })
    }

    /// Digits with at most one point. A mark that stands before exactly three digits groups them; one before any other number of
    /// digits is the decimal mark, whether point or comma; nil where the marks make no sense.
    private func ungrouped(_ digits: [UInt8]) -> [UInt8]? {
        let commas = digits.count { $0 == 0x2C }
        let points = digits.count { $0 == 0x2E }
        if commas == 0, points <= 1, !hasDecimalComma { return digits }
        var decimal: UInt8?
        if commas > 0, points > 0 {
            // `1,234.56` or `1.234,56`: the last mark is the decimal one and stands once.
            decimal = digits.last { $0 == 0x2C || $0 == 0x2E }
            guard digits.count(where: { $0 == decimal }) == 1 else { return nil }
        } else if commas + points > 0 {
            let mark: UInt8 = commas > 0 ? 0x2C : 0x2E
            let isDecimalHere = (mark == 0x2C) == hasDecimalComma
            let behind = digits.count - 1 - (digits.lastIndex(of: mark) ?? 0)
            if commas + points == 1, isDecimalHere || behind != 3 { decimal = mark }
        }
        var plain: [UInt8] = []
        var group = 0
        var seenGroup = false
        var isDone = false
        for digit in digits {
            if digit == decimal {
                if seenGroup, group != 3 { return nil }
                plain.append(0x2E)
                isDone = true
            } else if digit == 0x2C || digit == 0x2E {
                // Groups of three; of two in front, as in India.
                guard !isDone, seenGroup ? group == 3 || group == 2 : (1...3).contains(group) else { return nil }
                seenGroup = true
                group = 0
            } else {
                plain.append(digit)
                group += 1
            }
        }
        if seenGroup, !isDone, group != 3 { return nil }
        return plain
    }
}
