// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Report
import Synchronization

/// A progress line on stderr for work that takes over a second; nothing where stderr is no terminal.
final class FitProgress: Sendable {
    private let console: Console
    private let line: Mutex<ProgressLine>

    init(_ console: Console, label: String = "label.fitting") {
        self.console = console
        line = Mutex(ProgressLine(console.catalogue.text(label), isTerminal: console.errorIsTerminal))
    }

    func step(_ done: Int, of total: Int) {
        guard console.errorIsTerminal else { return }
        line.withLock { line in
            if let text = line.step(done, of: total) { console.progress(text) }
        }
    }

    func finish() {
        guard console.errorIsTerminal else { return }
        line.withLock { console.progress($0.finished()) }
    }
}
