// SPDX-License-Identifier: GPL-3.0-or-later
import Market

/// A row of a report in 80 bytes: day and line as numbers, no text. Millions of them fit into memory or a temporary file.
struct PackedRow: BitwiseCopyable {
    /// Day and line, so that rows sort by day, then line.
    var key: UInt64
    /// Of the whole row as it stands in the file: equal rows are the same row twice.
    var hash: UInt64
    var spend: Int64
    var gmv: Int64 = 0
    var impressions = 0.0
    var clicks = 0.0
    var carts = 0.0
    var orders = 0.0
    var newCustomers = 0.0
    /// What is known of the row (`known…`), and `maybeTotal`.
    var flags: UInt32 = 0
    /// Line of the file, from 1; larger numbers than fit stay at the largest.
    var fileLine: UInt32

    static let knownGMV: UInt32 = 1
    static let knownImpressions: UInt32 = 2
    static let knownClicks: UInt32 = 4
    static let knownCarts: UInt32 = 8
    static let knownOrders: UInt32 = 16
    static let knownNewCustomers: UInt32 = 32
    /// The row names nothing that it is about, as rows of totals do.
    static let maybeTotal: UInt32 = 64

    /// Days before 1970 are negative; the key is not.
    private static let dayOffset = 1 << 20

    init(day: Day, line: Int, spend: Money, hash: UInt64, fileLine: Int) {
        key = UInt64(UInt32(truncatingIfNeeded: day.number + Self.dayOffset)) << 32 | UInt64(UInt32(truncatingIfNeeded: line))
        self.hash = hash
        self.spend = spend.fen
        self.fileLine = UInt32(clamping: fileLine)
    }

    /// A record of a file that is read strictly.
    init(_ record: HistoryRecord, line: Int, fileLine: Int) {
        self.init(day: record.day, line: line, spend: record.spend, hash: 0, fileLine: fileLine)
        setGMV(record.gmv)
        setImpressions(record.impressions)
        setClicks(record.clicks)
        setCarts(record.carts)
        setOrders(record.orders)
        setNewCustomers(record.newCustomers)
    }

    mutating func setGMV(_ value: Money?) {
        guard let value else { return }
        gmv = value.fen
        flags |= Self.knownGMV
    }

    mutating func setImpressions(_ value: Double?) { Self.set(&impressions, &flags, Self.knownImpressions, value) }
    mutating func setClicks(_ value: Double?) { Self.set(&clicks, &flags, Self.knownClicks, value) }
    mutating func setCarts(_ value: Double?) { Self.set(&carts, &flags, Self.knownCarts, value) }
    mutating func setOrders(_ value: Double?) { Self.set(&orders, &flags, Self.knownOrders, value) }
    mutating func setNewCustomers(_ value: Double?) { Self.set(&newCustomers, &flags, Self.knownNewCustomers, value) }

    private static func set(_ field: inout Double, _ flags: inout UInt32, _ flag: UInt32, _ value: Double?) {
        guard let value else { return }
        field = value
        flags |= flag
    }

    var day: Day { Day(number: Int(key >> 32) - Self.dayOffset) }
    var line: Int { Int(key & 0xFFFF_FFFF) }

    /// The outcomes that the row knows.
    static func outcomes(_ flags: UInt32) -> [Outcome] {
        [
            (knownImpressions, Outcome.impressions), (knownClicks, .clicks), (knownCarts, .carts), (knownOrders, .orders),
            (knownNewCustomers, .newCustomers), (knownGMV, .gmv),
        ].filter { flags & $0.0 != 0 }.map(\.1)
    }

    func record(_ line: LineKey) -> HistoryRecord {
        func known(_ flag: UInt32, _ value: Double) -> Double? { flags & flag != 0 ? value : nil }
        return HistoryRecord(
            day: day, line: line, spend: Money(fen: spend), impressions: known(Self.knownImpressions, impressions),
            clicks: known(Self.knownClicks, clicks), carts: known(Self.knownCarts, carts),
            orders: known(Self.knownOrders, orders), newCustomers: known(Self.knownNewCustomers, newCustomers),
            gmv: flags & Self.knownGMV != 0 ? Money(fen: gmv) : nil)
    }

    /// Adds another row of the same day and line; false, and nothing is changed, when a sum is beyond all measure. What one of them
    /// does not know counts as nothing beside a number.
    mutating func add(_ other: PackedRow) -> Bool {
        let (spend, gmv) = (spend + other.spend, gmv + other.gmv)
        guard spend <= Money.limit, gmv <= Money.limit else { return false }
        let sums = (
            impressions + other.impressions, clicks + other.clicks, carts + other.carts, orders + other.orders,
            newCustomers + other.newCustomers
        )
        guard sums.0.isFinite, sums.1.isFinite, sums.2.isFinite, sums.3.isFinite, sums.4.isFinite else { return false }
        (self.spend, self.gmv) = (spend, gmv)
        (impressions, clicks, carts, orders, newCustomers) = sums
        flags |= other.flags & 63
        return true
    }

    /// By day, line, then content: a row and its repetition stand side by side, the earlier one first.
    static func < (a: PackedRow, b: PackedRow) -> Bool {
        if a.key != b.key { return a.key < b.key }
        if a.hash != b.hash { return a.hash < b.hash }
        return a.fileLine < b.fileLine
    }
}
