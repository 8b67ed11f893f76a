// SPDX-License-Identifier: GPL-3.0-or-later
public import Algebra
public import Market

/// A programme of the platform as data: who may take part, and what taking part brings. The numbers are the platform's and
/// change often, so that none of them is in code.
public struct Programme: Sendable, Hashable {
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
        /// What an affiliate earns at most, as a multiple of the merchant's commission, out of `commissionPool`.
        public var commissionFactor: Cited<Double>?
        public var commissionPool: Cited<Money>?

        public init() {}
    }

    public var name: Cited<String>
    public var title: Cited<String>?
    /// First and last day, both included; nil for as long as the brief.
    public var begin, end: Cited<Day>?
    public var conditions = Conditions()
    public var benefits = Benefits()

    public init(name: Cited<String>) { self.name = name }
}
