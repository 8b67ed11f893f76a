// SPDX-License-Identifier: GPL-3.0-or-later
import Market
import Records
import Report
import Workspaces

/// An import's report in words: what was taken, what was dropped and why, with line numbers.
struct ImportText {
    private let say: MessageCatalogue

    init(_ catalogue: MessageCatalogue) { say = catalogue }

    func lines(_ reports: [ImportReport], _ summary: ImportSummary?, isDryRun: Bool, out: String?) -> [String] {
        var lines: [String] = []
        for report in reports { lines += file(report) }
        if isDryRun {
            lines.append(say.text("command.import-dry-run"))
        } else if let out {
            lines.append(say.text("command.import-written", ["folder": .text(out)]))
        } else if let summary {
            lines.append(
                say.text(
                    "command.import-stored",
                    [
                        "added": .count(summary.added), "restated": .count(summary.restated),
                        "unchanged": .count(summary.unchanged),
                    ]))
        }
        return lines
    }

    private func file(_ report: ImportReport) -> [String] {
        var lines = [
            say.text(
                "command.import-file",
                [
                    "file": .text(report.file), "format": .text(report.format.rawValue), "encoding": .text(report.encoding),
                    "taken": .count(report.taken), "rows": .count(report.rows),
                ])
        ]
        if let first = report.firstDay, let last = report.lastDay {
            lines.append(
                "  "
                    + say.text(
                        "command.import-days", ["first": .day(first), "last": .day(last), "lines": .count(report.lines)]))
        }
        for dropped in report.dropped {
            lines.append(
                "  "
                    + say.text(
                        "command.import-dropped",
                        [
                            "count": .count(dropped.count),
                            "reason": .text(say.text("records.drop.\(dropped.reason.rawValue)")),
                            "lines": .list(dropped.lines.prefix(5).map(String.init)),
                        ]))
        }
        if !report.unusedColumns.isEmpty {
            lines.append("  " + say.text("command.import-unused", ["columns": .list(report.unusedColumns)]))
        }
        if !report.missing.isEmpty {
            lines.append("  " + say.text("command.import-missing", ["outcomes": .list(report.missing.map(\.rawValue))]))
        }
        return lines + report.notices.map { "  " + say.text(for: $0) }
    }
}
