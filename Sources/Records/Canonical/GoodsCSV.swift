// SPDX-License-Identifier: GPL-3.0-or-later
public import Market

/// The goods file: `goods,title,category,price,unit_margin,stock,listed_on`. Only `goods` must be there.
public enum GoodsCSV {
    /// The header, in canonical order.
    public static let columns = ["goods", "title", "category", "price", "unit_margin", "stock", "listed_on"]
    /// One million goods.
    public static let rowLimit = 1_000_000

    /// All goods of `bytes`, in the order of the file; `file` is the name that errors show.
    public static func read(bytes: [UInt8], file: String) throws(RecordsError) -> [Goods] {
        try read(ByteSource(bytes: bytes, file: file))
    }

    /// All goods of the file at `path`.
    public static func read(path: String) throws(RecordsError) -> [Goods] { try read(ByteSource(path: path)) }

    /// All goods of a source. The unit margin may be negative: goods sold at a loss exist.
    public static func read(_ source: consuming ByteSource) throws(RecordsError) -> [Goods] {
        var table = try CanonicalTable(source, known: columns, required: ["goods"])
        var goods: [Goods] = []
        var rows: [String: Int] = [:]
        while try table.next() {
            let id = try table.dimension(0)
            if let first = rows.updateValue(table.line, forKey: id) {
                throw .duplicate(table.place(0), key: id, day: nil, firstLine: first)
            }
            guard goods.count < rowLimit else { throw .tooLarge(Place(file: table.file), what: .rows, limit: rowLimit) }
            let listed = table.field(6).map { $0.start < $0.end } ?? false
            goods.append(
                Goods(
                    id: GoodsID(rawValue: id), title: try table.text(1), category: try table.text(2),
                    price: try table.money(3), unitMargin: try margin(table), stock: try stock(table),
                    listedOn: listed ? try table.day(6) : nil))
        }
        return goods
    }

    private static func margin(_ table: borrowing CanonicalTable) throws(RecordsError) -> Money? {
        let text = try table.text(4)
        guard !text.isEmpty else { return nil }
        guard let money = Money(decimalYuan: text) else { throw .badMoney(table.place(4), found: table.shown(4)) }
        return money
    }

    private static func stock(_ table: borrowing CanonicalTable) throws(RecordsError) -> Int64? {
        guard let value = try table.count(5) else { return nil }
        guard value == value.rounded(), value < 0x1p53 else { throw .badNumber(table.place(5), found: table.shown(5)) }
        return Int64(value)
    }

    /// The goods file of `goods`, in the order given.
    public static func write(_ goods: [Goods]) -> [UInt8] {
        var csv = CSVWriter(header: columns)
        for item in goods {
            csv.text(item.id.rawValue)
            csv.text(item.title)
            csv.text(item.category)
            csv.money(item.price)
            csv.money(item.unitMargin)
            csv.text(item.stock.map(String.init) ?? "")
            csv.day(item.listedOn)
            csv.endRow()
        }
        return csv.bytes
    }
}
