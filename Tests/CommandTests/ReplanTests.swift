// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

/// Plans that are explained, changed, made again and carried on, as a person does it.
@Suite struct ReplanCommandTests {
    /// A shop of two channels over sixty days and a campaign of ten, with a workspace.
    private func shop(_ extra: String = "") throws -> CommandHarness {
        let shop = try CommandHarness()
        #expect(try shop.run(["init", "shop", "--empty"]).code == 0)
        var rows = "date,channel,goods,audience,spend,clicks,orders,gmv\n"
        for day in 0..<60 {
            for (channel, level) in [("search", 1.0), ("display", 0.6)] {
                let spend = 60.0 + Double((day * 7 + (channel == "search" ? 0 : 3)) % 11) * 8
                let clicks = 90 * level * spend / (80 + spend)
                rows += "\(Self.day(day)),\(channel),all,all,\(String(format: "%.2f", spend)),"
                rows += "\(String(format: "%.1f", clicks)),\(String(format: "%.2f", clicks * 0.05)),"
                rows += "\(String(format: "%.2f", clicks * 5))\n"
            }
        }
        try shop.write(rows, to: "shop/history.csv")
        try shop.write(
            "scenario: goods-acceleration\nbegin: 2025-03-02\nend: 2025-03-11\nbudget: 1500\nhistory: history.csv\n" + extra,
            to: "shop/brief.yaml")
        return shop
    }

    /// 2025-01-01 and so many days.
    private static func day(_ number: Int) -> String {
        let lengths = [31, 28, 31, 30]
        var (month, rest) = (0, number)
        while rest >= lengths[month] {
            rest -= lengths[month]
            month += 1
        }
        return String(format: "2025-%02d-%02d", month + 1, rest + 1)
    }

    /// The daily round: nothing to compare before the first day; then pace, warnings and the rest planned again to the fen.
    @Test func todayComparesAndPlansTheRest() throws {
        let shop = try shop()
        defer { shop.remove() }
        let none = try shop.run(["today", "shop/brief.yaml"])
        #expect(none.code == 65 && none.errors.contains("No plan is known"), "\(none.errors)")
        let planned = try shop.run(["plan", "shop/brief.yaml", "--json"])
        try shop.write(planned.output, to: "plan.json")
        let early = try shop.run(["today", "shop/brief.yaml"])
        #expect(early.code == 65 && early.errors.contains("2025-03-02"), "\(early.errors)")
        // Three days of the campaign arrive: 3 × ¥100 where the plan has 3 × ¥150.
        let history = try #require(shop.read("shop/history.csv"))
        let days = ["2025-03-02", "2025-03-03", "2025-03-04"]
        try shop.write(
            history + days.map { "\($0),search,all,all,100.00,50.0,2.50,250.00\n" }.joined(), to: "shop/history.csv")
        for arguments in [["today", "shop/brief.yaml"], ["today", "shop/brief.yaml", "--plan", "plan.json"]] {
            let answer = try shop.run(arguments + ["--json", "--csv", "rest.csv"])
            #expect(answer.code == 0, "\(answer.errors)")
            let json = try #require(answer.json as? [String: Any])
            let review = try #require(json["review"] as? [String: Any])
            #expect(review["spent_fen"] as? Int == 30_000 && review["days"] as? Int == 3)
            let keys = (review["warnings"] as? [[String: Any]] ?? []).compactMap { $0["key"] as? String }
            #expect(keys.contains("today.behind"))
            #expect((json["plan"] as? [String: Any])?["cost_fen"] as? Int == 150_000 - 30_000)
            #expect(shop.read("rest.csv")?.contains("2025-03-05") == true)
        }
        let words = try shop.run(["today", "shop/brief.yaml", "--no-replan"])
        #expect(words.output.contains("Day 3") && !words.output.contains("Planned again"))
    }

