// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Market
import Records
import Testing

@Suite("Platform reports")
struct ExportReaderTests {
    static let header = "日期,场景名字,计划名字,主体ID,主体类型,主体名称,展现量,点击量,花费,点击率,总成交金额,总成交笔数,成交新客数\n"
    static let body = """
        2026-07-04,直通车,夏装,436,商品,连衣裙,10000,310,"1,234.50",3.1%,899.00,3,1
        2026-07-04,直通车,尾货,436,商品,连衣裙,500,10,10.25,2.0%,-,--,
        2026-07-04,超级推荐,夏装,436,商品,连衣裙,100,1,5,1%,0,0,0
        2026-07-05,直通车,夏装,7,商品,"T恤, 白",1,1,1,1%,1,1,1

        """

    static func expected() throws -> [HistoryRecord] {
        let day = try #require(Day("2026-07-04"))
        return [
            // The two plans of 直通车 for 436 are added: 1234.50 + 10.25 = 1244.75; unknown sales add nothing.
            HistoryRecord(
                day: day, line: LineKey(channel: "直通车", goods: "436"), spend: Money(fen: 124_475), impressions: 10_500,
                clicks: 320, orders: 3, newCustomers: 1, gmv: Money(fen: 89_900)),
            HistoryRecord(
                day: day, line: LineKey(channel: "超级推荐", goods: "436"), spend: Money(fen: 500), impressions: 100,
                clicks: 1, orders: 0, newCustomers: 0, gmv: .zero),
            HistoryRecord(
                day: day.advanced(by: 1), line: LineKey(channel: "直通车", goods: "7"), spend: Money(fen: 100),
                impressions: 1, clicks: 1, orders: 1, newCustomers: 1, gmv: Money(fen: 100)),
        ].sorted { ($0.day, $0.line) < ($1.day, $1.line) }
    }

    /// Every row is accounted for, and adding only merges what it counted.
    func checkAccount(_ imported: ImportedRecords) {
        let report = imported.report
        #expect(report.rows == report.taken + report.droppedCount)
        if !report.format.isWideForTests { #expect(report.taken == imported.records.count + report.merged) }
    }

    @Test("A goods report in UTF-8")
    func plain() throws {
        let imported = try ExportReader.read(bytes: bytes(Self.header + Self.body), file: "报表.csv")
        #expect(imported.records == (try Self.expected()))
        #expect(imported.report.format == .taobao)
        #expect(imported.report.encoding == "utf-8")
        #expect(imported.report.rows == 4 && imported.report.merged == 1)
        #expect(imported.report.cadence == .daily)
        #expect(imported.report.missing == [.carts])
        #expect(imported.goods.map(\.title) == ["连衣裙", "T恤, 白"])
        checkAccount(imported)
    }

    /// The same report in another guise, each with one of the traps that real files have.
    static let guises: [(name: String, file: [UInt8])] = {
        let text = header + body
        var guises: [(String, [UInt8])] = [
            ("byte order mark", [0xEF, 0xBB, 0xBF] + bytes(text)),
            ("CRLF", bytes(text.replacingAll("\n", "\r\n"))),
            ("title rows", bytes("店铺：旗舰店\n统计周期,2026-07-04 至 2026-07-05\n\n" + text)),
            ("slashed dates", bytes(text.replacingAll("2026-07-0", "2026/7/"))),
            ("Chinese dates", bytes(text.replacingAll("2026-07-04", "2026年7月4日").replacingAll("2026-07-05", "2026年7月5日"))),
            ("compact dates", bytes(text.replacingAll("2026-07-0", "2026070"))),
            ("time of day", bytes(text.replacingAll("2026-07-04", "2026-07-04 00:00:00"))),
            ("wrapped ids", bytes(text.replacingAll(",436,", ",=\"436\",").replacingAll(",7,", ",\"=\"\"7\"\"\","))),
            ("tabs behind ids", bytes(text.replacingAll(",436,", ",436\t,"))),
            ("other names", bytes(text.replacingAll("花费", "总消耗").replacingAll("主体ID", "商品ID").replacingAll("计划名字", "计划名称"))),
            ("unit 元", bytes(text.replacingAll("花费", "花费(元)").replacingAll("总成交金额", "总成交金额（元）"))),
            (
                "unit 分",
                bytes(
                    text.replacingAll("花费", "花费(分)").replacingAll("1,234.50", "123450").replacingAll(",10.25,", ",1025,")
                        .replacingAll(",1,5,1%", ",1,500,1%").replacingAll(",1,1,1,1%", ",1,1,100,1%"))
            ),
            ("yuan signs", bytes(text.replacingAll("1,234.50", "¥1,234.50").replacingAll("899.00", "￥899"))),
            ("万", bytes(text.replacingAll(",10000,", ",1万,"))),
            ("total row", bytes(text + "合计,,,,,,10601,322,1250.75,,900,4,2\n")),
            ("repeated row", bytes(text + "2026-07-05,直通车,夏装,7,商品,\"T恤, 白\",1,1,1,1%,1,1,1\n")),
            ("bad row", bytes(text + "2026-07-32,直通车,夏装,7,商品,x,1,1,1,1%,1,1,1\n")),
            ("short row", bytes(text + "2026-07-05,直通车\n")),
            ("trailing commas", bytes(text.replacingAll(",1%,1,1,1\n", ",1%,1,1,1,,\n"))),
            ("rows in another order", bytes(header + body.split(separator: "\n").reversed().joined(separator: "\n"))),
            ("no last line end", bytes(String(text.dropLast()))),
        ]
        let tabbed = text.replacingAll("\"1,234.50\"", "1234.50").replacingAll("\"T恤, 白\"", "T恤; 白")
            .replacingAll(",", "\t").replacingAll("; ", ", ")
        guises.append(("tabs", bytes(tabbed)))
        guises.append(("UTF-16", [0xFF, 0xFE] + tabbed.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }))
        return guises
    }()

