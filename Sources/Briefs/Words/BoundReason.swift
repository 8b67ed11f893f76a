// SPDX-License-Identifier: GPL-3.0-or-later

/// Why a setting of a scenario has the bounds that it has: a fact of the trade, or what the number counts.
///
/// Several settings may share a reason. The wording is in the message catalogue, under `key`.
public enum BoundReason: String, Sendable, Hashable, CaseIterable {
    case shareOfBudget = "share-of-budget"
    case partOfEvenShare = "part-of-even-share"
    case halfOfEvenShare = "half-of-even-share"
    case shareOfPeople = "share-of-people"
    case rateAboveNothing = "rate-above-nothing"
    case dailyLoss = "daily-loss"
    case keptCarts = "kept-carts"
    case redeemedCoupons = "redeemed-coupons"
    case couponLift = "coupon-lift"
    case messagePrice = "message-price"
    case contactPrice = "contact-price"
    case oneOrder = "one-order"
    case worthOfOne = "worth-of-one"
    case weightOfSales = "weight-of-sales"
    case commissionWeight = "commission-weight"
    case purchaseCycle = "purchase-cycle"
    case couponFace = "coupon-face"
    case rewardFace = "reward-face"
    case people
    case oneOrMorePeople = "one-or-more-people"
    case callCapacity = "call-capacity"
    case samplePieces = "sample-pieces"
    case samplePrice = "sample-price"
    case stockPieces = "stock-pieces"
    case postsADay = "posts-a-day"
    case hoursOfADay = "hours-of-a-day"
    case wage
    case staffHours = "staff-hours"
    case eventDays = "event-days"
    case burstDays = "burst-days"
    case warmUpDays = "warm-up-days"
    case launchWindow = "launch-window"
    case testDays = "test-days"
    case newGoodsAge = "new-goods-age"
    case depositShare = "deposit-share"
    case cartsPerSubscription = "carts-per-subscription"
    case liveGoods = "live-goods"
    case promisedAmount = "promised-amount"
    case promisedProbability = "promised-probability"
    case costCeiling = "cost-ceiling"
    case priceCut = "price-cut"
    case clearanceCut = "clearance-cut"
    case priceElasticity = "price-elasticity"
    case enrolmentFee = "enrolment-fee"
    case enrolmentFactor = "enrolment-factor"
    case learningShare = "learning-share"
    case exposureTolerance = "exposure-tolerance"
    case returnOnSpend = "return-on-spend"
    case packagePrice = "package-price"
    case mostForOne = "most-for-one"
    case learningHalves = "learning-halves"
    case ordersOfAMember = "orders-of-a-member"
    case contactsAWeek = "contacts-a-week"
    case interestHalfLife = "interest-half-life"
    case penetration
    case contactsToNotice = "contacts-to-notice"

    /// Key of the wording.
    public var key: String { "setting-reason.\(rawValue)" }
}
