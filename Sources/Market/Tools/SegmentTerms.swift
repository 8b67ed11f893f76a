// SPDX-License-Identifier: GPL-3.0-or-later

/// Different people, different benefits (千人千权): what each level of a coupon does to the orders of one audience.
public struct SegmentBenefitTerms: Sendable, Hashable {
    public struct Level: Sendable, Hashable {
        /// Yuan off one order.
        public var yuan: Double
        /// Orders with this level ÷ orders without a coupon.
        public var factor: Double
        /// Share of the orders that use the coupon.
        public var redeemed: Double

        public init(yuan: Double, factor: Double, redeemed: Double = 1) {
            self.yuan = yuan
            self.factor = factor
            self.redeemed = redeemed
        }
    }

    public var audience: Audience
    public var goods: GoodsID
    /// Orders a day that come without any coupon and without delivery. They use the coupon too; only what is beyond them is gained.
    public var ordersPerDay: Double
    public var orderValue: Double
    public var levels: [Level]

    public init(audience: Audience, goods: GoodsID = .all, ordersPerDay: Double, orderValue: Double, levels: [Level]) {
        self.audience = audience
        self.goods = goods
        self.ordersPerDay = ordersPerDay
        self.orderValue = orderValue
        self.levels = levels
    }
}

/// Different people, different pages (千人千面): which goods stand where on the page of one audience.
public struct PageTerms: Sendable, Hashable {
    public struct Candidate: Sendable, Hashable {
        public var goods: GoodsID
        /// The page version; empty where there is one only.
        public var version: String
        /// Orders of one view of the first slot.
        public var ordersPerView: Double
        public var orderValue: Double

        public init(goods: GoodsID, version: String = "", ordersPerView: Double, orderValue: Double) {
            self.goods = goods
            self.version = version
            self.ordersPerView = ordersPerView
            self.orderValue = orderValue
        }
    }

    public var audience: Audience
    /// Views of the page in a day.
    public var viewsPerDay: Double
    /// Attention of each slot, that of the first being 1: as many as there are slots.
    public var slots: [Double]
    public var candidates: [Candidate]

    public init(audience: Audience, viewsPerDay: Double, slots: [Double], candidates: [Candidate]) {
        self.audience = audience
        self.viewsPerDay = viewsPerDay
        self.slots = slots
        self.candidates = candidates
    }
}

/// Basket completion (智能加购凑单): an add-on offered to orders that it lifts over a threshold.
public struct BasketTerms: Sendable, Hashable {
    public struct AddOn: Sendable, Hashable {
        public var goods: GoodsID
        /// Yuan that the order has to reach, and yuan off the add-on.
        public var threshold: Double
        public var discount: Double
        /// Share of the orders below the threshold that take it.
        public var taken: Double
        /// Yuan that it adds to the order, before the discount.
        public var value: Double

        public init(goods: GoodsID, threshold: Double, discount: Double, taken: Double, value: Double) {
            self.goods = goods
            self.threshold = threshold
            self.discount = discount
            self.taken = taken
            self.value = value
        }
    }

    public var audience: Audience
    /// Orders a day that stand below a threshold.
    public var ordersPerDay: Double
    public var addOns: [AddOn]

    public init(audience: Audience, ordersPerDay: Double, addOns: [AddOn]) {
        self.audience = audience
        self.ordersPerDay = ordersPerDay
        self.addOns = addOns
    }
}

/// A capability score (能力分): above its threshold the platform gives more exposure.
public struct CapabilityTerms: Sendable, Hashable {
    public var name: String
    /// The score at the beginning, and the score from which on exposure grows.
    public var score: Double
    public var threshold: Double
    /// Factor on the responses while the score is reached.
    public var factor: Double
    public var channels: Set<Channel>?
    /// Points for one of an outcome, e.g. for a contact made by a group.
    public var points: [Outcome: Double]

    public init(name: String, score: Double, threshold: Double, factor: Double, channels: Set<Channel>? = nil) {
        self.name = name
        self.score = score
        self.threshold = threshold
        self.factor = factor
        self.channels = channels
        points = [:]
    }
}
