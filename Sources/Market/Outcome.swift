// SPDX-License-Identifier: GPL-3.0-or-later

/// Something that delivery brings and a plan can count. Money outcomes are in yuan inside models and fen where stored.
public struct Outcome: MarketName {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    public static let impressions: Outcome = "impressions"
    public static let clicks: Outcome = "clicks"
    public static let visits: Outcome = "visits"
    public static let carts: Outcome = "carts"
    public static let orders: Outcome = "orders"
    public static let newCustomers: Outcome = "new_customers"
    public static let gmv: Outcome = "gmv"
    public static let settledGMV: Outcome = "settled_gmv"
    public static let margin: Outcome = "margin"

    /// The outcomes of the canonical history, in the order of its columns.
    public static let canonical: [Outcome] = [.impressions, .clicks, .carts, .orders, .newCustomers, .gmv]

    /// True when the outcome is an amount of money.
    public var isMoney: Bool { self == .gmv || self == .settledGMV || self == .margin || rawValue.hasSuffix("_yuan") }
}
