// SPDX-License-Identifier: GPL-3.0-or-later
import Market

/// Takes the rows of an orders file one by one and accounts for those that it leaves out.
struct OrderRowParser {
    var rows: OrderRows
    private let positions: OrderPositions
    private let until: Int32
    private let dateOrder: DateOrder?
    private var seen = HashSet()
    private var statuses = NameTable()
    private var unpaid: [Bool] = []

    init(file: String, positions: OrderPositions, until: Day?, dateOrder: DateOrder?) {
        rows = OrderRows(file: file)
        self.positions = positions
        self.until = until.map { Int32($0.number) } ?? .max
        self.dateOrder = dateOrder
    }

    mutating func add(_ scanner: borrowing RowScanner) {
        let buffer = scanner.buffer
        let name = LooseParsing.unwrapped(buffer, scanner.trimmed(positions.customer))
        guard name.start < name.end else { return rows.report.drop(.missingCustomer, line: scanner.line) }
        if let column = positions.status, isUnpaid(buffer, scanner.trimmed(column)) {
            return rows.report.drop(.notPaid, line: scanner.line, found: scanner.shown(column))
        }
        let moment = scanner.trimmed(positions.time)
        guard let day = day(buffer, moment) else {
            return rows.report.drop(.badTime, line: scanner.line, found: scanner.shown(positions.time))
        }
        guard case .number(let yuan) = LooseNumber().value(buffer, scanner.trimmed(positions.amount)),
            let money = Money(yuan: yuan)
        else {
            return rows.report.drop(.badAmount, line: scanner.line, found: scanner.shown(positions.amount))
        }
        let number = Int32(day.number)
        guard number <= until else { return rows.report.drop(.afterEnd, line: scanner.line, found: day.description) }
        if positions.hasOrder || moment.end - moment.start > 10 {
            rows.report.findsRepeats = true
            let row = fnv(buffer, scanner.fields[0].start, scanner.fields[scanner.fields.count - 1].end)
            guard seen.insert(row) else { return rows.report.drop(.repeated, line: scanner.line) }
        }
        rows.append(
            buffer, customer: name, day: number, fen: money.fen, channel: positions.channel.map { scanner.trimmed($0) },
            goods: positions.goods.map { LooseParsing.unwrapped(buffer, scanner.trimmed($0)) })
    }

    /// Every wording of a status is looked at once; of more than a thousand, which no platform has, none is believed.
    private mutating func isUnpaid(_ buffer: [UInt8], _ field: ScannedField) -> Bool {
        guard statuses.count < 1000 else { return false }
        let place = statuses.place(buffer, field.start, field.end)
        if place == unpaid.count { unpaid.append(OrderColumns.isUnpaid(statuses.names[place])) }
        return unpaid[place]
    }

    /// ISO days with or without a time behind them are read in place; other forms the slow way.
    private func day(_ buffer: [UInt8], _ field: ScannedField) -> Day? {
        if field.end - field.start >= 10, let day = FieldParsing.day(buffer, field.start, field.start + 10) {
            let next = field.end - field.start > 10 ? buffer[field.start + 10] : 0x20
            if next == 0x20 || next == 0x54 || next == 0x74 { return day }
        }
        return LooseDay(order: dateOrder).period(buffer, field)?.begin
    }
}
