// SPDX-License-Identifier: GPL-3.0-or-later

/// Text made harmless for HTML and SVG, in content and in quoted attributes alike.
public enum Markup {
    /// `text` with the five special characters as entities and without control characters, which XML does not allow.
    public static func escaped(_ text: String) -> String {
        let safe = SafeText.line(text)
        guard safe.utf8.contains(where: { $0 == 38 || $0 == 60 || $0 == 62 || $0 == 34 || $0 == 39 }) else { return safe }
        var result = ""
        for character in safe.unicodeScalars {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.unicodeScalars.append(character)
            }
        }
        return result
    }

    /// The same for text whose runs of spaces have a meaning, such as a table of a terminal.
    static func escapedKeepingSpaces(_ text: String) -> String {
        text.split(separator: " ", omittingEmptySubsequences: false).map { escaped(String($0)) }.joined(separator: " ")
    }
}
