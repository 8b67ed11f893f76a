// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Market
import Records
import Testing

/// Files changed at random: whatever comes out, nothing crashes or hangs and no row is lost in silence.
@Suite("Mutated files")
struct FuzzTests {
    static let seeds: [[UInt8]] =
        [
            bytes(ExportReaderTests.header + ExportReaderTests.body),
            ExportReaderTests.guises[1].file, ExportReaderTests.guises[9].file, ExportReaderTests.guises[14].file,
            bytes(
                CanonicalFilesTests.header
                    + "2026-07-04,search,436,all,1234.50,10000,310.5,12,3,,899.00\n2026-07-05,tv,1,fan,0,,,,,,\n"),
            bytes(
                "DATE,revenue,tv_S,search_clicks_P,search_S,events\n2015-11-23,2754371.6,22358.3,0,0,na\n2015-11-30,1,2,3,4,x\n"
            ),
            bytes("geo,time,A_spend,conversions,revenue_per_conversion\nx,2021-01-25,1,2,3\ny,2021-01-25,1e3,2,3\n"),
            bytes("统计日期,访客数,支付金额,支付子订单数\n2026-07-04,\"1,234\",9.9万,310\n合计,1,2,3\n"),
            bytes(
                "订单编号,买家会员名,订单状态,买家实际支付金额,订单付款时间,宝贝标题\n1,=\"a\",交易成功,¥1,234.50,2025-01-01 10:00:00,x\n2,a,交易关闭,3,2025/1/2,y\n3,b,交易成功,-3,2025-01-05,\n"
            ),
            bytes("商品ID,商品名称,一口价,库存,上架时间\n1,\"a, b\",9.9,10,2026/7/4\n2,c,-,-,-\n"),
        ] + CorpusFile.all.filter { $0.number % 8 == 3 || $0.packing == .workbook && $0.number % 3 == 0 }.map(\.bytes)

    static let environment = ProcessInfo.processInfo.environment
    /// Mutations of each seed; fewer where nothing is optimized.
    #if DEBUG
        static let rounds = 20
    #else
        static let rounds = environment["WANXIANG_VERIFY"] == "1" ? 20_000 : 150
    #endif
    /// `make fuzz` sets how long to go on, with seeds of its own.
    static let seconds = environment["WANXIANG_FUZZ_SECONDS"].flatMap(Double.init)
    static let firstSeed = environment["WANXIANG_FUZZ_SEED"].flatMap(UInt64.init) ?? 2026

    /// Bytes that have a meaning somewhere in a table.
    static let spice: [[UInt8]] =
        [
            ",", "\"", "\n", "\r", "\t", "-", "9999999999999999999", "1e308", "nan", "%", "万", "¥", "\u{FEFF}", "=\"", "0",
            "合计", ";", ".", "(", "至", "日期,花费\n", "2026-07-04", "\"\"",
        ].map(bytes) + [[0], [0xFF], [0xC3], [0x81, 0x30], [0x50, 0x4B, 1, 2]]

    static func mutate(_ file: [UInt8], _ random: inout CounterRandom) -> [UInt8] {
        var file = file
        for _ in 0..<Int.random(in: 1...6, using: &random) {
            guard !file.isEmpty else { break }
            let place = Int.random(in: 0..<file.count, using: &random)
            let end = min(file.count, place + Int.random(in: 0...20, using: &random))
            switch Int.random(in: 0..<6, using: &random) {
            case 0: file[place] = UInt8.random(in: 0...255, using: &random)
            case 1: file.removeSubrange(place..<end)
            case 2: file.insert(contentsOf: file[place..<end], at: Int.random(in: 0...file.count, using: &random))
            case 3: file.removeLast(file.count - place)
            default: file.insert(contentsOf: spice[Int.random(in: 0..<spice.count, using: &random)], at: place)
            }
        }
        return file
    }

    /// Lines below the header that are not blank, counted without any reader; nil where quotes or another encoding make lines something
    /// else than rows.
    static func lines(_ file: [UInt8], below header: Int) -> Int? {
        guard !file.contains(0x22), !file.contains(0), String(validating: file, as: UTF8.self) != nil else { return nil }
        var text = String(decoding: file, as: UTF8.self).replacingOccurrences(of: "\r\n", with: "\n")
        text = text.replacingOccurrences(of: "\r", with: "\n")
        let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count >= header else { return nil }
        return lines.dropFirst(header).count { !$0.isEmpty }
    }

