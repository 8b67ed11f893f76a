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
    /// Orders of goods at a price of their own; samples and add-ons are not orders.
    public var orders = 0
    /// First orders in 365 days, samples included.
    public var newCustomers = 0
    public var pieces = 0
    public var carts = 0
    /// People who followed, and who joined.
    public var fans = 0
    public var signUps = 0
    public var samples = 0
    /// Entry tickets claimed, and holders who came on theirs.
    public var tickets = 0
    public var ticketRecalls = 0
    /// Presale orders.
    public var deposits = 0
    /// People who were brought by somebody.
    public var referrals = 0
    /// People who saw an impression or got a contact.
    public var reach = 0
    /// Value of the orders.
    public var gmv = Money.zero
    /// Value of those that were neither sent back nor void.
    public var settledGMV = Money.zero
    /// Value of first orders, of fans' and of members' orders.
    public var newCustomerGMV = Money.zero
    public var fanGMV = Money.zero
    public var memberGMV = Money.zero
    /// Value of presale orders.
    public var presaleGMV = Money.zero
    /// Contribution of the settled orders before marketing.
    public var margin = Money.zero
    /// Auctioned media and prepaid packages.
    public var media = Money.zero
    public var messages = Money.zero
    /// Commission and team leaders' fees on the settled orders.
    public var commission = Money.zero
    /// Benefits redeemed with the settled orders, price cuts and rewards included.
    public var benefits = Money.zero
    /// Fixed fees.
    public var fees = Money.zero
    /// What the platform paid of the media money.
    public var platformPaid = Money.zero
    /// What the platform added for affiliates: no cost of the shop.
    public var subsidies = Money.zero
    /// Decisions for the shop that failed because nothing was in stock.
    public var lostToStock = 0

    public init(day: Day) { self.day = day }

    /// All marketing money of the shop: what the platform pays is not.
    public var spend: Money { media + messages + commission + benefits + fees - platformPaid }
    /// Contribution less marketing money. A benefit is already missing from `gmv`, not from `margin`.
    public var profit: Money { margin - spend }

    /// The amount of an outcome, money in yuan; nil for one that a world does not count.
    public func value(of outcome: Outcome) -> Double? {
        switch outcome {
        case .visits: Double(visitors)
        case .carts: Double(carts)
        case .orders: Double(orders)
        case .newCustomers: Double(newCustomers)
        case .gmv: gmv.yuan
        case .settledGMV: settledGMV.yuan
        case .margin: margin.yuan
        case "fans": Double(fans)
        case "sign_ups": Double(signUps)
        case "samples": Double(samples)
        case "tickets", "reservations": Double(tickets)
        case "ticket_recalls": Double(ticketRecalls)
        case "deposits": Double(deposits)
        case "referrals": Double(referrals)
        case "reach": Double(reach)
        case "new_customer_gmv": newCustomerGMV.yuan
        case "fan_gmv": fanGMV.yuan
        case "member_gmv": memberGMV.yuan
        case "presale_gmv": presaleGMV.yuan
        case "profit": profit.yuan
        default: nil
        }
    }

    /// Outcomes that ``value(of:)`` knows.
    public static let outcomes: [Outcome] = [
        .visits, .carts, .orders, .newCustomers, .gmv, .settledGMV, .margin, "fans", "sign_ups", "samples", "tickets",
        "ticket_recalls", "deposits", "referrals", "reach", "new_customer_gmv", "fan_gmv", "member_gmv", "presale_gmv",
        "profit",
    ]

    mutating func add(_ other: TruthDay) { combine(other, 1) }

    func minus(_ other: TruthDay) -> TruthDay {
        var result = self
        result.combine(other, -1)
        return result
    }

    private mutating func combine(_ other: TruthDay, _ sign: Int) {
        for count in TruthDay.counts { self[keyPath: count] += sign * other[keyPath: count] }
        for amount in TruthDay.amounts { self[keyPath: amount].fen += Int64(sign) * other[keyPath: amount].fen }
    }

    private static let counts: [any WritableKeyPath<TruthDay, Int> & Sendable] = [
        \.visitors, \.orders, \.newCustomers, \.pieces, \.carts, \.fans, \.signUps, \.samples, \.tickets, \.ticketRecalls,
        \.deposits, \.referrals, \.reach, \.lostToStock,
    ]
    private static let amounts: [any WritableKeyPath<TruthDay, Money> & Sendable] = [
        \.gmv, \.settledGMV, \.newCustomerGMV, \.fanGMV, \.memberGMV, \.presaleGMV, \.margin, \.media, \.messages, \.commission,
        \.benefits, \.fees, \.platformPaid, \.subsidies,
    ]
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

extension LineDay {
    /// The entry in the market's words.
    func spend(_ epoch: Day, _ lines: LineTable) -> LineSpend {
        LineSpend(
            day: epoch.advanced(by: Int(day)), line: lines.keys[Int(line)], given: Money(fen: given), spent: Money(fen: spent),
            impressions: Int(impressions), clicks: Int(clicks), carts: Int(carts))
    }
}

extension Ledger {
    /// The truth of the days `from ..< end`, counted from the epoch.
    func truth(from: Int, end: Int, epoch: Day, model: WorldModel, lines: LineTable) -> WorldTruth {
        var days = (from..<max(from, end)).map { TruthDay(day: epoch.advanced(by: $0)) }
        func index(_ day: Int32) -> Int? { Int(day) >= from && Int(day) < end ? Int(day) - from : nil }
        for order in orders {
            if let day = index(order.day) { days[day].count(order) }
        }
        for entry in lineDays {
            guard let day = index(entry.day) else { continue }
            let channel = model.parameters.channels[lines.channel[Int(entry.line)]]
            switch channel.kind {
            case .message: days[day].messages.fen += entry.spent
            case .affiliate, .owned: break
            default: days[day].media.fen += entry.spent
            }
        }
        for entry in shopDays {
            guard let day = index(entry.day) else { continue }
            let tally = entry.tally
            days[day].visitors += Int(entry.visitors)
            days[day].lostToStock += Int(entry.lostToStock)
            days[day].carts += Int(tally.carts)
            days[day].fans += Int(tally.fans)
            days[day].signUps += Int(tally.members)
            days[day].tickets += Int(tally.tickets)
            days[day].ticketRecalls += Int(tally.recalls)
            days[day].referrals += Int(tally.invitations)
            days[day].reach += Int(tally.reached)
            days[day].fees.fen += tally.fees
            days[day].benefits.fen += tally.rewards
            days[day].platformPaid.fen += tally.platformPaid
        }
        return WorldTruth(days: days)
    }
}

extension TruthDay {
    fileprivate mutating func count(_ order: OrderEvent) {
        switch order.sort {
        case .usual: orders += 1
        case .presale:
            orders += 1
            deposits += 1
            presaleGMV.fen += order.gmv
        case .sample: samples += 1
        case .addOn: break
        }
        pieces += Int(order.pieces)
        gmv.fen += order.gmv
        if order.bringsNewCustomer { newCustomers += 1 }
        if order.isNew { newCustomerGMV.fen += order.gmv }
        if order.stage == Stage.fan { fanGMV.fen += order.gmv }
        if order.stage == Stage.member { memberGMV.fen += order.gmv }
        guard order.refundDay < 0 else { return }
        settledGMV.fen += order.gmv
        margin.fen += order.margin
        commission.fen += order.commission
        benefits.fen += order.benefit + order.reward
        subsidies.fen += order.subsidy
    }
}
