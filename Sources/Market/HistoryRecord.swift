// SPDX-License-Identifier: GPL-3.0-or-later

/// One row of the canonical history: what one delivery line spent and brought in one period.
///
/// An outcome of nil is not known, which is not zero.
public struct HistoryRecord: Sendable, Hashable, Codable {
    /// First day of the period.
    public var day: Day
    public var line: LineKey
    public var spend: Money
    public var impressions: Double?
    public var clicks: Double?
    public var carts: Double?
    public var orders: Double?
    public var newCustomers: Double?
    public var gmv: Money?

    public init(
        day: Day, line: LineKey, spend: Money, impressions: Double? = nil, clicks: Double? = nil, carts: Double? = nil,
        orders: Double? = nil, newCustomers: Double? = nil, gmv: Money? = nil
    ) {
        self.day = day
        self.line = line
        self.spend = spend
        self.impressions = impressions
        self.clicks = clicks
        self.carts = carts
        self.orders = orders
        self.newCustomers = newCustomers
        self.gmv = gmv
    }

    /// The value of one canonical outcome (money in yuan), nil when it is not known.
    public func value(of outcome: Outcome) -> Double? {
        switch outcome {
        case .impressions: impressions
        case .clicks: clicks
        case .carts: carts
        case .orders: orders
        case .newCustomers: newCustomers
        case .gmv: gmv?.yuan
        default: nil
        }
    }
}

/// One row of the shop CSV: totals of the whole shop, organic sales included, and what drove them.
public struct ShopRecord: Sendable, Hashable, Codable {
    public var day: Day
    /// `all` where the shop has one region.
    public var geo: String
    public var visitors: Double?
    public var orders: Double?
    public var newCustomers: Double?
    public var gmv: Money?
    public var settledGMV: Money?
    /// `seeding`, `presale`, `burst`, `encore` or empty.
    public var eventStage: String
    /// Further columns by name.
    public var controls: [String: Double]

    public init(
        day: Day, geo: String = "all", visitors: Double? = nil, orders: Double? = nil, newCustomers: Double? = nil,
        gmv: Money? = nil, settledGMV: Money? = nil, eventStage: String = "", controls: [String: Double] = [:]
    ) {
        self.day = day
        self.geo = geo
        self.visitors = visitors
        self.orders = orders
        self.newCustomers = newCustomers
        self.gmv = gmv
        self.settledGMV = settledGMV
        self.eventStage = eventStage
        self.controls = controls
    }
}
