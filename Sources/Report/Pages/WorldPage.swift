// SPDX-License-Identifier: GPL-3.0-or-later
import Market
public import Simulation

/// What emerges from a market world as one self-contained HTML file: curves, prices, maturing, overlap, and which statements hold.
public struct WorldPage: Sendable {
    let emergence: Emergence
    let say: MessageCatalogue

    public init(_ emergence: Emergence, catalogue: MessageCatalogue = MessageCatalogue()) {
        self.emergence = emergence
        say = catalogue
    }

    /// The page.
    public func html() -> String {
        let title = say.text(
            "world-page.title",
            [
                "family": .text(emergence.world.family.rawValue), "size": .text(emergence.world.size.rawValue),
                "seed": .text("\(emergence.world.seed)"),
            ])
        var body = "<header>\n<h1>\(Markup.escaped(title))</h1>\n"
        body +=
            "<p class=\"lead\">\(Markup.escaped(say.text("world-page.lead", ["days": .count(emergence.days), "repetitions": .count(emergence.repetitions)])))</p>\n</header>\n"
        body += HTMLPage.section(say.text("world-page.findings"), findings())
        body += HTMLPage.section(say.text("world-page.curves"), figures(curves()))
        body += HTMLPage.section(say.text("world-page.others"), figures(others()))
        body += HTMLPage.section(say.text("world-page.overlap"), overlap())
        body += HTMLPage.section(say.text("world-page.scale"), scale())
        body += HTMLPage.section(say.text("world-page.figures"), tables())
        return HTMLPage.document(title: title, language: say.language, body: body)
    }

    /// Which statements hold, a line each.
    public func lines() -> [String] {
        emergence.findings.map { finding in
            say.text(finding.holds ? "world-page.holds" : "world-page.fails") + "  " + statement(finding)
        }
    }

    private func statement(_ finding: Emergence.Finding) -> String {
        let text = say.text("world-page.says-\(finding.statement)")
        return finding.channel.map { "\($0): \(text)" } ?? text
    }

    private func findings() -> String {
        HTMLPage.table(
            ["", ""],
            emergence.findings.map { [say.text($0.holds ? "world-page.holds" : "world-page.fails"), statement($0)] },
            numbers: [])
    }

    /// Charts in two columns, each with its title below.
    private func figures(_ charts: [(title: String, svg: String)]) -> String {
        guard !charts.isEmpty else { return "" }
        let all = charts.map { "<figure>\n\($0.svg)\n<figcaption>\(Markup.escaped($0.title))</figcaption>\n</figure>\n" }
        let columns = "grid-template-columns:repeat(auto-fill,minmax(min(440px,100%),1fr))"
        return "<div class=\"charts\" style=\"\(columns)\">\n\(all.joined())</div>\n"
    }

    /// A series with a band of two standard errors.
    private func series(_ name: String, _ points: [(x: Double, y: Estimate)]) -> LineChart.Series {
        LineChart.Series(
            name, points.map { LineChart.Point($0.x, $0.y.mean) },
            band: points.map {
                LineChart.BandPoint($0.x, $0.y.mean - 2 * $0.y.standardError, $0.y.mean + 2 * $0.y.standardError)
            },
            marks: points.map { LineChart.Point($0.x, $0.y.mean) })
    }

    private func curves() -> [(title: String, svg: String)] {
        let spend = ChartAxis(say.text("world-page.spend-axis"), .money)
        func chart(
            _ key: String, _ axis: String, _ format: ChartAxis.Format, _ value: (Emergence.Level) -> Estimate, id: String
        )
            -> (title: String, svg: String)
        {
            let chart = LineChart(
                say.text(key), description: say.text(key), x: spend, y: ChartAxis(say.text(axis), format),
                series: emergence.curves.map { curve in
                    // From the origin: without money nothing is bought.
                    let start = curve.levels.first.map { _ in [(x: 0.0, y: Estimate([0, 0]))] } ?? []
                    return series(curve.channel.rawValue, start + curve.levels.map { ($0.spent.mean, value($0)) })
                })
            return (chart.title, chart.svg(id: id))
        }
        let price = LineChart(
            say.text("world-page.chart-price"), description: say.text("world-page.chart-price"), x: spend,
            y: ChartAxis(say.text("world-page.price-axis"), .money),
            series: emergence.curves.map { curve in
                LineChart.Series(
                    curve.channel.rawValue, curve.levels.map { LineChart.Point($0.spent.mean, $0.clickPrice) },
                    marks: curve.levels.map { LineChart.Point($0.spent.mean, $0.clickPrice) })
            })
        let conversion = LineChart(
            say.text("world-page.chart-conversion"), description: say.text("world-page.chart-conversion"), x: spend,
            y: ChartAxis(say.text("world-page.conversion-axis"), .share),
            series: emergence.curves.map { curve in
                LineChart.Series(
                    curve.channel.rawValue, curve.levels.map { LineChart.Point($0.spent.mean, $0.conversion) },
                    marks: curve.levels.map { LineChart.Point($0.spent.mean, $0.conversion) })
            })
        return [
            chart("world-page.chart-visits", "world-page.visits-axis", .number, \.visits, id: "visits"),
            chart("world-page.chart-orders", "world-page.orders-axis", .number, \.orders, id: "orders"),
            (price.title, price.svg(id: "price")), (conversion.title, conversion.svg(id: "conversion")),
        ]
    }

