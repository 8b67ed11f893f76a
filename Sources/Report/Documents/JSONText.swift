// SPDX-License-Identifier: GPL-3.0-or-later
import FoundationEssentials

/// The one way in which documents become JSON: keys sorted, slashes plain, indented or not, the same bytes for the same value.
public enum JSONText {
    /// `document` as JSON text without a line end. Throws `ReportError.notFinite` when it holds a number that JSON cannot say.
    public static func text(_ document: some Encodable, indented: Bool = true) throws(ReportError) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting =
            indented ? [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted] : [.sortedKeys, .withoutEscapingSlashes]
        do {
            return String(decoding: try encoder.encode(document), as: UTF8.self)
        } catch {
            throw .notFinite
        }
    }
}
