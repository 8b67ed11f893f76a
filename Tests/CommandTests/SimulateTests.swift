// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

/// `simulate` as a person runs it: what it writes, what it keeps apart, what it says to wrong input.
@Suite struct SimulateTests {
    private static let world =
        "world: snacks\nsize: small\nseed: 5\npeople: 600\ngoods: 3\ndays: 40\nbegin: 2025-07-01\nevents: none\n"

    private func withShop(_ world: String = world, _ body: (CommandHarness) throws -> Void) throws {
        let shop = try CommandHarness()
        defer { shop.remove() }
        try shop.write(world, to: "world.yaml")
        try body(shop)
    }

    @Test("History, reports, earlier mornings; the truth in a folder of its own")
    func writes() throws {
        try withShop { shop in
            let answer = try shop.run(["simulate", "--world", "world.yaml", "--downloads", "3", "--out", "out"])
            #expect(answer.code == 0, "\(answer.errors)")
            for file in [
                "history.csv", "shop.csv", "goods.csv", "reports/multi-touch.csv", "reports/choices.csv", "reports/orders.csv",
                "reports/lists.csv", "truth/days.csv", "truth/lines.csv", "truth/world.json",
                "downloads/2025-08-08/history.csv",
                "downloads/2025-08-10/history.csv",
            ] { #expect(shop.exists("out/" + file), "\(file)") }
            #expect(!shop.exists("out/downloads/2025-08-07"))
            // The last download is the history's last 30 days, the one before ends a day earlier.
            let last = try #require(shop.read("out/downloads/2025-08-10/history.csv"))
            let before = try #require(shop.read("out/downloads/2025-08-09/history.csv"))
            #expect(last.contains("\n2025-08-09,") && !before.contains("\n2025-08-09,"))
            // Nothing that the merchant downloads holds the truth.
            let history = try #require(shop.read("out/history.csv"))
            #expect(history.hasPrefix("date,channel,goods,audience,spend,impressions,clicks,carts,orders,new_customers,gmv\n"))
        }
    }

    @Test("The same seed writes the same bytes, another merchant or seed others")
    func repeats() throws {
        try withShop { shop in
            let runs: [(folder: String, more: [String])] = [
                ("a", []), ("b", []), ("c", ["--merchant", "even"]), ("d", ["--seed", "6"]),
            ]
            for (folder, more) in runs {
                #expect(try shop.run(["simulate", "--world", "world.yaml", "--out", folder] + more).code == 0)
            }
            #expect(shop.read("a/history.csv") == shop.read("b/history.csv"))
            #expect(shop.read("a/truth/days.csv") == shop.read("b/truth/days.csv"))
            #expect(shop.read("a/history.csv") != shop.read("c/history.csv"))
            #expect(shop.read("a/history.csv") != shop.read("d/history.csv"))
        }
    }

    @Test("A plan is delivered after the history; what cannot be carried out is named")
    func plan() throws {
        try withShop { shop in
            try shop.write(
                "date,channel,goods,audience,spend\n2025-08-10,search,g01,all,20.00\n2025-08-11,search,g01,all,20.00\n2025-08-11,tv,all,all,5.00\n",
                to: "plan.csv")
            try shop.write(
                "begin,end,kind,goods,audience,option,value,unit\n2025-08-10,2025-08-11,coupon,g01,all,5,5,yuan\n2025-08-10,2025-08-11,cuopon,g01,all,5,5,yuan\n",
                to: "choices.csv")
            let answer = try shop.run([
                "simulate", "--world", "world.yaml", "--plan", "plan.csv", "--choices", "choices.csv", "--out", "after",
            ])
            #expect(answer.code == 0, "\(answer.errors)")
            #expect(answer.errors.contains("cuopon") && answer.errors.contains("coupon"))
            #expect(answer.errors.contains("¥5"))
            #expect(shop.read("after/truth/lines.csv")?.contains("2025-08-11,search,g01,all,20.00") == true)
            #expect(shop.read("after/shop.csv")?.contains("\n2025-08-11,") == true)
            try shop.write("date,channel,goods,audience,spend\n2025-07-10,search,g01,all,20.00\n", to: "early.csv")
            let early = try shop.run(["simulate", "--world", "world.yaml", "--plan", "early.csv", "--out", "early"])
            #expect(early.code == 65 && !shop.exists("early"))
        }
    }

    @Test("A switch-off writes its assignment and the passage for a brief")
    func experiment() throws {
        try withShop(Self.world.replacing("people: 600", with: "people: 3000") + "regions: 6\n") { shop in
            let answer = try shop.run(["simulate", "--world", "world.yaml", "--switch-off", "feed", "--out", "out", "--json"])
            #expect(answer.code == 0, "\(answer.errors)")
            let found = (answer.json as? [String: Any])?["experiment"] as? [String: Any]
            #expect(found?["standard_error"] as? Double ?? 0 > 0)
            #expect(shop.read("out/reports/experiments.yaml")?.hasPrefix("experiments:\n  - channel: feed\n") == true)
            #expect(shop.read("out/reports/assignment.csv")?.split(separator: "\n").count == 7)
            #expect(shop.exists("out/reports/shop-by-region.csv"))
        }
    }

    @Test(
        "A wrong world file is answered with its line, key and range; nothing is written",
        arguments: [
            ("people: 12", "world.yaml:9", "people", "200"), ("sise: small", "world.yaml:9", "sise", "size"),
            ("platform: {presale_factor: 100}", "world.yaml:9", "platform.presale_factor", "10"),
            ("channels: [serch]", "world.yaml:9", "serch", "search"), ("regions: 65", "world.yaml:9", "regions", "64"),
        ])
    func wrongFile(line: String, place: String, key: String, accepted: String) throws {
        let base = Self.world.split(separator: "\n").filter { !line.hasPrefix($0.prefix { $0 != ":" }) }.map(String.init)
        let filler = Array(repeating: "# ", count: 8 - base.count)
        try withShop((base + filler + [line]).joined(separator: "\n") + "\n") { shop in
            let answer = try shop.run(["simulate", "--world", "world.yaml", "--out", "out"])
            #expect(answer.code == 65)
            for text in [place, key, accepted] { #expect(answer.errors.contains(text), "\(answer.errors)") }
            #expect(!shop.exists("out"))
        }
    }

    @Test(
        "Wrong options",
        arguments: [
            ["--merchant", "lucky"], ["--days", "0"], ["--days", "9999"], ["--downloads", "-1"], ["--switch-off", "tv"],
            ["--repetitions", "1"],
        ])
    func wrongOptions(options: [String]) throws {
        try withShop { shop in
            let answer = try shop.run(["simulate", "--world", "world.yaml", "--out", "out"] + options)
            #expect(answer.code == 64, "\(answer.errors)")
            #expect(!shop.exists("out"))
        }
    }

    @Test("Every world of the package's family can be read", arguments: worldFiles)
    func family(file: String) throws {
        let shop = try CommandHarness()
        defer { shop.remove() }
        let path = Self.worlds.appendingPathComponent(file).path
        // A wrong option is found after the world was read and before it is lived.
        let answer = try shop.run(["simulate", "--world", path, "--out", "out", "--repetitions", "1"])
        #expect(answer.code == 64, "\(answer.errors)")
    }

    static let worlds = CommandHarness.scenarios.deletingLastPathComponent().appendingPathComponent("worlds")
    static let worldFiles: [String] =
        ((try? FileManager.default.contentsOfDirectory(atPath: worlds.path)) ?? []).filter { $0.hasSuffix(".yaml") }.sorted()
}
