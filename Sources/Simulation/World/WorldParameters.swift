// SPDX-License-Identifier: GPL-3.0-or-later
public import Market

/// Everything that one world is made of, after the family's draws and the description's overrides.
///
/// A world file in its short form never spells these; they are public so that a world can be inspected and rebuilt elsewhere.
public struct WorldParameters: Sendable, Codable, Hashable {
    /// Number of people.
    public var people: Int
    /// Leaf categories of the shop.
    public var categories: [String]
    public var goods: [GoodsParameters]
    /// In the order in which a day's contacts happen.
    public var channels: [ChannelParameters]
    /// Audiences that money can be given to, by name, as sets of lifecycle stages (bit 0 stranger … bit 4 member).
    public var audiences: [AudienceParameters]
    public var demand: DemandParameters
    public var affiliates: AffiliateParameters
    public var owned: OwnedParameters
    public var calendar: CalendarParameters
    public var platform: PlatformParameters
    /// Number of regions that people live in, each as likely as the other; 1 for none.
    public var regions: Int
    /// The recorded merchant's mean media budget of one day.
    public var dailyBudget: Money
    /// Days after a click within which an order is credited to it.
    public var attributionWindow: Int
    /// How the recorded merchant spreads it.
    public var habit: MerchantHabit
}

/// One item of the shop.
public struct GoodsParameters: Sendable, Codable, Hashable {
    public var id: GoodsID
    public var title: String
    /// Index into `WorldParameters.categories`.
    public var category: Int
    public var price: Money
    public var unitMargin: Money
    /// Pieces on hand at the world's first day.
    public var stock: Int64
    /// Pieces that arrive every 14 days, as a multiple of what was sold since; 0 for goods that are not restocked.
    public var restock: Double
    public var listedOn: Day
    /// Attraction of the goods in a choice, in logits.
    public var quality: Double
    /// Place on the circle of styles, 0 ..< 1.
    public var style: Double
    /// Reviews at the world's first day: few reviews make buyers wary.
    public var reviews: Int
}

/// One channel.
public struct ChannelParameters: Sendable, Codable, Hashable {
    public var channel: Channel
    public var kind: ChannelKind
    /// Mean share of days on which a person is present (for search: on a day with a need).
    public var presence: Double
    /// Largest number of slots a present person gives.
    public var slots: Int
    /// Click rate of an impression on an average person who has no need.
    public var clickRate: Double
    /// Factor on the click rate for a person with a need in the goods' category.
    public var intent: Double
    /// Median of the highest competing bid for an impression, in fen.
    public var impressionPrice: Double
    /// Lowest price of an impression, in fen.
    public var floor: Double
    /// True when a click is paid, false when an impression is.
    public var paysClicks: Bool
    /// How much the first contacts are overlooked: the click rate starts at 1 − wearIn and is full once the shop is remembered.
    public var wearIn: Double
    /// What an impression leaves in memory, as a share of what was not yet remembered.
    public var imprint: Double
    /// Share of clicks that are attentive: the others were by accident and bring nothing.
    public var attention: Double
    /// How well the platform sees who is about to buy: 0 not at all.
    public var insight: Double
    /// Competing bidders.
    public var bidders: Int
}

/// An audience by name.
public struct AudienceParameters: Sendable, Codable, Hashable {
    public var name: Audience
    /// Bit i: the stage with index i belongs to it.
    public var stages: UInt8
}

/// How people come to need, remember, consider and decide.
public struct DemandParameters: Sendable, Codable, Hashable {
    /// Mean days between two needs of one person.
    public var needInterval: Double
    /// Chance a day that a person with a need finds the shop without having heard of it.
    public var discovery: Double
    /// Further chance a day per unit of memory.
    public var recall: Double
    /// Chance a day that a fan or member drops by without a need.
    public var browsing: Double
    /// Chance that a visit without a need creates one, at average affinity.
    public var impulse: Double
    /// Share of people who decide fast, and the two daily chances to decide.
    public var fastShare: Double
    public var fastDecision: Double
    public var slowDecision: Double
    /// Utility of buying elsewhere, in logits.
    public var outside: Double
    /// Share of memory that is left after one day.
    public var memoryKept: Double
    /// Share of contact fatigue that is left after one day.
    public var fatigueKept: Double
    /// Chance that a visit ends with the goods in the cart, at average affinity.
    public var carting: Double
    /// Chance that a visitor follows the shop; that a buyer joins.
    public var following: Double
    public var joining: Double
    /// Share of orders that are sent back, and pieces per order.
    public var refund: Double
    public var quantity: Double
    /// Share of people who bought before.
    public var loyalShare: Double
    /// Chance that a person whose goods are sold out takes another one of the shop.
    public var substitution: Double
    /// Deposit that presale orders usually pay at once, as a share.
    public var deposit: Double
    /// Chance a day that a buyer talks about the shop to somebody.
    public var talk: Double
    /// Median reward in fen that people ask for bringing a friend, following, joining.
    public var referralAsked: Double
    public var followAsked: Double
    public var joinAsked: Double
}

