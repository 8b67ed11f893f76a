// SPDX-License-Identifier: GPL-3.0-or-later
import FoundationEssentials
import Market
import Planning
import Response
import Testing

@testable import Report

@Suite struct PageTests {
    static let response: FittedResponse = {
        let hill = ResponseCurve.hill(HillCurve(cap: 8000, halfSpend: 1200, exponent: 1))
        let draws = (0..<40).map { CurveDraw(curve: hill.scaled(by: 0.8 + 0.01 * Double($0)), carryOver: 0.2, rates: [:]) }
        func line(_ channel: Channel, _ goods: GoodsID) -> FittedLine {
            FittedLine(
                line: LineKey(channel: channel, goods: goods), primary: .gmv, curve: hill, carryOver: 0.2,
                seen: SpendRange(mean: 400, largest: 900, periods: 50), evidence: .fitted, draws: draws)
        }
        return FittedResponse(
            cadence: .daily, asOf: Day("2026-02-28"), lines: [line("search", "G1"), line("search", "G2"), line("feed", "all")])
    }()

    @Test func aPageIsOneFileWithTheFiguresOfThePlan() throws {
        let page = PlanPage(
            try samplePlan(), title: "goods-acceleration", response: Self.response, digests: [("history.csv", "ab12")])
        let html = page.html()
        if let folder = ProcessInfo.processInfo.environment["WANXIANG_PAGES"] {
            try Data(html.utf8).write(to: URL(filePath: folder + "/plan.html"))
        }
        for figure in ["¥13,000.00 of ¥13,000.00", "¥44,000 to ¥60,000", "brief.yaml:9", "38 rows, 42 columns", "ab12", "8 %"] {
            #expect(html.contains(figure), "\(figure)")
        }
        #expect(html.count(of: "<svg") == 4)
        // Nothing is loaded and nothing runs.
        for word in ["http://", "https://", "<script", "<link", "<img", "url(", "@import"] {
            #expect(!html.replacing("http://www.w3.org/2000/svg", with: "").contains(word), "\(word)")
        }
        #expect(PlanPage(try samplePlan(), title: "goods-acceleration", response: Self.response).html() != html)
        #expect(page.html() == html)
    }

    @Test func aFitHasAPageToo() throws {
        var response = Self.response
        response.lines[0].observed = [ObservedResponse(spend: 300, outcome: 1500, periods: 4)]
        response.lines[0].heldOut = HeldOutError(relativeError: 0.125, rSquared: 0.5, periods: 40)
        response.lines[1].line = LineKey(channel: "<script>", goods: "\"><img src=x>")
        response.warnings = [Notice("response.claims-unchecked")]
        let html = FitPage(response).html()
        if let folder = ProcessInfo.processInfo.environment["WANXIANG_PAGES"] {
            try Data(html.utf8).write(to: URL(filePath: folder + "/fit.html"))
        }
        #expect(html.count(of: "<svg") == 3 && html.contains("12.5 %") && html.contains("class=\"mark"))
        #expect(!html.contains("<script") && !html.contains("<img"))
        #expect(FitPage(response, catalogue: MessageCatalogue(.chinese)).html().contains("拟合"))
        let view = FitView.lines(response, ViewSettings(MessageCatalogue(.english), width: 200))
        #expect(view.contains { $0.contains("12.5 %") })
    }

    @Test func hostileNamesAreTextOnAPage() throws {
        let hostile = "\"><script>alert('x')</script><img src=x onerror=alert(1)>&\u{1B}\u{0}"
        let plan = try samplePlan { plan in
            for index in plan.lines.indices {
                let line = LineKey(channel: Channel(rawValue: hostile), goods: GoodsID(rawValue: hostile + "\(index)"))
                plan.lines[index].line = line
                plan.delivery.entries[index].line = line
            }
            plan.objective = hostile
            plan.unit = hostile
            plan.explanation.binding[0].rule = hostile
            plan.certificate.method = hostile
            plan.delivery.choices[0].option = hostile
            plan.delivery.choices[0].kind = hostile
            plan.warnings.append(Notice(hostile, [hostile: .text(hostile)]))
        }
        let response = FittedResponse(
            cadence: .daily, asOf: nil,
            lines: plan.lines.map {
                FittedLine(line: $0.line, primary: Outcome(rawValue: hostile), curve: .hill(HillCurve(cap: 1, halfSpend: 1)))
            })
        let html = PlanPage(plan, title: hostile, response: response, digests: [(hostile, hostile)]).html()
        #expect(!html.contains("<script"))
        #expect(!html.contains("<img"))
        #expect(!html.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
        #expect(html.contains("&lt;script&gt;"))
    }

