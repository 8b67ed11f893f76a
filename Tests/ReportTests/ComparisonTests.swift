// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import FoundationEssentials
import Market
import Planning
import Response
import Testing

@testable import Report

/// Comparisons whose differences, ranks and dominance are known by hand.
struct ComparisonTests {
    private static let key = LineKey(channel: "search", goods: "G1")

    /// 100 draws: sales 1…100 thousand more, all plans on the same curves.
    private func draws(_ shift: Double, slope: Double = 1, curve: Double = 1) -> PlanDraws {
        let draw = CurveDraw(curve: .power(PowerCurve(gain: curve, scaleSpend: 1, exponent: 0.5)), carryOver: 0, rates: [:])
        let sales = (1...100).map { slope * Double($0) * 1000 + shift }
        return PlanDraws(
            values: sales, outcomes: [.gmv: sales, .newCustomers: sales.map { $0 / 100 }], lines: [Self.key: [draw, draw]])
    }

    private func plan(gmv: Double, cost: Int64 = 1_300_000, new: Double = 260) throws -> Plan {
        try samplePlan {
            $0.cost = Money(fen: cost)
            $0.outcomes = [
                .gmv: Interval(mean: gmv, low: gmv - 8000, high: gmv + 8000), .newCustomers: Interval(mean: new),
            ]
            $0.value = Interval(mean: gmv, low: gmv - 8000, high: gmv + 8000)
        }
    }

    @Test func onTheSameCurvesADifferenceIsTakenDrawByDraw() throws {
        // Each draw differs by exactly 500 although both plans are uncertain by 100,000.
        let comparison = Comparison([
            ComparedPlan(name: "a", plan: try plan(gmv: 50_000), draws: draws(0)),
            ComparedPlan(name: "b", plan: try plan(gmv: 50_500), draws: draws(500)),
        ])
        let difference = try #require(comparison.row("gmv_yuan")?.differences[1])
        #expect(difference.isPaired)
        #expect(difference.amount == Interval(mean: 500, low: 500, high: 500))
        #expect(comparison.row("gmv_yuan")?.differences[0] == nil)
        // The better plan is the better one on every draw.
        let ranking = try #require(Ranking(comparison, goal: "gmv_yuan"))
        #expect(ranking.places.map(\.plan) == [1, 0])
        #expect(ranking.places.map(\.shareBest) == [1, 0])
    }

    @Test func onOtherCurvesADifferenceIsOfIndependentFigures() throws {
        // Half intervals of 8,000 each: √(8000² + 8000²) = 11,313.7 around 500.
        let comparison = Comparison([
            ComparedPlan(name: "a", plan: try plan(gmv: 50_000), draws: draws(0)),
            ComparedPlan(name: "b", plan: try plan(gmv: 50_500), draws: draws(500, curve: 2)),
        ])
        let difference = try #require(comparison.row("gmv_yuan")?.differences[1])
        #expect(!difference.isPaired)
        #expect(abs((difference.amount.low ?? 0) - (500 - 11_313.708)) < 0.01)
        #expect(abs((difference.amount.high ?? 0) - (500 + 11_313.708)) < 0.01)
        #expect(comparison.remarks.contains("compare.not-paired"))
        #expect(Ranking(comparison, goal: "gmv_yuan")?.places.map(\.shareBest) == [nil, nil])
    }

    @Test func aPlanThatCostsMoreAndBringsNoMoreIsDominated() throws {
        let plans = [
            ComparedPlan(name: "good", plan: try plan(gmv: 50_000)),
            ComparedPlan(name: "dear", plan: try plan(gmv: 50_000, cost: 1_400_000)),
            ComparedPlan(name: "other", plan: try plan(gmv: 40_000, new: 300)),
            ComparedPlan(name: "worse", plan: try plan(gmv: 39_000, new: 290)),
            ComparedPlan(name: "same", plan: try plan(gmv: 50_000)),
        ]
        let dominated = Comparison(plans).dominated
        #expect(dominated.map(\.plan) == [1, 3])
        #expect(dominated.map(\.by) == [0, 2])
    }

    @Test func lessIsBetterForCosts() throws {
        let comparison = Comparison([
            ComparedPlan(name: "a", plan: try plan(gmv: 50_000, new: 100)),
            ComparedPlan(name: "b", plan: try plan(gmv: 50_000, new: 260)),
            ComparedPlan(name: "c", plan: try plan(gmv: 50_000, new: 260)),
        ])
        let ranking = try #require(Ranking(comparison, goal: "cost_per_new_customer_yuan"))
        #expect(ranking.places.map(\.plan) == [1, 2, 0])
        #expect(ranking.places.map(\.rank) == [1, 1, 3])
        #expect(Ranking(comparison, goal: "nonsense") == nil)
    }

    @Test func marginAndLifetimeValueFollowFromTheBrief() throws {
        // Lines: G1 30,000 at 40 %, G2 12,000 at 20 %, feed 7,000 and the rest of 52,000 (3,000) at the mean of 30 %:
        // 12,000 + 2,400 + 2,100 + 900 = 17,400; less 13,000 of cost 4,400. 260 new customers at ¥80: 20,800.
        let compared = ComparedPlan(
            name: "a", plan: try samplePlan(), marginShares: ["G1": 0.4, "G2": 0.2], newCustomerValue: 80)
        let comparison = Comparison([compared])
        #expect(abs((comparison.row("profit_yuan")?.values[0]?.mean ?? 0) - 4400) < 1e-9)
        #expect(comparison.row("lifetime_value_yuan")?.values[0]?.mean == 20_800)
    }

