// SPDX-License-Identifier: GPL-3.0-or-later
public import Market

/// A market world in its short form: what a `world.yaml` says.
///
/// A family, a size and a seed decide everything else by the draws documented in ``WorldFamily`` and ``WorldParameters``; each
/// override replaces one drawn figure and leaves all other draws as they were.
public struct WorldDescription: Sendable, Codable, Hashable {
    /// What the shop sells.
    public var family: WorldFamily
    /// How large it is.
    public var size: ShopSize
    /// The world's seed; another seed is another shop of the same family.
    public var seed: UInt64
    /// Days of history that are exported.
    public var days: Int
    /// First day of the history.
    public var begin: Day
    /// Drawn figures that the file replaces.
    public var overrides: WorldOverrides

    /// Days that a world lives before its history begins, so that memory, carts and stages are those of a running shop.
    public static let burnIn = 30

    public init(
        family: WorldFamily, size: ShopSize, seed: UInt64, days: Int = 120, begin: Day? = nil,
        overrides: WorldOverrides = WorldOverrides()
    ) {
        self.family = family
        self.size = size
        self.seed = seed
        self.days = days
        self.begin = begin ?? Day(number: 20_240)
        self.overrides = overrides
    }

    /// The day after the history's last one: where a plan may begin.
    public var end: Day { begin.advanced(by: days) }

    /// The same description with another seed: another shop of the family, with another history.
    public func redrawn(seed: UInt64) -> WorldDescription {
        var copy = self
        copy.seed = seed
        return copy
    }
}

/// Figures of a world that a file may set; nil leaves the family's draw.
public struct WorldOverrides: Sendable, Codable, Hashable {
    public var people: Int?
    /// Number of goods.
    public var goods: Int?
    /// Channels in use, in the order of a day's contacts.
    public var channels: [Channel]?
    /// True for audiences by lifecycle stage, false for the single audience `all`.
    public var stagedAudiences: Bool?
    /// The recorded merchant's mean media budget of one day.
    public var dailyBudget: Money?
    public var merchant: MerchantHabit?
    /// Days after a click within which an order is credited to it.
    public var attributionWindow: Int?
    /// Mean days between two needs of one person.
    public var needInterval: Double?
    /// Share of people who bought before.
    public var loyalShare: Double?
    /// Factor on every competing bid.
    public var competitorBids: Double?
    /// Factor on every floor price.
    public var floorPrice: Double?
    /// Default commission rate as a share.
    public var commission: Double?
    /// Platform subsidy to affiliates on event days, as a share.
    public var subsidy: Double?
    /// Share of orders sent back.
    public var refund: Double?
    /// Number of affiliates.
    public var affiliates: Int?
    /// Events in place of the calendar's own; an empty list is a world without events.
    public var events: [EventParameters]?
    /// Number of regions that people live in.
    public var regions: Int?
    public var platform = PlatformOverrides()

    public init() {}
}

/// What the platform offers, where a file sets it.
public struct PlatformOverrides: Sendable, Codable, Hashable {
    public var presaleFactor: Double?
    public var presalePool: Money?
    public var doublingLimit: Double?
    public var doublingPool: Money?
    public var coFunding: Double?
    public var coFundingCap: Money?
    public var coldStart: Double?
    public var package: Money?
    public var contractFee: Money?
    public var keywordFee: Money?
    public var venueCut: Double?
    public var venueDeadline: Int?

    public init() {}
}
