// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

/// A merchant's way: downloads in, a brief, a plan, a request, the care of the workspace.
@Suite struct MerchantTests {
    /// 60 days of three channels and two goods, as a platform's goods report and campaign report give them.
    static func reports() -> (goods: String, campaigns: String) {
        var goods = "日期,场景名字,计划名字,主体ID,主体类型,主体名称,展现量,点击量,花费,总购物车数,总成交金额,总成交笔数,成交新客数\n"
        var campaigns = "店铺：某某旗舰店\n日期,场景名字,计划名字,展现量,点击量,花费,总成交金额\n"
        for day in 0..<60 {
            let (month, date) = (7 + day / 31, 1 + day % 31)
            let name = "2026/\(month)/\(date)"
            for (index, channel) in ["直通车", "引力魔方", "超级推荐"].enumerated() {
                var total = (0, 0.0, 0.0)
                for (item, title) in [("436", "连衣裙"), ("7", "T恤, 白")] {
                    let spend = Double(100 + (day * 37 + index * 53 + (item == "7" ? 11 : 0)) % 120)
                    let clicks = Int(40 * (1 - exp(-spend / 150)) * Double(3 - index) + 5)
                    let sales = Double(clicks) * 2.5
                    goods +=
                        "\(name),\(channel),夏装,=\"\(item)\",商品,\"\(title)\",\(clicks * 40),\(clicks),\"\(spend)\",\(clicks / 8),¥\(sales),\(clicks / 20),\(clicks / 40)\n"
                    total = (total.0 + clicks, total.1 + spend, total.2 + sales)
                }
                campaigns += "\(name),\(channel),夏装,\(total.0 * 40),\(total.0),\(total.1),\(total.2)\n"
            }
        }
        return (goods, campaigns)
    }

    private func shopWithReports() throws -> CommandHarness {
        let shop = try CommandHarness()
        let (goods, campaigns) = Self.reports()
        try FileManager.default.createDirectory(
            at: shop.folder.appendingPathComponent("downloads"), withIntermediateDirectories: true)
        try shop.write(goods, to: "downloads/主体报表.csv")
        try shop.write(goods, to: "downloads/主体报表 (1).csv")
        try shop.write("\u{FEFF}" + campaigns, to: "downloads/计划报表.csv")
        try shop.write("订单号,买家\n1,x\n", to: "downloads/别的.csv")
        try shop.write("x", to: "downloads/~$主体报表.csv")
        return shop
    }

    @Test func fromDownloadsToPlanAndRequest() throws {
        let shop = try shopWithReports()
        defer { shop.remove() }
        let imported = try shop.run(["import", "downloads", "--workspace", "shop", "--json"])
        #expect(imported.code == 0, "\(imported.errors)")
        let answer = try #require(imported.json as? [String: Any])
        #expect((answer["files"] as? [Any])?.count == 2)
        #expect(
            Set((answer["skipped"] as? [[String: Any]] ?? []).compactMap { $0["reason"] as? String }) == [
                "copy", "lock", "unknown",
            ])
        // 60 days × 3 channels × (2 goods + 1 campaign) rows are kept, and the money is counted once: init suggests it as budget.
        #expect(try shop.run(["init", "shop"]).code == 0)
        let brief = try #require(shop.read("shop/brief.yaml"))
        #expect(brief.contains("begin: 2026-08-30") && brief.contains("end: 2026-09-26"))
        let plan = try shop.run([
            "plan", "shop/brief.yaml", "--csv", "plan.csv", "--excel", "--html", "plan.html", "--delivery-sheet", "sheet.csv",
        ])
        #expect(plan.code == 0, "\(plan.errors)")
        // Read as text the mark would be taken off.
        let bytes = try Data(contentsOf: shop.folder.appendingPathComponent("plan.csv"))
        #expect(Array(bytes.prefix(3)) == [0xEF, 0xBB, 0xBF])
        #expect(try #require(shop.read("plan.html")).contains("<svg"))
        let sheet = try #require(shop.read("sheet.csv")).split(separator: "\n")
        #expect(sheet[0].contains("plan_name,channel,goods"))
        #expect(try #require(shop.read("calendar.csv")).contains("top-up"))

