// SPDX-License-Identifier: GPL-3.0-or-later
public import Algebra
public import Market

/// A line, or a choice or flow by what it is about, as one that a selection names.
public struct DeliveryMember: Sendable, Hashable {
    public var key: LineKey
    /// `DeliveryLine.variant`; 0 for choices and flows.
    public var variant: Int

    public init(_ key: LineKey, variant: Int = 0) {
        self.key = key
        self.variant = variant
    }
}

/// Which lines, options and periods a term is about; nil means all.
public struct Selection: Sendable, Hashable {
    public var channels: Set<Channel>?
    public var goods: Set<GoodsID>?
    public var audiences: Set<Audience>?
    public var periods: ClosedRange<Int>?
    /// Lines, choices and flows one by one, where channels, goods and audiences do not tell them apart.
    public var members: Set<DeliveryMember>?

    public init(
        channels: Set<Channel>? = nil, goods: Set<GoodsID>? = nil, audiences: Set<Audience>? = nil,
        periods: ClosedRange<Int>? = nil, members: Set<DeliveryMember>? = nil
    ) {
        self.channels = channels
        self.goods = goods
        self.audiences = audiences
        self.periods = periods
        self.members = members
    }

    /// Everything.
    public static let all = Selection()

    /// True when the selection covers the given choice, flow or subsidy.
    public func covers(channel: Channel, goods id: GoodsID, audience: Audience) -> Bool {
        covers(DeliveryMember(LineKey(channel: channel, goods: id, audience: audience)))
    }

    /// True when the selection covers a line.
    public func covers(_ line: DeliveryLine) -> Bool { covers(line.member) }

    /// The selection by names alone: with all variants of its members' keys.
    public var keys: Set<LineKey>? { members.map { Set($0.map(\.key)) } }

    private func covers(_ member: DeliveryMember) -> Bool {
        (channels?.contains(member.key.channel) ?? true) && (goods?.contains(member.key.goods) ?? true)
            && (audiences?.contains(member.key.audience) ?? true) && (members?.contains(member) ?? true)
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
    /// Identifies the rule in files and programs; unique among a problem's rules.
    public var name: String
    /// The rule in a reader's words; nil where only the name is known. What sets days of a series apart is in `day`.
    public var title: Notice?
    /// First day of the period that the rule is about, for a rule that is stated once for many days.
    public var day: Day?
    public var origin: Origin?
    public var terms: [RuleTerm]
    public var atLeast: Double?
    public var atMost: Double?
    /// The number that the rule was stated with; nil where it is the limit itself.
    public var stated: StatedNumber?
    /// What each term's quantity came to before the horizon, where the rule reaches back further; the ends are what is left of it.
    public var done: [Double] = []
    /// Probability with which `atLeast` must hold over the joint draws; nil where the centre of the response decides.
    public var certainty: Double?

    public init(
        _ name: String, title: Notice? = nil, day: Day? = nil, from origin: Origin? = nil, terms: [RuleTerm],
        atLeast: Double? = nil, atMost: Double? = nil, stated: StatedNumber? = nil, certainty: Double? = nil
    ) {
        self.name = name
        self.stated = stated
        self.certainty = certainty
        self.title = title
        self.day = day
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
    /// Names the goal in files, e.g. `GMV`.
    public var name: String
    /// The goal in a reader's words; nil where only the name is known.
    public var title: Notice?
    public var terms: [RuleTerm]
    /// The unit of the value: `yuan`, `orders`, `new_customers` ….
    public var unit: String

    public init(name: String, title: Notice? = nil, unit: String, terms: [RuleTerm]) {
        self.name = name
        self.title = title
        self.unit = unit
        self.terms = terms
    }
}
