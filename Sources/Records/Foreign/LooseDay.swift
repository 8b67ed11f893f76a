// SPDX-License-Identifier: GPL-3.0-or-later
import Market

/// Which of two numbers is the month where a date has the year last: `7/4/2026`.
public enum DateOrder: String, Sendable, Codable, Hashable, CaseIterable {
    case dayFirst = "dmy"
    case monthFirst = "mdy"
}

/// Dates in all the forms that platform reports write them in.
struct LooseDay {
    /// How `7/4/2026` is read; nil refuses it.
    var order: DateOrder?

    /// A period: one day, or from a first to a last day.
    struct Period: Hashable {
        var begin: Day
        var end: Day
    }

    /// Reads `2026-07-04`, `2026/7/4`, `2026.7.4`, `20260704`, `2026年7月4日`, `2026-07`, `4 Jul 2026`, `Jul 4, 2026`, a spreadsheet's serial
    /// number, `7/4/2026` where the order is known, each with or without a time of day; and two of them with `~`, `至` or ` to `
    /// between as a period.
    func period(_ bytes: [UInt8], _ field: ScannedField) -> Period? {
        if let day = FieldParsing.day(bytes, field.start, field.end) { return Period(begin: day, end: day) }
        guard field.end - field.start <= 80, field.end - field.start >= 5 else { return nil }
        return period(String(decoding: bytes[field.start..<field.end], as: UTF8.self))
    }

    func period(_ text: String) -> Period? {
        if let day = day(text) { return Period(begin: day, end: day) }
        for mark in ["~", "～", "至", "到", " to ", " - ", "–", "—"] {
            guard let found = text.firstRange(of: mark), let begin = day(String(text[..<found.lowerBound])),
                let end = day(String(text[found.upperBound...])), begin <= end
            else { continue }
            return Period(begin: begin, end: end)
        }
        return nil
    }

    /// A single day.
    func day(_ text: String) -> Day? {
        var parts = Parts()
        guard parts.read(text.lowercased()), let date = date(parts) else { return nil }
        // A time with an offset is a moment: the day is Shanghai's. Midnight is no moment but the day's own name.
        guard let offset = parts.offsetMinutes, let hour = parts.hour, hour != 0 || parts.minute != 0 else { return date }
        let minutes = hour * 60 + parts.minute - offset + 8 * 60
        return date.advanced(by: minutes >= 0 ? minutes / 1440 : -((-minutes + 1439) / 1440))
    }

    private func date(_ parts: Parts) -> Day? {
        let numbers = parts.numbers
        guard let first = numbers.first else { return nil }
        if let month = parts.month {
            guard numbers.count >= 2 else { return nil }
            if first.digits == 4 { return Day(year: first.value, month: month, day: numbers[1].value) }
            return numbers[1].digits == 4 ? Day(year: numbers[1].value, month: month, day: first.value) : nil
        }
        if first.digits == 8, numbers.count == 1 {
            return Day(year: first.value / 10_000, month: first.value / 100 % 100, day: first.value % 100)
        }
        // Days since 1899-12-30: 40,000 is 2009, 60,000 is 2064.
        if first.digits == 5, numbers.count == 1, (40_000...60_000).contains(first.value), !parts.hasMarks {
            return Day(number: first.value - 25_569)
        }
        // A month alone stands for its first day.
        if numbers.count == 2, first.digits == 4, numbers[1].digits <= 2 {
            return Day(year: first.value, month: numbers[1].value, day: 1)
        }
        guard numbers.count >= 3, numbers[1].digits <= 2 else { return nil }
        if first.digits == 4, numbers[2].digits <= 2 {
            return Day(year: first.value, month: numbers[1].value, day: numbers[2].value)
        }
        guard first.digits <= 2, numbers[2].digits == 4 else { return nil }
        switch order {
        case .dayFirst: return Day(year: numbers[2].value, month: numbers[1].value, day: first.value)
        case .monthFirst: return Day(year: numbers[2].value, month: first.value, day: numbers[1].value)
        case nil: return nil
        }
    }

