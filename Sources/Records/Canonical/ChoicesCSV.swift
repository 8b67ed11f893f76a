// SPDX-License-Identifier: GPL-3.0-or-later
public import Market

/// The decided options of a plan, `choices.csv`: `begin,end,kind,goods,audience,option,value,unit`.
///
/// `begin`, `end`, `kind`, `option`, `value` and `unit` must be there; `goods` and `audience` are `all` when absent. Two further columns,
/// `channel` and `limit`, stand in the file where a choice has them; `ChoiceKind` tells what they mean.
public enum ChoicesCSV {
    /// The header, in canonical order.
    public static let columns = ["begin", "end", "kind", "goods", "audience", "option", "value", "unit"]
    /// Columns that are written where a choice needs them.
    public static let optionalColumns = ["channel", "limit"]

    /// The choices of `bytes`, in the order of the file; `file` is the name that errors show.
    public static func read(bytes: [UInt8], file: String) throws(RecordsError) -> [PlanChoice] {
        try read(ByteSource(bytes: bytes, file: file))
    }

    /// The choices of the file at `path`.
    public static func read(path: String) throws(RecordsError) -> [PlanChoice] { try read(ByteSource(path: path)) }

    /// The choices of a source.
    public static func read(_ source: consuming ByteSource) throws(RecordsError) -> [PlanChoice] {
        var table = try CanonicalTable(
            source, known: columns + optionalColumns, required: ["begin", "end", "kind", "option", "value", "unit"])
        var choices: [PlanChoice] = []
        while try table.next() {
            let begin = try table.day(0)
            let end = try table.day(1)
            guard end >= begin else { throw .endsBeforeBegin(table.place(1), begin: begin, end: end) }
            guard let value = try table.count(6) else { throw .emptyField(table.place(6)) }
            guard choices.count < HistoryCSV.rowLimit else {
                throw .tooLarge(Place(file: table.file), what: .rows, limit: HistoryCSV.rowLimit)
            }
            choices.append(
                PlanChoice(
                    begin: begin, end: end, kind: try table.dimension(2), channel: Channel(rawValue: try table.dimension(8)),
                    goods: GoodsID(rawValue: try table.dimension(3)), audience: Audience(rawValue: try table.dimension(4)),
                    option: try table.dimension(5), value: value, unit: try table.dimension(7), limit: try table.count(9)))
        }
        return choices
    }

    /// The file of `choices`, in the order given; with a byte order mark when a spreadsheet is to open it.
    public static func write(_ choices: [PlanChoice], byteOrderMark: Bool = false) -> [UInt8] {
        let hasChannel = choices.contains { $0.channel != .all }
        let hasLimit = choices.contains { $0.limit != nil }
        let further = (hasChannel ? ["channel"] : []) + (hasLimit ? ["limit"] : [])
        var csv = CSVWriter(header: columns + further, byteOrderMark: byteOrderMark)
        for choice in choices {
            csv.day(choice.begin)
            csv.day(choice.end)
            csv.text(choice.kind)
            csv.text(choice.goods.rawValue)
            csv.text(choice.audience.rawValue)
            csv.text(choice.option)
            csv.number(choice.value)
            csv.text(choice.unit)
            if hasChannel { csv.text(choice.channel.rawValue) }
            if hasLimit { csv.number(choice.limit) }
            csv.endRow()
        }
        return csv.bytes
    }
}
