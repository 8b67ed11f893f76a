// SPDX-License-Identifier: GPL-3.0-or-later
public import Market

/// One order or refund.
public struct OrderRow: Sendable, Hashable {
    /// Place of the customer among `OrderRows.customers`.
    public var customer: Int
    public var day: Day
    /// Below zero for a refund.
    public var amount: Money
    /// Places among `OrderRows.channels` and `goods`; nil where the row says none.
    public var channel: Int?
    public var goods: Int?
}

/// Orders and refunds one by one, in the order in which they came: 24 bytes each besides the names.
public struct OrderRows: Sendable {
    private var customerTable = NameTable()
    private var channelTable = NameTable()
    private var goodsTable = NameTable()
    private(set) var customerOf: [Int32] = []
    private(set) var days: [Int32] = []
    private(set) var amounts: [Int64] = []
    /// Places of channel and goods by row, -1 for none; empty where no row has one.
    private(set) var channelOf: [Int32] = []
    private(set) var goodsOf: [Int32] = []
    public internal(set) var report = OrderReport()

    /// No orders yet; `file` is the name that reports show.
    public init(file: String) { report.file = file }

    public var count: Int { days.count }
    /// Customers' names in order of first appearance.
    public var customers: NameColumn { customerTable.names }
    /// First and last day; nil where there are no rows.
    public var period: ClosedRange<Day>? {
        guard let first = days.min(), let last = days.max() else { return nil }
        return Day(number: Int(first))...Day(number: Int(last))
    }

    public subscript(row: Int) -> OrderRow {
        func place(_ places: [Int32]) -> Int? { places.isEmpty || places[row] < 0 ? nil : Int(places[row]) }
        return OrderRow(
            customer: Int(customerOf[row]), day: Day(number: Int(days[row])), amount: Money(fen: amounts[row]),
            channel: place(channelOf), goods: place(goodsOf))
    }

    /// Takes a row that is stored elsewhere.
    public mutating func append(customer: String, day: Day, amount: Money, channel: String?, goods: String?) {
        let channel = channel.map { Int32(channelTable.place($0)) } ?? -1
        let goods = goods.map { Int32(goodsTable.place($0)) } ?? -1
        append(Int32(customerTable.place(customer)), Int32(day.number), amount.fen, channel, goods)
    }

    /// Takes a row of a file; `channel` and `goods` are nil where the file has no such column.
    mutating func append(
        _ buffer: [UInt8], customer: ScannedField, day: Int32, fen: Int64, channel: ScannedField?, goods: ScannedField?
    ) {
        let channel = channel.map { OrderRows.place(buffer, $0, &channelTable) } ?? -1
        let goods = goods.map { OrderRows.place(buffer, $0, &goodsTable) } ?? -1
        append(Int32(customerTable.place(buffer, customer.start, customer.end)), day, fen, channel, goods)
    }

    private mutating func append(_ customer: Int32, _ day: Int32, _ fen: Int64, _ channel: Int32, _ goods: Int32) {
        OrderRows.append(channel, to: &channelOf, count: days.count)
        OrderRows.append(goods, to: &goodsOf, count: days.count)
        customerOf.append(customer)
        days.append(day)
        amounts.append(fen)
        report.rows += 1
        report.taken += 1
        if fen < 0 { report.refunds += 1 }
    }

    private static func place(_ buffer: [UInt8], _ field: ScannedField, _ table: inout NameTable) -> Int32 {
        field.start < field.end ? Int32(table.place(buffer, field.start, field.end)) : -1
    }

    /// The column stays empty until some row has a name.
    private static func append(_ place: Int32, to column: inout [Int32], count: Int) {
        if column.isEmpty {
            guard place >= 0 else { return }
            column = Array(repeating: -1, count: count)
        }
        column.append(place)
    }

    /// Names of the channels and goods.
    public var channels: NameColumn { channelTable.names }
    public var goods: NameColumn { goodsTable.names }
}
