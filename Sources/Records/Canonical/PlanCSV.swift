// SPDX-License-Identifier: GPL-3.0-or-later
public import Market

/// The plan file: `date,channel,goods,audience,spend`. `date` and `spend` must be there.
public enum PlanCSV {
    /// The header, in canonical order.
    public static let columns = ["date", "channel", "goods", "audience", "spend"]

    /// The entries of `bytes`; `file` is the name that errors show. The same day and line twice is an error, as are days out of
    /// order.
    public static func read(bytes: [UInt8], file: String) throws(RecordsError) -> [PlanEntry] {
        try read(ByteSource(bytes: bytes, file: file))
    }

    /// The entries of the file at `path`.
    public static func read(path: String) throws(RecordsError) -> [PlanEntry] { try read(ByteSource(path: path)) }

    /// The entries of a source.
    public static func read(_ source: consuming ByteSource) throws(RecordsError) -> [PlanEntry] {
        var table = try CanonicalTable(source, known: columns, required: ["date", "spend"])
        var entries: [PlanEntry] = []
        var lines = LineTable()
        var seen: [(day: Day, row: Int)] = []
        var previous: (day: Day, row: Int)?
        while try table.next() {
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
            } else if seen[number].day == day {
                throw .duplicate(
                    Place(file: table.file, line: table.line), key: lines.lines[number].description, day: day,
                    firstLine: seen[number].row)
            } else {
                seen[number] = (day, table.line)
            }
            guard let spend = try table.money(4) else { throw .emptyField(table.place(4)) }
            guard entries.count < HistoryCSV.rowLimit else {
                throw .tooLarge(Place(file: table.file), what: .rows, limit: HistoryCSV.rowLimit)
            }
            entries.append(PlanEntry(day: day, line: lines.lines[number], spend: spend))
        }
        return entries
    }

    /// The plan file of `entries`, by day and line; with a byte order mark when a spreadsheet is to open it.
    public static func write(_ entries: [PlanEntry], byteOrderMark: Bool = false) -> [UInt8] {
        var csv = CSVWriter(header: columns, byteOrderMark: byteOrderMark)
        for entry in entries.sorted(by: { ($0.day, $0.line) < ($1.day, $1.line) }) {
            csv.day(entry.day)
            csv.line(entry.line)
            csv.money(entry.spend)
            csv.endRow()
        }
        return csv.bytes
    }

    /// The plan file of a delivery plan's entries.
    public static func write(_ plan: DeliveryPlan, byteOrderMark: Bool = false) -> [UInt8] {
        write(plan.entries, byteOrderMark: byteOrderMark)
    }
}