    /// True when something could be read out of the file.
    static func check(_ file: [UInt8]) throws -> Bool {
        let tables: [ExportFile]
        do { tables = try ExportFile.tables(in: file, name: "fuzz.csv").taken } catch {
            #expect(error.fault.kind == .data)
            return false
        }
        var hasRead = false
        for table in tables {
            let imported: ImportedRecords
            do {
                var source = try table.open()
                if try OrdersReader.recognises(&source) {
                    hasRead = checkOrders(try OrdersReader.rows(source)) || hasRead
                    continue
                }
                imported = try ExportReader.read(source)
            } catch {
                #expect(error.fault.kind == .data)
                continue
            }
            hasRead = true
            let report = imported.report
            #expect(report.rows == report.taken + report.droppedCount)
            if tables.count == 1, !file.starts(with: [0x50, 0x4B]), let lines = lines(file, below: report.headerLine) {
                #expect(report.rows == lines, "\(String(decoding: file, as: UTF8.self))")
            }
            // Sums stay within measure, so that a history can always be made unless its days fit no cadence.
            do {
                let history = try CampaignHistory(records: imported.records, shop: imported.shop)
                for line in history.lines { #expect(history.series(of: line).totalSpend.isFinite) }
                #expect(history.shopSeries().outcome(.gmv).total.isFinite)
                _ = history.totalSpend
            } catch {
                #expect(
                    ["records.mixed-cadence", "records.sum-too-large", "records.span-too-long"].contains(error.fault.notice.key)
                )
            }
        }
        return hasRead
    }

    /// The same for a file of orders.
    private static func checkOrders(_ rows: OrderRows) -> Bool {
        #expect(rows.report.rows == rows.report.taken + rows.report.dropped.reduce(0) { $0 + $1.count })
        #expect(rows.count == rows.report.taken)
        let book = OrderBook(rows)
        #expect(book.offsets.last == book.days.count && book.amounts.allSatisfy { $0 >= 0 && $0 <= Money.limit })
        return true
    }

    @Test("Every row is taken or dropped, or the file is refused", arguments: seeds.indices)
    func account(_ index: Int) throws {
        var random = CounterRandom(seed: 2026, UInt64(index))
        var read = 0
        for _ in 0..<Self.rounds { read += try Self.check(Self.mutate(Self.seeds[index], &random)) ? 1 : 0 }
        // Most mutations leave something readable: otherwise the test would test nothing. Archives have a checksum to fail.
        if !Self.seeds[index].starts(with: [0x50, 0x4B]) { #expect(read >= Self.rounds / 20) }
    }

    /// `make fuzz`: goes on for as long as it is told to, and says what to run again when something is found.
    @Test("For a while", .enabled(if: seconds != nil))
    func long() throws {
        let clock = ContinuousClock()
        let end = clock.now + .seconds(Self.seconds ?? 0)
        var seed = Self.firstSeed
        var files = 0
        while clock.now < end {
            for index in Self.seeds.indices {
                var random = CounterRandom(seed: seed, UInt64(index))
                for _ in 0..<100 { _ = try Self.check(Self.mutate(Self.seeds[index], &random)) }
                files += 100
            }
            seed += 1
        }
        print("fuzz: \(files) files, seeds \(Self.firstSeed)..<\(seed)")
    }

    @Test("Canonical readers never crash, and what they read is what they write", arguments: 0..<4)
    func canonical(_ seed: Int) throws {
        var random = CounterRandom(seed: 7, UInt64(seed))
        var read = 0
        for _ in 0..<Self.rounds {
            let file = Self.mutate(Self.seeds[4], &random)
            if let records = try? HistoryCSV.read(bytes: file, file: "fuzz.csv") {
                read += 1
                #expect(try HistoryCSV.read(bytes: HistoryCSV.write(records), file: "again").count == records.count)
            }
            _ = try? ShopCSV.read(bytes: file, file: "fuzz.csv")
            _ = try? GoodsCSV.read(bytes: file, file: "fuzz.csv")
            _ = try? PlanCSV.read(bytes: file, file: "fuzz.csv")
            _ = try? ChoicesCSV.read(bytes: file, file: "fuzz.csv")
        }
        #expect(read > 0)
    }
}
