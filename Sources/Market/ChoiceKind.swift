// SPDX-License-Identifier: GPL-3.0-or-later

/// What a plan can decide besides money by line and day: the words of ``PlanChoice/kind`` that planner, exports and market world share.
///
/// Each kind has one unit, a range of values, the dimensions that it may name and, for some, a second number (``PlanChoice/limit``).
/// Of several rows of a kind that hold on one day for the same goods, audience and channel, the last one in the plan wins; a row with
/// a used-up `limit` steps back and the row before it holds again. Without a row, nothing of the kind is offered, except where a default
/// is named. Money of lines (search, feed, messages bought by amount, express push) is no choice but an entry of the plan.
public enum ChoiceKind: String, Sendable, Codable, CaseIterable, Hashable {
    // Affiliates (淘宝客).

    /// Commission rate on settled sales (通用, 营销计划), percent by goods; default: the shop's usual rate. `limit`: first so many pieces only.
    case commission
    /// Rate for invited affiliates alone (定向计划), percent by goods: those with the most followers. `limit`: how many are invited.
    case targetedCommission = "targeted-commission"
    /// Team leaders' fee (团长服务费) on settled sales, percent by goods, on top of the commission: leaders whom it suits speak to their team.
    case serviceFee = "service-fee"
    /// Enrols goods in the platform's presale subsidy (预售加补): on presale days the affiliate's earning rises to so many times the
    /// highest commission, paid by the platform. Never beyond the platform's own factor and pool.
    case presaleSubsidy = "presale-subsidy"
    /// Enrols goods in commission doubling (佣金翻倍): percent of the price added on event days, paid by the platform, within its limit and pool.
    case commissionDoubling = "commission-doubling"

    // Prices and benefits.

    /// Yuan off one order by goods and audience (优惠券, 红包). `limit`: how many orders may use it.
    case coupon
    /// Yuan off an order from a value on (满减), by goods and audience. `limit`: the value in yuan. Does not add to a coupon: the larger holds.
    case thresholdDiscount = "threshold-discount"
    /// Percent off the price for everybody of the audience (直降).
    case priceCut = "price-cut"
    /// Yuan off for people without an order in 365 days (首单直降), by goods.
    case firstOrderDiscount = "first-order-discount"
    /// Percent off for a buyer who brings one more (拼团), by goods.
    case groupBuying = "group-buying"
    /// Deposit that a presale order pays at once, percent of the price by goods (定金); 0: no presale of these goods. Default: the shop's usual.
    case deposit
    /// A sample at this price in yuan (派样), by goods and audience. `limit`: pieces a day.
    case sample
    /// This goods offered for so many yuan less to an order that it lifts over the `limit`, a value in yuan (智能加购凑单).
    case addOn = "add-on"

    // Own contacts.

    /// Posts a week of an owned channel (群, 微淘, 短视频 …); default: the shop's usual number.
    case posts
    /// Messages a day of a message channel to an audience, pieces; they cost their price. Audiences may be lists: ``Audience/cartHolder``,
    /// ``Audience/ticketHolder``, ``Audience/groupMember``.
    case messages
    /// Hours on air a day of an owned live room (店铺自播).
    case live
    /// Staff hours a day for personal advice (专属客服, BA在线).
    case service
    /// Entry tickets during an event's warm-up (入场券): yuan off for a holder who orders in the burst. Default: tickets without a benefit.
    case ticket
    /// Goods shown first to an audience that comes by itself (千人千面): slot 1 is the first.
    case page

    // Fixed sums.

    /// Fixed fee a day for the first place above all results of a search for the shop (品销宝 by contract), yuan by channel; holds when it reaches the list price.
    case contract
    /// Fixed fee a day for an exclusive keyword that leads known customers back (一词直达), yuan; holds when it reaches the list price.
    case keywordLanding = "keyword-landing"
    /// Entry of goods in an event's venue (会场), 1 entered: needs the venue's price cut in the burst and enrolment before its deadline.
    case venue
    /// Joins a programme of the platform that pays a part of the media money, percent; `option` names it, `limit` is its cap in yuan. Never more than
    /// the platform grants.
    case programme

    // Relations.

    /// Yuan for a customer who brings a new one (老带新), paid on the new one's first order.
    case referral
    /// Yuan for following the shop (关注礼), by audience.
    case followReward = "follow-reward"
    /// Yuan for joining as a member (入会礼), by audience.
    case joinReward = "join-reward"

    /// What ``PlanChoice/value`` is counted in; a row with another unit is refused, never guessed.
    public var unit: String {
        switch self {
        case .commission, .targetedCommission, .serviceFee, .commissionDoubling, .priceCut, .groupBuying, .deposit, .programme:
            "percent"
        case .presaleSubsidy: "factor"
        case .coupon, .thresholdDiscount, .firstOrderDiscount, .sample, .addOn, .ticket, .contract, .keywordLanding, .referral,
            .followReward, .joinReward:
            "yuan"
        case .posts: "posts"
        case .messages: "pieces"
        case .live, .service: "hours"
        case .page: "slot"
        case .venue: "entry"
        }
    }

