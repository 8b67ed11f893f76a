// SPDX-License-Identifier: GPL-3.0-or-later

/// A header cell in normal form, with the unit that it names.
struct HeaderName {
    /// Lower case, no blanks, no brackets.
    var plain: String
    /// What stood in brackets, e.g. `元`, `分`, `usd`; nil when there was none.
    var unit: String?

    init(_ text: String) {
        var plain = ""
        var unit = ""
        var inBrackets = false
        for character in text.lowercased() {
            switch character {
            case "(", "（", "[", "【": inBrackets = true
            case ")", "）", "]", "】": inBrackets = false
            case " ", "\u{3000}", "\t", "\u{FEFF}", "\u{A0}", "_", "\"", "\n", "\r", "\r\n": break
            default: if inBrackets { unit.append(character) } else { plain.append(character) }
            }
        }
        for (suffix, name) in Self.suffixes where plain.hasSuffix(suffix) && plain.count > suffix.count {
            plain.removeLast(suffix.count)
            unit = name
        }
        self.plain = plain
        self.unit = unit.isEmpty ? nil : unit
    }

    /// Units that stand behind a stroke or a colon; the longest first.
    private static let suffixes = [
        ("/万元", "万元"), ("/千元", "千元"), ("/元", "元"), ("/分", "分"), ("/角", "角"), (":元", "元"), ("：元", "元"), ("-元", "元"), ("/%", "%"),
    ]

    /// Yuan per unit of a money column, nil when the unit is no multiple of yuan.
    ///
    /// The platforms' interfaces give money in millionths of a unit and say so in the column's name.
    var yuan: Double? {
        if plain.hasSuffix("micros") { return 1e-6 }
        return Self.yuan(unit)
    }

    /// Yuan per unit by the unit's name.
    static func yuan(_ unit: String?) -> Double? {
        switch unit {
        case nil, "元", "cny", "rmb", "¥", "￥", "人民币", "yuan", "单位元", "单位:元", "单位：元", "人民币元": 1
        case "分", "fen", "单位分", "单位:分", "单位：分", "人民币分": 0.01
        case "角": 0.1
        case "千元": 1000
        case "万元", "万", "单位:万元", "单位：万元": 10_000
        default: nil
        }
    }

    /// The unit of money that a title row above the header names (`单位：分`); nil where it names none.
    static func unitOfTitle(_ text: String) -> Double? {
        guard let start = text.firstRange(of: "单位") else { return nil }
        let rest = text[start.upperBound...].drop { " ：:（(\u{3000}".contains($0) }
        for unit in ["万元", "千元", "人民币元", "元", "分", "角"] where rest.hasPrefix(unit) { return yuan(unit) }
        return nil
    }
}