    @Test func escapingCoversContentAndAttributes() {
        #expect(Markup.escaped("a<b>&\"'c") == "a&lt;b&gt;&amp;&quot;&#39;c")
        #expect(Markup.escaped("连衣裙\u{0}") == "连衣裙\u{FFFD}")
    }

    @Test func everyTagIsClosed() throws {
        let html = PlanPage(try samplePlan(), title: "x", response: Self.response).html()
        for tag in [
            "svg", "section", "table", "tr", "td", "th", "div", "figure", "text", "title", "desc", "p", "ul", "li", "main",
        ] {
            let opened = html.count(of: "<\(tag)>") + html.count(of: "<\(tag) ")
            #expect(opened == html.count(of: "</\(tag)>"), "\(tag)")
        }
    }
}

@Suite struct ChartTests {
    @Test func ticksAreRoundNumbers() {
        #expect(ChartAxis.ticks(from: 0, to: 10) == [0, 2, 4, 6, 8, 10])
        #expect(ChartAxis.ticks(from: 0, to: 73, count: 4) == [0, 20, 40, 60])
        #expect(ChartAxis.ticks(from: 3, to: 3) == [3])
        #expect(ChartAxis.ticks(from: 0, to: .infinity) == [0])
        #expect(ChartAxis.ticks(from: 0, to: 1e300).count < 20)
    }

    @Test func axesWriteLargeNumbersShort() {
        let axis = ChartAxis("x", .money)
        #expect(axis.text(1_250_000) == "¥1.25M")
        #expect(axis.text(12_000) == "¥12k")
        #expect(axis.text(-500) == "-¥500")
        #expect(ChartAxis("x", .days(from: Day(number: 0), step: 7)).text(2) == "01-15")
    }

    @Test func anyNumbersMakeAWellFormedPicture() {
        var random = CounterRandom(seed: 3)
        for _ in 0..<300 {
            func any() -> Double { Double(bitPattern: random.next()) }
            let series = LineChart.Series(
                "a<b", (0..<4).map { _ in .init(any(), any()) }, band: (0..<3).map { _ in .init(any(), any(), any()) },
                marks: [.init(any(), any())])
            let svg = LineChart("t", description: "d", x: ChartAxis("x"), y: ChartAxis("y"), series: [series, series]).svg(
                id: "i")
            let bars = BarChart(
                "t", description: "d", x: ChartAxis("x"), y: ChartAxis("y"), series: [.init("a", [any(), any(), any()])]
            ).svg(id: "i")
            for text in [svg, bars] {
                #expect(!text.contains("nan") && !text.contains("inf"))
                #expect(text.hasPrefix("<svg") && text.hasSuffix("</svg>"))
            }
        }
    }

    @Test func aPictureHasATextAlternative() {
        let svg = LineChart(
            "Title", description: "What it shows.", x: ChartAxis("spend"), y: ChartAxis("sales"),
            series: [.init("a", [.init(0, 0), .init(1, 2)])]
        ).svg(id: "one")
        #expect(svg.contains("role=\"img\" aria-labelledby=\"one-t one-d\""))
        #expect(svg.contains("<title id=\"one-t\">Title</title>"))
        #expect(svg.contains("<desc id=\"one-d\">What it shows.</desc>"))
    }

    @Test func emptyPicturesAreNoFault() {
        #expect(
            LineChart("t", description: "", x: ChartAxis("x"), y: ChartAxis("y"), series: []).svg(id: "i").hasSuffix("</svg>"))
        #expect(
            BarChart("t", description: "", x: ChartAxis("x"), y: ChartAxis("y"), series: []).svg(id: "i").hasSuffix("</svg>"))
    }
}

extension String {
    /// How often `part` stands in the text.
    fileprivate func count(of part: String) -> Int { ranges(of: part).count }
}
