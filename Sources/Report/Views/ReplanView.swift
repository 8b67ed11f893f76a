// SPDX-License-Identifier: GPL-3.0-or-later
import Market
public import Planning

/// What a replan changed: spent so far, what moved and why. The new plan itself is a `PlanView`.
public enum ReplanView {
    /// The view's lines.
    public static func lines(_ report: ReplanReport, _ settings: ViewSettings = ViewSettings()) -> [String] {
        let say = settings.catalogue
        var lines = [settings.style(say.text("label.replan", ["day": .day(report.from)]), .bold)]
        if let planned = report.planned {
            lines += settings.paragraph(
                say.text("label.replan-spent-planned", ["spent": .money(report.spent), "planned": .money(planned)]))
        } else {
            lines += settings.paragraph(say.text("label.replan-spent", ["spent": .money(report.spent)]))
        }
        if report.planned != nil {
            if report.moves.isEmpty {
                lines += settings.paragraph(say.text("label.replan-nothing-moved"))
            } else {
                lines += moves(report, settings)
            }
        }
        for notice in report.notices { lines += settings.item(say.text(for: notice)) }
        return lines + [""]
    }

    private static func moves(_ report: ReplanReport, _ settings: ViewSettings) -> [String] {
        let say = settings.catalogue
        var table = TextTable([
            .init(say.text("label.line"), maximum: 36), .init(say.text("label.planned-before"), .right),
            .init(say.text("label.planned-now"), .right),
        ])
        for move in report.moves.prefix(10) {
            table.add([move.line.description, NumberText.money(move.earlier), NumberText.money(move.now)])
        }
        var lines = settings.heading(say.text("label.moved")) + table.lines(width: settings.width, style: settings.style)
        if report.moves.count > 10 {
            lines += settings.paragraph(say.text("label.more-lines", ["count": .count(report.moves.count - 10)]))
        }
        lines += settings.heading(say.text("label.moved-why"))
        for move in report.moves.prefix(6) {
            lines += settings.item("\(move.line): \(say.text(for: move.reason))")
        }
        return lines
    }
}
