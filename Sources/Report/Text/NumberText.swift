// SPDX-License-Identifier: GPL-3.0-or-later
public import Market

/// How numbers are written for a person: separators, units, and no more digits than mean something.
///
/// Numbers that are not finite are written as `–`; nothing here traps.
public enum NumberText {
    /// What stands where there is no number.
    public static let none = "–"

    /// `¥1,234.50`, to the fen.
    public static func money(_ money: Money) -> String {
        let magnitude = money.fen.magnitude
        let cents = magnitude % 100
        return (money.fen < 0 ? "-" : "") + "¥" + grouped("\(magnitude / 100)") + "." + (cents < 10 ? "0" : "") + "\(cents)"
    }

    /// Yuan as an estimate: whole yuan from ¥100 on, else fen, else three significant digits: `¥1,235`, `¥56.20`, `¥0.00123`; below a
    /// ten-thousandth of a fen it is nothing.
    public static func money(yuan: Double) -> String {
        guard yuan.isFinite else { return none }
        let size = abs(yuan)
        let digits = size >= 99.995 ? fixed(size, 0) : size >= 0.995 || size < 1e-6 ? fixed(size, 2) : significant(size, 3)
        return (yuan < 0 && digits.contains { ("1"..."9").contains($0) } ? "-" : "") + "¥" + digits
    }

    /// A whole number: `12,345`.
    public static func count(_ count: Int) -> String { (count < 0 ? "-" : "") + grouped("\(count.magnitude)") }

    /// A readable number: whole from 1,000 on, four significant digits below.
    public static func number(_ value: Double) -> String {
        guard value.isFinite else { return none }
        if value == value.rounded(), abs(value) < 1e15 { return fixed(value, 0) }
        return abs(value) >= 1000 ? fixed(value, 0) : significant(value, 4)
    }

    /// Yuan as an estimate in a language's habit: from 10,000 on Chinese counts in 万 (10⁴) and 亿 (10⁸), `¥12.35万`.
    public static func money(yuan: Double, in language: Language) -> String {
        guard language == .chinese, let text = inMyriads(yuan, sign: "¥") else { return money(yuan: yuan) }
        return text
    }

    /// A readable number in a language's habit: `12.35万` in Chinese.
    public static func number(_ value: Double, in language: Language) -> String {
        guard language == .chinese, let text = inMyriads(value, sign: "") else { return number(value) }
        return text
    }

    /// Four significant digits in 万 or 亿; nil for numbers that are read without them.
    static func inMyriads(_ value: Double, sign: String, digits: Int = 4) -> String? {
        let size = abs(value)
        guard size.isFinite, size >= 9_999.5, size < 1e15 else { return nil }
        // 99,999,500 would be rounded to 10,000万.
        let (unit, name) = size >= 99_995_000 ? (1e8, "亿") : (1e4, "万")
        return (value < 0 ? "-" : "") + sign + significant(size / unit, digits) + name
    }

    /// A share or rate, 0.25 → `25 %`: one decimal, more digits only for very small shares.
    public static func share(_ share: Double) -> String {
        guard share.isFinite else { return none }
        let percent = share * 100
        if abs(percent) < 0.1, percent != 0 { return significant(percent, 1) + " %" }
        return trimmed(fixed(percent, 1)) + " %"
    }

    /// A ratio such as return on spend: `4.71`.
    public static func ratio(_ value: Double) -> String {
        guard value.isFinite else { return none }
        return abs(value) >= 100 ? fixed(value, 0) : abs(value) >= 0.1 || value == 0 ? fixed(value, 2) : significant(value, 2)
    }

    /// `value` with a sign, in the way of `write`: `+¥12.00`.
    public static func signed(_ value: Double, _ write: (Double) -> String) -> String {
        let text = write(value)
        return value > 0 ? "+" + text : text
    }

    /// `value` with `decimals` decimals (0 … 9) and thousands separators.
    public static func fixed(_ value: Double, _ decimals: Int) -> String {
        guard value.isFinite else { return none }
        let places = min(max(decimals, 0), 9)
        let power = (0..<places).reduce(UInt64(1)) { power, _ in power * 10 }
        let scaled = (abs(value) * Double(power)).rounded(.toNearestOrAwayFromZero)
        // Beyond what a Double holds exactly digits would be invented.
        guard scaled < 9e15 else { return scientific(value) }
        let whole = UInt64(scaled)
        var text = grouped("\(whole / power)")
        if places > 0 {
            let fraction = "\(whole % power)"
            text += "." + String(repeating: "0", count: places - fraction.count) + fraction
        }
        return (value < 0 && whole > 0 ? "-" : "") + text
    }

    /// `value` with so many significant digits (zeros at the end left out), never rounding before the decimal point.
    public static func significant(_ value: Double, _ digits: Int) -> String {
        guard value.isFinite else { return none }
        guard value != 0 else { return "0" }
        var exponent = 0
        var size = abs(value)
        while size < 1, exponent > -10 {
            size *= 10
            exponent -= 1
        }
        while size >= 10, exponent < 15 {
            size /= 10
            exponent += 1
        }
        let places = digits - 1 - exponent
        return places > 9 ? scientific(value) : trimmed(fixed(value, max(0, places)))
    }

    /// `1.23e-10`, for the numbers that no other form can hold.
    static func scientific(_ value: Double) -> String {
        guard value != 0 else { return "0" }
        var exponent = 0
        var size = abs(value)
        while size < 1 {
            size *= 10
            exponent -= 1
        }
        while size >= 10 {
            size /= 10
            exponent += 1
        }
        // Rounding may carry into the next power of ten.
        if size >= 9.995 {
            size /= 10
            exponent += 1
        }
        return (value < 0 ? "-" : "") + trimmed(fixed(size, 2)) + "e\(exponent)"
    }

    private static func trimmed(_ text: String) -> String {
        guard text.contains("."), !text.contains("e") else { return text }
        var text = text
        while text.last == "0" { text.removeLast() }
        if text.last == "." { text.removeLast() }
        return text
    }

    private static func grouped(_ digits: String) -> String {
        guard digits.count > 3 else { return digits }
        var result = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { result.append(",") }
            result.append(digit)
        }
        return result
    }
}
