// SPDX-License-Identifier: GPL-3.0-or-later

/// A commission plan of affiliates: to whom it speaks and which rates it may set.
public struct CommissionPlan: Sendable, Hashable {
    /// The platform's kinds: 通用, 定向, 自选, 营销, 如意投.
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        case general, targeted
        case selfSelected = "self-selected"
        case marketing, ruyi
    }

    public var kind: Kind
    /// Shares of the settled amount, in rising order.
    public var rates: [Double]
    /// Share of the affiliates' supply that the plan speaks to.
    public var reach: Double
    /// A higher rate for the first so many pieces; `rates` hold for them, and `thereafter` after them. Nil for no such limit.
    public var firstPieces: Int?
    public var thereafter: Double

    public init(kind: Kind = .general, rates: [Double], reach: Double = 1, firstPieces: Int? = nil, thereafter: Double = 0) {
        self.kind = kind
        self.rates = rates
        self.reach = reach
        self.firstPieces = firstPieces
        self.thereafter = thereafter
    }
}

/// What the platform adds to commission, in expectation.
public struct CommissionSubsidyTerms: Sendable, Hashable {
    /// What it is: the choice by which goods are enrolled.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// Raises what is earned to `level` times the commission (预售加补).
        case presale = "presale-subsidy"
        /// Adds the commission once more, up to `level` of the price (佣金翻倍).
        case doubling = "commission-doubling"
    }

    public var kind: Kind
    /// A factor (1.6) or a share of the price (0.05).
    public var level: Double
    /// Days on which it is paid; nil for all.
    public var begin, end: Day?
    /// Event stages on which it is paid; nil for all.
    public var stages: Set<String>?
    /// Yuan for an order at most; nil without such a limit.
    public var orderCap: Double?
    /// Yuan in all for this merchant; nil where the pool cannot run out.
    public var pool: Double?

    public init(kind: Kind, level: Double) {
        self.kind = kind
        self.level = level
    }

    /// Yuan added to one yuan of sales, at a rate and a price of the goods.
    public func added(rate: Double, price: Double?) -> Double {
        let asked: Double
        switch kind {
        case .presale: asked = max(0, level - 1) * rate
        case .doubling: asked = min(level, rate)
        }
        guard let orderCap, let price, price > 0 else { return asked }
        return min(asked, orderCap / price)
    }
}

/// What becomes of orders on their way to settlement, in expectation.
public struct SettlementShares: Sendable, Hashable {
    /// Presale balances that are never paid, of presale orders.
    public var unpaidBalance: Double
    /// Refunds before receipt, of paid orders; and after settlement, of settled ones: their commission is clawed back.
    public var refundedBefore: Double
    public var refundedAfter: Double

    public init(unpaidBalance: Double = 0, refundedBefore: Double = 0, refundedAfter: Double = 0) {
        self.unpaidBalance = unpaidBalance
        self.refundedBefore = refundedBefore
        self.refundedAfter = refundedAfter
    }

    /// Share of the value of orders that is settled in the end.
    public func settled(isPresale: Bool) -> Double {
        (isPresale ? 1 - unpaidBalance : 1) * (1 - refundedBefore) * (1 - refundedAfter)
    }
}

/// A platform on which affiliates push: outside of the group sales come later and convert worse.
public struct AffiliateSource: Sendable, Hashable {
    public var name: String
    /// Share of the affiliates' supply.
    public var share: Double
    /// Sales for the same push, relative to affiliates on the platform.
    public var conversion: Double
    public var delayDays: Int

    public init(name: String, share: Double, conversion: Double = 1, delayDays: Int = 0) {
        self.name = name
        self.share = share
        self.conversion = conversion
        self.delayDays = delayDays
    }
}
