// SPDX-License-Identifier: GPL-3.0-or-later
public import Algebra
public import Market

// One value each: nil when the key is absent, nil and a report when the value is wrong.
extension FieldReader {
    /// Yuan with at most two decimals, not negative unless `signed`.
    public mutating func money(_ parent: FieldSection, _ key: String, signed: Bool = false) -> Cited<Money>? {
        guard let (text, line, field) = scalar(parent, key) else { return nil }
        guard let money = Money(decimalYuan: text) else {
            report(
                Self.isDecimal(text) && Self.decimals(of: text) > 2
                    ? .moneyDecimals(place(line, field), found: Self.shown(text))
                    : .badMoney(place(line, field), found: Self.shown(text)))
            return nil
        }
        guard signed || money >= .zero else {
            report(.negative(place(line, field), found: text))
            return nil
        }
        return Cited(money, from: origin(line, field))
    }

    /// A plain decimal number between the bounds.
    public mutating func number(
        _ parent: FieldSection, _ key: String, in bounds: ClosedRange<Double>, unit: String = ""
    ) -> Cited<Double>? {
        guard let (text, line, field) = scalar(parent, key) else { return nil }
        guard let number = Self.decimal(text) else {
            report(.badNumber(place(line, field), found: Self.shown(text)))
            return nil
        }
        return inRange(number, bounds, text: text, line: line, field: field, unit: unit)
    }

    /// A whole number between the bounds.
    public mutating func count(
        _ parent: FieldSection, _ key: String, in bounds: ClosedRange<Int>, unit: String = ""
    ) -> Cited<Int>? {
        guard let (text, line, field) = scalar(parent, key) else { return nil }
        guard Self.isDecimal(text), let number = Int(text) else {
            report(.badCount(place(line, field), found: Self.shown(text)))
            return nil
        }
        guard bounds.contains(number) else {
            report(
                .outOfRange(
                    place(line, field), found: text, lower: Double(bounds.lowerBound), upper: Double(bounds.upperBound),
                    unit: unit))
            return nil
        }
        return Cited(number, from: origin(line, field))
    }

    /// A share: `0.3`, `30 %`, `300 ‰` or `3000 bp`, as 0.3. A bare number above 1 is refused, since both are possible.
    public mutating func share(
        _ parent: FieldSection, _ key: String, in bounds: ClosedRange<Double> = 0...1
    ) -> Cited<Double>? {
        guard let (text, line, field) = scalar(parent, key) else { return nil }
        let (digits, unit) = Self.splittingUnit(text)
        guard let number = Self.decimal(digits) else {
            report(.badShare(place(line, field), found: Self.shown(text)))
            return nil
        }
        if unit == nil, number > 1 {
            report(.ambiguousShare(place(line, field), found: text))
            return nil
        }
        return inRange(number / (unit ?? 1), bounds, text: text, line: line, field: field, unit: "share")
    }

    /// Percent: `15.5` or `15.5 %`, as 0.155. Bare numbers that may mean something else are refused.
    public mutating func percent(
        _ parent: FieldSection, _ key: String, in bounds: ClosedRange<Double> = 0...1
    ) -> Cited<Double>? {
        guard let entry = parent.entry(key) else { return nil }
        return percent(entry.value, field: parent.prefix + key, in: bounds)
    }

    mutating func percent(_ tree: TextTree, field: String, in bounds: ClosedRange<Double> = 0...1) -> Cited<Double>? {
        guard let (text, line, field) = scalar(tree, field: field) else { return nil }
        let (digits, unit) = Self.splittingUnit(text)
        guard let number = Self.decimal(digits) else {
            report(.badPercent(place(line, field), found: Self.shown(text)))
            return nil
        }
        if unit == nil, number > 100 {
            report(.percentAboveHundred(place(line, field), found: text))
            return nil
        }
        if unit == nil, number > 0, number < 1 {
            report(.ambiguousPercent(place(line, field), found: text))
            return nil
        }
        return inRange(number / (unit ?? 100), bounds, text: text, line: line, field: field, unit: "share")
    }

    /// A list of percents as rising shares.
    public mutating func percents(_ parent: FieldSection, _ key: String, limit: Int) -> Cited<[Double]>? {
        guard let entry = parent.entry(key), let values = list(parent, key, limit: limit) else { return nil }
        let field = parent.prefix + key
        guard !values.isEmpty else {
            report(.emptyList(place(entry.line, field)))
            return nil
        }
        var shares: [(share: Double, line: Int?)] = []
        for (index, value) in values.enumerated() {
            guard let share = percent(value, field: "\(field)[\(index + 1)]") else { continue }
            if let earlier = shares.first(where: { $0.share == share.value }) {
                report(.repeatedName(place(value.line, field), name: Self.shown(value), firstLine: earlier.line))
            }
            shares.append((share.value, value.line))
        }
        guard shares.count == values.count else { return nil }
        return Cited(shares.map(\.share).sorted(), from: origin(entry.line, field))
    }

