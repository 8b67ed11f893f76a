// SPDX-License-Identifier: GPL-3.0-or-later

/// A reservation before an event: collect or cart, entry ticket, deposit. The heavier it is, the fewer make it and the more come back.
public struct ReservationTerms: Sendable, Hashable {
    /// `cart`, `ticket`, `deposit` or another name.
    public var name: String
    /// Outcome that claims come from, and claims for one of it.
    public var claimedFrom: Outcome
    public var claimsPerOutcome: Double
    /// Channels whose outcome is claimed from; nil for all.
    public var channels: Set<Channel>?
    /// Claims in a day without any delivery.
    public var naturalClaims: Double
    /// Reservations made before the plan begins.
    public var initial: Double
    /// Share that is forgotten in a day.
    public var decay: Double
    /// Claims are made until the day before the event; holders are called on its days.
    public var eventBegin, eventEnd: Day
    /// Channel that calls them, yuan a call and calls in a day at most.
    public var channel: Channel
    public var costPerMessage: Double
    public var messagesPerDay: Double?
    /// Share of those called who come back, and orders of those who came back.
    public var recall: Double
    public var ordersPerRecalled: Double
    /// Yuan an order.
    public var orderValue: Double
    public var newShare: Double
    /// Benefit of a reservation that is redeemed, yuan an order.
    public var benefitPerOrder: Double

    public init(name: String, claimedFrom: Outcome = .visits, claimsPerOutcome: Double, eventBegin: Day, eventEnd: Day) {
        self.name = name
        self.claimedFrom = claimedFrom
        self.claimsPerOutcome = claimsPerOutcome
        self.eventBegin = eventBegin
        self.eventEnd = eventEnd
        channels = nil
        naturalClaims = 0
        initial = 0
        decay = 0
        channel = "sms"
        costPerMessage = 0
        messagesPerDay = nil
        recall = 0
        ordersPerRecalled = 0
        orderValue = 0
        newShare = 0
        benefitPerOrder = 0
    }
}
