// SPDX-License-Identifier: GPL-3.0-or-later
import Market
import Records
import Testing

/// Text as the bytes of a file.
func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

/// The error that reading throws.
func failure(_ body: () throws -> Void) -> RecordsError? {
    do {
        try body()
        return nil
    } catch { return error as? RecordsError }
}

@Suite("Canonical files")
struct CanonicalFilesTests {
    @Test("A full history reads as written")
    func fullHistory() throws {
        let text = """
            date,channel,goods,audience,spend,impressions,clicks,carts,orders,new_customers,gmv
            2026-07-04,search,436,all,1234.50,10000,310.5,12,3,,899.00
            2026-07-05,"sea""rch, two",436,fan,0,,,,,,

            """
        let records = try HistoryCSV.read(bytes: bytes(text), file: "history.csv")
        try #require(records.count == 2)
        let day = try #require(Day("2026-07-04"))
        #expect(
            records[0]
                == HistoryRecord(
                    day: day, line: LineKey(channel: "search", goods: "436"),
                    spend: Money(fen: 123_450), impressions: 10_000, clicks: 310.5, carts: 12, orders: 3, newCustomers: nil,
                    gmv: Money(fen: 89_900)))
        #expect(records[1].line == LineKey(channel: "sea\"rch, two", goods: "436", audience: "fan"))
        #expect(records[1].gmv == nil)
        #expect(try HistoryCSV.read(bytes: HistoryCSV.write(records), file: "again") == records)
    }

    @Test("Columns in any order, absent dimensions, a byte order mark, CRLF, no last line end")
    func tolerance() throws {
        let text = "\u{FEFF}spend,date,channel\r\n1.5,2026-07-04,tv\r\n\r\n.25,2026-07-11,tv"
        let records = try HistoryCSV.read(bytes: bytes(text), file: "h")
        #expect(records.map(\.spend.fen) == [150, 25])
        #expect(records.allSatisfy { $0.line == LineKey(channel: "tv", goods: .all, audience: .all) && $0.clicks == nil })
    }

    struct BadCase: Sendable, CustomTestStringConvertible {
        var name: String
        var text: String
        var key: String
        var line: Int?
        var field: String?
        var testDescription: String { name }
    }

    static let header = "date,channel,goods,audience,spend,impressions,clicks,carts,orders,new_customers,gmv\n"
    static let badCases: [BadCase] = [
        BadCase(name: "nothing", text: "", key: "records.empty"),
        BadCase(name: "only blank lines", text: "\n\n\r\n", key: "records.empty"),
        BadCase(
            name: "unknown column", text: "date,spend,clics\n", key: "records.unknown-column", line: 1, field: "column 3"),
        BadCase(name: "repeated column", text: "date,spend,date\n", key: "records.repeated-column", line: 1, field: "column 3"),
        BadCase(name: "no spend", text: "date,channel\n2026-01-01,tv\n", key: "records.missing-column", line: 1),
        BadCase(
            name: "slashed date", text: "date,spend\n2026/01/01,1\n", key: "records.bad-date", line: 2, field: "date"),
        BadCase(
            name: "no such day", text: "date,spend\n2026-02-29,1\n", key: "records.bad-date", line: 2, field: "date"),
        BadCase(name: "empty date", text: "date,spend\n,1\n", key: "records.empty-field", line: 2, field: "date"),
        BadCase(name: "empty spend", text: "date,spend\n2026-01-01,\n", key: "records.empty-field", line: 2, field: "spend"),
        BadCase(
            name: "empty channel", text: "date,channel,spend\n2026-01-01,,1\n", key: "records.empty-field", line: 2,
            field: "channel"),
        BadCase(name: "negative spend", text: "date,spend\n2026-01-01,-1\n", key: "records.negative", line: 2, field: "spend"),
        BadCase(name: "NaN spend", text: "date,spend\n2026-01-01,nan\n", key: "records.bad-money", line: 2, field: "spend"),
        BadCase(
            name: "three decimals", text: "date,spend\n2026-01-01,1.005\n", key: "records.bad-money", line: 2,
            field: "spend"),
        BadCase(
            name: "beyond all money", text: "date,spend\n2026-01-01,99999999999999999999\n", key: "records.bad-money",
            line: 2, field: "spend"),
        BadCase(
            name: "infinite clicks", text: "date,spend,clicks\n2026-01-01,1,inf\n", key: "records.bad-number", line: 2,
            field: "clicks"),
        BadCase(
            name: "negative clicks", text: "date,spend,clicks\n2026-01-01,1,-3\n", key: "records.negative", line: 2,
            field: "clicks"),
        BadCase(
            name: "days out of order", text: "date,spend\n2026-01-02,1\n2026-01-01,1\n", key: "records.out-of-order",
            line: 3, field: "date"),
        BadCase(
            name: "duplicate", text: "date,channel,spend\n2026-01-01,tv,1\n2026-01-01,sms,1\n2026-01-01,tv,2\n",
            key: "records.duplicate-day", line: 4),
        BadCase(name: "too few fields", text: "date,spend\n2026-01-01\n", key: "records.ragged-row", line: 2),
        BadCase(name: "too many fields", text: "date,spend\n2026-01-01,1,\n", key: "records.ragged-row", line: 2),
        BadCase(name: "zero byte", text: "date,spend\n2026-01-01,1\0\n", key: "records.zero-byte", line: 2),
        BadCase(name: "open quote", text: "date,spend\n2026-01-01,\"1\n\n", key: "records.unterminated-quote", line: 2),
        BadCase(name: "text after quote", text: "date,spend\n2026-01-01,\"1\"2\n", key: "records.unterminated-quote", line: 2),
    ]

    @Test("Bad input gets one error that names file, line and field", arguments: badCases)
    func badInput(_ bad: BadCase) throws {
        let error = failure { _ = try HistoryCSV.read(bytes: bytes(bad.text), file: "h.csv") }
        let fault = try #require(error?.fault)
        #expect(fault.notice.key == bad.key)
        #expect(fault.kind == .data)
        #expect(fault.place?.file == "h.csv")
        #expect(fault.place?.line == bad.line)
        #expect(fault.place?.field == bad.field)
    }

    @Test("The other side of a duplicate and the nearest column are named")
    func notes() throws {
        let twice = "date,channel,spend\n2026-01-01,tv,1\n2026-01-01,tv,2\n"
        let duplicate = try #require(failure { _ = try HistoryCSV.read(bytes: bytes(twice), file: "h") }?.fault)
        #expect(duplicate.notes == [Notice("records.first-at-line", ["line": .count(2)])])
        let misspelt = try #require(failure { _ = try HistoryCSV.read(bytes: bytes("date,spend,Clicks\n"), file: "h") }?.fault)
        #expect(misspelt.found == "Clicks")
        #expect(misspelt.notes == [Notice("records.nearest-column", ["name": .text("clicks")])])
    }

    @Test("Bytes that are not UTF-8 are refused")
    func encoding() throws {
        let gbk: [UInt8] = bytes("date,channel,spend\n2026-01-01,") + [0xD6, 0xD0] + bytes(",1\n")
        let error = failure { _ = try HistoryCSV.read(bytes: gbk, file: "h") }
        #expect(error == .badEncoding(Place(file: "h", line: 2)))
    }

    @Test("A line number counts the line ends inside quotes")
    func multilineQuotes() throws {
        let text = "date,channel,spend\n2026-01-01,\"a\nb\",1\n2026-01-02,tv,x\n"
        let error = failure { _ = try HistoryCSV.read(bytes: bytes(text), file: "h") }
        #expect(error == .badMoney(Place(file: "h", line: 4, field: "spend"), found: "x"))
    }

    @Test("Goods, shop, plan and choices read back as written")
    func otherFiles() throws {
        let day = try #require(Day("2026-07-04"))
        let goods = [
            Goods(
                id: "436", title: "连衣裙, red", category: "dress", price: Money(fen: 19_900), unitMargin: Money(fen: -120),
                stock: 12, listedOn: day), Goods(id: "7"),
        ]
        #expect(try GoodsCSV.read(bytes: GoodsCSV.write(goods), file: "g") == goods)
        let shop = [
            ShopRecord(day: day, geo: "east", visitors: 10, gmv: Money(fen: 5), controls: ["rain mm": -1.25]),
            ShopRecord(day: day, geo: "west", orders: 0.5, settledGMV: .zero, eventStage: "burst"),
        ]
        #expect(try ShopCSV.read(bytes: ShopCSV.write(shop), file: "s") == shop)
        let entries = [PlanEntry(day: day, line: LineKey(channel: "tv"), spend: Money(fen: 101))]
        #expect(try PlanCSV.read(bytes: PlanCSV.write(entries, byteOrderMark: true), file: "p") == entries)
        let choices = [
            PlanChoice(begin: day, end: day, kind: "commission", goods: "436", option: "8 %", value: 8, unit: "percent")
        ]
        #expect(try ChoicesCSV.read(bytes: ChoicesCSV.write(choices), file: "c") == choices)
        let wide =
            choices + [
                PlanChoice(begin: day, end: day, .messages, channel: "sms", audience: .purchased, value: 500),
                PlanChoice(begin: day, end: day, .commission, goods: "436", option: "first", value: 20, limit: 100),
            ]
        #expect(try ChoicesCSV.read(bytes: ChoicesCSV.write(wide), file: "c") == wide)
    }

    @Test("Goods and geos stand once, a choice ends after it begins")
    func otherErrors() {
        #expect(
            failure { _ = try GoodsCSV.read(bytes: bytes("goods\na\na\n"), file: "g") }?.fault.notice.key == "records.duplicate"
        )
        let shop = "date,geo\n2026-01-01,x\n2026-01-01,x\n"
        #expect(failure { _ = try ShopCSV.read(bytes: bytes(shop), file: "s") }?.fault.notice.key == "records.duplicate-day")
        let misspelt = "date,Settled GMV\n"
        #expect(
            failure { _ = try ShopCSV.read(bytes: bytes(misspelt), file: "s") }?.fault.notice.key == "records.unknown-column")
        let choice = "begin,end,kind,option,value,unit\n2026-01-02,2026-01-01,commission,a,1,percent\n"
        #expect(
            failure { _ = try ChoicesCSV.read(bytes: bytes(choice), file: "c") }?.fault.notice.key
                == "records.ends-before-begin")
    }

    @Test("A file is the same in memory and on disk, whatever the pieces it is read in")
    func fromDisk() throws {
        // 40,000 rows are more than two of the pieces of 256 KiB in which a file is read.
        let first = try #require(Day("2020-01-01"))
        let records = (0..<40_000).map {
            HistoryRecord(
                day: first.advanced(by: $0 / 20), line: LineKey(channel: Channel(rawValue: "channel \($0 % 20)")),
                spend: Money(fen: Int64($0)), clicks: Double($0) / 8)
        }
        let path = try temporaryFolder() + "/history.csv"
        let written = HistoryCSV.write(records)
        try AtomicFile.write(written, to: path)
        #expect(try HistoryCSV.read(path: path) == HistoryCSV.read(bytes: written, file: "memory"))
        #expect(failure { _ = try HistoryCSV.read(path: path + "x") } == .noFile(file: path + "x"))
        #expect(failure { try AtomicFile.write([], to: path + "/below") }?.fault.kind == .cannotCreate)
    }
}
