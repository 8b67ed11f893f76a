// SPDX-License-Identifier: GPL-3.0-or-later
public import Market

/// The shop file: `date,geo,visitors,orders,new_customers,gmv,settled_gmv,event_stage` and any further columns as controls.
///
/// One row a day and geo; `date` must be there and rows are ordered by it. Controls are numbers of any sign; an empty control is
/// left out of its row.
public enum ShopCSV {
    /// The header without controls, in canonical order.
    public static let columns = [
        "date", "geo", "visitors", "orders", "new_customers", "gmv", "settled_gmv", "event_stage",
    ]
    /// Five million rows.
    public static let rowLimit = 5_000_000

    /// All rows of `bytes`; `file` is the name that errors show.
    public static func read(bytes: [UInt8], file: String) throws(RecordsError) -> [ShopRecord] {
        try read(ByteSource(bytes: bytes, file: file))
    }

    /// All rows of the file at `path`.
    public static func read(path: String) throws(RecordsError) -> [ShopRecord] { try read(ByteSource(path: path)) }

    /// All rows of a source.
    public static func read(_ source: consuming ByteSource) throws(RecordsError) -> [ShopRecord] {
        var table = try CanonicalTable(source, known: columns, required: ["date"], extrasAllowed: true)
        var records: [ShopRecord] = []
        var previous: (day: Day, row: Int)?
        var rows: [String: Int] = [:]
        while try table.next() {
            let day = try table.day(0)
            if let previous {
                guard day >= previous.day else {
                    throw .outOfOrder(table.place(0), day: day, previous: previous.day, previousLine: previous.row)
                }
                if day > previous.day { rows.removeAll(keepingCapacity: true) }
            }
            previous = (day, table.line)
            let geo = try table.dimension(1)
            if let first = rows.updateValue(table.line, forKey: geo) {
                throw .duplicate(Place(file: table.file, line: table.line), key: geo, day: day, firstLine: first)
            }
            guard records.count < rowLimit else { throw .tooLarge(Place(file: table.file), what: .rows, limit: rowLimit) }
            var record = ShopRecord(
                day: day, geo: geo, visitors: try table.count(2), orders: try table.count(3),
                newCustomers: try table.count(4), gmv: try table.money(5), settledGMV: try table.money(6),
                eventStage: try table.text(7))
            for index in table.extras.indices {
                if let value = try table.extra(index) { record.controls[table.extras[index].name] = value }
            }
            records.append(record)
        }
        return records
    }

    /// The shop file of `records`, by day and geo; controls follow the contract's columns by name.
    public static func write(_ records: [ShopRecord]) -> [UInt8] {
        var names: Set<String> = []
        for record in records { names.formUnion(record.controls.keys) }
        let controls = names.sorted()
        var csv = CSVWriter(header: columns + controls)
        for record in records.sorted(by: { ($0.day, $0.geo) < ($1.day, $1.geo) }) {
            csv.day(record.day)
            csv.text(record.geo)
            csv.number(record.visitors)
            csv.number(record.orders)
            csv.number(record.newCustomers)
            csv.money(record.gmv)
            csv.money(record.settledGMV)
            csv.text(record.eventStage)
            for name in controls { csv.number(record.controls[name]) }
            csv.endRow()
        }
        return csv.bytes
    }
}
