// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Market
public import Response

/// A fit as one self-contained HTML file: what each line brings, with its interval and what was seen, and how far to trust it.
public struct FitPage: Sendable {
    let response: FittedResponse
    let say: MessageCatalogue
    /// Most pictures of curves; the lines with most money come first.
    static let mostCurves = 36

    public init(_ response: FittedResponse, catalogue: MessageCatalogue = MessageCatalogue()) {
        self.response = response
        say = catalogue
    }

    /// The page.
    public func html() -> String {
        let title = FitView.title(response, say)
        var body = "<header>\n<h1>\(Markup.escaped(title))</h1>\n</header>\n"
        if let heldOut = response.heldOut {
            body += HTMLPage.paragraph(say.text("label.held-out-says", FitView.told(heldOut)))
        }
        let warnings = HTMLPage.list(FitView.warningTexts(response, say))
        body += HTMLPage.section(
            say.text("label.warnings"), warnings.isEmpty ? "" : "<div class=\"warnings\">\n\(warnings)</div>")
        body += HTMLPage.section(say.text("page.curves"), pictures())
        for primary in PlanFigures.ordered(Set(response.lines.map(\.primary)), first: []) {
            body += HTMLPage.section(
                say.text("label.response-of", ["outcome": .text(say.name(of: primary))]),
                table(response.lines.filter { $0.primary == primary }, primary))
        }
        body += HTMLPage.section(say.text("label.affiliates"), affiliates())
        return HTMLPage.document(title: title, language: say.language, body: body)
    }

    private var byMoney: [FittedLine] {
        func money(_ line: FittedLine) -> Double { line.seen.map { $0.mean * Double($0.periods) } ?? 0 }
        return response.lines.sorted { (money($1), $0.line) < (money($0), $1.line) }
    }

    private func pictures() -> String {
        let figures = byMoney.prefix(Self.mostCurves).enumerated().map { index, line in
            let svg = Self.curve(line, say).svg(id: "curve-\(index)")
            return "<figure>\n\(svg)\n<figcaption>\(Markup.escaped(line.line.description))</figcaption>\n</figure>\n"
        }
        guard !figures.isEmpty else { return "" }
        var html = HTMLPage.paragraph(say.text("page.fit-curves-say"))
        if response.lines.count > figures.count {
            html += HTMLPage.paragraph(
                say.text(
                    "page.curves-shown", ["shown": .count(figures.count), "lines": .count(response.lines.count)]))
        }
        return html + "<div class=\"charts\">\n\(figures.joined())</div>\n"
    }

    /// Outcome a period against steady spend a period, from nothing to somewhat beyond what was seen, with what was seen.
    static func curve(_ line: FittedLine, _ say: MessageCatalogue) -> LineChart {
        let most = max((line.seen?.largest ?? 0) * 1.25, line.seen == nil ? 1000 : 1)
        let (points, band) = LineFigures.drawn(line, upTo: most)
        let outcome = say.name(of: line.primary)
        let mean = line.seen?.mean ?? most / 2
        var series = [LineChart.Series(say.text("page.fitted"), points, band: band)]
        let seen = (line.observed ?? []).map { LineChart.Point($0.spend, max(0, $0.outcome)) }
        if !seen.isEmpty { series.append(LineChart.Series(say.text("page.observed"), [], marks: seen)) }
        return LineChart(
            line.line.description,
            description: say.text(
                "page.fit-curve-says",
                [
                    "spend": .text(say.money(yuan: mean)),
                    "amount": .text(say.amount(LineFigures(line, at: mean).response.mean, of: line.primary)),
                    "outcome": .text(outcome),
                ]),
            x: ChartAxis(say.text("page.spend-axis"), .money, language: say.language),
            y: ChartAxis(outcome, line.primary.isMoney ? .money : .number, language: say.language),
            series: series, shaded: line.seen.map { 0...max($0.largest, 0) }, width: 320, height: 220)
    }

    private func table(_ lines: [FittedLine], _ primary: Outcome) -> String {
        let told: Outcome = lines.contains { $0.rate(of: .gmv) != nil } ? .gmv : primary
        let header = [
            say.text("label.channel"), say.text("label.goods"), say.text("label.audience"),
            say.text(FitView.spendKey(response.cadence)), say.text("label.largest-spend"), say.text("label.brings-at-mean"),
            say.text("label.range-90"), say.text(told == .gmv ? "label.next-100-yuan-sales" : "label.next-100-yuan"),
            say.text("label.carry-over"), say.text("label.held-out-error"), say.text("label.evidence"),
        ]
        let rows = lines.map { line -> [String] in
            var cells = [line.line.channel.rawValue, line.line.goods.rawValue, line.line.audience.rawValue]
            cells += FitView.figures(line, told: told, say)
            cells += [
                NumberText.share(line.carryOver), line.heldOut.map { NumberText.share($0.relativeError) } ?? NumberText.none,
                say.name(ofEvidence: line.evidence.rawValue),
            ]
            return cells
        }
        return HTMLPage.table(header, rows, numbers: Set(3...9))
    }

    /// Sales by commission rate, one picture a goods.
    private func affiliates() -> String {
        let figures = response.affiliates.prefix(Self.mostCurves).enumerated().map { index, fitted -> String in
            let most = max(20, (fitted.seenRates?.upperBound ?? 0) * 1.3)
            var points: [LineChart.Point] = []
            var band: [LineChart.BandPoint] = []
            for step in 0...40 {
                let rate = most * Double(step) / 40
                points.append(LineChart.Point(rate, fitted.curve.curve.value(at: rate)))
                let drawn = fitted.draws.map { $0.curve.value(at: rate) }.filter(\.isFinite).sorted()
                if drawn.count >= 20 {
                    band.append(LineChart.BandPoint(rate, Quantile.of(sorted: drawn, 0.05), Quantile.of(sorted: drawn, 0.95)))
                }
            }
            let chart = LineChart(
                fitted.goods.rawValue,
                description: say.text(
                    "page.affiliate-says",
                    ["share": .text(fitted.incremental.map { NumberText.share($0.mean) } ?? NumberText.none)]),
                x: ChartAxis(say.text("page.rate-axis"), .number, language: say.language),
                y: ChartAxis(say.name(of: .gmv), .money, language: say.language),
                series: [LineChart.Series(say.text("page.fitted"), points, band: band)], shaded: fitted.seenRates, width: 320,
                height: 220)
            return "<figure>\n\(chart.svg(id: "affiliate-\(index)"))\n<figcaption>\(Markup.escaped(fitted.goods.rawValue))"
                + "</figcaption>\n</figure>\n"
        }
        return figures.isEmpty ? "" : "<div class=\"charts\">\n\(figures.joined())</div>\n"
    }
}
