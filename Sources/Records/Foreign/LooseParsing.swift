// SPDX-License-Identifier: GPL-3.0-or-later
import Market

/// Numbers and dates in all the forms that platform reports write them in.
enum LooseParsing {
    /// A field's number.
    enum Value: Equatable {
        case unknown
        case number(Double)
        case malformed
    }

    /// Reads `1234.5`, `¥1,234.50`, `1.2万`, `12.5%`, `="436"`; `-`, `--` and nothing are not known.
    static func number(_ bytes: [UInt8], _ field: ScannedField) -> Value {
        if field.start == field.end { return .unknown }
        if let value = FieldParsing.number(bytes, field.start, field.end) { return .number(value) }
        guard field.end - field.start <= 64 else { return .malformed }
        return number(String(decoding: bytes[field.start..<field.end], as: UTF8.self))
    }

    static func number(_ text: String) -> Value {
        var plain = ""
        var factor = 1.0
        var negative = false
        let lowered = text.lowercased()
        if HeaderSynonyms.unknown.contains(lowered.filter { $0 != " " && $0 != "\t" }) { return .unknown }
        for scalar in lowered.unicodeScalars {
            switch scalar {
            case "0"..."9", ".": plain.unicodeScalars.append(scalar)
            case "０"..."９":
                plain.unicodeScalars.append(Unicode.Scalar(UInt8(scalar.value - 0xFF10) + 0x30))
            case ",", "，", " ", "\u{A0}", "\u{202F}", "\"", "'", "=", "元", "¥", "￥", "$", "€", "£": break
            case "c", "n", "y", "r", "m", "b", "u", "s", "d", "+": break
            case "-", "−", "(": negative = true
            case ")": break
            case "%", "％": factor /= 100
            case "万": factor *= 10_000
            case "亿": factor *= 100_000_000
            default: return .malformed
            }
        }
        let bytes = Array(plain.utf8)
        guard let value = FieldParsing.number(bytes, 0, bytes.count) else { return .malformed }
        let scaled = factor == 1 ? value : value * factor
        guard scaled.isFinite else { return .malformed }
        return .number(negative ? -scaled : scaled)
    }

    /// Reads `2026-07-04`, `2026/7/4`, `2026.7.4`, `20260704`, `2026年7月4日`, `4 Jul 2026`, `Jul 4, 2026`, each with or without a
    /// time of day behind it. Forms whose day and month could be exchanged, such as `7/4/2026`, are not accepted.
    static func day(_ bytes: [UInt8], _ field: ScannedField) -> Day? {
        if let day = FieldParsing.day(bytes, field.start, field.end) { return day }
        guard field.end - field.start <= 64, field.end - field.start >= 6 else { return nil }
        return day(String(decoding: bytes[field.start..<field.end], as: UTF8.self))
    }

    static func day(_ text: String) -> Day? {
        var numbers: [(value: Int, digits: Int)] = []
        var month: Int?
        var digits = ""
        var letters = ""
        func endNumber() {
            if let value = Int(digits) { numbers.append((value, digits.count)) }
            digits = ""
        }
        func endWord() -> Bool {
            defer { letters = "" }
            guard !letters.isEmpty else { return true }
            guard letters.count >= 3, month == nil, let index = months.firstIndex(where: { letters.hasPrefix($0) }) else {
                // The T of an ISO time and names of weekdays say nothing.
                return letters == "t" || letters == "z" || weekdays.contains { letters.hasPrefix($0) }
            }
            month = index + 1
            return true
        }
        for character in text.lowercased() {
            if character.isASCII, character.isNumber {
                guard endWord(), digits.count < 9 else { return nil }
                digits.append(character)
            } else if character.isASCII, character.isLetter {
                endNumber()
                letters.append(character)
            } else {
                guard "-/.年月日 ,:\t\"=+'".contains(character), endWord() else { return nil }
                endNumber()
            }
        }
        endNumber()
        guard endWord(), let first = numbers.first else { return nil }
        if let month {
            guard numbers.count >= 2 else { return nil }
            if first.digits == 4 { return Day(year: first.value, month: month, day: numbers[1].value) }
            return numbers[1].digits == 4 ? Day(year: numbers[1].value, month: month, day: first.value) : nil
        }
        if first.digits == 8 { return Day(year: first.value / 10_000, month: first.value / 100 % 100, day: first.value % 100) }
        guard first.digits == 4, numbers.count >= 3, numbers[1].digits <= 2, numbers[2].digits <= 2 else { return nil }
        return Day(year: first.value, month: numbers[1].value, day: numbers[2].value)
    }

    private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
    private static let weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

    /// Takes the wrapping off an id: `="436"` (quoted as a whole or not), `'436`.
    static func unwrapped(_ bytes: [UInt8], _ field: ScannedField) -> ScannedField {
        var field = field
        guard field.end - field.start >= 2 else { return field }
        if bytes[field.start] == 0x27 { field.start += 1 }
        guard bytes[field.start] == 0x3D, bytes[field.start + 1] == 0x22, bytes[field.end - 1] == 0x22 else { return field }
        let quotes = field.escaped ? 2 : 1
        guard field.end - field.start >= 1 + 2 * quotes else { return field }
        return ScannedField(start: field.start + 1 + quotes, end: field.end - quotes, escaped: false)
    }
}
