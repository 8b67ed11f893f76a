// SPDX-License-Identifier: GPL-3.0-or-later

/// The command's help in other languages than English: the English text is the key, as verbs word their help where their options are declared.
///
/// A page has one line a text: English, tab, translation. `…` in quotes stands for what the user typed. Trailing spaces of a key count.
public enum HelpWording {
    /// The translation; nil for English and where there is none.
    public static func of(_ english: String, in language: Language) -> String? {
        language == .chinese ? chinese[english] : nil
    }

    private static let chinese: [String: String] = {
        var known: [String: String] = [:]
        for page in [chineseParser, chineseVerbs, chineseMoreVerbs] {
            for line in page.split(separator: "\n") {
                let parts = line.split(separator: "\t", maxSplits: 1)
                if parts.count == 2 { known[String(parts[0])] = String(parts[1]) }
            }
        }
        return known
    }()
}
