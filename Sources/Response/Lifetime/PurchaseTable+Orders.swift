// SPDX-License-Identifier: GPL-3.0-or-later
public import Market
public import Records

/// Customers of an order book as the models see them.
public struct PurchaseCohort: Sendable {
    public var table = PurchaseTable()
    /// For each entry of the table the customer's place in the order book.
    public var customers: [Int32] = []
    /// Day of each customer's first purchase.
    public var firstDays: [Int32] = []
    /// Sum of all purchases and of the first one over all customers, yuan.
    public var totalValue = 0.0
    public var firstValue = 0.0

    /// Sums up all purchases up to and including `end`; customers whose first one is later are left out.
    public init(_ book: OrderBook, end: Day) {
        let last = Int32(clamping: end.number)
        table.reserveCapacity(book.count)
        customers.reserveCapacity(book.count)
        firstDays.reserveCapacity(book.count)
        for customer in 0..<book.count {
            let places = book.purchases(of: customer)
            guard let first = places.first, book.days[first] <= last else { continue }
            var repeats = 0
            var recent = book.days[first]
            var fen: Int64 = 0
            for place in places.dropFirst() where book.days[place] <= last {
                repeats += 1
                recent = book.days[place]
                fen = fen.addingReportingOverflow(book.amounts[place]).partialValue
            }
            table.append(
                repeats: repeats, recency: Double(recent - book.days[first]) / 7, age: Double(last - book.days[first]) / 7,
                meanValue: repeats > 0 ? Double(fen) / 100 / Double(repeats) : 0)
            customers.append(Int32(customer))
            firstDays.append(book.days[first])
            firstValue += Double(book.amounts[first]) / 100
            totalValue += Double(book.amounts[first] + fen) / 100
        }
    }

    public var count: Int { table.count }
    /// Mean value of an order, yuan.
    public var meanOrderValue: Double {
        let orders = table.repeats.reduce(count) { $0 + Int($1) }
        return orders > 0 ? totalValue / Double(orders) : 0
    }

    /// The entries at the given places.
    func subset(_ places: [Int]) -> PurchaseCohort {
        var copy = self
        copy.table = table.subset(places)
        copy.customers = places.map { customers[$0] }
        copy.firstDays = places.map { firstDays[$0] }
        return copy
    }
}
