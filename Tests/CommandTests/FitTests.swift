// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

/// The verb `fit`: from files, from given curves, with experiments, as page and as JSON.
@Suite struct FitTests {
    static let curves = """
        {"lines": [
          {"channel": "search", "outcome": "gmv", "curve": {"family": "hill", "cap": 5200, "half_spend_yuan": 900},
           "rates": {"orders": 0.008, "new_customers": 0.004}, "seen_largest_yuan": 1800},
          {"channel": "feed", "outcome": "gmv", "curve": {"family": "exponential", "cap": 3000, "scale_spend_yuan": 700},
           "rates": {"orders": 0.008, "new_customers": 0.005}}
        ]}
        """

    static func history() -> String {
        var text = "date,channel,goods,audience,spend,impressions,clicks,carts,orders,new_customers,gmv\n"
        for day in 1...30 {
            let spend = 80 + 7 * (day * day % 13)
            let date = "2025-08-" + (day < 10 ? "0" : "") + "\(day)"
            text += "\(date),search,all,all,\(spend).00,,\(spend / 2),,\(spend / 10),,\(spend * 8).00\n"
            text += "\(date),feed,all,all,\(160 - spend / 2).00,,\(100 - spend / 4),,\(8 - spend / 40),,\(500 - spend).00\n"
        }
        return text
    }

    @Test func curvesOfAnotherToolAreShownAndPlannedWith() throws {
        let harness = try CommandHarness()
        defer { harness.remove() }
        try harness.write(Self.curves, to: "curves.json")
        let shown = try harness.run(["fit", "--from", "curves.json", "--json"])
        #expect(shown.code == 0 && shown.json != nil, "\(shown.errors)")
        try harness.write(
            "scenario: goods-acceleration\nbegin: 2025-09-29\nend: 2025-10-05\nbudget: 7000\ncurves: curves.json\n",
            to: "brief.yaml")
        let plan = try harness.run(["plan", "brief.yaml", "--json"])
        #expect(plan.code == 0, "\(plan.errors)")
        // 5200 x/(900 + x) + 3000 (1 − e^(−y/700)) with x + y = 1000 yuan a day is largest at x = 546: 3,822 of 7,000 yuan.
        let lines = ((plan.json as? [String: Any])?["lines"] as? [[String: Any]]) ?? []
        let spends = lines.compactMap { ($0["spend_fen"] as? NSNumber)?.doubleValue }
        #expect(spends.count == 2 && spends.contains { abs($0 - 382_200) < 2_000 }, "\(spends)")
    }

    @Test func aHistoryIsFittedWithoutABrief() throws {
        let harness = try CommandHarness()
        defer { harness.remove() }
        try harness.write(Self.history(), to: "history.csv")
        let answer = try harness.run(
            [
                "fit", "--history", "history.csv", "--html", "fit.html", "--experiment",
                "channel=search,begin=2025-08-05,end=2025-08-18,outcome=orders,effect=60,error=10",
            ])
        #expect(answer.code == 0, "\(answer.errors)")
        let plain = try harness.run(["fit", "--history", "history.csv"])
        #expect(answer.output.contains("search") && answer.output != plain.output, "\(answer.output)")
        let page = try #require(harness.read("fit.html"))
        #expect(page.contains("<svg") && page.contains("search") && !page.contains("<script"))
        let again = try harness.run(["fit", "--history", "history.csv", "--json"])
        let same = try harness.run(["fit", "--history", "history.csv", "--json"])
        #expect(again.output == same.output && again.json != nil && !again.output.lowercased().contains("nan"))
    }

    @Test(arguments: [
        ([], 64, "brief"), (["--from", "none.json"], 66, "none.json"), (["--from", "bad.json"], 65, "bad.json"),
        (["--history", "history.csv", "--experiment", "channel=search"], 64, "--experiment"),
        (
            [
                "--history", "history.csv", "--experiment",
                "channel=sms,begin=2025-08-05,end=2025-08-18,outcome=orders,effect=60,error=10",
            ], 78, "sms"
        ),
        (["--history", "history.csv", "--as-of", "soon"], 64, "--as-of"),
    ])
    func mistakesAreNamed(arguments: [String], code: Int32, says: String) throws {
        let harness = try CommandHarness()
        defer { harness.remove() }
        try harness.write(Self.history(), to: "history.csv")
        try harness.write("{\"lines\": [{\"channel\": \"search\"}]}", to: "bad.json")
        let answer = try harness.run(["fit"] + arguments)
        #expect(answer.code == code, "\(answer.code) \(answer.errors)")
        #expect(answer.errors.contains(says) && answer.output.isEmpty, "\(answer.errors)")
    }
}