    /// Downloads go into the workspace that the brief plans from, its own folder's without a word, and nowhere else.
    @Test func todayImportsWhereTheBriefReads() throws {
        let shop = try shop()
        defer { shop.remove() }
        let history = try #require(shop.read("shop/history.csv"))
        let own = try shop.run(["today", "shop/brief.yaml", "--downloads", "shop/history.csv"])
        #expect(own.code == 64 && own.errors.contains("history of its own"), "\(own.errors)")
        try shop.write(history, to: "old.csv")
        #expect(try shop.run(["import", "old.csv", "--workspace", "shop"]).code == 0)
        try shop.write(
            "scenario: goods-acceleration\nbegin: 2025-03-02\nend: 2025-03-11\nbudget: 1500\n", to: "shop/brief.yaml")
        #expect(try shop.run(["plan", "shop/brief.yaml"]).code == 0)
        let header = "date,channel,goods,audience,spend,clicks,orders,gmv\n"
        try shop.write(header + "2025-03-02,search,all,all,100.00,50.0,2.50,250.00\n", to: "yesterday.csv")
        let answer = try shop.run(["today", "shop/brief.yaml", "--downloads", "yesterday.csv", "--json"])
        #expect(answer.code == 0, "\(answer.errors)")
        let review = try #require((answer.json as? [String: Any])?["review"] as? [String: Any])
        #expect(review["spent_fen"] as? Int == 10_000 && review["days"] as? Int == 1)
        #expect(!shop.exists("wanxiang.sqlite"))
    }

    /// Three days are spent otherwise than planned: the rest is planned again to the fen, with what moved.
    @Test func replanFromASpentFile() throws {
        let shop = try shop()
        defer { shop.remove() }
        #expect(try shop.run(["plan", "shop/brief.yaml", "--csv", "plan.csv"]).code == 0)
        var spent = "date,channel,goods,audience,spend\n"
        for day in ["2025-03-02", "2025-03-03", "2025-03-04"] {
            spent += "\(day),display,all,all,10.00\n\(day),search,all,all,200.00\n"
        }
        try shop.write(spent, to: "spent.csv")
        let answer = try shop.run(["replan", "shop/brief.yaml", "--spent", "spent.csv", "--csv", "rest.csv", "--json"])
        #expect(answer.code == 0, "\(answer.errors)")
        let json = try #require(answer.json as? [String: Any])
        let replan = try #require(json["replan"] as? [String: Any])
        let plan = try #require(json["plan"] as? [String: Any])
        #expect(replan["from"] as? String == "2025-03-05" && replan["spent_fen"] as? Int == 63_000)
        #expect(plan["cost_fen"] as? Int == 150_000 - 63_000)
        let rest = try #require(shop.read("rest.csv"))
        #expect(!rest.contains("2025-03-04") && rest.contains("2025-03-05") && rest.contains("2025-03-11"))
        let words = try shop.run(["replan", "shop/brief.yaml", "--spent", "spent.csv"])
        #expect(words.output.contains("¥630.00") && words.output.contains("planned before"))
        // Before anything is spent there is nothing to plan again; after the end neither.
        #expect(try shop.run(["replan", "shop/brief.yaml"]).code == 65)
        #expect(try shop.run(["replan", "shop/brief.yaml", "--from", "2025-03-12"]).code == 65)
    }

    /// A stored plan is made again from what was stored, byte for byte, although the history on disk has changed.
    @Test func aStoredPlanIsMadeAgain() throws {
        let shop = try shop()
        defer { shop.remove() }
        let first = try shop.run(["plan", "shop/brief.yaml", "--json"])
        #expect(first.code == 0, "\(first.errors)")
        let history = try #require(shop.read("shop/history.csv"))
        try shop.write(history.split(separator: "\n").dropLast(30).joined(separator: "\n") + "\n", to: "shop/history.csv")
        let again = try shop.run(["plan", "shop/brief.yaml", "--again", "1", "--json"])
        #expect(again.code == 0 && again.output == first.output, "\(again.errors)")
        #expect(try shop.run(["plan", "shop/brief.yaml", "--again", "7"]).code != 0)
    }

