// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

/// One clear error with place, value and what would be accepted; the exit code of its kind; nothing half-written.
@Suite struct BadInputTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var brief: String
        var code: Int32
        /// All of these stand in the error.
        var says: [String]
        var testDescription: String { name }
    }

    static let head = "scenario: goods-acceleration\nbegin: 2025-09-29\nend: 2025-10-26\n"
    static let history = """
        date,channel,goods,audience,spend,impressions,clicks,carts,orders,new_customers,gmv
        2025-09-27,search,all,all,100.00,,50,5,3,1,300.00
        2025-09-27,feed,all,all,100.00,,90,5,2,1,200.00
        2025-09-28,search,all,all,120.00,,55,6,3,2,330.00
        2025-09-28,feed,all,all,80.00,,70,4,2,1,190.00

        """

    static let cases: [Case] = [
        Case(
            name: "unknown key", brief: head + "budget: 1000\nhistory: h.csv\nchanels: {}\n", code: 65,
            says: ["brief.yaml:6", "chanels", "channels"]),
        Case(
            name: "negative budget", brief: head + "budget: -1\nhistory: h.csv\n", code: 65,
            says: ["brief.yaml:4", "budget", "-1"]),
        Case(
            name: "budget not a number", brief: head + "budget: .nan\nhistory: h.csv\n", code: 65,
            says: ["brief.yaml:4", ".nan"]),
        Case(
            name: "unknown channel", brief: head + "budget: 1000\nhistory: h.csv\nchannels: {serch: {daily_max: 9}}\n",
            code: 65,
            says: ["brief.yaml:6", "serch", "search"]),
        Case(
            name: "unknown scenario", brief: "scenario: goods\nbegin: 2025-09-29\nend: 2025-10-26\nbudget: 1\n", code: 65,
            says: ["brief.yaml:1", "goods"]),
        Case(
            name: "no such day", brief: "scenario: goods-acceleration\nbegin: 2025-02-30\nend: 2025-10-26\nbudget: 1\n",
            code: 65, says: ["brief.yaml:2", "2025-02-30"]),
        Case(
            name: "begins within history",
            brief: "scenario: goods-acceleration\nbegin: 2025-09-28\nend: 2025-10-26\nbudget: 1000\nhistory: h.csv\n", code: 65,
            says: ["brief.yaml:2", "2025-09-28", "--as-of 2025-09-27"]),
        Case(name: "history missing", brief: head + "budget: 1000\nhistory: none.csv\n", code: 66, says: ["none.csv"]),
        Case(name: "history damaged", brief: head + "budget: 1000\nhistory: damaged.csv\n", code: 65, says: ["damaged.csv:3"]),
        Case(
            name: "duplicate rows", brief: head + "budget: 1000\nhistory: twice.csv\n", code: 65,
            says: ["twice.csv:6", "search"]),
        Case(
            name: "days out of order", brief: head + "budget: 1000\nhistory: order.csv\n", code: 65,
            says: ["order.csv:3", "date"]),
        Case(
            name: "negative spend", brief: head + "budget: 1000\nhistory: negative.csv\n", code: 65,
            says: ["negative.csv:2", "spend", "-5"]),
        Case(
            name: "rules that contradict one another",
            brief: head + "budget: 1000\nhistory: h.csv\nchannels:\n  search: {total_min: 800}\n  feed: {total_min: 700}\n",
            code: 2,
            says: ["total budget", "brief.yaml:4", "brief.yaml:7", "brief.yaml:8", "1,500"]),
        Case(name: "empty brief", brief: "", code: 65, says: ["brief.yaml"]),
    ]

    @Test(arguments: cases) func oneClearError(_ bad: Case) throws {
        let shop = try CommandHarness()
        defer { shop.remove() }
        try shop.write(Self.history, to: "h.csv")
        let rows = Self.history.split(separator: "\n", omittingEmptySubsequences: true).map(String.init)
        try shop.write(rows[0] + "\n" + rows[1] + "\n" + "2025-09-28,search,\"all\n", to: "damaged.csv")
        try shop.write((rows + [rows[3]]).joined(separator: "\n") + "\n", to: "twice.csv")
        try shop.write([rows[0], rows[3], rows[1]].joined(separator: "\n") + "\n", to: "order.csv")
        try shop.write(Self.history.replacingOccurrences(of: "100.00,,50", with: "-5.00,,50"), to: "negative.csv")
        try shop.write(bad.brief, to: "brief.yaml")
        let answer = try shop.run(["plan", "brief.yaml", "--csv", "plan.csv"])
        #expect(answer.code == bad.code, "\(answer.errors)")
        #expect(answer.output.isEmpty)
        for part in bad.says { #expect(answer.errors.contains(part), "'\(part)' is missing in: \(answer.errors)") }
        #expect(!shop.exists("plan.csv"))
    }

    @Test func wrongUseIs64() throws {
        let shop = try CommandHarness()
        defer { shop.remove() }
        for arguments in [
            ["plan"], ["nonsense"], ["plan", "x", "--gap"], ["compare", "one.yaml"], ["replay", "x", "--refresh"],
        ] {
            #expect(try shop.run(arguments).code == 64, "\(arguments)")
        }
    }

    @Test(arguments: ["{", "[]", "{\"lines\": []}", "{\"lines\": 3, \"objective\": {\"terms\": []}}", "\u{0}\u{1}"])
    func solveRefusesWhatIsNoProblem(text: String) throws {
        let shop = try CommandHarness()
        defer { shop.remove() }
        let answer = try shop.run(["solve", "-"], input: text)
        #expect(answer.code == 65, "\(answer.errors)")
        #expect(answer.output.isEmpty)
    }
}
