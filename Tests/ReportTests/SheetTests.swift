// SPDX-License-Identifier: GPL-3.0-or-later
import Market
import Planning
import Response
import Testing

@testable import Report

@Suite struct DeliverySheetTests {
    static let search = LineKey(channel: "search", goods: "G1")

    /// clicks = 1000 · ln(1 + x / 1000): at ¥1,000 a day the next yuan brings 1000 / 2000 = 0.5 clicks, 0.05 orders.
    static let response = FittedResponse(
        cadence: .daily, asOf: nil,
        lines: [
            FittedLine(
                line: search, primary: .clicks, curve: .logarithm(LogarithmCurve(gain: 1000, scaleSpend: 1000)),
                rates: [.orders: Estimate(mean: 0.1, standardError: 0.01)])
        ])

    @Test func rowsAddUpAndBidIsMarginal() throws {
        let plan = try samplePlan()
        let sheet = DeliverySheet(plan, response: Self.response, goods: [Goods(id: "G1", title: "连衣裙")]) { channel in
            DeliveryForm(bidding: channel == "search" ? "cost" : "volume")
        }
        #expect(sheet.rows.count == 3)
        #expect(sheet.rows.map(\.budget).total() == plan.delivery.media)
        let row = try #require(sheet.rows.first { $0.line == Self.search })
        #expect(row.title == "连衣裙" && row.dailyCap == Money(fen: 100_000) && row.form.bidding == "cost")
        #expect(abs((row.bid ?? 0) - 2) < 1e-9)
        #expect(abs((row.targetCost ?? 0) - 20) < 1e-9)
        #expect(row.targetOutcome == .orders)
        // Nothing is known of the feed's curve, so nothing is suggested.
        #expect(sheet.rows.first { $0.line.channel == "feed" }?.bid == nil)
        let text = String(decoding: sheet.csv(), as: UTF8.self)
        #expect(
            text.contains("search-G1-all-1,search,G1,all,连衣裙,1,2026-03-01,2026-03-07,7000.00,1000.00,cost,2.00,orders,20.00,"))
    }

    @Test(arguments: [(7, 1), (30, 1), (31, 2), (38, 2), (60, 2), (61, 3), (1, 1)])
    func cyclesAreAtMostThirtyDays(days: Int, count: Int) {
        let cycles = DeliverySheet.cycles(Horizon(begin: Day(number: 0), count: days))
        #expect(cycles.count == count)
        #expect(cycles.allSatisfy { (1...30).contains($0.count) })
        #expect(cycles.first?.lowerBound == 0 && cycles.last?.upperBound == days)
        #expect(zip(cycles, cycles.dropFirst()).allSatisfy { $0.upperBound == $1.lowerBound })
        if let most = cycles.map(\.count).max(), let least = cycles.map(\.count).min() { #expect(most - least <= 1) }
    }

    @Test func weeksAreNotCut() {
        let cycles = DeliverySheet.cycles(Horizon(begin: Day(number: 0), count: 9, cadence: .weekly))
        #expect(cycles == [0..<3, 3..<6, 6..<9])
    }

    @Test func theCalendarSaysWhatToDoWhen() throws {
        let plan = try samplePlan { $0.lines[1].outcomes[.orders] = 200 }
        let sheet = DeliverySheet(plan, response: Self.response, goods: []) { _ in DeliveryForm() }
        let calendar = DeliveryCalendar(
            plan, sheet: sheet, goods: [Goods(id: "G1", title: "连衣裙", stock: 100)],
            deadlines: [.init(programme: "双11会场", day: try #require(Day("2026-02-20")))])
        // 200 orders by even spend on 7 days: 100 are gone within the 4th day.
        #expect(
            calendar.tasks.map { "\($0.day) \($0.kind)" } == [
                "2026-02-20 enrol", "2026-02-28 create", "2026-02-28 top-up", "2026-03-01 commission", "2026-03-04 stock",
            ])
        let text = String(decoding: calendar.csv(MessageCatalogue(.chinese)), as: UTF8.self)
        #expect(text.contains("账户余额备足 ¥12,600.00") && text.contains("佣金率 8 %") && text.contains("双11会场"))
        #expect(!text.contains("calendar."))
    }
}

@Suite struct DailyReviewTests {
    static let begin = Day("2026-03-01") ?? Day(number: 0)

    /// `days` days on which each line spends `share` of the plan, with sales of `roi` yuan a yuan.
    static func records(days: Int, share: Double, roi: Double, clicks: Double = 200) -> [HistoryRecord] {
        (0..<days).flatMap { day in
            [("search", "G1", 1000.0), ("search", "G2", 500), ("feed", "all", 300)].map { channel, goods, yuan in
                HistoryRecord(
                    day: begin.advanced(by: day),
                    line: LineKey(channel: Channel(rawValue: channel), goods: GoodsID(rawValue: goods)),
                    spend: Money(yuan: yuan * share) ?? .zero, clicks: clicks, carts: 20, orders: 9,
                    gmv: Money(yuan: yuan * share * roi))
            }
        }
    }

    @Test func onPaceNothingIsSaid() throws {
        // The plan expects 52,000 of 13,000: 4.0, between 3.38 and 4.62.
        let review = try #require(DailyReview(try samplePlan(), records: Self.records(days: 4, share: 1, roi: 4)))
        #expect(review.spent == Money(fen: 720_000) && review.planned == review.spent && review.days == 4)
        #expect(review.roi == 4)
        #expect(review.warnings.isEmpty)
        let lines = DailyReviewView.lines(review).joined(separator: "\n")
        #expect(
            lines.contains("Spent ¥7,200.00 of ¥7,200.00 planned so far (100 %)") && lines.contains("Nothing needs a look."))
    }

    @Test func paceReturnAndLearningAreWatched() throws {
        func keys(_ records: [HistoryRecord]) throws -> [String] {
            try #require(DailyReview(try samplePlan(), records: records)).warnings.map(\.key)
        }
        #expect(try keys(Self.records(days: 4, share: 0.8, roi: 4)) == ["today.behind"])
        #expect(try keys(Self.records(days: 4, share: 1.2, roi: 4)) == ["today.ahead"])
        #expect(try keys(Self.records(days: 4, share: 1, roi: 2)) == ["today.roi-low"])
        #expect(try keys(Self.records(days: 4, share: 1, roi: 6)) == ["today.roi-high"])
        // 4 days × 1.4 = 80 % of 7 days' money: it lasts one more day, and the plan three.
        #expect(try keys(Self.records(days: 4, share: 1.4, roi: 4)).contains("today.used-up-early"))
        #expect(try keys(Self.records(days: 7, share: 1, roi: 4, clicks: 3)) == ["today.learning-stuck"])
        #expect(DailyReview(try samplePlan(), records: []) == nil)
    }

    @Test func theReturnWaitsUntilSalesHaveGrown() throws {
        let review = try #require(DailyReview(try samplePlan(), records: Self.records(days: 2, share: 1, roi: 0.1)))
        #expect(review.roi == nil && review.warnings.isEmpty)
    }
}
