// SPDX-License-Identifier: GPL-3.0-or-later

/// One line of progress, redrawn in place on a terminal; elsewhere a line at the end only. The caller writes what it is given to
/// standard error; nothing here looks at a clock.
public struct ProgressLine: Sendable {
    private let label: String
    private let isTerminal: Bool
    private var lastPercent = -1

    public init(_ label: String, isTerminal: Bool) {
        self.label = SafeText.line(label)
        self.isTerminal = isTerminal
    }

    /// What to write when `done` of `total` steps are done; nil when nothing a reader could see has changed.
    public mutating func step(_ done: Int, of total: Int) -> String? {
        guard isTerminal, total > 0 else { return nil }
        let percent = Int(Double(min(max(done, 0), total)) / Double(total) * 100)
        guard percent != lastPercent else { return nil }
        lastPercent = percent
        let bar = DisplayWidth.padded(TextBars.bar(Double(percent) / 100, width: 20), to: 20)
        return "\r\(label) \(bar) \(DisplayWidth.padded("\(percent)", to: 3, atEnd: false)) %\u{1B}[K"
    }

    /// What to write at the end: clears the line on a terminal, where the result speaks for itself.
    public func finished() -> String { isTerminal ? "\r\u{1B}[K" : label + "\n" }
}
