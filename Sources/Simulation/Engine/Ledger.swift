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

    /// The newest touch that may be credited with an order of a category; line −1 where there is none.
    func newest(category: Int, on day: Int, window: Int) -> (line: Int, day: Int) {
        for rank in 0..<4 {
            let shift = 16 * UInt64(rank)
            let line = Int(lines >> shift & 0xFFFF)
            let clicked = Int(days >> shift & 0xFFFF)
            guard line != 0xFFFF, day - clicked <= window else { break }
            if Int(categories >> shift & 0xFFFF) == category { return (line, clicked) }
        }
        return (-1, -1)
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
    /// What sort of order it is.
    enum Sort: UInt8, Sendable {
        case usual, presale, sample
        /// Goods added to another order of the same moment: not an order of its own.
        case addOn
    }

    var day: Int32
    var person: Int32
    var sort = Sort.usual
    /// Lifecycle stage of the buyer before the order.
    var stage: UInt8
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
    /// Commission with team leaders' fees that falls due on settlement, the benefit that the shop gave away, and what the platform adds for
    /// the affiliate, in fen.
    var commission: Int64
    var benefit: Int64
    var subsidy: Int64 = 0
    /// What a presale order paid at once, in fen.
    var deposit: Int64 = 0
    /// Yuan in fen for the customer who brought this one.
    var reward: Int64 = 0

    /// True for what counts as an order: neither a sample nor goods added to another order.
    var isOrder: Bool { sort == .usual || sort == .presale }
    /// True for a first order in 365 days, a sample included.
    var bringsNewCustomer: Bool { isNew && sort != .addOn }
    /// True when the order was sent back, or its balance not paid, by the morning of `day`.
    func isBack(by day: Int) -> Bool { refundDay >= 0 && Int(refundDay) < day }
}

/// What one day brought beside lines and orders.
struct DayTally: Sendable, Hashable {
    /// Fixed fees in fen.
    var fees: Int64 = 0
    /// Rewards for following and joining in fen.
    var rewards: Int64 = 0
    /// What the platform paid of the media money, in fen.
    var platformPaid: Int64 = 0
    var fans: Int32 = 0
    var members: Int32 = 0
    var carts: Int32 = 0
    var tickets: Int32 = 0
    var recalls: Int32 = 0
    /// People who brought somebody.
    var invitations: Int32 = 0
    /// People who saw an impression today.
    var reached: Int32 = 0
    /// People who were advised in person.
    var advised: Int32 = 0
    /// Visits by region, where the world has several.
    var regionVisits: [Int32] = []

    init(regions: Int = 1) {
        if regions > 1 { regionVisits = [Int32](repeating: 0, count: regions) }
    }
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
    var tally: DayTally
}

/// All that happened, in the order in which it happened.
struct Ledger: Sendable, Hashable {
    var lineDays: [LineDay] = []
    var orders: [OrderEvent] = []
    var shopDays: [ShopDay] = []
    /// Choices as they were handed in.
    var choices: [PlanChoice] = []
    var refusedChoices: [RefusedChoice] = []
}
