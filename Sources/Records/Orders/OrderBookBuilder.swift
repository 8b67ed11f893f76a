// SPDX-License-Identifier: GPL-3.0-or-later
import Market

/// Collects orders as they stand in the file and orders them at the end.
struct OrderBookBuilder {
    var book = OrderBook()
    private let until: Int32
    private var slots: [Int32] = Array(repeating: -1, count: 1 << 12)
    private var customerOf: [UInt32] = []
    private var days: [Int32] = []
    private var amounts: [Int64] = []
    private var seen = HashSet()
    private var firstDay: [Int32] = []
    private var channelPlaces: [String: Int32] = [:]
    private var goodsPlaces: [String: Int32] = [:]
    private var hasOrderNumbers = false
    private var dateOrder: DateOrder?

    init(until: Day?) { self.until = until.map { Int32($0.number) } ?? .max }

    mutating func start(_ positions: OrderPositions, dateOrder: DateOrder?) {
        hasOrderNumbers = positions.hasOrder
        self.dateOrder = dateOrder
    }

    mutating func add(_ scanner: borrowing RowScanner, _ positions: OrderPositions) {
        let buffer = scanner.buffer
        let name = LooseParsing.unwrapped(buffer, scanner.trimmed(positions.customer))
        guard name.start < name.end else { return book.report.drop(.missingCustomer, line: scanner.line) }
        let moment = scanner.trimmed(positions.time)
        guard let day = day(buffer, moment) else {
            return book.report.drop(.badTime, line: scanner.line, found: scanner.shown(positions.time))
        }
        guard case .number(let yuan) = LooseNumber().value(buffer, scanner.trimmed(positions.amount)),
            let money = Money(yuan: yuan)
        else {
            return book.report.drop(.badAmount, line: scanner.line, found: scanner.shown(positions.amount))
        }
        let number = Int32(day.number)
        guard number <= until else { return book.report.drop(.afterEnd, line: scanner.line, found: day.description) }
        if hasOrderNumbers || moment.end - moment.start > 10 {
            book.report.findsRepeats = true
            let row = fnv(buffer, scanner.fields[0].start, scanner.fields[scanner.fields.count - 1].end)
            guard seen.insert(row) else { return book.report.drop(.repeated, line: scanner.line) }
        }
        let place = self.customer(buffer, name)
        if money.fen >= 0, number < firstDay[place] {
            firstDay[place] = number
            if let column = positions.channel {
                book.channelOf[place] = OrderBookBuilder.place(scanner.text(column), &channelPlaces, &book.channels)
            }
            if let column = positions.goods {
                book.goodsOf[place] = OrderBookBuilder.place(scanner.text(column), &goodsPlaces, &book.goods)
            }
        }
        customerOf.append(UInt32(place))
        days.append(number)
        amounts.append(money.fen)
        book.report.rows += 1
        book.report.taken += 1
        if money.fen < 0 { book.report.refunds += 1 }
    }

    /// ISO days with or without a time behind them are read in place; other forms the slow way.
    private func day(_ buffer: [UInt8], _ field: ScannedField) -> Day? {
        if field.end - field.start >= 10, let day = FieldParsing.day(buffer, field.start, field.start + 10) {
            let next = field.end - field.start > 10 ? buffer[field.start + 10] : 0x20
            if next == 0x20 || next == 0x54 || next == 0x74 { return day }
        }
        return LooseDay(order: dateOrder).period(buffer, field)?.begin
    }

    private static func place(_ text: String?, _ places: inout [String: Int32], _ names: inout [String]) -> Int32 {
        let text = text.flatMap { $0.isEmpty ? nil : $0 } ?? "-"
        if let place = places[text] { return place }
        let place = Int32(names.count)
        names.append(text)
        places[text] = place
        return place
    }

    private mutating func customer(_ buffer: [UInt8], _ name: ScannedField) -> Int {
        var slot = Int(truncatingIfNeeded: fnv(buffer, name.start, name.end)) & (slots.count - 1)
        while slots[slot] >= 0 {
            let place = Int(slots[slot])
            if book.customers.matches(place, buffer, name.start, name.end) { return place }
            slot = (slot + 1) & (slots.count - 1)
        }
        let place = book.customers.count
        book.customers.append(buffer, name.start, name.end)
        firstDay.append(.max)
        book.channelOf.append(0)
        book.goodsOf.append(0)
        slots[slot] = Int32(place)
        if book.customers.count * 2 > slots.count { grow() }
        return place
    }

