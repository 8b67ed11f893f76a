// SPDX-License-Identifier: GPL-3.0-or-later
import Market
import Testing

@testable import Records

/// A campaign report and a goods report tell of the same money.
@Suite("Reports of the same money")
struct ReportViewTests {
    static func read(_ text: String, _ file: String = "x.csv") throws -> [ViewedRecord] {
        let staged = try ExportReader.stage(ByteSource(bytes: Array(text.utf8), file: file))
        var records: [ViewedRecord] = []
        try staged.forEach { record, line in records.append(ViewedRecord(record, staged.views[line])) }
        return records
    }

    static func joined(_ files: [[ViewedRecord]]) -> [HistoryRecord] {
        ReportView.joined(files.flatMap { $0 }.sorted { ($0.record.day, $0.record.line) < ($1.record.day, $1.record.line) })
    }

    static let campaigns = """
        日期,场景名字,计划名字,花费,点击量,总成交金额
        2026-07-04,直通车,夏装,100.00,50,300
        2026-07-04,直通车,冬装,50.00,20,100
        2026-07-04,引力魔方,拉新,80.00,90,60
        2026-07-05,直通车,夏装,10.00,5,30

        """
    static let goods = """
        日期,场景名字,计划名字,主体ID,主体类型,花费,点击量,总成交金额
        2026-07-04,直通车,夏装,1,商品,60.00,30,200
        2026-07-04,直通车,夏装,2,商品,40.00,20,100
        2026-07-04,直通车,冬装,3,商品,50.00,20,100

        """

    @Test("Goods go before campaigns, in any order of import; nothing counts twice")
    func goodsFirst() throws {
        let files = [try Self.read(Self.campaigns), try Self.read(Self.goods)]
        for order in [files, files.reversed()] {
            let joined = Self.joined(order)
            // 直通车 on the 4th comes from the goods report, 引力魔方 and the 5th from the campaigns: 150 + 80 + 10.
            #expect(joined.map(\.line.description) == ["引力魔方/all/all", "直通车/1/all", "直通车/2/all", "直通车/3/all", "直通车/all/all"])
            #expect(joined.map(\.spend).total().fen == 24_000)
        }
    }

    @Test("Money that no row of goods is about is kept as the channel's")
    func remainder() throws {
        let fewer = Self.goods.split(separator: "\n").dropLast().joined(separator: "\n") + "\n"
        let joined = Self.joined([try Self.read(Self.campaigns), try Self.read(fewer)])
        let rest = try #require(joined.first { $0.line == LineKey(channel: "直通车") && $0.day.description == "2026-07-04" })
        // 150 of campaigns, 100 of goods.
        #expect(rest.spend.fen == 5000 && rest.clicks == 20 && rest.gmv?.fen == 10_000)
        #expect(joined.map(\.spend).total().fen == 24_000)
    }

    @Test("Restated numbers and rounding leave no remainder")
    func restated() throws {
        let later = Self.campaigns.replacingAll("100.00,50,300", "100.01,50,420")
        let joined = Self.joined([try Self.read(later), try Self.read(Self.goods)])
        #expect(!joined.contains { $0.line == LineKey(channel: "直通车") && $0.day.description == "2026-07-04" })
    }

    @Test("A report that names no channel is the sum of those that do")
    func unnamed() throws {
        let total = "日期,花费,点击量\n2026-07-04,230.00,160\n2026-07-06,7,1\n"
        let joined = Self.joined([try Self.read(Self.campaigns), try Self.read(total)])
        #expect(joined.map(\.spend).total().fen == 24_700)
        #expect(joined.filter { $0.line.channel == .all }.map(\.day.description) == ["2026-07-06"])
    }

    @Test("Goods and audiences of one day are two views: goods are taken")
    func audiences() throws {
        let audiences = "日期,场景名字,人群名称,花费,点击量\n2026-07-04,直通车,新客,90,45\n2026-07-04,直通车,老客,60,25\n"
        let joined = Self.joined([try Self.read(audiences), try Self.read(Self.goods)])
        #expect(joined.map(\.spend).total().fen == 15_000)
        #expect(joined.allSatisfy { $0.line.audience == .all })
    }

    @Test("Rows that are about no item stay beside those that are")
    func oneReport() throws {
        let mixed = Self.goods + "2026-07-04,直通车,店铺,99,店铺,5.00,1,0\n"
        let joined = Self.joined([try Self.read(mixed)])
        #expect(joined.map(\.spend).total().fen == 15_500)
    }
}
