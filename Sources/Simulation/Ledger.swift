// SPDX-License-Identifier: GPL-3.0-or-later
import Market

/// What one line was given, spent and reached on one day, as the platform counts it that night.
struct LineDay: Sendable, Hashable {
    var day: Int32
    var line: Int32
    /// Fen.
    var given: Int64
    var spent: Int64
    var impressions: Int32
    var clicks: Int32
    var carts: Int32
}

/// Up to four clicks that a person made last, newest in the lowest 16 bits; 0xFFFF is none. Days count from the world's epoch.
struct Touches: Sendable, Hashable {
    var lines: UInt64 = .max
    var days: UInt64 = 0
    /// Leaf category of the goods clicked on.
    var categories: UInt64 = 0

    @inline(__always)
    mutating func push(line: Int, day: Int, category: Int) {
        lines = lines << 16 | UInt64(truncatingIfNeeded: line & 0xFFFF)
        days = days << 16 | UInt64(truncatingIfNeeded: day & 0xFFFF)
        categories = categories << 16 | UInt64(truncatingIfNeeded: category & 0xFFFF)
    }

    /// The touches that may be credited with an order of a category: clicks on goods of the same category, not older than the
    /// window, newest first.
    func credited(category: Int, on day: Int, window: Int) -> [(line: Int, day: Int)] {
        var found: [(line: Int, day: Int)] = []
        for rank in 0..<4 {
            let shift = 16 * UInt64(rank)
            let line = Int(lines >> shift & 0xFFFF)
            let clicked = Int(days >> shift & 0xFFFF)
            guard line != 0xFFFF, day - clicked <= window else { break }
            if Int(categories >> shift & 0xFFFF) == category { found.append((line, clicked)) }
        }
        return found
    }
}

/// One order, with all that any report or the truth will ever say of it. Days count from the world's epoch.
struct OrderEvent: Sendable, Hashable {
    var day: Int32
    var goods: Int16
    var pieces: Int16
    var gmv: Int64
    /// Contribution before marketing, in fen.
    var margin: Int64
    var isNew: Bool
    /// The day on which the order is sent back, or an unpaid balance voids it; −1 never.
    var refundDay: Int32
    /// The day on which it settles when it is not sent back.
    var settleDay: Int32
    var touches: Touches
    /// The line credited by last click, −1 for an organic order, and the day of that click.
    var line: Int32
    var clickDay: Int32
    /// Commission that falls due on settlement, and the benefit that the shop gave away, in fen.
    var commission: Int64
    var benefit: Int64
}

/// The totals of one day that the shop itself knows.
struct ShopDay: Sendable, Hashable {
    var day: Int32
    var visitors: Int32
    /// Raw value of the event stage.
    var stage: Int32
    /// Decisions for the shop that failed because nothing was in stock.
    var lostToStock: Int32
    /// Fen given to lines that the world does not have.
    var refused: Int64
    /// People by lifecycle stage, in a group, and with an unused ticket.
    var stages: [Int32]
    var group: Int32
    var tickets: Int32
}

/// All that happened, in the order in which it happened.
struct Ledger: Sendable, Hashable {
    var lineDays: [LineDay] = []
    var orders: [OrderEvent] = []
    var shopDays: [ShopDay] = []
}
