// SPDX-License-Identifier: GPL-3.0-or-later
import Market
import Response

/// What customers are worth as one self-contained HTML file, with the calibration plots that the field looks at.
public struct ValuePage: Sendable {
    let value: ValueDocument
    let say: MessageCatalogue

    public init(_ value: ValueDocument, catalogue: MessageCatalogue = MessageCatalogue()) {
        self.value = value
        say = catalogue
    }

    /// The page.
    public func html() -> String {
        let title = say.text("page.value-title")
        var body = "<header>\n<h1>\(Markup.escaped(title))</h1>\n"
        body += "<p class=\"lead\">\(Markup.escaped(say.text("value.title", ValueView.titleArguments(value))))</p>\n</header>\n"
        body += HTMLPage.paragraph(ValueView.worth(value, say))
        if let holdout = value.holdout {
            body += HTMLPage.section(
                say.text("value.holdout", ["day": .day(holdout.fittedUntil)]),
                HTMLPage.paragraph(say.text("value.holdout-says", ValueView.holdoutArguments(holdout, say)))
                    + tracking(holdout) + bins(holdout))
        }
        for grouping in LifetimeGrouping.allCases {
            body += HTMLPage.section(say.text("value.by-\(grouping.rawValue)"), groups(value.groups[grouping.rawValue] ?? []))
        }
        body += HTMLPage.section(say.text("value.model"), parameters())
        let notes = (value.notices + ValueView.rowNotices(value.orders)).map { say.text(for: $0) }
        body += HTMLPage.section(say.text("label.warnings"), HTMLPage.list(notes))
        return HTMLPage.document(title: title, language: say.language, body: body)
    }

    private func tracking(_ holdout: LifetimeHoldout) -> String {
        guard let first = holdout.tracking.first else { return "" }
        let fitted = holdout.tracking.lastIndex { $0.day <= holdout.fittedUntil } ?? 0
        let points = { (pick: (LifetimeHoldout.Week) -> Double) in
            holdout.tracking.enumerated().map { LineChart.Point(Double($0), pick($1)) }
        }
        let chart = LineChart(
            say.text("page.value-tracking"), description: say.text("page.value-tracking-says"),
            x: ChartAxis(say.text("page.value-week"), .days(from: first.day, step: 7)),
            y: ChartAxis(say.text("page.value-orders")),
            series: [
                LineChart.Series(say.text("value.actual"), points(\.actual)),
                LineChart.Series(say.text("value.expected"), points(\.expected)),
            ], shaded: 0...Double(max(fitted, 0)), width: 900, height: 320)
        return "<figure>\n\(chart.svg(id: "tracking"))\n</figure>\n"
    }

    private func bins(_ holdout: LifetimeHoldout) -> String {
        let chart = LineChart(
            say.text("page.value-bins"), description: say.text("page.value-bins-says"),
            x: ChartAxis(say.text("page.value-repeats")), y: ChartAxis(say.text("page.value-orders")),
            series: [
                LineChart.Series(
                    say.text("value.actual"), holdout.bins.map { LineChart.Point(Double($0.repeats), $0.actual) },
                    marks: holdout.bins.map { LineChart.Point(Double($0.repeats), $0.actual) }),
                LineChart.Series(
                    say.text("value.expected"), holdout.bins.map { LineChart.Point(Double($0.repeats), $0.expected) },
                    marks: holdout.bins.map { LineChart.Point(Double($0.repeats), $0.expected) }),
            ], width: 640, height: 300)
        return "<figure>\n\(chart.svg(id: "bins"))\n</figure>\n"
    }

    private func groups(_ groups: [LifetimeGroup]) -> String {
        guard !groups.isEmpty else { return "" }
        let header = [
            say.text("value.group"), say.text("value.count"), say.text("value.repeat-orders"), say.text("value.new-customer"),
            say.text("label.range-90"),
        ]
        let rows = groups.map { group in
            [
                group.name, NumberText.count(group.customers), NumberText.count(group.repeatOrders),
                say.amount(group.pooled.mean, of: .gmv),
                group.pooled.low.flatMap { low in
                    group.pooled.high.map { high in
                        say.text(
                            "label.from-to",
                            ["low": .text(say.amount(low, of: .gmv)), "high": .text(say.amount(high, of: .gmv))])
                    }
                } ?? NumberText.none,
            ]
        }
        return HTMLPage.table(header, rows, numbers: [1, 2, 3, 4])
    }

    private func parameters() -> String {
        let rows =
            value.parameters.map { ("\(value.model) \($0.name)", $0) }
            + value.spendParameters.map { ("gamma-gamma \($0.name)", $0) }
        return HTMLPage.table(
            [say.text("value.parameter"), say.text("value.estimate"), say.text("value.error")],
            rows.map { name, parameter in
                [
                    name, NumberText.significant(parameter.value, 4),
                    parameter.standardError.map { NumberText.significant($0, 3) } ?? NumberText.none,
                ]
            }, numbers: [1, 2])
    }
}