    private mutating func grow() {
        slots = Array(repeating: -1, count: slots.count * 2)
        for place in 0..<book.customers.count {
            var slot = Int(truncatingIfNeeded: book.customers.hash(place)) & (slots.count - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Int32(place)
        }
    }

    /// Orders purchases by customer and day, merges those of a day and takes refunds off.
    mutating func finished() -> OrderBook {
        let count = book.customers.count
        var starts = [Int](repeating: 0, count: count + 1)
        for customer in customerOf { starts[Int(customer) + 1] += 1 }
        for place in 0..<count { starts[place + 1] += starts[place] }
        var sortedDays = [Int32](repeating: 0, count: days.count)
        var sortedAmounts = [Int64](repeating: 0, count: days.count)
        var next = starts
        for index in customerOf.indices {
            let customer = Int(customerOf[index])
            sortedDays[next[customer]] = days[index]
            sortedAmounts[next[customer]] = amounts[index]
            next[customer] += 1
        }
        customerOf = []
        days = []
        amounts = []
        seen = HashSet()
        book.offsets.reserveCapacity(count + 1)
        var row: [(day: Int32, fen: Int64)] = []
        for customer in 0..<count {
            row.removeAll(keepingCapacity: true)
            for index in starts[customer]..<starts[customer + 1] { row.append((sortedDays[index], sortedAmounts[index])) }
            row.sort { $0.day < $1.day }
            appendPurchases(of: row)
        }
        if book.channels.isEmpty { book.channelOf = [] }
        if book.goods.isEmpty { book.goodsOf = [] }
        book.report.customers = count
        book.report.firstDay = book.days.min().map { Day(number: Int($0)) }
        book.report.lastDay = book.days.max().map { Day(number: Int($0)) }
        return book
    }

    private mutating func appendPurchases(of row: [(day: Int32, fen: Int64)]) {
        let start = book.days.count
        var refunded = false
        var index = 0
        while index < row.count {
            let day = row[index].day
            var bought = false
            var back: Int64 = 0
            var amount: Int64 = 0
            while index < row.count, row[index].day == day {
                let fen = row[index].fen
                // Amounts are within ±2⁵³ fen each: sums of a day stay far from overflow, and are cut off at the limit all the same.
                if fen < 0 {
                    back = min(back - fen, Money.limit)
                } else {
                    amount = min(amount + fen, Money.limit)
                    bought = true
                }
                index += 1
            }
            if bought {
                book.days.append(day)
                book.amounts.append(amount)
            }
            guard back > 0 else { continue }
            refunded = true
            takeBack(back, from: start)
        }
        if refunded, book.days.count == start { book.report.refundedCustomers += 1 }
        book.offsets.append(book.days.count)
    }

    /// Lessens the latest purchases by a refund; a purchase that is paid back in full is none.
    private mutating func takeBack(_ fen: Int64, from start: Int) {
        var rest = fen
        while rest > 0, book.days.count > start {
            let last = book.amounts.count - 1
            if book.amounts[last] > rest {
                book.amounts[last] -= rest
                return
            }
            rest -= book.amounts[last]
            book.amounts.removeLast()
            book.days.removeLast()
        }
        if rest > 0 {
            book.report.unmatchedRefunds = Money(fen: min(book.report.unmatchedRefunds.fen + rest, Money.limit))
        }
    }
}

/// Hashes seen so far: open addressing over 64-bit values, 8 bytes an entry.
private struct HashSet {
    private var slots: [UInt64] = Array(repeating: 0, count: 1 << 12)
    private var count = 0

    /// False when the hash was there already.
    mutating func insert(_ hash: UInt64) -> Bool {
        let value = hash == 0 ? 1 : hash
        var slot = Int(truncatingIfNeeded: value >> 7) & (slots.count - 1)
        while slots[slot] != 0 {
            if slots[slot] == value { return false }
            slot = (slot + 1) & (slots.count - 1)
        }
        slots[slot] = value
        count += 1
        if count * 2 > slots.count {
            let old = slots
            slots = Array(repeating: 0, count: old.count * 2)
            for entry in old where entry != 0 {
                var slot = Int(truncatingIfNeeded: entry >> 7) & (slots.count - 1)
                while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
                slots[slot] = entry
            }
        }
        return true
    }
}
