// SPDX-License-Identifier: GPL-3.0-or-later
public import Market

/// Reads the canonical history row by row, without holding the file in memory.
///
/// Header: `date,channel,goods,audience,spend,impressions,clicks,carts,orders,new_customers,gmv`, in any order. `date` and
/// `spend` must be there; an absent dimension is `all`, an absent outcome is not known. Rows are ordered by date; the same
/// date and line twice is an error.
public struct HistoryReader: ~Copyable {
    /// The header of the canonical history, in canonical order.
    public static let columns = [
        "date", "channel", "goods", "audience", "spend", "impressions", "clicks", "carts", "orders", "new_customers", "gmv",
    ]

    private var table: CanonicalTable
    private var lines = LineTable()
    /// By line number: the last day it was seen on and the file's line of that row.
    private var seen: [(day: Day, row: Int)] = []
    private var previous: (day: Day, row: Int)?

    /// Number of the current record's line in the order of first appearance: a small key for tables beside the file.
    public private(set) var lineNumber = 0
    /// All lines so far, by number.
    var lineKeys: [LineKey] { lines.lines }
    /// The line of the file in which the current record stands, from 1.
    public var row: Int { table.line }

    /// Reads the header. Throws what is wrong with it.
    public init(_ source: consuming ByteSource) throws(RecordsError) {
        table = try CanonicalTable(source, known: Self.columns, required: ["date", "spend"])
    }

    /// The next record, nil at the end of the file.
    public mutating func next() throws(RecordsError) -> HistoryRecord? {
        guard let row = try nextRow() else { return nil }
        return row.record(lines.lines[lineNumber])
    }

    /// The next record without the names of its line, which is `lineNumber`; nil at the end of the file.
    mutating func nextRow() throws(RecordsError) -> PackedRow? {
        guard try table.next() else { return nil }
        let day = try table.day(0)
        if let previous, day < previous.day {
            throw .outOfOrder(table.place(0), day: day, previous: previous.day, previousLine: previous.row)
        }
        previous = (day, table.line)
        let channel = try table.name(1)
        let goods = try table.name(2)
        let audience = try table.name(3)
        guard let number = lines.number(table.buffer, channel: channel, goods: goods, audience: audience) else {
            throw .badEncoding(Place(file: table.file, line: table.line))
        }
        if number == seen.count {
            seen.append((day, table.line))
        } else {
            if seen[number].day == day {
                throw .duplicate(
                    Place(file: table.file, line: table.line), key: lines.lines[number].description, day: day,
                    firstLine: seen[number].row)
            }
            seen[number] = (day, table.line)
        }
        lineNumber = number
        guard let spend = try table.money(4) else { throw .emptyField(table.place(4)) }
        var packed = PackedRow(day: day, line: number, spend: spend, hash: 0, fileLine: table.line)
        packed.setImpressions(try table.count(5))
        packed.setClicks(try table.count(6))
        packed.setCarts(try table.count(7))
        packed.setOrders(try table.count(8))
        packed.setNewCustomers(try table.count(9))
        packed.setGMV(try table.money(10))
        return packed
    }
}

/// The canonical history as a whole. In memory a history has at most `rowLimit` rows; `HistoryReader` has no such limit.
public enum HistoryCSV {
    /// Ten million rows, about 1.6 GB.
    public static let rowLimit = 10_000_000

    /// All records of `bytes` in the order of the file; `file` is the name that errors show.
    public static func read(bytes: [UInt8], file: String) throws(RecordsError) -> [HistoryRecord] {
        try read(ByteSource(bytes: bytes, file: file))
    }

    /// All records of the file at `path`.
    public static func read(path: String) throws(RecordsError) -> [HistoryRecord] { try read(ByteSource(path: path)) }

    /// All records of a source.
    public static func read(_ source: consuming ByteSource) throws(RecordsError) -> [HistoryRecord] {
        let file = source.file
        var reader = try HistoryReader(source)
        var records: [HistoryRecord] = []
        while let record = try reader.next() {
            guard records.count < rowLimit else { throw .tooLarge(Place(file: file), what: .rows, limit: rowLimit) }
            records.append(record)
        }
        return records
    }

    /// The canonical file of `records`, in their canonical order (day, then line), with all columns.
    public static func write(_ records: [HistoryRecord]) -> [UInt8] {
        var csv = CSVWriter(header: HistoryReader.columns)
        for record in records.inCanonicalOrder() {
            csv.day(record.day)
            csv.line(record.line)
            csv.money(record.spend)
            csv.number(record.impressions)
            csv.number(record.clicks)
            csv.number(record.carts)
            csv.number(record.orders)
            csv.number(record.newCustomers)
            csv.money(record.gmv)
            csv.endRow()
        }
        return csv.bytes
    }
}
