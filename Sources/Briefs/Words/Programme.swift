// SPDX-License-Identifier: GPL-3.0-or-later
public import Algebra
public import Market

/// A programme of the platform as data: who may take part, and what taking part brings. The numbers are the platform's and
/// change often, so that none of them is in code.
public struct Programme: Sendable, Hashable {
    /// What is entered.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// The shop joins.
        case programme
        /// Goods enter one by one.
        case venue
    }

    /// What a stage may spend, on days counted from the programme's first.
    public struct StageBudget: Sendable, Hashable {
        public var firstDay, lastDay: Int
        public var budget: Money
    }

    /// So much of an outcome of some channels opens the benefits.
    public struct Weight: Sendable, Hashable {
        public var outcome: Outcome
        public var channels: Set<Channel>
        public var amount: Double
        /// Counted up to this day of the programme.
        public var untilDay: Int?
    }

    /// What has to be true of a delivery that takes part; nil and empty mean no such condition.
    public struct Conditions: Sendable, Hashable {
        /// True: only a merchant's first delivery.
        public var firstDelivery: Cited<Bool>?
        /// At least so much spend in all, or on every day.
        public var minBudget, minDailyBudget: Cited<Money>?
        /// At least so many goods.
        public var minGoods: Cited<Int>?
        /// Only these channels and goods take part.
        public var channels: [Cited<Channel>] = []
        public var goods: [Cited<GoodsID>] = []
        /// Enrolment closes with this day.
        public var enrolBy: Cited<Day>?
        /// Paid for joining, of a venue by each goods.
        public var fee: Cited<Money>?
        /// Price cut that is demanded, a share of the price.
        public var priceCut: Cited<Double>?
        /// Programmes with which it does not go together.
        public var excludes: [Cited<String>] = []
        public var stageBudgets: [StageBudget] = []
        /// What a stage does not spend is the next one's; true where it is not said.
        public var rollsOn: Cited<Bool>?
        public var weight: Weight?

        public init() {}
    }

    /// What it brings; nil means nothing of the kind.
    public struct Benefits: Sendable, Hashable {
        /// Advertising credit, in all.
        public var credit: Cited<Money>?
        /// The platform's share of the spend, up to `coFundingCap`.
        public var coFundingShare: Cited<Double>?
        public var coFundingCap: Cited<Money>?
        /// Responses are multiplied by this for the first `multiplierDays` days (all days when nil).
        public var responseMultiplier: Cited<Double>?
        public var multiplierDays: Cited<Int>?
        /// Impressions on top, in all.
        public var bonusImpressions: Cited<Double>?
        /// Further outcomes on top, in all.
        public var bonus: [Outcome: Double] = [:]
        /// A red packet or spend-threshold discount.
        public var redPacket: ProgrammeTerms.RedPacket?
        /// What an affiliate earns at most, as a multiple of the merchant's commission, out of `commissionPool`.
        public var commissionFactor: Cited<Double>?
        public var commissionPool: Cited<Money>?

        public init() {}
    }

    public var name: Cited<String>
    public var title: Cited<String>?
    /// `programme` where it is not said.
    public var kind: Cited<Kind>?
    /// First and last day, both included; nil for as long as the brief.
    public var begin, end: Cited<Day>?
    public var conditions = Conditions()
    public var benefits = Benefits()

    public init(name: Cited<String>) { self.name = name }
}
