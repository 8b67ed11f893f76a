// SPDX-License-Identifier: GPL-3.0-or-later
import Market

extension OrderBook {
    /// Orders purchases by customer and day, merges those of a day and takes refunds off.
    public init(_ rows: OrderRows) {
        report = rows.report
        customers = rows.customers
        let count = customers.count
        (channelOf, channels) = OrderBook.firsts(rows, rows.channelOf, rows.channels)
        (goodsOf, goods) = OrderBook.firsts(rows, rows.goodsOf, rows.goods)
        var starts = [Int](repeating: 0, count: count + 1)
        for customer in rows.customerOf { starts[Int(customer) + 1] += 1 }
        for place in 0..<count { starts[place + 1] += starts[place] }
        var sortedDays = [Int32](repeating: 0, count: rows.count)
        var sortedAmounts = [Int64](repeating: 0, count: rows.count)
        var next = starts
        for index in 0..<rows.count {
            let customer = Int(rows.customerOf[index])
            sortedDays[next[customer]] = rows.days[index]
            sortedAmounts[next[customer]] = rows.amounts[index]
            next[customer] += 1
        }
        offsets.reserveCapacity(count + 1)
        var row: [(day: Int32, fen: Int64)] = []
        for customer in 0..<count {
            row.removeAll(keepingCapacity: true)
            for index in starts[customer]..<starts[customer + 1] { row.append((sortedDays[index], sortedAmounts[index])) }
            row.sort { $0.day < $1.day }
            appendPurchases(of: row)
        }
        report.customers = count
        report.firstDay = days.min().map { Day(number: Int($0)) }
        report.lastDay = days.max().map { Day(number: Int($0)) }
    }

    /// For each customer what the first order says, and the names in order of their first use; `-` where it says nothing.
    private static func firsts(_ rows: OrderRows, _ column: [Int32], _ names: NameColumn) -> (of: [Int32], names: [String]) {
        guard !column.isEmpty else { return ([], []) }
        var firstDay = [Int32](repeating: .max, count: rows.customers.count)
        var first = [Int32](repeating: -1, count: rows.customers.count)
        for index in 0..<rows.count where rows.amounts[index] >= 0 {
            let customer = Int(rows.customerOf[index])
            guard rows.days[index] < firstDay[customer] else { continue }
            firstDay[customer] = rows.days[index]
            first[customer] = column[index]
        }
        // Place -1, no name, comes first in the list of new places.
        var places = [Int32](repeating: -1, count: names.count + 1)
        var used: [String] = []
        for customer in first.indices {
            let old = Int(first[customer]) + 1
            if places[old] < 0 {
                places[old] = Int32(used.count)
                used.append(old == 0 ? "-" : names[old - 1])
            }
            first[customer] = places[old]
        }
        return (first, used)
    }

    private mutating func appendPurchases(of row: [(day: Int32, fen: Int64)]) {
        let start = days.count
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
                days.append(day)
                amounts.append(amount)
            }
            guard back > 0 else { continue }
            refunded = true
            takeBack(back, from: start)
        }
        if refunded, days.count == start { report.refundedCustomers += 1 }
        offsets.append(days.count)
    }

    /// Lessens the latest purchases by a refund; a purchase that is paid back in full is none.
    private mutating func takeBack(_ fen: Int64, from start: Int) {
        var rest = fen
        while rest > 0, days.count > start {
            let last = amounts.count - 1
            if amounts[last] > rest {
                amounts[last] -= rest
                return
            }
            rest -= amounts[last]
            amounts.removeLast()
            days.removeLast()
        }
        if rest > 0 { report.unmatchedRefunds = Money(fen: min(report.unmatchedRefunds.fen + rest, Money.limit)) }
    }
}
