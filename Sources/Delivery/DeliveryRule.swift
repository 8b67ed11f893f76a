// SPDX-License-Identifier: GPL-3.0-or-later
public import Algebra
public import Market

/// Which lines, options and periods a term is about; nil means all.
public struct Selection: Sendable, Hashable {
    public var channels: Set<Channel>?
    public var goods: Set<GoodsID>?
    public var audiences: Set<Audience>?
    public var periods: ClosedRange<Int>?

    public init(
        channels: Set<Channel>? = nil, goods: Set<GoodsID>? = nil, audiences: Set<Audience>? = nil,
        periods: ClosedRange<Int>? = nil
    ) {
        self.channels = channels
        self.goods = goods
        self.audiences = audiences
        self.periods = periods
    }

    /// Everything.
    public static let all = Selection()

    /// True when the selection covers the given line or choice.
    public func covers(channel: Channel, goods id: GoodsID, audience: Audience) -> Bool {
        (channels?.contains(channel) ?? true) && (goods?.contains(id) ?? true) && (audiences?.contains(audience) ?? true)
    }

    /// The selected periods out of `count`.
    public func periods(of count: Int) -> Range<Int> {
        guard let periods else { return 0..<count }
        let low = max(0, periods.lowerBound)
        let high = min(count, periods.upperBound + 1)
        return low < high ? low..<high : low..<low
    }
}

/// factor · Σ quantity over the selection.
public struct RuleTerm: Sendable, Hashable {
    public var factor: Double
    public var quantity: Quantity
    public var selection: Selection

    public init(_ factor: Double = 1, _ quantity: Quantity, _ selection: Selection = .all) {
        self.factor = factor
        self.quantity = quantity
        self.selection = selection
    }
}

/// A resource or target (blocks of the design): atLeast ≤ Σ terms ≤ atMost, in the merchant's words.
///
/// A ratio is written as a linear row, Σ value − ρ Σ cost ≥ 0.
public struct DeliveryRule: Sendable, Hashable {
    public var name: String
    public var origin: Origin?
    public var terms: [RuleTerm]
    public var atLeast: Double?
    public var atMost: Double?

    public init(_ name: String, from origin: Origin? = nil, terms: [RuleTerm], atLeast: Double? = nil, atMost: Double? = nil) {
        self.name = name
        self.origin = origin
        self.terms = terms
        self.atLeast = atLeast
        self.atMost = atMost
    }

    /// True for a limit on plain money: all terms are spend with factor 1. Such rules are kept to the fen.
    public var isMoney: Bool { terms.allSatisfy { $0.quantity.isSpend && $0.factor == 1 } }
}

/// What is maximised: Σ weight · outcome − cost weight · cost.
public struct DeliveryObjective: Sendable, Hashable {
    /// In the words of the scenario, e.g. `GMV`.
    public var name: String
    public var terms: [RuleTerm]
    /// The unit of the value: `yuan`, `orders`, `new_customers` ….
    public var unit: String

    public init(name: String, unit: String, terms: [RuleTerm]) {
        self.name = name
        self.unit = unit
        self.terms = terms
    }
}
