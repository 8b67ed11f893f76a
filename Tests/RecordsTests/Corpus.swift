// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Market
import Testing

/// One small campaign as 96 export files: every trap of real files stands beside every other somewhere.
struct CorpusFile: Sendable, CustomTestStringConvertible {
    enum Names: Int, CaseIterable { case chinese, otherChinese, english }
    enum Dates: Int, CaseIterable { case iso, slashes, compact, chinese, withTime, points }
    enum Numbers: Int, CaseIterable { case plain, thousands, yuanSign, myriads, decimalComma }
    enum Unit: Int, CaseIterable { case none, yuan, fen, titleFen, tenThousand }
    enum Encoding: Int, CaseIterable { case utf8, utf8Mark, gb18030, utf16, utf16Bare }
    enum Separator: Int, CaseIterable { case comma, tab, semicolon }
    enum Tail: Int, CaseIterable { case nothing, total, footer, headerAgain, blankTotal, blankLines }
    enum Packing: Int, CaseIterable { case none, zip, deflated, workbook }
    enum Unknown: Int, CaseIterable { case empty, dash, dashes }

    let number: Int
    let names: Names
    let dates: Dates
    let numbers: Numbers
    let unit: Unit
    let encoding: Encoding
    let separator: Separator
    let tail: Tail
    let packing: Packing
    let unknown: Unknown
    let titleRows: Int
    let wrapsIDs: Bool
    let lineEnd: String

    var testDescription: String {
        "\(number): \(names) \(dates) \(numbers) \(unit) \(encoding) \(separator) \(tail) \(packing) \(unknown)"
    }

    static let count = 96
    static let all = (0..<count).map(CorpusFile.init)

    init(_ number: Int) {
        func pick<Choice: CaseIterable & RawRepresentable<Int>>(_ stride: Int) -> Choice {
            let index = (number / stride + number * 7 / 5) % Choice.allCases.count
            return Choice(rawValue: index) ?? Choice.allCases[Choice.allCases.startIndex]
        }
        self.number = number
        names = pick(1)
        dates = pick(2)
        encoding = canEncodeGB18030 ? pick(3) : .utf8
        tail = pick(5)
        packing = pick(4)
        unknown = pick(7)
        unit = pick(3)
        let separator: Separator = pick(11)
        let numbers: Numbers = pick(5)
        // A workbook has no separators; a decimal comma goes with semicolons, where the comma is free.
        self.separator = packing == .workbook ? .comma : numbers == .decimalComma ? .semicolon : separator
        self.numbers = numbers
        titleRows = unit == .titleFen ? 2 : number % 3
        wrapsIDs = number % 2 == 0
        lineEnd = number % 4 == 1 ? "\r\n" : "\n"
    }

    /// What every file says.
    static let records: [HistoryRecord] = {
        let first = Day("2026-07-04") ?? Day(number: 0)
        var records: [HistoryRecord] = []
        for offset in 0..<3 {
            let day = first.advanced(by: offset * 9)
            for (index, line) in [
                LineKey(channel: "直通车", goods: "613456789012"), LineKey(channel: "直通车", goods: "436"),
                LineKey(channel: "引力魔方", goods: "436"),
            ].enumerated() {
                let size = Int64(offset * 3 + index + 1)
                records.append(
                    HistoryRecord(
                        day: day, line: line, spend: Money(fen: 123_450 * size), impressions: Double(10_000 * size),
                        clicks: Double(310 * size), carts: index == 2 ? nil : Double(12 * size), orders: Double(3 * size),
                        newCustomers: Double(size), gmv: Money(fen: 899_900 * size)))
            }
        }
        return records.sorted { ($0.day, $0.line) < ($1.day, $1.line) }
    }()

    /// Goods by id with the title that every file gives.
    static let titles: [GoodsID: String] = ["436": "T恤, \"基础\"款", "613456789012": "连衣裙"]
}