    /// What a change would bring; why something gets what it gets; misuse is refused with what is accepted.
    @Test func explainAnswersQuestions() throws {
        let shop = try shop("channels: {display: {exclude: true}}\n")
        defer { shop.remove() }
        let more = try shop.run(["explain", "shop/brief.yaml", "--budget", "+10%", "--json"])
        #expect(more.code == 0, "\(more.errors)")
        let both = try #require(more.json as? [String: Any])
        #expect((both["as_it_is"] as? [String: Any])?["cost_fen"] as? Int == 150_000)
        #expect((both["changed"] as? [String: Any])?["cost_fen"] as? Int == 165_000)
        let display = try shop.run(["explain", "shop/brief.yaml", "--channel", "display"])
        #expect(display.output.contains("leaves out display") && display.output.contains("brief.yaml:6"))
        #expect(try shop.run(["explain", "shop/brief.yaml", "--set", "channels.display.exclude=false"]).code == 0)
        #expect(try shop.run(["explain", "shop/brief.yaml", "--loosen", "1"]).output.contains("total budget"))
        for bad in [
            ["--channel", "telex"], ["--budget", "more"], ["--set", "roi"], ["--set", "targets.rio=3"], ["--loosen", "-1"],
        ] {
            let answer = try shop.run(["explain", "shop/brief.yaml"] + bad)
            #expect(
                answer.code >= 64 && answer.errors.lowercased().contains("error"), "\(bad): \(answer.code) \(answer.errors)")
        }
    }

    /// Curves of another tool instead of a history.
    @Test func curvesFromAnotherTool() throws {
        let shop = try CommandHarness()
        defer { shop.remove() }
        try shop.write(
            """
            {"lines": [
              {"channel": "search", "outcome": "gmv", "curve": {"family": "hill", "cap": 900, "half_spend_yuan": 100}},
              {"channel": "feed", "outcome": "gmv", "curve": {"family": "hill", "cap": 400, "half_spend_yuan": 100}}
            ]}
            """, to: "curves.json")
        try shop.write(
            "scenario: goods-acceleration\nbegin: 2026-01-05\nend: 2026-01-05\nbudget: 300\ncurves: curves.json\n",
            to: "brief.yaml")
        let answer = try shop.run(["plan", "brief.yaml", "--json"])
        #expect(answer.code == 0, "\(answer.errors)")
        let plan = try #require(answer.json as? [String: Any])
        // √(900 · 100) : √(400 · 100) = 3 : 2 shares 300 + 200 yuan, less 100 each: 200 and 100.
        let lines = try #require(plan["lines"] as? [[String: Any]])
        let fen = lines.compactMap { $0["spend_fen"] as? Int }
        #expect(fen.count == 2 && abs(fen[0] - 10_000) < 30 && abs(fen[1] - 20_000) < 30)
    }

    /// Caution costs a little of the mean and says what it gains.
    @Test func riskIsAPartOfTheBrief() throws {
        let shop = try shop("risk: {cvar: 0.9}\n")
        defer { shop.remove() }
        let answer = try shop.run(["plan", "shop/brief.yaml", "--json"])
        #expect(answer.code == 0, "\(answer.errors)")
        let plan = try #require(answer.json as? [String: Any])
        let risk = try #require(plan["risk"] as? [String: Any])
        let value = try #require(risk["value"] as? Double)
        #expect(value >= (risk["value_of_mean_plan"] as? Double ?? .infinity) * (1 - 1e-9))
        #expect(value < (risk["mean"] as? Double ?? 0))
        let certificate = try #require(plan["certificate"] as? [String: Any])
        #expect(certificate["value"] as? Double == value)
        #expect(plan["cost_fen"] as? Int == 150_000)
    }
}