    private func others() -> [(title: String, svg: String)] {
        var charts: [(title: String, svg: String)] = []
        func add(_ id: String, _ x: String, _ y: String, _ yFormat: ChartAxis.Format, _ series: [LineChart.Series]) {
            guard series.contains(where: { !$0.points.isEmpty }) else { return }
            let title = say.text("world-page.chart-\(id)")
            let chart = LineChart(
                title, description: title, x: ChartAxis(say.text("world-page.\(x)-axis")),
                y: ChartAxis(say.text("world-page.\(y)-axis"), yFormat), series: series)
            charts.append((title, chart.svg(id: id)))
        }
        add(
            "maturity", "age", "visible", .share,
            [
                LineChart.Series(
                    "", [LineChart.Point(0, 0)] + emergence.maturity.map { LineChart.Point(Double($0.age), $0.share) },
                    marks: emergence.maturity.map { LineChart.Point(Double($0.age), $0.share) })
            ])
        add(
            "rivals", "bids", "reach", .number,
            [
                LineChart.Series(
                    "", emergence.contests.map { LineChart.Point($0.factor, $0.impressions) },
                    marks: emergence.contests.map { LineChart.Point($0.factor, $0.impressions) })
            ])
        add(
            "commission", "commission", "affiliate-orders", .number,
            [series("", emergence.commission.map { ($0.percent, $0.orders) })])
        add("posts", "posts", "readers", .number, [series("", emergence.posts.map { ($0.posts, $0.readers) })])
        return charts
    }

    private func tables() -> String {
        var rows: [[String]] = []
        for curve in emergence.curves {
            for level in curve.levels {
                rows.append([
                    curve.channel.rawValue, NumberText.significant(level.given, 4), NumberText.significant(level.spent.mean, 4),
                    NumberText.significant(level.impressions.mean, 4), NumberText.significant(level.clicks.mean, 4),
                    NumberText.significant(level.clickPrice, 3), text(level.visits), text(level.orders),
                    NumberText.share(level.conversion),
                ])
            }
        }
        return HTMLPage.table(
            [
                say.text("world-page.channel"), say.text("world-page.given"), say.text("world-page.spend-axis"),
                say.text("world-page.impressions"), say.text("world-page.clicks"), say.text("world-page.price-axis"),
                say.text("world-page.visits-axis"), say.text("world-page.orders-axis"), say.text("world-page.conversion-axis"),
            ], rows, numbers: [1, 2, 3, 4, 5, 6, 7, 8])
    }

    private func overlap() -> String {
        guard let overlap = emergence.overlap else { return "" }
        return HTMLPage.table(
            ["", say.text("world-page.further-orders")],
            [
                [overlap.first.rawValue, text(overlap.alone[0])], [overlap.second.rawValue, text(overlap.alone[1])],
                [say.text("world-page.together"), text(overlap.together)],
                [say.text("world-page.less-than-sum"), text(overlap.shared)],
            ], numbers: [1])
    }

    private func scale() -> String {
        guard emergence.scaleOnce.count == 2, emergence.scaleDoubled.count == 2 else { return "" }
        return HTMLPage.table(
            ["", say.text("world-page.impressions"), say.text("world-page.clicks")],
            [
                [say.text("world-page.once")] + emergence.scaleOnce.map { NumberText.number(Double($0)) },
                [say.text("world-page.doubled")] + emergence.scaleDoubled.map { NumberText.number(Double($0)) },
            ], numbers: [1, 2])
    }

    /// A mean with its standard error.
    private func text(_ estimate: Estimate) -> String {
        "\(NumberText.significant(estimate.mean, 3)) ± \(NumberText.significant(estimate.standardError, 2))"
    }
}
