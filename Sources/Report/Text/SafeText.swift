// SPDX-License-Identifier: GPL-3.0-or-later

/// Text from files made harmless for a terminal: names and titles are somebody else's bytes.
public enum SafeText {
    /// `text` on one line without control characters.
    ///
    /// Line breaks and tabs become a space; every other control character (escape sequences begin with one), and everything that
    /// reorders or hides text (Unicode TR 36, bidirectional controls and invisible characters), becomes `�`. Zero-width joiners stay:
    /// emoji and some scripts need them.
    public static func line(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { replacement(of: $0) != nil }) else { return text }
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { result.append(replacement(of: scalar) ?? scalar) }
        return String(result)
    }

    /// What stands in for a scalar; nil when it may stay.
    private static func replacement(of scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar.value {
        case 0x20...0x7E: nil
        case 0x09, 0x0A, 0x0D, 0x85, 0x2028, 0x2029: " "
        case 0x00...0x1F, 0x7F...0x9F: "\u{FFFD}"
        case 0x061C, 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFEFF: "\u{FFFD}"
        case 0xFFF9...0xFFFB, 0xE0000...0xE007F: "\u{FFFD}"
        default: nil
        }
    }
}
