// SPDX-License-Identifier: GPL-3.0-or-later

/// How a view is written: in which words, with which emphasis, how wide.
public struct ViewSettings: Sendable {
    public var catalogue: MessageCatalogue
    public var style: TextStyle
    /// Cells of a line.
    public var width: Int

    public init(_ catalogue: MessageCatalogue = MessageCatalogue(), style: TextStyle = .plain, width: Int = 100) {
        self.catalogue = catalogue
        self.style = style
        self.width = max(40, width)
    }

    /// A heading with an empty line before it.
    func heading(_ text: String) -> [String] { ["", style(SafeText.line(text), .bold)] }

    /// Running text, indented by two cells.
    func paragraph(_ text: String) -> [String] { TextWrap.lines(text, width: width, first: "  ") }

    /// One item of a list.
    func item(_ text: String) -> [String] { TextWrap.lines(text, width: width, first: "  - ") }
}
