// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

/// What a new user does first.
@Suite struct FirstStepsTests {
    @Test func helpNamesEveryVerb() throws {
        let shop = try CommandHarness()
        defer { shop.remove() }
        let answer = try shop.run(["--help"])
        #expect(answer.code == 0)
        for verb in [
            "init", "import", "scenarios", "fit", "plan", "explain", "compare", "frontier", "replan", "replay", "simulate",
            "today", "best", "serve",
            "solve",
        ] {
            #expect(answer.output.contains("  \(verb) "), "\(verb)")
            let help = try shop.run([verb, "--help"])
            #expect(help.code == 0)
            #expect(help.output.contains("Example:"), "\(verb) has no example")
        }
        #expect(try shop.run(["--version"]).output.contains("."))
    }

    /// init → plan → the same bytes again; the plan's CSV adds up to the media money of its JSON, to the fen.
    @Test func initThenPlan() throws {
        let shop = try CommandHarness()
        defer { shop.remove() }
        #expect(try shop.run(["init", "shop"]).code == 0)
        let first = try shop.run(["plan", "shop/brief.yaml", "--csv", "plan.csv", "--json"])
        #expect(first.code == 0, "\(first.errors)")
        let again = try shop.run(["plan", "shop/brief.yaml", "--json"])
        #expect(first.output == again.output)
        let plan = try #require(first.json as? [String: Any])
        let cost = try #require(plan["cost_fen"] as? Int)
        let delivery = try #require(plan["delivery"] as? [String: Any])
        let reserve = try #require(delivery["commission_reserve_fen"] as? Int)
        #expect(cost == 600_000)
        let rows = try #require(shop.read("plan.csv")).split(separator: "\n").dropFirst()
        let media = rows.compactMap { row in
            row.split(separator: ",").last.map { Int($0.replacingOccurrences(of: ".", with: "")) ?? 0 }
        }.reduce(0, +)
        #expect(media + reserve == cost)
        #expect(try #require(shop.read("choices.csv")).hasPrefix("begin,end,kind,goods,audience,option,value,unit\n"))
        let certificate = try #require(plan["certificate"] as? [String: Any])
        #expect(certificate["status"] as? String == "optimal")
        // A second init in the same place would overwrite the merchant's brief.
        #expect(try shop.run(["init", "shop"]).code == 73)
    }

    @Test func firstDeliveryPlansFromPriorsAndSaysSo() throws {
        let shop = try CommandHarness()
        defer { shop.remove() }
        try shop.write(
            "scenario: new-customer-acquisition\nbegin: 2026-01-05\nend: 2026-02-01\nbudget: 10000\n", to: "brief.yaml")
        let answer = try shop.run(["plan", "brief.yaml", "--json"])
        #expect(answer.code == 0, "\(answer.errors)")
        #expect(answer.errors.contains("no history"))
        let plan = try #require(answer.json as? [String: Any])
        #expect(plan["cost_fen"] as? Int == 1_000_000)
        let value = try #require(plan["value"] as? [String: Any])
        let (low, high) = (try #require(value["low"] as? Double), try #require(value["high"] as? Double))
        #expect(high > 3 * low, "an interval from priors alone is wide")
    }

    @Test func importIsIdempotentAndRestates() throws {
        let shop = try CommandHarness()
        defer { shop.remove() }
        let header = "date,channel,goods,audience,spend,impressions,clicks,carts,orders,new_customers,gmv\n"
        try shop.write(
            header + "2025-09-01,search,all,all,10.00,,5,1,1,1,99.00\n2025-09-02,search,all,all,12.00,,6,,1,,80.00\n",
            to: "a.csv")
        #expect(try shop.run(["import", "a.csv", "--dry-run"]).code == 0)
        #expect(!shop.exists("wanxiang.sqlite"))
        #expect(try shop.run(["import", "a.csv"]).code == 0)
        let again = try #require(try shop.run(["import", "a.csv", "--json"]).json as? [String: Any])
        let summary = try #require(again["summary"] as? [String: Any])
        #expect(summary["unchanged"] as? Int == 2)
        #expect(summary["added"] as? Int == 0)
        try shop.write(header + "2025-09-02,search,all,all,12.00,,6,,2,,160.00\n", to: "b.csv")
        let restated = try #require(try shop.run(["import", "b.csv", "--json", "--on", "2025-09-10"]).json as? [String: Any])
        #expect((restated["summary"] as? [String: Any])?["restated"] as? Int == 1)
    }
}
