// SPDX-License-Identifier: GPL-3.0-or-later
public import Market

/// What really happened, whatever any report credits: never shown to a planner.
public struct WorldTruth: Sendable, Hashable, Codable {
    /// One entry per day, in order.
    public var days: [TruthDay]

    public init(days: [TruthDay]) { self.days = days }

    /// The sum over the days; its `day` is the first one.
    public var total: TruthDay {
        days.dropFirst().reduce(into: days.first ?? TruthDay(day: Day(number: 0))) { sum, day in sum.add(day) }
    }

    /// What this run brought more than `other`, day by day: against a run without delivery from the same state, the incremental
    /// outcome. Both must cover the same days; further days of either are left out.
    public func incremental(over other: WorldTruth) -> WorldTruth {
        WorldTruth(days: zip(days, other.days).map { $0.minus($1) })
    }
}

/// One day of the truth. Orders count on the day they were made, with what later became of them.
public struct TruthDay: Sendable, Hashable, Codable {
    public var day: Day
    public var visitors = 0
    public var orders = 0
    public var newCustomers = 0
    public var pieces = 0
    /// Value of the orders.
    public var gmv = Money.zero
    /// Value of those that were neither sent back nor void.
    public var settledGMV = Money.zero
    /// Contribution of the settled orders before marketing.
    public var margin = Money.zero
    /// Auctioned media.
    public var media = Money.zero
    public var messages = Money.zero
    /// Commission on the settled orders.
    public var commission = Money.zero
    /// Benefits redeemed with the settled orders.
    public var benefits = Money.zero
    /// Decisions for the shop that failed because nothing was in stock.
    public var lostToStock = 0

    public init(day: Day) { self.day = day }

    /// All marketing money.
    public var spend: Money { media + messages + commission + benefits }
    /// Contribution less marketing money. A benefit is already missing from `gmv`, not from `margin`.
    public var profit: Money { margin - spend }

    mutating func add(_ other: TruthDay) { self = combined(other, 1) }
    func minus(_ other: TruthDay) -> TruthDay { combined(other, -1) }

    private func combined(_ other: TruthDay, _ sign: Int) -> TruthDay {
        func sum(_ a: Money, _ b: Money) -> Money { Money(fen: a.fen + Int64(sign) * b.fen) }
        var result = self
        result.visitors += sign * other.visitors
        result.orders += sign * other.orders
        result.newCustomers += sign * other.newCustomers
        result.pieces += sign * other.pieces
        result.gmv = sum(gmv, other.gmv)
        result.settledGMV = sum(settledGMV, other.settledGMV)
        result.margin = sum(margin, other.margin)
        result.media = sum(media, other.media)
        result.messages = sum(messages, other.messages)
        result.commission = sum(commission, other.commission)
        result.benefits = sum(benefits, other.benefits)
        result.lostToStock += sign * other.lostToStock
        return result
    }
}

/// What one line was given and really spent on one day.
public struct LineSpend: Sendable, Hashable, Codable {
    public var day: Day
    public var line: LineKey
    public var given: Money
    /// Never more than `given`.
    public var spent: Money
    public var impressions: Int
    public var clicks: Int
    public var carts: Int
}

extension Ledger {
    /// The truth of the days `from ..< end`, counted from the epoch.
    func truth(from: Int, end: Int, epoch: Day, model: WorldModel, lines: LineTable) -> WorldTruth {
        var days = (from..<max(from, end)).map { TruthDay(day: epoch.advanced(by: $0)) }
        func index(_ day: Int32) -> Int? { Int(day) >= from && Int(day) < end ? Int(day) - from : nil }
        for order in orders {
            guard let day = index(order.day) else { continue }
            days[day].orders += 1
            days[day].pieces += Int(order.pieces)
            if order.isNew { days[day].newCustomers += 1 }
            days[day].gmv.fen += order.gmv
            guard order.refundDay < 0 else { continue }
            days[day].settledGMV.fen += order.gmv
            days[day].margin.fen += order.margin
            days[day].commission.fen += order.commission
            days[day].benefits.fen += order.benefit
        }
        for entry in lineDays {
            guard let day = index(entry.day) else { continue }
            switch model.parameters.channels[lines.channel[Int(entry.line)]].kind {
            case .message: days[day].messages.fen += entry.spent
            case .affiliate, .owned: break
            default: days[day].media.fen += entry.spent
            }
        }
        for entry in shopDays {
            guard let day = index(entry.day) else { continue }
            days[day].visitors += Int(entry.visitors)
            days[day].lostToStock += Int(entry.lostToStock)
        }
        return WorldTruth(days: days)
    }
}
