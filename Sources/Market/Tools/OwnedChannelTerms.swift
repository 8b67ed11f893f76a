// SPDX-License-Identifier: GPL-3.0-or-later

/// An owned or message channel: groups, posts, live, advisors, SMS. No media cost, but a list, patience, hours and benefits.
public struct OwnedChannelTerms: Sendable, Hashable {
    public var name: String
    public var channel: Channel
    public var audience: Audience
    /// What is decided: `posts`, `messages`, `live` or `service`.
    public var kind: String
    /// People who can be contacted.
    public var list: Double
    /// Contacts made by one post, message or hour.
    public var contactsPerUnit: Double
    /// Posts, messages or hours in a day, at most.
    public var unitsPerDay: Double
    /// Contacts with one person in a week, at most; nil without such a limit.
    public var contactsPerWeek: Double?
    /// Days after which half of those contacted are ready to be contacted again; 0 for no fatigue.
    public var restDays: Double
    /// Days after which a customer who did not come back is out of this channel's reach; nil for never.
    public var reachDays: Double?
    /// Share of customers who are bound, and stay in reach.
    public var bound: Double
    /// The channel whose out-of-reach customers this one contacts, by name, in place of a list of its own.
    public var recoversFrom: String?
    /// Yuan for one post, message or hour.
    public var costPerUnit: Double
    /// Hours of staff for one post, message or hour.
    public var hoursPerUnit: Double
    /// Visits from one contact.
    public var visitsPerContact: Double
    public var ordersPerVisit: Double
    /// Yuan an order.
    public var orderValue: Double
    /// Share of new customers among the orders.
    public var newShare: Double
    /// Benefits redeemed, yuan an order.
    public var benefitPerOrder: Double

    public init(name: String, channel: Channel, audience: Audience = .all, kind: String = "posts", list: Double) {
        self.name = name
        self.channel = channel
        self.audience = audience
        self.kind = kind
        self.list = list
        contactsPerUnit = kind == "messages" ? 1 : list
        unitsPerDay = kind == "messages" ? list : 1
        contactsPerWeek = nil
        restDays = 0
        reachDays = nil
        bound = 0
        recoversFrom = nil
        costPerUnit = 0
        hoursPerUnit = 0
        visitsPerContact = 0
        ordersPerVisit = 0
        orderValue = 0
        newShare = 0
        benefitPerOrder = 0
    }
}
