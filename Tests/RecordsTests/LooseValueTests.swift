// SPDX-License-Identifier: GPL-3.0-or-later
import Market
import Testing

@testable import Records

@Suite("Numbers, dates and names as reports write them")
struct LooseValueTests {
    static let numbers: [(String, Double)] = [
        ("12", 12), ("12.5", 12.5), ("-3", -3), ("(3.20)", -3.2), ("1,234.50", 1234.5), ("¥1,234.50", 1234.5), ("￥ 899", 899),
        ("1.2万", 12_000),
        ("3亿", 3e8), ("12.5%", 0.125), ("１２．５％", 0.125), ("1,234,567", 1_234_567), ("12,34,567", 1_234_567),
        ("1.234,56", 1234.56),
        ("1.234.567", 1_234_567), ("12,5", 12.5), ("=\"436\"", 436), ("1 234,50", 1234.5), ("US$5.00", 5), ("5 元", 5),
        ("550分", 5.5), ("1e3", 1000),
        ("1.5E+06", 1_500_000), ("+7", 7), ("2.5w", 25_000), ("CNY 12", 12), ("1’234.50", 1234.5), ("310次", 310),
    ]

    @Test("Numbers", arguments: numbers) func number(text: String, value: Double) {
        guard case .number(let read) = LooseNumber().value(text) else {
            Issue.record("\(text) is no number")
            return
        }
        #expect(abs(read - value) <= 1e-9 * max(1, abs(value)), "\(text): \(read)")
    }

    @Test(
        "The decimal comma of a file",
        arguments: [("1.234", 1234.0), ("1,5", 1.5), ("12.345,5", 12_345.5), ("7", 7), ("1,234", 1.234)])
    func decimalComma(text: String, value: Double) {
        #expect(LooseNumber(hasDecimalComma: true).value(text) == .number(value))
    }

    @Test("Not known", arguments: ["", "-", "--", "—", "n/a", "NULL", "无", " -- ", "\\N", "暂无数据"])
    func unknown(text: String) { #expect(LooseNumber().value(text) == .unknown) }

    @Test("No numbers", arguments: ["x", "1.2.3", "1,23,4", "12万34", "1-2", "3 apples", "1e400", "0x10", "５五", "1,2,3"])
    func malformed(text: String) { #expect(LooseNumber().value(text) == .malformed) }

    static let dates = [
        "2026-07-04", "2026/7/4", "2026.07.04", "20260704", "2026年7月4日", "2026年07月04日 星期六", "4 Jul 2026", "Jul 4, 2026",
        "Sat, Jul 4, 2026",
        "2026-07-04 13:30:00", "2026-07-04T00:00:00+08:00", "2026-07-04T00:00:00Z", "2026-07-03T16:30:00Z",
        "2026-07-03T23:30:00-0700", "=\"2026-07-04\"",
        "2026-07-04 00:00:00 (GMT+8)", "46207", "2026-07-04T00:00:00-07:00", "2026-07-04 12:00:00.000", "July 4, 2026",
    ]

    @Test("Dates", arguments: dates) func date(text: String) {
        #expect(LooseDay().day(text)?.description == "2026-07-04", "\(text)")
    }

    @Test(
        "No dates",
        arguments: ["", "7/4/2026", "04.07.2026", "昨天", "2026-13-01", "2026-02-30", "12", "2026", "合计", "Q3 2026", "99999"])
    func noDate(text: String) { #expect(LooseDay().period(text) == nil, "\(text)") }

    @Test("Day and month are told apart by the column, or not at all")
    func order() throws {
        #expect(LooseDay.order(of: ["7/4/2026", "7/13/2026"]) == .monthFirst)
        #expect(LooseDay.order(of: ["4/7/2026", "13/7/2026"]) == .dayFirst)
        #expect(LooseDay.order(of: ["7/4/2026", "8/4/2026"]) == nil)
        #expect(LooseDay.order(of: ["13/7/2026", "7/13/2026"]) == nil)
        #expect(LooseDay(order: .dayFirst).day("4.7.2026")?.description == "2026-07-04")
        #expect(LooseDay(order: .monthFirst).day("7/4/2026 0:00")?.description == "2026-07-04")
        let text = "Day,Campaign,Cost,Clicks,Impr.\n7/4/2026,A,1,1,1\n7/14/2026,A,1,1,1\n"
        #expect(
            try ExportReader.read(bytes: Array(text.utf8), file: "g").records.map(\.day.description) == [
                "2026-07-04", "2026-07-14",
            ])
    }

    @Test("Periods in one cell")
    func periods() {
        let week = LooseDay().period("2026-07-06 ~ 2026-07-12")
        #expect(week?.begin.description == "2026-07-06" && week?.end.description == "2026-07-12")
        #expect(LooseDay().period("2026年7月1日至2026年7月31日")?.end.description == "2026-07-31")
        #expect(LooseDay().period("2026-07-06 to 2026-07-05") == nil)
        #expect(LooseDay().period("2026-07")?.begin.description == "2026-07-01")
    }

    /// 15.5 % of 1,000 yuan is 155 yuan, however the rate is written.
    @Test(
        "Commission rates as share, percent, sign and hundredths of a percent",
        arguments: [["0.155", "0.2"], ["15.5", "20"], ["15.5%", "20%"], ["1550", "2000"]])
    func commission(rates: [String]) throws {
        let text = "日期,商品ID,付款金额,付款笔数,佣金率\n2026-07-04,1,1000,10,\(rates[0])\n2026-07-05,1,500,5,\(rates[1])\n"
        let imported = try ExportReader.read(bytes: Array(text.utf8), file: "taoke.csv")
        #expect(imported.records.map(\.spend.fen) == [15_500, 10_000])
        #expect(imported.records.map(\.line.description) == ["淘宝客/1/all", "淘宝客/1/all"])
    }
}
