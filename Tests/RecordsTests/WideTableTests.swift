// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Market
import Records
import Testing

@Suite("Wide tables")
struct WideTableTests {
    @Test("A panel by geo: spend is summed, outcomes stay by geo")
    func meridian() throws {
        let text = """
            ,geo,time,Channel0_impression,Channel0_spend,Channel1_spend,Promo,conversions,revenue_per_conversion,population
            0,north,2021-01-25,10,2.50,1,0.5,100,0.02,7
            1,north,2021-02-01,20,3,,0,200,0.02,7
            2,south,2021-01-25,30,4.25,0,1,50,0.04,9

            """
        let imported = try ExportReader.read(bytes: bytes(text), file: "panel.csv")
        let first = try #require(Day("2021-01-25"))
        #expect(imported.report.format == .meridian && imported.report.cadence == .weekly)
        #expect(imported.report.rows == 3 && imported.report.taken == 3)
        // 2.50 + 4.25 = 6.75 over both geos.
        #expect(
            imported.records == [
                HistoryRecord(day: first, line: LineKey(channel: "Channel0"), spend: Money(fen: 675), impressions: 40),
                HistoryRecord(day: first, line: LineKey(channel: "Channel1"), spend: Money(fen: 100)),
                HistoryRecord(
                    day: first.advanced(by: 7), line: LineKey(channel: "Channel0"), spend: Money(fen: 300), impressions: 20),
                HistoryRecord(day: first.advanced(by: 7), line: LineKey(channel: "Channel1"), spend: .zero),
            ])
        // Revenue is conversions × revenue per conversion: 100 × 0.02, 50 × 0.04, 200 × 0.02.
        #expect(imported.shop.map(\.geo) == ["north", "south", "north"])
        #expect(imported.shop.map(\.gmv?.fen) == [200, 200, 400])
        #expect(imported.shop[0].controls == ["Promo": 0.5, "population": 7])
        #expect(imported.report.notices.map(\.key) == ["records.import-shop-only", "records.import-empty-spend"])
    }

    @Test("Columns that the caller names")
    func mapping() throws {
        let mapping = WideMapping(
            date: "week", media: [.init(channel: "tv", spend: "x1")], results: [.init(.gmv, column: "y")], controls: ["z", "q"])
        let text = bytes(
            "week,y,x1,x2,z,q\n2021-01-04,10.5,1,2,-3,2021Q1\n2021-01-11,9,NA,2,,2021Q1\n2021-01-11,9,1,2,,2021Q1\n")
        let imported = try ExportReader.read(bytes: text, file: "w.csv", options: ImportOptions(mapping: mapping))
        #expect(imported.records.map(\.spend.fen) == [100, 0])
        #expect(imported.shop.map(\.gmv?.fen) == [1050, 900])
        #expect(imported.shop.map(\.controls) == [["z": -3], [:]])
        #expect(imported.report.unusedColumns == ["x2", "q"])
        #expect(imported.report.dropped.map(\.reason) == [.repeated])
        let wrong = WideMapping(date: "week", media: [.init(channel: "tv", spend: "x9")], results: [])
        #expect(
            failure { _ = try ExportReader.read(bytes: text, file: "w.csv", options: ImportOptions(mapping: wrong)) }
                == .missingColumn(Place(file: "w.csv", line: 1), name: "x9"))
    }

    // The recorded files lie beside the package and are not part of it; without them these tests are skipped.
    static let present = FileManager.default.fileExists(atPath: sharedData)

    func read(_ name: String, _ mapping: WideMapping? = nil) throws -> (ImportedRecords, CampaignHistory) {
        let imported = try ExportReader.read(path: sharedData + "/" + name, options: ImportOptions(mapping: mapping))
        #expect(imported.report.rows == imported.report.taken && imported.report.dropped.isEmpty)
        return (imported, try CampaignHistory(records: imported.records, shop: imported.shop))
    }

    @Test("The retailer's 209 weeks", .enabled(if: present))
    func retailer() throws {
        let (imported, history) = try read("mmm_stan/data.csv")
        #expect(imported.report.format == .mmm)
        #expect(history.cadence == .weekly && history.periodCount == 209)
        #expect(history.channels.count == 10)
        #expect(history.shop[0].gmv == Money(fen: 7_205_145_764))
        #expect(history.series(of: Channel("dm")).spend[0] == 678_410.26)
        #expect(history.shop[0].controls["mdip_em"] == 1_514_755)
    }

    @Test("Robyn's five channels", .enabled(if: present))
    func robyn() throws {
        let (imported, history) = try read("robyn/dt_simulated_weekly.csv")
        #expect(imported.report.format == .robyn)
        #expect(history.cadence == .weekly && history.periodCount == 208)
        #expect(history.channels == ["facebook", "ooh", "print", "search", "tv"])
        #expect(history.shop[0].gmv == Money(fen: 275_437_167))
        #expect(history.shop[0].eventStage.isEmpty && history.shop.contains { !$0.eventStage.isEmpty })
        #expect(history.series(of: Channel("search")).outcome(.clicks).knownCount == 208)
    }

    /// Distinct values of a column, by plain splitting: these files have no quotes.
    private func distinct(_ column: String, of name: String) throws -> Int {
        let rows = try String(contentsOfFile: sharedData + "/" + name, encoding: .utf8).split(whereSeparator: \.isNewline)
            .map { $0.split(separator: ",", omittingEmptySubsequences: false) }
        let place = try #require(rows.first?.firstIndex { $0 == column })
        return Set(rows.dropFirst().map { $0[place] }).count
    }

    @Test("Meridian's national and geo tables", .enabled(if: present))
    func meridianFiles() throws {
        let (national, history) = try read("meridian/national_media.csv")
        let weeks = try distinct("time", of: "meridian/national_media.csv")
        #expect(national.report.format == .meridian && history.periodCount == weeks && weeks > 100 && history.geos == ["all"])
        #expect(history.channels.count == 4 && history.cadence == .weekly)
        let (_, panel) = try read("meridian/geo_media.csv")
        let geos = try distinct("geo", of: "meridian/geo_media.csv")
        #expect(panel.geos.count == geos && geos > 10 && panel.records.count == 4 * panel.periodCount)
        let (_, wide) = try read("meridian/geo_all_channels.csv")
        #expect(wide.channels.count == 5 && wide.shop[0].controls["Promo"] != nil)
    }

    @Test("The simulated set with known effects, by an explicit mapping", .enabled(if: present))
    func explicit() throws {
        let mapping = WideMapping(
            date: "date", media: [.init(channel: "x1", spend: "x1"), .init(channel: "x2", spend: "x2")],
            results: [.init(.gmv, column: "y")], controls: ["z", "quarter"])
        let (imported, history) = try read("pymc_marketing/mmm_roas_data.csv", mapping)
        #expect(history.periodCount == 131 && imported.report.unusedColumns.contains("quarter"))
    }
}
