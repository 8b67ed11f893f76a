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

    /// The key under which amounts of the outcome stand in JSON: with the unit where it is money, `gmv_yuan`.
    public var unitKey: String { isMoney && !rawValue.hasSuffix("_yuan") ? rawValue + "_yuan" : rawValue }

    /// As a key of a dictionary an outcome carries its unit.
    public var codingKey: any CodingKey { OutcomeKey(stringValue: unitKey) }

    public init?(codingKey: some CodingKey) {
        let key = codingKey.stringValue
        let bare = Outcome(rawValue: key.hasSuffix("_yuan") ? String(key.dropLast(5)) : key)
        self = bare.unitKey == key ? bare : Outcome(rawValue: key)
    }

    /// True when the outcome is an amount of money.
    public var isMoney: Bool { self == .gmv || self == .settledGMV || self == .margin || rawValue.hasSuffix("_yuan") }
}

private struct OutcomeKey: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}