    @Test("Every guise reads the same", arguments: guises.indices)
    func guise(_ index: Int) throws {
        let imported = try ExportReader.read(bytes: Self.guises[index].file, file: "\(Self.guises[index].name).csv")
        #expect(imported.records == (try Self.expected()), "\(Self.guises[index].name)")
        #expect(imported.goods.map(\.title) == ["连衣裙", "T恤, 白"])
        checkAccount(imported)
    }

    @Test("GBK is recognised and decoded", .enabled(if: canEncodeGB18030))
    func chineseEncoding() throws {
        let text = bytes(Self.header + Self.body)
        let imported = try ExportReader.read(bytes: gb18030(Self.header + Self.body), file: "报表.csv")
        #expect(imported.report.encoding == "gb18030")
        #expect(imported.records == (try Self.expected()))
        #expect(imported.goods == (try ExportReader.read(bytes: text, file: "x").goods))
    }

    @Test("Dropped rows are told with reason and line")
    func dropped() throws {
        let text = """
            日期,场景名称,花费,点击量
            2026-07-04,直通车,1,1
            2026-07-05,直通车,-1,1
            2026-07-06,直通车,abc,1
            07/06/2026,直通车,1,1
            合计,,1,3
            2026-07-07,直通车,1
            2026-07-04,直通车,1,1
            2026-07-08,直通车,-,-

            """
        let report = try ExportReader.read(bytes: bytes(text), file: "x.csv").report
        #expect(report.rows == 8 && report.taken == 2)
        #expect(report.dropped.map(\.reason) == [.total, .ragged, .badDate, .badNumber, .negative, .repeated])
        #expect(report.dropped.map(\.lines) == [[6], [7], [5], [4], [3], [8]])
        let bad = try #require(report.dropped.first { $0.reason == .badNumber })
        #expect(bad.field == "花费" && bad.found == "abc")
        #expect(report.notices == [Notice("records.import-empty-spend", ["count": .count(1)])])
    }