    /// The order that a column's dates show: one of them has a number above 12 that can only be a day, and none says otherwise.
    /// Nil where nothing shows it.
    static func order(of dates: some Sequence<String>) -> DateOrder? {
        var isDayFirst = false
        var isMonthFirst = false
        for text in dates {
            var parts = Parts()
            guard parts.read(text.lowercased()), parts.month == nil, parts.numbers.count >= 3, parts.numbers[0].digits <= 2,
                parts.numbers[2].digits == 4
            else { continue }
            if parts.numbers[0].value > 12 { isDayFirst = true }
            if parts.numbers[1].value > 12 { isMonthFirst = true }
        }
        return isDayFirst == isMonthFirst ? nil : isDayFirst ? .dayFirst : .monthFirst
    }

    /// The numbers and words of a date.
    private struct Parts {
        /// Numbers of the date, without those of the time of day.
        var numbers: [(value: Int, digits: Int)] = []
        var month: Int?
        var hour: Int?
        var minute = 0
        var offsetMinutes: Int?
        /// Something else than digits stands in it.
        var hasMarks = false

        private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
        private static let weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

        /// False where something stands in the text that no date has.
        mutating func read(_ text: String) -> Bool {
            var all: [(value: Int, digits: Int, mark: Character)] = []
            var digits = ""
            var word = ""
            var mark: Character = " "
            func endNumber() {
                if let value = Int(digits) { all.append((value, digits.count, mark)) }
                digits = ""
            }
            for character in text {
                if character.isASCII, character.isNumber {
                    guard endWord(&word), digits.count < 9 else { return false }
                    digits.append(character)
                    continue
                }
                hasMarks = hasMarks || !" \"='\t\u{FEFF}".contains(character)
                if !digits.isEmpty { endNumber() }
                if character.isASCII, character.isLetter {
                    word.append(character)
                    if word == "t" || word == "z" { mark = character }
                } else {
                    guard "-/.年月日 ,:\t\"=+'()周星期一二三四五六上下午时分秒号\u{FEFF}\u{3000}".contains(character), endWord(&word)
                    else { return false }
                    mark = character
                }
                if character == "z", all.count >= 4 { offsetMinutes = 0 }
            }
            if !digits.isEmpty { endNumber() }
            guard endWord(&word) else { return false }
            // The date's numbers come first: three, or two beside the name of a month, or one run of eight digits.
            let count = month != nil ? 2 : all.first?.digits == 8 ? 1 : 3
            numbers = all.prefix(count).map { ($0.value, $0.digits) }
            let time = all.dropFirst(count)
            let clock = Array(time)
            guard let first = clock.first else { return true }
            guard first.value <= 24 else { return false }
            hour = first.value
            if clock.count > 1 { minute = clock[1].value }
            // `+08:00`, `-0700` behind the time; a point before the digits is a fraction of a second.
            for (index, part) in clock.enumerated() where index > 0 && (part.mark == "+" || part.mark == "-") {
                let size =
                    part.digits == 4 ? part.value / 100 * 60 + part.value % 100 : part.value * 60 + following(clock, index)
                guard size <= 14 * 60 + 59 else { return false }
                offsetMinutes = part.mark == "-" ? -size : size
            }
            return true
        }

        private func following(_ clock: [(value: Int, digits: Int, mark: Character)], _ index: Int) -> Int {
            index + 1 < clock.count && clock[index + 1].mark == ":" ? clock[index + 1].value : 0
        }

        /// A month's name is kept, that of a weekday and words of the clock say nothing.
        private mutating func endWord(_ word: inout String) -> Bool {
            defer { word = "" }
            guard !word.isEmpty else { return true }
            if word.count >= 3, month == nil, let index = Self.months.firstIndex(where: { word.hasPrefix($0) }) {
                month = index + 1
                return true
            }
            if word == "utc" || word == "gmt" { offsetMinutes = offsetMinutes ?? 0 }
            return ["t", "z", "utc", "gmt", "cst", "am", "pm"].contains(word)
                || Self.weekdays.contains { word.hasPrefix($0) }
        }
    }
}