extension CorpusFile {
    private var header: [String] {
        let names: [String] =
            switch self.names {
            case .chinese:
                ["日期", "场景名字", "计划名字", "主体ID", "主体名称", "展现量", "点击量", "花费", "点击率", "总购物车数", "总成交金额", "总成交笔数", "成交新客数"]
            case .otherChinese:
                ["统计日期", "渠道", "计划名称", "商品ID", "宝贝标题", "曝光量", "点击数", "总消耗", "点击转化率", "加购数", "成交金额", "成交笔数", "新客数"]
            case .english:
                [
                    "Date", "Channel", "Campaign", "Goods ID", "Title", "Impressions", "Clicks", "Spend", "CTR", "Carts", "GMV",
                    "Orders", "New customers",
                ]
            }
        let suffix =
            switch unit {
            case .none, .titleFen: ""
            case .yuan: names[0] == "日期" ? "(元)" : "（元）"
            case .fen: "(分)"
            case .tenThousand: "/万元"
            }
        return names.enumerated().map { $0 == 7 || $0 == 10 ? $1 + suffix : $1 }
    }

    private func date(_ day: Day) -> String {
        let (year, month, dayOfMonth) = day.civil
        return switch dates {
        case .iso: day.description
        case .slashes: "\(year)/\(month)/\(dayOfMonth)"
        case .compact: day.description.filter { $0 != "-" }
        case .chinese: "\(year)年\(month)月\(dayOfMonth)日"
        case .withTime: day.description + " 00:00:00"
        case .points: "\(year).\(month).\(dayOfMonth)"
        }
    }

