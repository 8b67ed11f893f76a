// SPDX-License-Identifier: GPL-3.0-or-later
public import Market
public import Replay

/// What a replay found as one self-contained HTML file: the headline, gains with their intervals, the runs that lost, what to know.
public struct GainPage: Sendable {
    private let report: GainReport
    private let say: MessageCatalogue

    public init(_ report: GainReport, catalogue: MessageCatalogue = MessageCatalogue()) {
        self.report = report
        say = catalogue
    }

    /// The page.
    public func html() -> String {
        let title = say.text(
            "gain.page-title", ["scenario": .text(report.scenario), "begin": .day(report.begin), "end": .day(report.end)])
        return HTMLPage.document(title: title, language: say.language, body: content(title))
    }

    func content(_ title: String) -> String {
        var body = "<header>\n<h1>\(Markup.escaped(title))</h1>\n</header>\n"
        // The view's own words: what may be claimed is decided in one place. Its parts are divided by empty lines, and each but the first
        // begins with its heading.
        let parts = GainReportView(report, settings: ViewSettings(say, width: 10_000)).lines().split(separator: "")
        body += (parts.first ?? []).map(HTMLPage.paragraph).joined()
        body += HTMLPage.section(say.text("gain.page-chart"), gains())
        body += HTMLPage.section(say.text("gain.page-runs"), runs())
        for part in parts.dropFirst() {
            let text = part.dropFirst().map(Markup.escapedKeepingSpaces).joined(separator: "\n")
            body += HTMLPage.section(part.first ?? "", text.isEmpty ? "" : "<pre>\(text)</pre>")
        }
        return body
    }

    /// Gain over every baseline with its 95 % interval; the line at zero is no gain.
    private func gains() -> String {
        let rows = report.baselines.map { comparison in
            IntervalChart.Row(
                say.name(ofBaseline: comparison.baseline), mean: comparison.gain.mean, low: comparison.gain.low,
                high: comparison.gain.high)
        }
        guard !rows.isEmpty else { return "" }
        let chart = IntervalChart(
            say.text("gain.page-chart"), description: say.text("gain.page-chart-says"),
            x: ChartAxis(say.text("gain.page-axis"), .share), rows: rows, width: 900)
        return "<figure>\n\(chart.svg(id: "gains"))\n</figure>\n" + HTMLPage.paragraph(say.text("gain.page-chart-says"))
    }

    /// Every replication: plan and headline baseline per yuan; the ones that lost are shown like the others.
    private func runs() -> String {
        guard let baseline = report.headline?.baseline, report.details.count > 1 else { return "" }
        let pairs = report.details.compactMap { detail -> (seed: UInt64, plan: Double, base: Double)? in
            detail.baselines[baseline].map { (detail.seed, detail.plan, $0) }
        }
        guard !pairs.isEmpty else { return "" }
        let lost = pairs.count { $0.plan < $0.base }
        let rows = pairs.map { pair in
            [
                "\(pair.seed)", NumberText.number(pair.plan), NumberText.number(pair.base),
                pair.base > 0 ? NumberText.signed(pair.plan / pair.base - 1, NumberText.share) : NumberText.none,
                pair.plan < pair.base ? say.text("gain.page-lost") : "",
            ]
        }
        return HTMLPage.paragraph(say.text("gain.page-losers", ["lost": .count(lost), "count": .count(pairs.count)]))
            + HTMLPage.table(
                [
                    say.text("gain.page-seed"), say.text("compare.plan"), say.name(ofBaseline: baseline),
                    say.text("label.difference"), "",
                ], rows, numbers: [0, 1, 2, 3])
    }
}

/// A suite of replays on one page: every campaign's gain with its interval.
public struct SuitePage: Sendable {
    private let rows: [IntervalChart.Row]
    private let say: MessageCatalogue

    public init(_ gains: [(name: String, gain: Interval)], catalogue: MessageCatalogue = MessageCatalogue()) {
        rows = gains.map { IntervalChart.Row($0.name, mean: $0.gain.mean, low: $0.gain.low, high: $0.gain.high) }
        say = catalogue
    }

    /// The page.
    public func html() -> String {
        let title = say.text("gain.page-suite", ["count": .count(rows.count)])
        var body = "<header>\n<h1>\(Markup.escaped(title))</h1>\n</header>\n"
        for start in stride(from: 0, to: rows.count, by: IntervalChart.mostRows) {
            let part = Array(rows[start..<min(rows.count, start + IntervalChart.mostRows)])
            let chart = IntervalChart(
                title, description: say.text("gain.page-suite-says"), x: ChartAxis(say.text("gain.page-axis"), .share),
                rows: part, width: 900)
            body += "<figure>\n\(chart.svg(id: "suite-\(start)"))\n</figure>\n"
        }
        return HTMLPage.document(
            title: title, language: say.language, body: body + HTMLPage.paragraph(say.text("gain.page-suite-says")))
    }
}
