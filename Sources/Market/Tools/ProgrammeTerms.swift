// SPDX-License-Identifier: GPL-3.0-or-later

/// A programme of the platform in numbers: what joining asks for and what it brings. All of it is data; nothing is known by name.
public struct ProgrammeTerms: Sendable, Hashable {
    /// A sum that a stage of the programme may spend.
    public struct StageBudget: Sendable, Hashable {
        public var begin, end: Day
        public var budget: Money

        public init(begin: Day, end: Day, budget: Money) {
            self.begin = begin
            self.end = end
            self.budget = budget
        }
    }

    /// So much of an outcome of some channels opens the benefits (外围累计权重).
    public struct Threshold: Sendable, Hashable {
        public var outcome: Outcome
        public var channels: Set<Channel>?
        public var amount: Double
        /// Counted up to this day, and the benefits begin after it; nil for the whole programme at once.
        public var until: Day?

        public init(outcome: Outcome, channels: Set<Channel>? = nil, amount: Double, until: Day? = nil) {
            self.outcome = outcome
            self.channels = channels
            self.amount = amount
            self.until = until
        }
    }

    /// A red packet or spend-threshold discount: what customers redeem, and what it does to conversion and basket.
    public struct RedPacket: Sendable, Hashable {
        /// Yuan off an order, the share of orders that use it, and the platform's share of it.
        public var yuanPerOrder: Double
        public var redeemed: Double
        public var platformShare: Double
        /// Orders with it ÷ orders without.
        public var conversion: Double
        /// Value of an order with it ÷ without.
        public var basket: Double

        public init(
            yuanPerOrder: Double, redeemed: Double = 1, platformShare: Double = 0, conversion: Double = 1, basket: Double = 1
        ) {
            self.yuanPerOrder = yuanPerOrder
            self.redeemed = redeemed
            self.platformShare = platformShare
            self.conversion = conversion
            self.basket = basket
        }
    }

    public var name: String
    /// `programme`, or `venue` where goods enter one by one.
    public var kind: String
    /// Days of the programme; nil for as long as the plan.
    public var begin, end: Day?
    /// Which lines it is about; nil for all.
    public var channels: Set<Channel>?
    public var goods: Set<GoodsID>?
    /// Entered by each goods on its own.
    public var byGoods: Bool
    /// At least so much media in all, and in each day, of its lines.
    public var minBudget, minDailyBudget: Money?
    /// Paid for joining; of a venue by each goods.
    public var fee: Money
    /// Price cut that joining demands, a share of the price.
    public var priceCut: Double
    public var stageBudgets: [StageBudget]
    /// What a stage does not spend is the next one's.
    public var rollsOn: Bool
    /// Names of programmes with which it does not go together.
    public var excludes: Set<String>
    public var threshold: Threshold?

    public var credit: Money
    public var coFundingShare: Double
    public var coFundingCap: Money
    /// Factor on responses, in the first so many days (nil: in all).
    public var factor: Double
    public var factorDays: Int?
    /// Brought in all, spread evenly over its days.
    public var bonus: [Outcome: Double]
    public var redPacket: RedPacket?

    public init(name: String, kind: String = "programme") {
        self.name = name
        self.kind = kind
        byGoods = kind == "venue"
        fee = .zero
        priceCut = 0
        stageBudgets = []
        rollsOn = true
        excludes = []
        credit = .zero
        coFundingShare = 0
        coFundingCap = .zero
        factor = 1
        bonus = [:]
    }

    /// True when joining brings nothing at all.
    public var bringsNothing: Bool {
        credit == .zero && (coFundingShare == 0 || coFundingCap == .zero) && factor == 1
            && bonus.values.allSatisfy { $0 == 0 } && redPacket.map { $0.conversion == 1 && $0.basket == 1 } ?? true
    }
}
