// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Market
import Planning
import Response
import Solver

/// The page's second half: response curves with the planned points, prices, proof, inputs.
extension PlanPage {
    /// Most pictures of curves on one page; the lines with most money come first.
    static let mostCurves = 12

    func curves() -> String {
        guard let response, plan.delivery.horizon.count > 0 else { return "" }
        let fitted = Dictionary(response.lines.map { ($0.line, $0) }, uniquingKeysWith: { first, _ in first })
        let spent = plan.lines.filter { $0.spend > .zero }.sorted { ($1.spend, $0.line) < ($0.spend, $1.line) }
        var pictures: [String] = []
        for result in spent {
            guard pictures.count < Self.mostCurves, let line = fitted[result.line] else { continue }
            let planned = result.spend.yuan / Double(plan.delivery.horizon.count)
            let svg = curve(line, planned: planned).svg(id: "curve-\(pictures.count)")
            pictures.append("<figure>\n\(svg)\n<figcaption>\(Markup.escaped(line.line.description))</figcaption>\n</figure>\n")
        }
        guard !pictures.isEmpty else { return "" }
        return HTMLPage.paragraph(say.text("page.curves-say")) + "<div class=\"charts\">\n\(pictures.joined())</div>\n"
    }

    /// Outcome a period against steady spend a period, from nothing to well beyond what is planned and seen.
    private func curve(_ line: FittedLine, planned: Double) -> LineChart {
        let most = max(planned * 1.6, (line.seen?.largest ?? 0) * 1.1, 1)
        let (points, band) = LineFigures.drawn(line, upTo: most)
        let at = LineFigures(line, at: planned).response.mean
        let outcome = say.name(of: line.primary)
        return LineChart(
            line.line.description,
            description: say.text(
                "page.curve-says",
                [
                    "spend": .text(say.money(yuan: planned)), "amount": .text(say.amount(at, of: line.primary)),
                    "outcome": .text(outcome),
                ]),
            x: ChartAxis(say.text("page.spend-axis"), .money, language: say.language),
            y: ChartAxis(
                outcome, line.primary.isMoney ? .money : .number, language: say.language),
            series: [
                LineChart.Series(say.text("page.planned"), points, band: band, marks: [LineChart.Point(planned, at)])
            ] + seen(line, upTo: most),
            shaded: line.seen.map { 0...max($0.largest, 0) }, width: 320, height: 220)
    }

    /// What was seen, within the picture.
    private func seen(_ line: FittedLine, upTo most: Double) -> [LineChart.Series] {
        let points = (line.observed ?? []).filter { $0.spend <= most }.map { LineChart.Point($0.spend, max(0, $0.outcome)) }
        return points.isEmpty ? [] : [LineChart.Series(say.text("page.observed"), [], marks: points)]
    }

    func limits() -> String {
        let rules = BindingRule.joined(plan.explanation.binding)
        var html = ""
        if !rules.isEmpty {
            let rows = rules.map { rule in
                [rule.words(say), rule.saidAt ?? "", say.amount(rule.gain, unit: plan.unit)]
            }
            html += HTMLPage.table(
                [say.text("label.rule"), say.text("label.said-at"), say.text("label.one-percent")], rows, numbers: [2])
        }
        if let next = plan.explanation.marginalReturn, next > 0 {
            html += HTMLPage.paragraph(say.text("label.next-yuan", ["amount": .text(say.amount(next, unit: plan.unit))]))
        }
        if plan.explanation.pricesAreFixedChoices, !html.isEmpty {
            html += HTMLPage.paragraph(say.text("label.prices-fixed-choices"))
        }
        return html
    }

    func proof() -> String {
        let proof = plan.certificate
        let key = proof.status == .optimal ? "label.proven" : "label.not-proven"
        var html = HTMLPage.paragraph(say.text(key, ["gap": .share(proof.gap), "asked": .share(proof.gapAsked)]))
        let rows = [
            [say.text("label.value"), say.amount(proof.value, unit: plan.unit)],
            [say.text("page.bound"), say.amount(proof.bound, unit: plan.unit)],
            [say.text("label.gap"), NumberText.share(proof.gap)],
            [say.text("page.rounding"), say.amount(proof.roundingLoss, unit: plan.unit)],
            [say.text("page.violation"), NumberText.share(proof.violation)],
            [say.text("page.method"), proof.method],
            [
                "GLPK",
                say.text(
                    "page.glpk",
                    ["rows": .count(proof.rows), "columns": .count(proof.columns), "status": .text(proof.solverStatus)]),
            ],
        ]
        html += HTMLPage.table(["", ""], rows, numbers: [])
        if !proof.isReproducible { html += HTMLPage.paragraph(say.text("label.not-reproducible")) }
        return html
    }

    func inputs() -> String {
        digests.isEmpty ? "" : HTMLPage.table(["", "SHA-256"], digests.map { [$0.name, $0.digest] }, numbers: [])
    }
}
