// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Market
import Records
import Testing

/// Files that cannot be read: one error each, with the place, the value and a hint.
@Suite("Broken files")
struct BrokenFileTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var file: [UInt8]
        var key: String
        var line: Int?
        var field: String?
        var found: String?
        var note: String?
        var testDescription: String { name }

        init(
            _ name: String, _ file: [UInt8], _ key: String, line: Int? = nil, field: String? = nil, found: String? = nil,
            note: String? = nil
        ) {
            self.name = name
            self.file = file
            self.key = key
            self.line = line
            self.field = field
            self.found = found
            self.note = note
        }

        init(
            _ name: String, _ text: String, _ key: String, line: Int? = nil, field: String? = nil, found: String? = nil,
            note: String? = nil
        ) {
            self.init(name, Array(text.utf8), key, line: line, field: field, found: found, note: note)
        }
    }

    static let canonical = "date,channel,goods,audience,spend,impressions,clicks,carts,orders,new_customers,gmv\n"
    static let row = "2026-07-04,search,all,all,1.00,1,1,1,1,1,1.00\n"

    static func zip(_ change: (inout ZipWriter) -> Void) -> [UInt8] {
        var zip = ZipWriter()
        change(&zip)
        return zip.bytes
    }
    static let table = Array("日期,渠道,花费\n2026-07-04,直通车,1\n".utf8)

    static let cases: [Case] = [
        Case("empty", [UInt8](), "records.empty"),
        Case("a byte order mark alone", [0xEF, 0xBB, 0xBF], "records.unknown-format"),
        Case("blank lines", "\n\n\n", "records.unknown-format"),
        Case("a title alone", "店铺：旗舰店\n", "records.unknown-format"),
        Case("no header", "2026-07-04,直通车,1\n", "records.unknown-format"),
        Case(
            "a header without spend", "店铺\n日期,渠道,展现量,点击量\n2026-07-04,直通车,1,1\n", "records.unknown-format", line: 2,
            field: "spend",
            found: "日期,渠道,展现量,点击量", note: "records.header-lacks"),
        Case(
            "a header without a date", "计划名称,花费,点击量\n夏装,1,1\n", "records.unknown-format", line: 1, field: "date",
            found: "计划名称,花费,点击量",
            note: "records.header-lacks"),
        Case("another language", "Datum,Kanal,Ausgaben\n2026-07-04,tv,1\n", "records.unknown-format"),
        Case("zero byte", "日期,渠道,花费\n2026-07-04,直通车,1\n2026-07-05,直\u{0}通车,1\n", "records.zero-byte", line: 3),
        Case("PDF", "%PDF-1.7\n", "records.not-a-table", found: "pdf"),
        Case("PNG", [0x89, 0x50, 0x4E, 0x47, 1, 2], "records.not-a-table", found: "image"),
        Case("JPEG", [0xFF, 0xD8, 0xFF, 0xE0], "records.not-a-table", found: "image"),
        Case("workbook of 1997", [0xD0, 0xCF, 0x11, 0xE0, 0xA1], "records.not-a-table", found: "xls"),
        Case("gzip", [0x1F, 0x8B, 8, 0], "records.not-a-table", found: "gzip"),
        Case("rar", "Rar!\u{1A}", "records.not-a-table", found: "rar"),
        Case("a page", "\n<!DOCTYPE html><html><body>登录</body></html>", "records.not-a-table", found: "html"),
        Case("a page named as a workbook", "<table><tr><td>日期</td></tr></table>", "records.not-a-table", found: "html"),
        Case("database", "SQLite format 3\u{0}", "records.not-a-table", found: "sqlite"),
        Case(
            "archive cut short", Array(zip { $0.add("a.csv", table) }.prefix(60)), "records.bad-archive", found: "no directory"),
        Case("archive without directory", [0x50, 0x4B, 3, 4] + [UInt8](repeating: 7, count: 90), "records.bad-archive"),
        Case(
            "encrypted archive", zip { $0.add(Array("a.csv".utf8), table, flags: 1) }, "records.bad-archive", found: "encrypted"
        ),
        Case(
            "wrong checksum", zip { $0.add(Array("a.csv".utf8), table, checksum: 1) }, "records.bad-archive",
            found: "wrong checksum"),
        Case("wrong size", zip { $0.add(Array("a.csv".utf8), table, size: 3) }, "records.bad-archive", found: "wrong size"),
        Case(
            "unknown method", zip { $0.add(Array("a.csv".utf8), table, method: 12) }, "records.bad-archive", found: "method 12"),
        Case("no deflated data", zip { $0.add(Array("a.csv".utf8), table, method: 8) }, "records.bad-archive"),
        Case(
            "a row beyond all measure", "日期,渠道,花费\n2026-07-04," + String(repeating: "x", count: 1_100_000) + "\n",
            "records.too-long-row", line: 2),
        Case(
            "too many columns", "日期,渠道,花费\n" + String(repeating: ",", count: 5000) + "\n", "records.too-many-columns", line: 2),
        Case(
            "canonical: bad date", canonical + row.replacingAll("07-04", "13-04"), "records.bad-date", line: 2, field: "date",
            found: "2026-13-04"),
        Case(
            "canonical: bad money", canonical + row.replacingAll("1.00,1,", "1.005,1,"), "records.bad-money", line: 2,
            field: "spend", found: "1.005"),
        Case(
            "canonical: separators", canonical + row.replacingAll("1.00,1,", "\"1,000\",1,"), "records.bad-money", line: 2,
            field: "spend", found: "1,000"),
        Case(
            "canonical: no money", canonical + row.replacingAll("all,1.00", "all,"), "records.empty-field", line: 2,
            field: "spend"),
        Case(
            "canonical: negative", canonical + row.replacingAll("1.00,1,", "-1,1,"), "records.negative", line: 2,
            field: "spend", found: "-1"),
        Case(
            "canonical: bad number", canonical + row.replacingAll(",1,1,1,1,1,", ",1,x,1,1,1,"), "records.bad-number", line: 2,
            field: "clicks", found: "x"),
        Case(
            "canonical: negative count", canonical + row.replacingAll(",1,1,1,1,1,", ",1,-2,1,1,1,"), "records.negative",
            line: 2, field: "clicks", found: "-2"),
        Case("canonical: ragged", canonical + "2026-07-04,search\n", "records.ragged-row", line: 2, found: "2"),
        Case("canonical: twice", canonical + row + row, "records.duplicate-day", line: 3, note: "records.first-at-line"),
        Case(
            "canonical: order", canonical + row.replacingAll("07-04", "07-05") + row, "records.out-of-order", line: 3,
            field: "date"),
        Case(
            "canonical: no channel", canonical + row.replacingAll("search", ""), "records.empty-field", line: 2,
            field: "channel"),
        Case("canonical: column twice", "date,spend,spend\n", "records.repeated-column", line: 1),
        Case("canonical: open quote", canonical + row + "2026-07-05,\"search,all\n", "records.unterminated-quote", line: 3),
        Case(
            "canonical: bad encoding",
            Array(canonical.utf8)
                + Array(String(repeating: row.replacingAll("search", String(repeating: "搜索", count: 20)), count: 1).utf8)
                + Array("2026-07-05,".utf8) + [0xE6, 0x28]
                + Array(",all,all,1,,,,,,\n".utf8), "records.bad-encoding", line: 3),
    ]

    @Test("There are at least forty") func enough() { #expect(Self.cases.count >= 40) }

    @Test("One error with place, value and hint", arguments: cases)
    func oneError(_ bad: Case) throws {
        let fault = try #require(
            failure {
                let (tables, _) = try ExportFile.tables(in: bad.file, name: "报表.csv")
                for table in tables { _ = try ExportReader.read(table.open()) }
            }?.fault)
        #expect(fault.notice.key == bad.key)
        #expect(fault.kind == .data)
        #expect(fault.place?.file.hasPrefix("报表.csv") == true)
        #expect(fault.place?.line == bad.line)
        if let field = bad.field { #expect(fault.place?.field == field) }
        if let found = bad.found { #expect(fault.found == found) }
        if let note = bad.note { #expect(fault.notes.map(\.key).contains(note)) }
    }

    /// Rows that cannot be taken out of a file that can be read.
    static let rows: [(row: String, reason: DropReason, field: String?, found: String?)] = [
        ("2026-02-30,直通车,1,1", .badDate, "日期", "2026-02-30"), ("7/4/2026,直通车,1,1", .badDate, "日期", "7/4/2026"),
        ("昨天,直通车,1,1", .badDate, "日期", "昨天"), (",直通车,1,1", .badDate, "日期", ""),
        ("2026-07-04,直通车,1元2,1", .badNumber, "花费", "1元2"),
        ("2026-07-04,直通车,1.2.3,1", .badNumber, "花费", "1.2.3"), ("2026-07-04,直通车,\"1,23,4\",1", .badNumber, "花费", "1,23,4"),
        ("2026-07-04,直通车,1e400,1", .badNumber, "花费", "1e400"),
        ("2026-07-04,直通车,99999999999999999999,1", .badNumber, "花费", "99999999999999999999"),
        ("2026-07-04,直通车,-3,1", .negative, "花费", "-3"), ("2026-07-04,直通车,(3),1", .negative, "花费", "(3)"),
        ("2026-07-04,直通车,1", .ragged, nil, nil), ("2026-07-04,直通车,1,1,9", .ragged, nil, nil), ("总计,,9,9", .total, "日期", "总计"),
        ("2026-07-04,合计,9,9", .total, nil, nil), ("日期,渠道,花费,点击量", .header, nil, nil),
        ("2026-07-04 至 2026-07-06,直通车,1,1", .oddPeriod, "日期", "2026-07-04 至 2026-07-06"),
        ("2026-07-03,直通车,1,1", .repeated, nil, nil),
    ]

    @Test("A row that cannot be taken is told with reason, line, field and value", arguments: rows.indices)
    func droppedRow(_ index: Int) throws {
        let bad = Self.rows[index]
        let text = "日期,渠道,花费,点击量\n2026-07-03,直通车,1,1\n\(bad.row)\n2026-07-05,直通车,2,2\n"
        let report = try ExportReader.read(bytes: Array(text.utf8), file: "x").report
        #expect(report.rows == 3 && report.taken == 2)
        let dropped = try #require(report.dropped.first)
        #expect(report.dropped.count == 1 && dropped.count == 1)
        #expect(dropped.reason == bad.reason && dropped.lines == [3])
        #expect(dropped.field == bad.field && dropped.found == bad.found)
    }

    /// A quote that is never closed would swallow the lines behind it; one inside of a name would end it too early.
    @Test("Careless quotes lose no line")
    func carelessQuotes() throws {
        let text = """
            日期,渠道,计划名称,花费,点击量
            2026-07-04,"直通车,夏装,1,1
            2026-07-05,直通车,"12" 屏",2,2
            2026-07-06,直通车,"春装, "基础"款",3,3
            2026-07-07,直通车,"两
            行",4,4
            2026-07-08,直通车,冬装,5,5

            """
        let imported = try ExportReader.read(bytes: Array(text.utf8), file: "x")
        #expect(imported.report.rows == 5 && imported.report.taken == 5)
        #expect(imported.records.map(\.spend.fen) == [100, 200, 300, 400, 500])
        #expect(Set(imported.records.map(\.line.channel)) == ["直通车"])
    }
}