    /// A day of the form 2026-07-04.
    public mutating func day(_ parent: FieldSection, _ key: String) -> Cited<Day>? {
        guard let (text, line, field) = scalar(parent, key) else { return nil }
        if let day = Day(text) { return Cited(day, from: origin(line, field)) }
        let bytes = Array(text.utf8)
        let formed =
            bytes.count == 10
            && bytes.indices.allSatisfy { $0 == 4 || $0 == 7 ? bytes[$0] == 45 : (48...57).contains(bytes[$0]) }
        report(
            formed
                ? .noSuchDate(place(line, field), found: text) : .badDate(place(line, field), found: Self.shown(text)))
        return nil
    }

    /// `true` or `false`.
    public mutating func flag(_ parent: FieldSection, _ key: String) -> Cited<Bool>? {
        guard let (text, line, field) = scalar(parent, key) else { return nil }
        switch text.lowercased() {
        case "true": return Cited(true, from: origin(line, field))
        case "false": return Cited(false, from: origin(line, field))
        default:
            report(.badFlag(place(line, field), found: Self.shown(text)))
            return nil
        }
    }

    /// One of the words of an enumeration.
    public mutating func word<Word: CaseIterable & RawRepresentable<String> & Sendable>(
        _ parent: FieldSection, _ key: String, _: Word.Type = Word.self
    ) -> Cited<Word>? {
        guard let (text, line, field) = scalar(parent, key) else { return nil }
        if let word = Word(rawValue: text) { return Cited(word, from: origin(line, field)) }
        let accepted = Word.allCases.map(\.rawValue)
        report(
            .badWord(
                place(line, field), found: Self.shown(text), nearest: nearestName(to: text, in: accepted), accepted: accepted))
        return nil
    }

    /// A name on one line.
    public mutating func name(_ parent: FieldSection, _ key: String) -> Cited<String>? {
        guard let entry = parent.entry(key) else { return nil }
        return name(entry.value, field: parent.prefix + key)
    }

    mutating func name(_ tree: TextTree, field: String) -> Cited<String>? {
        guard let (text, line, field) = scalar(tree, field: field), checkName(text, line: line, field: field) else {
            return nil
        }
        return Cited(text, from: origin(line, field))
    }

    /// The path of a file; relative ones start at the brief's folder.
    public mutating func path(_ parent: FieldSection, _ key: String) -> Cited<BriefPath>? {
        guard let entry = parent.entry(key) else { return nil }
        return path(entry.value, field: parent.prefix + key)
    }

    /// A list of paths.
    mutating func paths(_ parent: FieldSection, _ key: String) -> [Cited<BriefPath>] {
        (list(parent, key, limit: 1000) ?? []).enumerated().compactMap { index, tree in
            path(tree, field: "\(parent.prefix)\(key)[\(index + 1)]")
        }
    }

    private mutating func path(_ tree: TextTree, field: String) -> Cited<BriefPath>? {
        guard let (text, line, field) = scalar(tree, field: field) else { return nil }
        guard text.utf8.count <= 1000, !text.unicodeScalars.contains(where: { $0.value < 32 }) else {
            report(.badPath(place(line, field), found: Self.shown(text)))
            return nil
        }
        let folder = file.lastIndex(of: "/").map { String(file[...$0]) } ?? ""
        let resolved = text.hasPrefix("/") ? text : folder + text
        return Cited(BriefPath(written: text, resolved: resolved), from: origin(line, field))
    }

    private mutating func inRange(
        _ number: Double, _ bounds: ClosedRange<Double>, text: String, line: Int, field: String, unit: String
    ) -> Cited<Double>? {
        if bounds.contains(number) { return Cited(number, from: origin(line, field)) }
        report(
            number < 0 && bounds.lowerBound >= 0
                ? .negative(place(line, field), found: text)
                : .outOfRange(
                    place(line, field), found: text, lower: bounds.lowerBound, upper: bounds.upperBound, unit: unit))
        return nil
    }

    /// Digits with at most one point and a sign: no exponent, no infinity, no separators.
    static func isDecimal(_ text: String) -> Bool {
        let bytes = text.utf8.drop { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
        return text.utf8.count - bytes.count <= 1 && bytes.contains { (48...57).contains($0) }
            && bytes.count { $0 == UInt8(ascii: ".") } <= 1
            && bytes.allSatisfy { (48...57).contains($0) || $0 == UInt8(ascii: ".") }
    }

    /// A finite number of that form.
    static func decimal(_ text: String) -> Double? {
        guard isDecimal(text), text.utf8.count <= 40 else { return nil }

        var digits = text
        if digits.hasSuffix(".") { digits += "0" }
        // Adding zero turns minus zero into zero.
        return Double(digits).flatMap { $0.isFinite ? $0 + 0 : nil }
    }

    private static func decimals(of text: String) -> Int {
        text.utf8.firstIndex(of: UInt8(ascii: ".")).map { text.utf8.distance(from: $0, to: text.utf8.endIndex) - 1 } ?? 0
    }

    /// The digits, and how many of the unit written after them make one: 100 of percent, 1000 of ‰, 10,000 of ‱ and bp; nil without a unit.
    private static func splittingUnit(_ text: String) -> (digits: String, parts: Double?) {
        guard let (digits, millionths) = Rate.splittingUnit(text) else { return (text, nil) }
        return (digits, 1e6 / Double(millionths))
    }
}
