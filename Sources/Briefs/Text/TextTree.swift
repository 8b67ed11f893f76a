// SPDX-License-Identifier: GPL-3.0-or-later

/// A YAML or JSON document as a tree of text values that know where they stand.
///
/// Nothing is interpreted here: `3`, `yes` and `2026-07-04` are text until somebody asks for a number, a flag or a day, so that
/// a goods id such as `0012` or `1e5` stays what the merchant wrote.
public struct TextTree: Sendable, Hashable {
    /// What a value is made of.
    public enum Content: Sendable, Hashable {
        /// One value; `quoted` tells `"null"` and `""` from `null` and nothing.
        case scalar(String, quoted: Bool)
        case list([TextTree])
        /// In the order of the file; keys are unique.
        case map([Entry])
    }

    /// One key of a map with its value.
    public struct Entry: Sendable, Hashable {
        public var key: String
        /// Where the key stands, from 1.
        public var line: Int
        /// Column of the key in characters, from 1.
        public var column: Int
        public var value: TextTree

        public init(key: String, line: Int, column: Int, value: TextTree) {
            self.key = key
            self.line = line
            self.column = column
            self.value = value
        }
    }

    public var content: Content
    /// Where the value begins, from 1.
    public var line: Int
    /// Column in characters, from 1.
    public var column: Int

    public init(_ content: Content, line: Int, column: Int) {
        self.content = content
        self.line = line
        self.column = column
    }

    /// The text of a scalar; nil for a list, a map and an absent value.
    public var text: String? {
        guard case .scalar(let text, _) = content, !isNull else { return nil }
        return text
    }

    /// True for a value that was left out: nothing, `~` or `null`, not in quotes.
    public var isNull: Bool {
        guard case .scalar(let text, false) = content else { return false }
        return text.isEmpty || text == "~" || text == "null" || text == "Null" || text == "NULL"
    }

    /// The values of a list; nil for anything else.
    public var list: [TextTree]? {
        if case .list(let values) = content { values } else { nil }
    }

    /// The keys of a map in the order of the file; nil for anything else.
    public var map: [Entry]? {
        if case .map(let entries) = content { entries } else { nil }
    }

    /// The value under `key` of a map; nil when there is none.
    public subscript(key: String) -> TextTree? { map?.first { $0.key == key }?.value }

    /// One text for all ways to write the same document: keys in order of their code points, absent values left out of maps, every
    /// scalar quoted; comments, white space, block or flow style and the order of keys do not matter. For digests.
    public var canonicalText: String {
        var text = ""
        appendCanonical(to: &text)
        return text
    }

    private func appendCanonical(to text: inout String) {
        switch content {
        case .scalar(let value, _):
            if isNull { text += "null" } else { Self.appendQuoted(value, to: &text) }
        case .list(let values):
            text += "["
            for (index, value) in values.enumerated() {
                if index > 0 { text += "," }
                value.appendCanonical(to: &text)
            }
            text += "]"
        case .map(let entries):
            text += "{"
            let written = entries.filter { !$0.value.isNull }
            for (index, entry) in written.sorted(by: { Self.precedes($0.key, $1.key) }).enumerated() {
                if index > 0 { text += "," }
                Self.appendQuoted(entry.key, to: &text)
                text += ":"
                entry.value.appendCanonical(to: &text)
            }
            text += "}"
        }
    }

    /// By code points: the order of `String.<` is by canonical equivalence, which two different keys may share.
    private static func precedes(_ a: String, _ b: String) -> Bool { a.utf8.lexicographicallyPrecedes(b.utf8) }

    private static func appendQuoted(_ value: String, to text: inout String) {
        text += "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }
}
