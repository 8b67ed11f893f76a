// SPDX-License-Identifier: GPL-3.0-or-later
public import Market

/// What customers bought on which day, net of refunds: column arrays, purchases ordered by customer and day, one a customer and day.
public struct OrderBook: Sendable {
    /// Customers' names in order of first appearance in the file.
    public internal(set) var customers = NameColumn()
    /// Where each customer's purchases begin in `days` and `amounts`; one more entry than customers.
    public internal(set) var offsets: [Int] = [0]
    /// Day numbers of the purchases.
    public internal(set) var days: [Int32] = []
    /// Net amount of each purchase, fen, at least 0.
    public internal(set) var amounts: [Int64] = []
    /// Names of acquisition channels and first goods; empty where the file has no such column.
    public internal(set) var channels: [String] = []
    public internal(set) var goods: [String] = []
    /// For each customer the place of the first order's channel and goods in those; empty where the file has no such column.
    public internal(set) var channelOf: [Int32] = []
    public internal(set) var goodsOf: [Int32] = []
    public internal(set) var report = OrderReport()

    public var count: Int { customers.count }

    /// The purchases of a customer as places in `days` and `amounts`; empty where refunds took all of them.
    public func purchases(of customer: Int) -> Range<Int> { offsets[customer]..<offsets[customer + 1] }
}

/// What became of the rows of an orders file. Every row is accounted for: `rows == taken + dropped`.
public struct OrderReport: Sendable, Codable, Hashable {
    /// Why a row was not taken.
    public enum Reason: String, Sendable, Codable, Hashable, CaseIterable {
        case missingCustomer = "missing-customer"
        case badTime = "bad-time"
        case badAmount = "bad-amount"
        case repeated
        /// Closed, cancelled or not paid yet, as its status says.
        case notPaid = "not-paid"
        case afterEnd = "after-end"
        case ragged
    }

    public struct Dropped: Sendable, Codable, Hashable {
        public var reason: Reason
        public var count: Int
        public var firstLine: Int
        public var found: String?

        private enum CodingKeys: String, CodingKey {
            case reason, count, found
            case firstLine = "first_line"
        }
    }

    public var file = ""
    public var rows = 0
    public var taken = 0
    public var dropped: [Dropped] = []
    public var customers = 0
    /// Rows with an amount below zero, subtracted from earlier purchases of the customer.
    public var refunds = 0
    /// Refunded money for which no earlier purchase was found.
    public var unmatchedRefunds = Money.zero
    /// Customers whose every purchase was refunded.
    public var refundedCustomers = 0
    public var firstDay: Day?
    public var lastDay: Day?
    /// False: identical rows cannot be told from repeated orders, as the file has neither order numbers nor times of day.
    public var findsRepeats = false

    private enum CodingKeys: String, CodingKey {
        case file, rows, taken, dropped, customers, refunds
        case unmatchedRefunds = "unmatched_refunds_fen"
        case refundedCustomers = "refunded_customers"
        case firstDay = "first_day"
        case lastDay = "last_day"
        case findsRepeats = "finds_repeated_rows"
    }

    mutating func drop(_ reason: Reason, line: Int, found: String? = nil) {
        rows += 1
        if let place = dropped.firstIndex(where: { $0.reason == reason }) {
            dropped[place].count += 1
        } else {
            dropped.append(Dropped(reason: reason, count: 1, firstLine: line, found: found.map { String($0.prefix(60)) }))
        }
    }
}
