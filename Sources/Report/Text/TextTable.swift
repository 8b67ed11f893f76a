// SPDX-License-Identifier: GPL-3.0-or-later

/// A table for a terminal. Widths are display cells, cells hold one line each, and no line ends with spaces.
public struct TextTable: Sendable, Hashable {
    public enum Alignment: Sendable, Hashable {
        case left, right
    }

    /// How one column is set.
    public struct Column: Sendable, Hashable {
        public var title: String
        public var alignment: Alignment
        /// Least and largest width in cells; longer content ends in `…`.
        public var minimum: Int
        public var maximum: Int

        public init(_ title: String, _ alignment: Alignment = .left, minimum: Int = 0, maximum: Int = 60) {
            self.title = SafeText.line(title)
            self.alignment = alignment
            self.minimum = minimum
            self.maximum = max(1, maximum)
        }
    }

    private struct Row: Hashable {
        var cells: [String]
        var emphasis: TextStyle.Emphasis
    }

    public let columns: [Column]
    /// Spaces before every line.
    public let indent: Int
    private var rows: [Row] = []

    public init(_ columns: [Column], indent: Int = 2) {
        self.columns = columns
        self.indent = indent
    }

    public var isEmpty: Bool { rows.isEmpty }

    /// Adds a row; missing cells are empty, surplus ones are left out. Content is made safe for a terminal.
    public mutating func add(_ cells: [String], _ emphasis: TextStyle.Emphasis = .plain) {
        var cells = cells.prefix(columns.count).map(SafeText.line)
        while cells.count < columns.count { cells.append("") }
        rows.append(Row(cells: cells, emphasis: emphasis))
    }

    /// The lines, header first (no header where all titles are empty); columns give way until a line fits into `width` cells.
    public func lines(width: Int = 100, style: TextStyle = .plain) -> [String] {
        let widths = self.widths(limit: width)
        var lines: [String] = []
        if columns.contains(where: { !$0.title.isEmpty }) { lines.append(line(columns.map(\.title), widths, style, .dim)) }
        for row in rows { lines.append(line(row.cells, widths, style, row.emphasis)) }
        return lines
    }

    private func widths(limit: Int) -> [Int] {
        var widths = columns.indices.map { index in
            let content = rows.map { DisplayWidth.of($0.cells[index]) }.max() ?? 0
            let wanted = max(content, DisplayWidth.of(columns[index].title), columns[index].minimum)
            return min(wanted, columns[index].maximum)
        }
        // Names can be cut short, numbers cannot: the widest text column gives way first.
        var total = widths.reduce(0, +) + 2 * max(0, columns.count - 1) + indent
        while total > limit {
            let giving = columns.indices.filter { columns[$0].alignment == .left && widths[$0] > max(6, columns[$0].minimum) }
            guard let widest = giving.max(by: { widths[$0] < widths[$1] }) else { break }
            widths[widest] -= 1
            total -= 1
        }
        return widths
    }

    private func line(
        _ cells: [String], _ widths: [Int], _ style: TextStyle, _ emphasis: TextStyle.Emphasis
    ) -> String {
        var text = ""
        for (index, cell) in cells.enumerated() {
            let short = DisplayWidth.truncated(cell, to: widths[index])
            if index > 0 { text += "  " }
            text += DisplayWidth.padded(short, to: widths[index], atEnd: columns[index].alignment == .left)
        }
        while text.last == " " { text.removeLast() }
        return text.isEmpty ? "" : String(repeating: " ", count: indent) + style(text, emphasis)
    }
}
