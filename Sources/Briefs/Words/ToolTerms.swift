// SPDX-License-Identifier: GPL-3.0-or-later
public import Algebra
public import Market

/// The shop's own tools and fixed sums that a brief puts at the plan's disposal, besides channels that are paid by the click.
public struct ToolTerms: Sendable, Hashable {
    /// `owned:` groups, posts, live, advisors, SMS.
    public var owned: [Cited<OwnedChannelTerms>] = []
    /// `reservations:` carts, tickets, deposits before an event.
    public var reservations: [Cited<ReservationTerms>] = []
    /// `referral:` old brings new.
    public var referral: Cited<ReferralTerms>?
    /// `contracts:` brand zone, exclusive keyword.
    public var fixedFees: [Cited<FixedFeeTerms>] = []
    /// `coupons:` a level by audience.
    public var coupons: [Cited<SegmentBenefitTerms>] = []
    /// `pages:` goods and page versions on slots by audience.
    public var pages: [Cited<PageTerms>] = []
    /// `basket:` add-ons at spend thresholds by audience.
    public var baskets: [Cited<BasketTerms>] = []
    /// `capability:` scores that open exposure.
    public var capabilities: [Cited<CapabilityTerms>] = []
    /// `staff_hours_per_day:` and `messages_per_day:`, all tools together.
    public var staffHoursPerDay, messagesPerDay: Cited<Double>?

    public init() {}

    /// True when the brief names none.
    public var isEmpty: Bool { self == ToolTerms() }
}