    /// Values that are accepted.
    public var range: ClosedRange<Double> {
        switch self {
        case .commission, .targetedCommission, .serviceFee: 0...90
        case .commissionDoubling: 0...5
        case .priceCut, .groupBuying: 0...90
        case .deposit: 0...100
        case .programme: 0...100
        case .presaleSubsidy: 1...10
        case .coupon, .thresholdDiscount, .firstOrderDiscount, .sample, .addOn, .ticket, .referral, .followReward, .joinReward:
            0...100_000
        case .contract, .keywordLanding: 0...10_000_000
        case .posts: 0...70
        case .messages: 0...100_000_000
        case .live, .service: 0...1_000
        case .page: 0...100
        case .venue: 0...1
        }
    }

    /// A dimension of a plan that a choice may name; any other must be `all`.
    public enum Dimension: String, Sendable, Codable, CaseIterable, Hashable {
        case channel, goods, audience
    }

    /// Dimensions that may be named.
    public var dimensions: Set<Dimension> {
        switch self {
        case .commission, .targetedCommission, .serviceFee, .presaleSubsidy, .commissionDoubling: [.goods]
        case .coupon, .thresholdDiscount, .priceCut, .sample, .addOn, .page: [.goods, .audience]
        case .firstOrderDiscount, .groupBuying, .deposit, .venue: [.goods]
        case .posts: [.channel, .goods]
        case .messages: [.channel, .goods, .audience]
        case .live: [.channel, .goods]
        case .service: [.channel]
        case .contract: [.channel]
        case .followReward, .joinReward: [.audience]
        case .ticket, .keywordLanding, .programme, .referral: []
        }
    }

    /// What ``PlanChoice/limit`` is counted in; nil where there is none.
    public var limitUnit: String? {
        switch self {
        case .commission, .sample: "pieces"
        case .targetedCommission: "affiliates"
        case .coupon: "orders"
        case .thresholdDiscount, .addOn, .programme: "yuan"
        default: nil
        }
    }
}

/// Why a choice cannot be carried out.
public enum ChoiceFault: Error, Sendable, Hashable {
    /// No kind has this name; the nearest one that exists.
    case unknownKind(String, nearest: String?)
    /// The unit is not the kind's.
    case unit(found: String, expected: String)
    case value(found: Double, accepted: ClosedRange<Double>)
    /// A limit where the kind has none, or one below 0.
    case limit(found: Double)
    /// The kind does not distinguish this dimension.
    case dimension(ChoiceKind.Dimension)
    /// The last day lies before the first.
    case period

    /// What a person is told.
    public var notice: Notice {
        switch self {
        case .unknownKind(let name, let nearest):
            Notice("choice-fault.unknown-kind", ["kind": .text(name), "nearest": .text(nearest ?? "")])
        case .unit(let found, let expected):
            Notice("choice-fault.unit", ["found": .text(found), "expected": .text(expected)])
        case .value(let found, let accepted):
            Notice(
                "choice-fault.value",
                ["found": .number(found), "low": .number(accepted.lowerBound), "high": .number(accepted.upperBound)])
        case .limit(let found): Notice("choice-fault.limit", ["found": .number(found)])
        case .dimension(let dimension): Notice("choice-fault.dimension", ["dimension": .text(dimension.rawValue)])
        case .period: Notice("choice-fault.period")
        }
    }
}

extension PlanChoice {
    /// A choice of a known kind, in the kind's unit.
    public init(
        begin: Day, end: Day, _ kind: ChoiceKind, channel: Channel = .all, goods: GoodsID = .all, audience: Audience = .all,
        option: String? = nil, value: Double, limit: Double? = nil
    ) {
        self.init(
            begin: begin, end: end, kind: kind.rawValue, channel: channel, goods: goods, audience: audience,
            option: option ?? kind.rawValue, value: value, unit: kind.unit, limit: limit)
    }

    /// The kind, checked with unit, value, limit, dimensions and days.
    public func checked() throws(ChoiceFault) -> ChoiceKind {
        guard let known = ChoiceKind(rawValue: kind) else {
            throw .unknownKind(kind, nearest: nearestName(to: kind, in: ChoiceKind.allCases.map(\.rawValue)))
        }
        guard unit == known.unit else { throw .unit(found: unit, expected: known.unit) }
        guard value.isFinite, known.range.contains(value) else { throw .value(found: value, accepted: known.range) }
        if let limit {
            guard known.limitUnit != nil, limit.isFinite, limit >= 0 else { throw .limit(found: limit) }
        }
        if channel != .all, !known.dimensions.contains(.channel) { throw .dimension(.channel) }
        if goods != .all, !known.dimensions.contains(.goods) { throw .dimension(.goods) }
        if audience != .all, !known.dimensions.contains(.audience) { throw .dimension(.audience) }
        guard begin <= end else { throw .period }
        return known
    }
}

extension Audience {
    /// People with goods in their cart.
    public static let cartHolder: Audience = "cart-holder"
    /// People with an entry ticket that was not called yet.
    public static let ticketHolder: Audience = "ticket-holder"
    /// People in the shop's groups.
    public static let groupMember: Audience = "group-member"
}
