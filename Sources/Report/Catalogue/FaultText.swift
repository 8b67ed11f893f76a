// SPDX-License-Identifier: GPL-3.0-or-later
public import Market

/// Says what went wrong, and where, and what would be accepted:
///
///     error: brief.yaml:4: budget: found "12x"; this is not an amount of yuan. …
///     note: …
public struct FaultText: Sendable {
    private let catalogue: MessageCatalogue
    private let style: TextStyle

    public init(_ catalogue: MessageCatalogue, style: TextStyle = .plain) {
        self.catalogue = catalogue
        self.style = style
    }

    /// The fault and its notes, one line each.
    public func lines(_ fault: Fault) -> [String] {
        [style(catalogue.text("word.error"), .bad) + ": " + message(fault)] + notes(fault.notes)
    }

    /// Several faults of one input, in the order given.
    public func lines(_ faults: [Fault]) -> [String] { faults.flatMap { lines($0) } }

    /// A warning that stands for itself.
    public func warning(_ notice: Notice) -> String {
        style(catalogue.text("word.warning"), .warning) + ": " + catalogue.text(for: notice)
    }

    /// The fault on one line without the word "error": place, value found, what is accepted.
    public func message(_ fault: Fault) -> String {
        var parts: [String] = []
        if let place = fault.place {
            if !place.file.isEmpty {
                let file = SafeText.line(place.file)
                parts.append(place.line.map { "\(file):\($0)" } ?? file)
            }
            if let field = place.field, !field.isEmpty { parts.append(SafeText.line(field)) }
        }
        let wording = catalogue.text(for: fault.notice)
        if let found = fault.found {
            let shown = DisplayWidth.truncated(SafeText.line(found), to: FaultText.longestValue)
            parts.append(catalogue.text("word.found", ["value": .text(shown)]) + separator + continued(wording))
        } else {
            parts.append(wording)
        }
        return parts.joined(separator: ": ")
    }

    private var separator: String { catalogue.language == .chinese ? "；" : "; " }

    /// Cells of a value that are shown.
    static let longestValue = 80

    private func notes(_ notices: [Notice]) -> [String] {
        notices.map { style(catalogue.text("word.note"), .dim) + ": " + catalogue.text(for: $0) }
    }

    /// A sentence as the second half of one: its first letter small, unless the first word is all capitals (an abbreviation).
    private func continued(_ sentence: String) -> String {
        guard catalogue.language == .english, let first = sentence.first, first.isUppercase,
            sentence.dropFirst().first?.isUppercase != true
        else { return sentence }
        return first.lowercased() + sentence.dropFirst()
    }
}