    private func grouped(_ digits: String, _ mark: String) -> String {
        var result = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { result += mark }
            result.append(digit)
        }
        return result
    }

    /// An amount of `fen` in the file's unit and habit.
    private func money(_ fen: Int64) -> String {
        let scale: Int64 =
            switch unit {
            case .none, .yuan: 100
            case .fen, .titleFen: 1
            case .tenThousand: 1_000_000
            }
        let whole = "\(fen / scale)"
        let fraction = scale == 1 ? "" : String("\(fen % scale + scale)".dropFirst())
        let mark = numbers == .decimalComma ? "," : "."
        let tail = fraction.isEmpty ? "" : mark + fraction
        return switch numbers {
        case .plain, .myriads: whole + tail
        case .thousands: grouped(whole, ",") + tail
        case .yuanSign: "¥" + grouped(whole, ",") + tail
        case .decimalComma: grouped(whole, ".") + tail
        }
    }

    private func count(_ value: Double?) -> String {
        guard let value else {
            return switch unknown {
            case .empty: ""
            case .dash: "-"
            case .dashes: "--"
            }
        }
        let whole = "\(Int(value))"
        switch numbers {
        case .myriads where Int(value) % 10_000 == 0 && value > 0: return "\(Int(value) / 10_000)万"
        case .thousands: return grouped(whole, ",")
        default: return whole
        }
    }

    private func row(_ record: HistoryRecord) -> [String] {
        let id = record.line.goods.rawValue
        return [
            date(record.day), record.line.channel.rawValue, "夏装，主推", wrapsIDs ? "=\"\(id)\"" : id,
            Self.titles[record.line.goods] ?? "", count(record.impressions), count(record.clicks), money(record.spend.fen),
            numbers == .decimalComma ? "3,1%" : "3.10%", count(record.carts), money(record.gmv?.fen ?? 0),
            count(record.orders), count(record.newCustomers),
        ]
    }

    /// The table row by row.
    var table: [[String]] {
        var rows: [[String]] = []
        if titleRows > 0 { rows.append(["店铺：某某旗舰店"]) }
        if titleRows > 1 { rows.append([unit == .titleFen ? "金额单位：分" : "统计周期 2026-07-04 至 2026-07-22"]) }
        rows.append(header)
        // Reports come newest first more often than not.
        let records = number % 2 == 0 ? Self.records : Self.records.reversed()
        rows += records.map(row)
        let blank = [String](repeating: "", count: header.count)
        switch tail {
        case .nothing: break
        case .total: rows.append(["合计"] + blank.dropFirst(8) + ["1", "2", "3", "4", "5", "6", "7"])
        case .footer: rows += [[""], ["说明：数据次日更新"]]
        case .headerAgain: rows.insert(header, at: rows.count - 4)
        case .blankTotal:
            // One row for a day that has the names of nothing and the sums of all.
            let day = Self.records.filter { $0.day == Self.records[0].day }
            var total = blank
            total[0] = date(day[0].day)
            total[5] = count(day.reduce(0) { $0 + ($1.impressions ?? 0) })
            total[6] = count(day.reduce(0) { $0 + ($1.clicks ?? 0) })
            total[7] = money(day.reduce(0) { $0 + $1.spend.fen })
            rows.append(total)
        case .blankLines: rows += [[""], [""]]
        }
        return rows
    }

    /// Rows that are dropped, by reason.
    var dropped: [String: Int] {
        switch tail {
        case .nothing, .blankLines: [:]
        case .total, .blankTotal: ["total": 1]
        // A sheet's row has as many cells as its header.
        case .footer: [packing == .workbook ? "bad-date" : "ragged": 1]
        case .headerAgain: ["header": 1]
        }
    }

    /// The file itself.
    var bytes: [UInt8] {
        if packing == .workbook { return Self.workbook(table) }
        let mark =
            switch separator {
            case .comma: ","
            case .tab: "\t"
            case .semicolon: ";"
            }
        let text =
            table.map { row in row.map { quoted($0, mark) }.joined(separator: mark) }.joined(separator: lineEnd) + lineEnd
        let content: [UInt8] =
            switch encoding {
            case .utf8: Array(text.utf8)
            case .utf8Mark: [0xEF, 0xBB, 0xBF] + Array(text.utf8)
            case .gb18030: gb18030(text)
            case .utf16: [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
            case .utf16Bare: text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
            }
        guard packing != .none else { return content }
        var zip = ZipWriter()
        zip.add("下载/", [])
        zip.add("下载/报表.csv", content, isDeflated: packing == .deflated)
        zip.add("下载/说明.pdf", Array("%PDF".utf8))
        return zip.bytes
    }

    private func quoted(_ text: String, _ mark: String) -> String {
        guard text.contains(mark) || text.contains("\"") && !text.hasPrefix("=") else { return text }
        return "\"" + text.replacingOccurrences(of: "\"", with: "\"\"") + "\""
    }

    /// A workbook with shared strings; numbers stand as numbers.
    static func workbook(_ table: [[String]]) -> [UInt8] {
        var shared: [String] = []
        var rows = ""
        for (index, row) in table.enumerated() where row != [""] {
            rows += "<row r=\"\(index + 1)\">"
            for (column, text) in row.enumerated() where !text.isEmpty {
                let name = "\(UnicodeScalar(UInt8(65 + column)))\(index + 1)"
                if Double(text) != nil {
                    rows += "<c r=\"\(name)\"><v>\(text)</v></c>"
                } else {
                    rows += "<c r=\"\(name)\" t=\"s\"><v>\(shared.count)</v></c>"
                    shared.append(text)
                }
            }
            rows += "</row>"
        }
        let escaped = shared.map {
            "<si><t>"
                + $0.replacingOccurrences(of: "&", with: "&amp;").replacingOccurrences(of: "<", with: "&lt;")
                .replacingOccurrences(of: "\"", with: "&quot;") + "</t></si>"
        }
        var zip = ZipWriter()
        zip.add("[Content_Types].xml", Array("<Types/>".utf8))
        zip.add("xl/workbook.xml", Array("<workbook><sheets><sheet name=\"1\"/></sheets></workbook>".utf8))
        zip.add("xl/sharedStrings.xml", Array("<?xml version=\"1.0\"?><sst>\(escaped.joined())</sst>".utf8), isDeflated: true)
        zip.add(
            "xl/worksheets/sheet1.xml", Array("<worksheet><sheetData>\(rows)</sheetData></worksheet>".utf8), isDeflated: true)
        return zip.bytes
    }
}
