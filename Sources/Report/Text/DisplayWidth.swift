// SPDX-License-Identifier: GPL-3.0-or-later

/// How many terminal cells text takes: Chinese is two wide, combining marks have no width of their own.
///
/// After Unicode TR 11 (East Asian Width: Wide and Fullwidth are two cells, all else one, Ambiguous included) and TR 51 (emoji
/// presentation is two cells).
public enum DisplayWidth {
    /// Cells that `text` takes.
    public static func of(_ text: String) -> Int {
        if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text.utf8.count }
        return text.reduce(0) { $0 + of($1) }
    }

    /// Cells that one character takes: the widest of its scalars, as all of them share one place.
    public static func of(_ character: Character) -> Int {
        var widest = 0
        for scalar in character.unicodeScalars {
            if scalar.value == 0xFE0F, character.unicodeScalars.first?.properties.isEmoji == true { return 2 }
            widest = max(widest, of(scalar))
        }
        return widest
    }

    /// `text` in at most `cells` cells, with `…` at the end where something had to go.
    public static func truncated(_ text: String, to cells: Int) -> String {
        guard of(text) > cells else { return text }
        guard cells > 0 else { return "" }
        var result = ""
        var used = 0
        for character in text {
            let width = of(character)
            if used + width > cells - 1 { break }
            result.append(character)
            used += width
        }
        return result + "…"
    }

    /// `text` filled up with spaces to `cells` cells.
    public static func padded(_ text: String, to cells: Int, atEnd: Bool = true) -> String {
        let space = String(repeating: " ", count: max(0, cells - of(text)))
        return atEnd ? text + space : space + text
    }

    private static func of(_ scalar: Unicode.Scalar) -> Int {
        if scalar.value >= 0x20 && scalar.value < 0x7F { return 1 }
        if isWide(scalar.value) || scalar.properties.isEmojiPresentation { return 2 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .control: return 0
        case .format: return scalar.value == 0xAD ? 1 : 0
        default: break
        }
        // Vowels and final consonants of Hangul join the consonant before them.
        if (0x1160...0x11FF).contains(scalar.value) { return 0 }
        return 1
    }

    /// Wide and Fullwidth blocks of TR 11 (EastAsianWidth.txt of Unicode 16, runs joined; emoji come from their own property).
    private static func isWide(_ value: UInt32) -> Bool {
        switch value {
        case 0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4DC0...0x4DFF, 0x4E00...0xA4CF: true
        case 0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F: true
        case 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF, 0x1F200...0x1F202: true
        case 0x1F210...0x1F23B, 0x1F240...0x1F248, 0x1F250...0x1F265, 0x20000...0x2FFFD, 0x30000...0x3FFFD: true
        default: false
        }
    }
}