/// What the platform offers: pools, programmes, prepaid packages, fixed fees, the venue of an event.
public struct PlatformParameters: Sendable, Codable, Hashable {
    /// Largest factor on the commission that presale days may bring an affiliate, and what the platform has for it per event.
    public var presaleFactor: Double
    public var presalePool: Money
    /// Largest share of the price that the platform adds on event days, and what it has for it per event.
    public var doublingLimit: Double
    public var doublingPool: Money
    /// Share of media money that the platform pays while a programme is joined, and its cap.
    public var coFunding: Double
    public var coFundingCap: Money
    /// Traffic that the platform adds to a shop's first 30 days of media, as a share of its money.
    public var coldStart: Double
    /// Price of one prepaid package.
    public var package: Money
    /// List price of the first place for searches of the shop, and of an exclusive keyword, per day.
    public var contractFee: Money
    public var keywordFee: Money
    /// Price cut that the venue demands in the burst, as a share; days before the burst on which enrolment ends.
    public var venueCut: Double
    public var venueDeadline: Int
    /// Chance that somebody who strolls through the venue meets one of the entered goods.
    public var venueReach: Double
    /// Clicks outside the platform before the burst from which goods are met twice as often there.
    public var outerThreshold: Double
}

/// The affiliates and what the platform adds for them.
public struct AffiliateParameters: Sendable, Codable, Hashable {
    /// Number of affiliates; 0 when the shop does not use them.
    public var count: Int
    /// Commission rate that holds where no choice sets one, as a share of the settled amount.
    public var defaultRate: Double
    /// Platform subsidy on top, as a share of the settled amount, on event days; paid by the platform.
    public var subsidy: Double
    /// Share of the commission (not of the subsidy) that the platform keeps.
    public var fee: Double
    /// Median earning per click in fen of other shops' goods that compete for a push.
    public var outsideEarning: Double
    /// Days between two decisions of one affiliate.
    public var rethink: Int
    /// Chance a day that a follower sees a push; chance of a click at average affinity.
    public var contact: Double
    public var clickRate: Double
}

/// The shop's own contacts.
public struct OwnedParameters: Sendable, Codable, Hashable {
    /// Share of fans, buyers and members who are in a group.
    public var groupShare: Double
    /// Posts a week.
    public var posts: Int
    /// Chance that a group member reads a post, and then visits.
    public var groupRead: Double
    public var groupVisit: Double
    /// Price of one message in fen; chance that it recalls its reader.
    public var messagePrice: Double
    public var messageRecall: Double
    /// Chance that a visitor claims an entry ticket in the warm-up; chance that a claimant returns when called.
    public var ticketClaim: Double
    public var ticketRecall: Double
}

/// Weekdays and events.
public struct CalendarParameters: Sendable, Codable, Hashable {
    /// Factor on needs and presence, Monday first.
    public var weekdays: [Double]
    public var events: [EventParameters]
}

/// One event: its days and how strong it is.
public struct EventParameters: Sendable, Codable, Hashable {
    public var name: String
    public var seeding: Day
    public var presale: Day
    public var burst: Day
    public var encore: Day
    /// First day after the event.
    public var over: Day
    /// Factor on needs in the burst.
    public var strength: Double
    /// Mean factor on competing bids in the burst; each bidder has its own.
    public var bids: Double
    /// Price reduction in the burst, as a share.
    public var discount: Double

    /// The days must come in the order seeding ≤ presale ≤ burst < over, burst ≤ encore ≤ over.
    public init(
        name: String, seeding: Day, presale: Day, burst: Day, encore: Day, over: Day, strength: Double = 2, bids: Double = 1.5,
        discount: Double = 0.1
    ) {
        self.name = name
        self.seeding = seeding
        self.presale = presale
        self.burst = burst
        self.encore = encore
        self.over = over
        self.strength = strength
        self.bids = bids
        self.discount = discount
    }
}