        let first = try shop.run(["submit", "shop/brief.yaml", "--json"])
        #expect(first.code == 0, "\(first.errors)")
        #expect((first.json as? [String: Any])?["number"] as? String == "1")
        let again = try shop.run(["submit", "shop/brief.yaml", "--json"])
        #expect((again.json as? [String: Any])?["is_new"] as? Bool == false)
        let status = try shop.run(["status", "--workspace", "shop", "--json"])
        let requests = try #require((status.json as? [String: Any])?["requests"] as? [[String: Any]])
        #expect(requests.count == 1 && requests[0]["state"] as? String == "submitted")
        #expect(try shop.run(["status", "1", "--workspace", "shop"]).code == 0)
        #expect(try shop.run(["status", "9", "--workspace", "shop"]).code == 64)
    }

    @Test func aReplayedRequestIsSaidToBeReplayed() throws {
        let shop = try CommandHarness()
        defer { shop.remove() }
        try shop.write("world: snacks\nsize: small\nseed: 7\ndays: 60\nbegin: 2025-01-01\n", to: "world.yaml")
        for (name, budget) in [("brief", 3000), ("other", 4000)] {
            try shop.write(
                "scenario: goods-acceleration\nbegin: 2025-03-02\nend: 2025-03-08\nbudget: \(budget)\nworld: world.yaml\n",
                to: "\(name).yaml")
            #expect(try shop.run(["submit", "\(name).yaml"]).code == 0)
        }
        let replay = try shop.run(["replay", "brief.yaml", "--replications", "2"])
        #expect(replay.code == 0, "\(replay.errors)")
        let status = try shop.run(["status", "--json"])
        let requests = try #require((status.json as? [String: Any])?["requests"] as? [[String: Any]])
        #expect(requests.compactMap { $0["state"] as? String } == ["replayed", "submitted"])
    }

    @Test func moneyOfTwoReportsIsCountedOnce() throws {
        let shop = try shopWithReports()
        defer { shop.remove() }
        #expect(try shop.run(["import", "downloads", "--out", "both"]).code == 0)
        #expect(try shop.run(["import", "downloads/主体报表.csv", "--out", "one"]).code == 0)
        #expect(shop.read("both/history.csv") == shop.read("one/history.csv"))
    }

    @Test func aMapIsRemembered() throws {
        let shop = try CommandHarness()
        defer { shop.remove() }
        try shop.write("Tag,Weg,Kosten\n2026-07-04,tv,12.50\n2026-07-05,tv,1\n", to: "a.csv")
        try shop.write("Tag,Weg,Kosten\n2026-07-06,tv,3\n", to: "b.csv")
        #expect(try shop.run(["import", "a.csv"]).code == 65)
        let mapped = try shop.run(["import", "a.csv", "--map", "Tag=date", "--map", "Weg=channel", "--map", "Kosten=spend"])
        #expect(mapped.code == 0, "\(mapped.errors)")
        let later = try shop.run(["import", "b.csv", "--json"])
        #expect(later.code == 0, "\(later.errors)")
        #expect(try shop.run(["import", "b.csv", "--forget-map"]).code == 65)
        #expect(try shop.run(["import", "b.csv", "--map", "nonsense"]).code == 64)
    }

    @Test func shopsAreApartAndCaredFor() throws {
        let shop = try CommandHarness()
        defer { shop.remove() }
        try shop.write("日期,渠道,花费,点击量\n2026-07-04,直通车,1,1\n", to: "a.csv")
        #expect(try shop.run(["import", "a.csv", "--shop", "旗舰店"]).code == 0)
        #expect(try shop.run(["shops", "--rename", "旗舰店=奥莱店"]).code == 0)
        let again = try #require(try shop.run(["import", "a.csv", "--shop", "奥莱店", "--json"]).json as? [String: Any])
        #expect((again["summary"] as? [String: Any])?["unchanged"] as? Int == 1)
        #expect(try shop.run(["backup", "copy.sqlite"]).code == 0)
        #expect(try shop.run(["backup", "copy.sqlite"]).code != 0)
        #expect(try shop.run(["shops", "--delete", "奥莱店"]).code == 64)
        #expect(try shop.run(["shops", "--delete", "奥莱店", "--yes"]).code == 0)
        #expect(!(try shop.run(["shops"]).output.contains("奥莱店")))
        #expect(try shop.run(["restore", "copy.sqlite"]).code == 0)
        #expect(try shop.run(["shops"]).output.contains("奥莱店"))
        #expect(try shop.run(["doctor"]).code == 0)
        #expect(try shop.run(["restore", "a.csv"]).code == 65)
        #expect(shop.exists("wanxiang.sqlite.before-1"))
    }

    @Test func chineseOnRequestAndByLocale() throws {
        let shop = try CommandHarness()
        defer { shop.remove() }
        try shop.write("日期,渠道,花费,点击量\n2026-07-04,直通车,1,1\n合计,,1,1\n", to: "a.csv")
        let asked = try shop.run(["import", "a.csv", "--dry-run", "--lang", "zh"])
        #expect(asked.output.contains("采用 1 行") && asked.output.contains("合计行"))
        let located = try shop.run(["import", "a.csv", "--dry-run"], environment: ["LANG": "zh_CN.UTF-8"])
        #expect(located.output == asked.output)
        let failed = try shop.run(["import", "none.csv", "--lang", "zh"])
        #expect(failed.code == 66 && failed.errors.contains("错误"))
    }

    @Test func manualAndCompletions() throws {
        let shop = try CommandHarness()
        defer { shop.remove() }
        let manual = try shop.run(["manual"])
        #expect(manual.code == 0 && manual.output.hasPrefix(".TH WANXIANG 1") && manual.output.contains(".SS import"))
        for shell in ["bash", "zsh", "fish"] {
            #expect(try shop.run(["--generate-completion-script", shell]).output.contains("wanxiang"))
        }
    }
}
