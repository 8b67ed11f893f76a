// SPDX-License-Identifier: GPL-3.0-or-later
import Market
import Records
import Report
import Workspaces

/// An import's report in words: what was taken, what was dropped and why, with line numbers, and what is still missing.
struct ImportText {
    private let say: MessageCatalogue

    init(_ catalogue: MessageCatalogue) { say = catalogue }

    func lines(_ answer: ImportDocument, isDryRun: Bool, out: String?) -> [String] {
        var lines: [String] = []
        for report in answer.files { lines += file(report) }
        for taken in answer.orders { lines += orders(taken) }
        for need in answer.needs {
            lines.append(
                say.text(
                    "command.import-need",
                    ["outcome": .text(say.name(of: need.outcome)), "scenarios": .text(short(need.goals))]))
        }
        if isDryRun {
            lines.append(say.text("command.import-dry-run"))
        } else if let out {
            lines.append(say.text("command.import-written", ["folder": .text(out)]))
        } else {
            lines += stored(answer)
        }
        return lines
    }

    private func stored(_ answer: ImportDocument) -> [String] {
        var lines: [String] = []
        if !answer.orders.isEmpty {
            let count = answer.orders.reduce(0) { $0 + $1.report.taken }
            lines.append(say.text("command.import-orders-stored", ["count": .count(count)]))
        }
        if let file = answer.customerKey { lines.append(say.text("command.import-orders-hidden", ["file": .text(file)])) }
        if let summary = answer.summary {
            lines.append(
                say.text(
                    "command.import-stored",
                    [
                        "added": .count(summary.added), "restated": .count(summary.restated),
                        "unchanged": .count(summary.unchanged),
                    ]))
            if summary.spendChanged >= 3, summary.spendChanged * 2 > summary.restated {
                lines.append(say.text("command.import-spend-changed", ["count": .count(summary.spendChanged)]))
            }
            if summary.restatedByOlder > 0 {
                lines.append(say.text("command.import-older", ["count": .count(summary.restatedByOlder)]))
            }
        }
        return lines
    }

    private func short(_ names: [String]) -> String {
        let shown = Array(names.prefix(5))
        let list = say.text(of: .list(shown))
        guard names.count > shown.count else { return list }
        return say.text("word.list-and-more", ["list": .text(list), "count": .count(names.count - shown.count)])
    }

    private func orders(_ taken: OrdersTaken) -> [String] {
        let report = taken.report
        let head = say.text(
            "command.import-orders",
            [
                "file": .text(report.file), "taken": .count(report.taken), "rows": .count(report.rows),
                "customers": .count(taken.customers), "first": .text(taken.firstDay?.description ?? "–"),
                "last": .text(taken.lastDay?.description ?? "–"),
            ])
        return [head] + ValueView.rowNotices(report).map { "  " + say.text(for: $0) }
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
        func add(_ key: String, _ arguments: [String: MessageArgument]) { lines.append("  " + say.text(key, arguments)) }
        if let first = report.firstDay, let last = report.lastDay {
            add("command.import-days", ["first": .day(first), "last": .day(last), "lines": .count(report.lines)])
        }
        for dropped in report.dropped { lines.append("  " + self.dropped(dropped)) }
        if !report.repeatedColumns.isEmpty { add("command.import-repeated", ["columns": .list(report.repeatedColumns)]) }
        if !report.unusedColumns.isEmpty { add("command.import-unused", ["columns": .list(report.unusedColumns)]) }
        if !report.missing.isEmpty {
            add("command.import-missing", ["outcomes": .list(report.missing.map { say.name(of: $0) })])
        }
        return lines + report.notices.map { "  " + say.text(for: $0) }
    }

    private func dropped(_ dropped: DroppedRows) -> String {
        var arguments: [String: MessageArgument] = [
            "count": .count(dropped.count), "reason": .text(say.text("records.drop.\(dropped.reason.rawValue)")),
            "lines": .list(dropped.lines.prefix(5).map(String.init) + (dropped.count > 5 ? ["…"] : [])),
        ]
        guard let field = dropped.field, let found = dropped.found else { return say.text("command.import-dropped", arguments) }
        arguments["field"] = .text(field)
        arguments["found"] = .text(found)
        return say.text("command.import-dropped-field", arguments)
    }
}
