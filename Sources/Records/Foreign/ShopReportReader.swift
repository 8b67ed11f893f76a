// SPDX-License-Identifier: GPL-3.0-or-later
import Market

/// Reads a shop's totals by day and lists of goods: the reports that say nothing of advertising.
struct ShopReportReader {
    private let columns: LongColumns
    private let header: [String]
    private let isGoods: Bool
    private let days: LooseDay
    private let number: LooseNumber
    private var shop: [Day: ShopRecord] = [:]
    private var goods: [GoodsID: Goods] = [:]
    private(set) var account = RowAccount()

    init(_ head: TableHead, options: ImportOptions) {
        columns = LongColumns(head.header, format: head.format, options: options, titleUnit: head.titleUnit)
        header = head.header
        isGoods = head.format == .taobaoGoods
        days = LooseDay(order: options.dates ?? head.dateOrder)
        number = LooseNumber(hasDecimalComma: head.hasDecimalComma)
    }

    private enum Cell: Error {
        case drop(DropReason, ImportField)
    }

    /// Takes or drops the scanner's current row.
    mutating func read(_ scanner: borrowing RowScanner) {
        guard scanner.fields.count >= header.count else {
            account.drop(.ragged, line: scanner.line)
            return
        }
        if header.indices.allSatisfy({ scanner.text($0) == header[$0] }) {
            account.drop(.header, line: scanner.line)
            return
        }
        do throws(Cell) {
            if isGoods { try readGoods(scanner) } else { try readDay(scanner) }
            account.take()
        } catch {
            guard case .drop(let reason, let field) = error else { return }
            let column = columns[field]
            account.drop(
                reason, line: scanner.line, field: column >= 0 ? header[column] : nil,
                found: column >= 0 ? scanner.shown(column) : nil)
        }
    }

    private mutating func readDay(_ scanner: borrowing RowScanner) throws(Cell) {
        guard let period = days.period(scanner.buffer, scanner.trimmed(columns[.date])) else {
            let text = scanner.text(columns[.date]) ?? ""
            throw .drop(HeaderSynonyms.totals.contains(HeaderName(text).plain) ? .total : .badDate, .date)
        }
        guard period.begin == period.end else { throw .drop(.oddPeriod, .date) }
        guard shop[period.begin] == nil else { throw .drop(.repeated, .date) }
        var record = ShopRecord(day: period.begin)
        record.visitors = try value(.visitors, scanner)
        record.orders = try value(.orders, scanner)
        record.newCustomers = try value(.newCustomers, scanner)
        record.gmv = try money(.gmv, scanner)
        record.settledGMV = try money(.settledGMV, scanner)
        shop[period.begin] = record
    }

    private mutating func readGoods(_ scanner: borrowing RowScanner) throws(Cell) {
        let cell = LooseParsing.unwrapped(scanner.buffer, scanner.trimmed(columns[.goods]))
        guard let id = String(validating: scanner.buffer[cell.start..<cell.end], as: UTF8.self) else {
            throw .drop(.badEncoding, .goods)
        }
        guard !HeaderSynonyms.totals.contains(HeaderName(id).plain) else { throw .drop(.total, .goods) }
        guard !id.isEmpty, id != "-" else { throw .drop(.ragged, .goods) }
        guard goods[GoodsID(rawValue: id)] == nil else { throw .drop(.repeated, .goods) }
        var item = Goods(id: GoodsID(rawValue: id))
        if columns[.goodsTitle] >= 0 { item.title = scanner.text(columns[.goodsTitle]) ?? "" }
        if columns[.category] >= 0 { item.category = scanner.text(columns[.category]) ?? "" }
        item.price = try money(.price, scanner)
        item.unitMargin = try money(.unitMargin, scanner)
        if let stock = try value(.stock, scanner) {
            guard stock < 1e15 else { throw .drop(.badNumber, .stock) }
            item.stock = Int64(stock)
        }
        if columns[.listedOn] >= 0 {
            let field = scanner.trimmed(columns[.listedOn])
            if field.end - field.start > 1 {
                guard let listed = days.period(scanner.buffer, field) else { throw .drop(.badDate, .listedOn) }
                item.listedOn = listed.begin
            }
        }
        goods[item.id] = item
    }

    private func value(_ field: ImportField, _ scanner: borrowing RowScanner) throws(Cell) -> Double? {
        guard columns[field] >= 0 else { return nil }
        switch number.value(scanner.buffer, scanner.trimmed(columns[field])) {
        case .unknown: return nil
        case .malformed: throw .drop(.badNumber, field)
        case .number(let value):
            guard value >= 0 else { throw .drop(.negative, field) }
            return value
        }
    }

    private func money(_ field: ImportField, _ scanner: borrowing RowScanner) throws(Cell) -> Money? {
        guard let value = try value(field, scanner) else { return nil }
        guard let money = Money(yuan: value * columns.unit(field)) else { throw .drop(.badNumber, field) }
        return money
    }

    /// Rows of the shop by day and goods by id.
    func finish() -> (shop: [ShopRecord], goods: [Goods], unused: [String], repeated: [String]) {
        (shop.values.sorted { $0.day < $1.day }, goods.values.sorted { $0.id < $1.id }, columns.unused, columns.repeated)
    }
}
