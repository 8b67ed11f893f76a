// SPDX-License-Identifier: GPL-3.0-or-later

/// Bold, dim and colour for a terminal; plain text everywhere else.
///
/// The caller decides: it knows whether the output is a terminal and whether the reader asked for no colour (`NO_COLOR`).
public struct TextStyle: Sendable, Hashable {
    /// Emphasis of a piece of text. The colours carry no meaning that the words do not.
    public enum Emphasis: String, Sendable, Hashable {
        case plain = ""
        case bold = "1"
        case dim = "2"
        case good = "32"
        case warning = "33"
        case bad = "31"
    }

    /// True when escape sequences may be written.
    public let isEnabled: Bool

    public init(isEnabled: Bool) { self.isEnabled = isEnabled }

    /// No escape sequences at all.
    public static let plain = TextStyle(isEnabled: false)

    /// `text` with an emphasis; unchanged when escape sequences are off.
    public func callAsFunction(_ text: String, _ emphasis: Emphasis) -> String {
        guard isEnabled, emphasis != .plain, !text.isEmpty else { return text }
        return "\u{1B}[\(emphasis.rawValue)m\(text)\u{1B}[0m"
    }
}
