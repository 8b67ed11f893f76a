// SPDX-License-Identifier: GPL-3.0-or-later
import FoundationEssentials
import Market
import Planning
@testable import Report
import Response
import Testing

@Suite struct OtherViewTests {
    @Test func plansStandSideBySide() throws {
        let plain = try samplePlan()
        let other = try samplePlan { plan in
            plan.lines[0].spend = Money(fen: 310_000)
            plan.lines[1].spend = Money(fen: 600_000)
        }
        let comparison = Comparison([ComparedPlan(name: "low", plan: plain), ComparedPlan(name: "high", plan: other)])
        let text = CompareView(comparison, ranking: Ranking(comparison)).lines().joined(separator: "\n")
        let expected = """
                                                           low                high
            goal                                           GMV                 GMV
            budget                                  ¥13,000.00          ¥13,000.00
            cost in total                           ¥13,000.00          ¥13,000.00
            sales (GMV)                                ¥52,000             ¥52,000
                                            ¥44,000 to ¥60,000  ¥44,000 to ¥60,000
            new customers                                  260                 260
                                                    208 to 325          208 to 325
            orders                                       520.3               520.3
            return on spend (sales ÷ cost)                4.00                4.00
                                                  3.38 to 4.62        3.38 to 4.62
            cost per new customer                       ¥50.00              ¥50.00
                                              ¥40.00 to ¥62.50    ¥40.00 to ¥62.50
            next yuan brings                             ¥1.20               ¥1.20
            state                                  proven best         proven best
            gap to the best possible                 0.00003 %           0.00003 %

            Money by channel
                           low                 high
            search  ¥10,500.00  ¥9,500.00 (-¥1,000)
            feed     ¥2,100.00  ¥3,100.00 (+¥1,000)
            """
        #expect(text.hasPrefix(expected))
        let json = try JSONText.text(CompareDocument(comparison, ranking: Ranking(comparison)), indented: false)
        #expect(json.contains("\"spend_fen_by_channel\":{\"feed\":310000,\"search\":950000}"))
        #expect(json.contains("\"cost_per_new_customer_yuan\":{\"high\":62.5,\"low\":40,\"mean\":50}"))
    }

    @Test func whatCannotBeComparedIsSaid() throws {
        let other = try samplePlan { $0.objective = "new customers" }
        let plans = [ComparedPlan(name: "a", plan: try samplePlan()), ComparedPlan(name: "b", plan: other)]
        #expect(CompareView(Comparison(plans)).lines().joined().contains("different goals"))
    }

    @Test func manyPlansFollowInFurtherTables() throws {
        let plan = try samplePlan()
        let plans = (1...7).map { ComparedPlan(name: "plan-\($0)", plan: plan) }
        let text = CompareView(Comparison(plans)).lines()
        for named in plans { #expect(text.contains { $0.contains(named.name) }) }
        // The first plan is the reference of each of three tables: figures, channels, goods and what is besides media; its rules once.
        #expect(text.count { $0.contains("plan-1") } == 3 * 4 + 1)
    }

    @Test func theFrontierMarksTheCurrentBudget() throws {
        let json = [(100, 300.0, 2.0), (200, 480.0, 1.2)].map { budget, value, next in
            """
            {"budget_fen": \(budget * 100), "cost_fen": \(budget * 100), "value": {"mean": \(value)},
             "marginal_return_per_yuan": \(next), "status": "optimal", "gap": 0}
            """
        }
        let points = try json.map { try JSONDecoder().decode(FrontierPoint.self, from: Data($0.utf8)) }
        let lines = FrontierView(points, current: Money(fen: 20_000), unit: "yuan").lines()
        #expect(
            lines == [
                "    budget  cost in total  value  next yuan brings",
                "   ¥100.00        ¥100.00   ¥300             ¥2.00  ████████████▌",
                "→  ¥200.00        ¥200.00   ¥480             ¥1.20  ████████████████████",
                "",
                "→ marks the budget of the brief.",
            ])
        let frontier = NamedFrontier(name: "a", points: points, current: Money(fen: 20_000), unit: "yuan")
        let chart = try #require(Frontiers.charts([frontier], MessageCatalogue()).first)
        #expect(chart.series.map(\.marks) == [[LineChart.Point(200, 480)]])
        #expect(FrontierView([], unit: "yuan").lines() == ["  No plan is possible for any of these budgets."])
    }