    @Test func moneyIsSplitByStages() throws {
        let stages = [
            ComparedPlan.Stage(name: "warm-up", days: Day("2026-03-01")!...Day("2026-03-02")!),
            ComparedPlan.Stage(name: "burst", days: Day("2026-03-03")!...Day("2026-03-06")!),
        ]
        let split = MoneySplit(
            .stage, [ComparedPlan(name: "a", plan: try samplePlan(), stages: stages)], MessageCatalogue())
        // ¥1,800 a day: 2, 4 and 1 days.
        #expect(split.rows.map(\.amounts) == [[Money(fen: 720_000)], [Money(fen: 360_000)], [Money(fen: 180_000)]])
        #expect(split.rows.map(\.name) == ["burst", "warm-up", "outside of stages"])
    }

    @Test func shopsAreJoinedByTheirPlansNames() throws {
        let plans = try (0..<4).flatMap { shop in
            [
                ComparedPlan(name: "now", shop: "s\(shop)", plan: try plan(gmv: 50_000)),
                ComparedPlan(name: "more", shop: "s\(shop)", plan: try plan(gmv: 50_000 + 100 * Double(shop))),
            ]
        }
        let comparison = Comparison(plans)
        let row = try #require(comparison.row("gmv_yuan"))
        let joined = ShopDifference.all(comparison, row)
        // Differences 0, 100, 200, 300: mean 150, standard deviation 129.1, t(3) = 2.353: 150 ± 151.9.
        #expect(joined.map(\.name) == ["more"])
        #expect(joined.map(\.better) == [3])
        #expect(abs((joined[0].difference.low ?? 0) - (150 - 151.9)) < 1)
    }

    @Test func studentsQuantileIsThatOfTables() {
        for (freedom, value) in [(2, 2.920), (3, 2.353), (5, 2.015), (10, 1.812), (30, 1.697), (100, 1.660)] {
            #expect(abs(ShopDifference.quantile(freedom: freedom) / value - 1) < 0.015)
        }
    }

    @Test func tenPlansOfAHundredShopsFitOnAPage() throws {
        let plans = try (0..<100).flatMap { shop in
            try (0..<10).map {
                ComparedPlan(name: "plan \($0)", shop: "shop \(shop)", plan: try plan(gmv: 50_000 + Double($0)))
            }
        }
        let comparison = Comparison(plans)
        let page = ComparePage(comparison, ranking: Ranking(comparison)).html()
        #expect(page.utf8.count < 3_000_000)
        #expect(page.contains("shop 99"))
        // The table has a row for each figure and every dimension of the money.
        let lines = CompareCSV.write(comparison).count { $0 == 0x0A }
        #expect(lines == 1 + 1000 * (6 + 2 + 3 + 1))
    }

    @Test func theTableNamesPlanFigureAndDifference() throws {
        let comparison = Comparison([
            ComparedPlan(name: "a", plan: try plan(gmv: 50_000), draws: draws(0)),
            ComparedPlan(name: "b, too", plan: try plan(gmv: 50_500), draws: draws(500)),
        ])
        let text = String(decoding: CompareCSV.write(comparison), as: UTF8.self)
        #expect(text.contains(",a,,figure,gmv_yuan,50000,42000,58000,,,,\n"))
        #expect(text.contains(",\"b, too\",,figure,gmv_yuan,50500,42500,58500,500,500,500,yes\n"))
        #expect(text.contains(",\"b, too\",,channel,search,10500.00,,,0.00,,,\n"))
    }
}

/// The charts that compare: their numbers stand where the scale says.
struct ComparisonChartTests {
    @Test func aWaterfallEndsWhereItsStepsAddUp() {
        let chart = WaterfallChart(
            "t", description: "d", y: ChartAxis("yuan", .money), start: .init("now", 100),
            steps: [.init("search", 50), .init("feed", -20)], endName: "plan")
        #expect(chart.end == 130)
        let svg = chart.svg(id: "w")
        #expect(svg.contains("+¥50") && svg.contains("-¥20") && svg.contains("¥130"))
    }

    @Test func hostileNumbersAndNamesMakeWellFormedPictures() {
        let names = ["<script>", "\u{1B}[31m", "a&b", String(repeating: "长", count: 300)]
        let values = [Double.nan, .infinity, -.infinity, 1e308]
        let interval = IntervalChart(
            "t", description: "d", x: ChartAxis("x"),
            rows: zip(names, values).map { .init($0, mean: $1, low: -$1, high: $1) } + [.init("ok", mean: 1)])
        let quadrant = QuadrantChart(
            "t", description: "d", x: ChartAxis("x"), y: ChartAxis("y"),
            points: zip(names, values).map { .init($0, x: $1, y: $1, size: $1) }, cut: .init(.nan, 1))
        let waterfall = WaterfallChart(
            "t", description: "d", y: ChartAxis("y"), start: .init("<b>", 1),
            steps: zip(names, values).map { .init($0, $1) }, endName: "e")
        for svg in [interval.svg(id: "a"), quadrant.svg(id: "b"), waterfall.svg(id: "c")] {
            #expect(!svg.contains("<script>") && !svg.contains("nan") && !svg.contains("inf\""))
            #expect(svg.hasSuffix("</svg>"))
        }
    }
}