    @Test("A report of one product takes its channel from the file's name or the caller")
    func channelFromOutside() throws {
        let text = bytes("日期,花费,点击量\n2026-07-04,1,1\n")
        #expect(try ExportReader.read(bytes: text, file: "/a/直通车_0704.csv").records[0].line.channel == "直通车")
        #expect(
            try ExportReader.read(bytes: text, file: "x", options: ImportOptions(channel: "sem")).records[0].line.channel
                == "sem")
        let unnamed = try ExportReader.read(bytes: text, file: "x")
        #expect(unnamed.records[0].line.channel == .all)
        #expect(unnamed.report.notices == [Notice("records.import-no-channel")])
    }

    @Test("A merchant's own headers")
    func ownColumns() throws {
        let text = bytes("Tag,Werbung,Kosten\n2026-07-04,tv,12.5\n")
        let options = ImportOptions(columns: ["Tag": .date, "Werbung": .channel, "Kosten": .spend])
        #expect(failure { _ = try ExportReader.read(bytes: text, file: "x") }?.fault.notice.key == "records.unknown-format")
        let records = try ExportReader.read(bytes: text, file: "x", options: options).records
        #expect(records.map(\.line.channel) == ["tv"] && records.map(\.spend.fen) == [1250])
    }

    @Test("Google Ads: title rows, totals, campaigns as audiences")
    func googleAds() throws {
        let text = """
            Campaign report
            "July 1, 2026 - July 31, 2026"
            Campaign status,Campaign,Campaign type,Day,Currency code,Cost,Impr.,Clicks,Conversions,Conv. value
            Enabled,Brand,Search,2026-07-04,USD,"1,200.10","10,000",310,3.50,899.00
            Enabled,Video A,Video,2026-07-04,USD,5,100,1,0.00,0
            Total: Campaigns, --, --, --,USD,"1,205.10","10,100",311,3.50,899.00

            """
        let imported = try ExportReader.read(bytes: bytes(text), file: "g.csv")
        #expect(imported.report.format == .googleAds)
        #expect(imported.report.titleRows == 2 && imported.report.headerLine == 3)
        #expect(imported.records.map(\.line.description) == ["google/all/Brand", "google-video/all/Video A"])
        #expect(imported.records[0].orders == 3.5 && imported.records[0].gmv?.fen == 89_900)
        #expect(imported.report.dropped.map(\.reason) == [.total])
        #expect(imported.report.notices == [Notice("records.import-currency", ["units": .list(["USD"])])])
        let channels = try ExportReader.read(bytes: bytes(text), file: "g", options: ImportOptions(campaigns: .channel))
        #expect(channels.records.map(\.line.description) == ["Brand/all/all", "Video A/all/all"])
    }

    @Test("Meta Ads: currency in the header, odd periods dropped")
    func metaAds() throws {
        let text = """
            Reporting starts,Reporting ends,Campaign name,Amount spent (CNY),Impressions,Link clicks,Adds to cart,Purchases,Purchases conversion value
            2026-07-04,2026-07-04,Summer,12.34,1000,20,3,1,99
            2026-07-01,2026-07-03,Summer,50,1000,20,3,1,99

            """
        let imported = try ExportReader.read(bytes: bytes(text), file: "m.csv")
        #expect(imported.report.format == .metaAds)
        #expect(imported.records.map(\.line.description) == ["meta/all/Summer"])
        #expect(imported.records[0].carts == 3 && imported.records[0].spend.fen == 1234)
        #expect(imported.report.dropped.map(\.reason) == [.oddPeriod])
        #expect(imported.report.notices.isEmpty)
    }

    @Test("The product's own files pass through their strict readers")
    func canonical() throws {
        let records = try Self.expected()
        let imported = try ExportReader.read(bytes: HistoryCSV.write(records), file: "h.csv")
        #expect(imported.records == records && imported.report.format == .canonical && imported.report.taken == 3)
        let goods = [Goods(id: "1", title: "x")]
        #expect(try ExportReader.read(bytes: GoodsCSV.write(goods), file: "g.csv").goods == goods)
        let shop = [ShopRecord(day: records[0].day, visitors: 3, controls: ["rain": 1])]
        #expect(try ExportReader.read(bytes: ShopCSV.write(shop), file: "s.csv").shop == shop)
        let bad = bytes("date,channel,spend\n2026-01-01,tv,-1\n")
        #expect(failure { _ = try ExportReader.read(bytes: bad, file: "h") }?.fault.notice.key == "records.negative")
    }

    @Test("A folder's copies and lock files are passed over")
    func folder() throws {
        let folder = try temporaryFolder()
        for (name, text) in [
            ("a.csv", "1"), ("a (2).csv", "1"), ("a(1).csv", "2"), ("~$a.csv", ""), (".~lock.a.csv#", ""), ("b.pdf", ""),
            ("c.tsv", ""),
        ] {
            try AtomicFile.write(bytes(text), to: folder + "/" + name)
        }
        let found = try ExportFolder.files(in: folder)
        // The second download of a.csv has other content: it is another report, and comes after the first.
        #expect(found.taken == ["a.csv", "a(1).csv", "c.tsv"].map { folder + "/" + $0 })
        #expect(Set(found.skipped.map(\.name)) == ["a (2).csv", "~$a.csv", ".~lock.a.csv#", "b.pdf"])
        #expect(failure { _ = try ExportFolder.files(in: folder + "/none") } == .noFile(file: folder + "/none"))
    }
}

extension ImportFormat {
    var isWideForTests: Bool { [.meridian, .robyn, .mmm, .wide].contains(self) }
}

extension String {
    func replacingAll(_ old: String, _ new: String) -> String { components(separatedBy: old).joined(separator: new) }
}