    @Test func scenariosAreListedByFamily() {
        let scenario = ScenarioText(
            name: "goods-acceleration", chineseName: "货品加速", family: "goods", platformCode: "1203/114", goal: "Sell more.",
            formula: "max Σ GMV", settings: [.init(name: "share", unit: "share", least: 0, most: 1, standard: 0.25)],
            kpis: [.gmv, .newCustomers], exampleBrief: "scenario: goods-acceleration\nstages:\n  - name: a\n")
        #expect(ScenarioListView.lines([scenario]).prefix(3) == ["Goods", "  goods-acceleration  货品加速", "    Sell more."])
        let lines = ScenarioView.lines(scenario)
        #expect(lines[0] == "goods-acceleration  货品加速  (1203/114)")
        #expect(lines.contains("  share          25 %  0 % to 100 %"))
        #expect(lines.contains("      - name: a"))
        #expect(lines.last == "      - name: a")
    }

    @Test func aFitShowsWhatSpendBringsAndHowWellThatIsKnown() {
        // At a mean of 400 yuan a day and no carry-over the Hill curve gives 100 · 400 / (400 + 400) = 50; its slope there is
        // 100 · 400 / 800² = 1/16 a yuan, 6.25 per ¥100.
        let hill = ResponseCurve.hill(HillCurve(cap: 100, halfSpend: 400, exponent: 1))
        let draws = (0..<40).map { CurveDraw(curve: hill.scaled(by: 0.8 + 0.01 * Double($0)), carryOver: 0, rates: [:]) }
        let response = FittedResponse(
            cadence: .daily, asOf: Day("2026-02-28"),
            lines: [
                FittedLine(
                    line: LineKey(channel: "search"), primary: .orders, curve: hill,
                    seen: SpendRange(mean: 400, largest: 900, periods: 50), evidence: .fitted, draws: draws,
                    warnings: (0..<6).map { Notice("response.few-periods", ["line": .text("search"), "periods": .count($0)]) }),
                FittedLine(line: LineKey(channel: "feed"), primary: .orders, curve: hill, carryOver: 0.5, evidence: .prior),
            ])
        let lines = FitView.lines(response)
        #expect(
            lines.prefix(5) == [
                "Response of 2 lines, from history up to 2026-02-28",
                "",
                "What money brings in orders",
                "  channel     spend a day  largest  brings  in 9 of 10 cases  next ¥100  lasts  evidence",
                "  feed                  –        –       –                 –          –   50 %  experience only",
            ])
        // Factors from 0.80 to 1.19: the 5th percentile lies at position 1.95 of 39, so 0.8195 · 50 = 40.98; the 95th is 58.53.
        #expect(
            lines[5]
                == "  search             ¥400     ¥900      50    40.98 to 58.53       6.25    0 %  own history")
        #expect(lines.last?.contains("and 3 more of this kind") == true)
    }

    @Test func anExplanationNamesWhoGetsNothing() throws {
        let plan = try samplePlan { plan in
            plan.lines[2].spend = .zero
            plan.lines[2].marginalReturn = 0.4
            plan.explanation.nothing = [
                NothingReason(
                    line: plan.lines[2].line, firstYuan: 0.4,
                    reason: Notice(
                        "nothing.less",
                        [
                            "first": .notice(.amount(0.4, unit: "yuan")),
                            "elsewhere": .notice(.amount(1.2, unit: "yuan")),
                        ]))
            ]
        }
        let text = ExplanationView.lines(plan).joined(separator: "\n")
        #expect(text.contains("What gets nothing"))
        #expect(text.contains("search/G2/all"))
        #expect(text.contains("Its first yuan would bring ¥0.4") && text.contains("brings ¥1.2"))
    }

    @Test func hostileNamesAreHarmlessInEveryView() throws {
        let hostile = "\u{1B}]0;owned\u{07}\u{202E}\r\n<script>"
        let plan = try samplePlan { plan in
            for index in plan.lines.indices {
                plan.lines[index].line = LineKey(
                    channel: Channel(rawValue: hostile), goods: GoodsID(rawValue: hostile + "\(index)"),
                    audience: Audience(rawValue: hostile))
            }
            plan.objective = hostile
            plan.unit = hostile
            plan.explanation.binding[0].rule = hostile
            plan.explanation.binding[0].saidAt = hostile
            plan.explanation.byChannel = [Channel(rawValue: hostile): 1, "b": 2]
            plan.certificate.method = hostile
            plan.delivery.choices[0].option = hostile
            plan.delivery.choices[0].kind = hostile
        }
        let views = [
            PlanView(plan, title: hostile).lines(), ExplanationView.lines(plan),
            CompareView(
                Comparison([
                    ComparedPlan(name: hostile, shop: hostile, plan: plan), ComparedPlan(name: "b", plan: try samplePlan()),
                ])
            ).lines(),
        ]
        for line in views.joined() {
            #expect(!line.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x202E || $0.value == 0x7F })
        }
    }

    @Test func documentsAreTheSameBytesAndNeverNotANumber() throws {
        let plan = try samplePlan()
        #expect(try JSONText.text(plan) == JSONText.text(plan))
        let broken = try samplePlan { $0.value.mean = .nan }
        #expect(throws: ReportError.notFinite) { try JSONText.text(broken) }
    }
}
