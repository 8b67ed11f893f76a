// SPDX-License-Identifier: GPL-3.0-or-later

/// Money for one line in one period.
public struct PlanEntry: Sendable, Hashable, Codable {
    /// First day of the period.
    public var day: Day
    public var line: LineKey
    public var spend: Money

    private enum CodingKeys: String, CodingKey {
        case day, line
        case spend = "spend_fen"
    }

    public init(day: Day, line: LineKey, spend: Money) {
        self.day = day
        self.line = line
        self.spend = spend
    }
}

/// One decided option: a commission rate, a coupon level, an entry. A row of `choices.csv`.
public struct PlanChoice: Sendable, Hashable, Codable {
    public var begin: Day
    public var end: Day
    /// What is chosen, e.g. `commission`: a word of ``ChoiceKind``.
    public var kind: String
    /// `all` where the kind does not distinguish channels.
    public var channel: Channel
    public var goods: GoodsID
    public var audience: Audience
    /// The option's name.
    public var option: String
    /// The option's number, in `unit`.
    public var value: Double
    /// `percent`, `yuan`, `pieces` …
    public var unit: String
    /// The kind's second number, e.g. the first so many pieces; see ``ChoiceKind/limitUnit``.
    public var limit: Double?

    public init(
        begin: Day, end: Day, kind: String, channel: Channel = .all, goods: GoodsID, audience: Audience = .all, option: String,
        value: Double, unit: String, limit: Double? = nil
    ) {
        self.begin = begin
        self.end = end
        self.kind = kind
        self.channel = channel
        self.goods = goods
        self.audience = audience
        self.option = option
        self.value = value
        self.unit = unit
        self.limit = limit
    }
}

extension PlanChoice {
    private enum CodingKeys: String, CodingKey {
        case begin, end, kind, channel, goods, audience, option, value, unit, limit
    }

    /// `channel` and `limit` may be absent.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            begin: try container.decode(Day.self, forKey: .begin), end: try container.decode(Day.self, forKey: .end),
            kind: try container.decode(String.self, forKey: .kind),
            channel: try container.decodeIfPresent(Channel.self, forKey: .channel) ?? .all,
            goods: try container.decode(GoodsID.self, forKey: .goods),
            audience: try container.decode(Audience.self, forKey: .audience),
            option: try container.decode(String.self, forKey: .option),
            value: try container.decode(Double.self, forKey: .value), unit: try container.decode(String.self, forKey: .unit),
            limit: try container.decodeIfPresent(Double.self, forKey: .limit))
    }

    /// `channel` is left out where it is `all`, `limit` where there is none.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(begin, forKey: .begin)
        try container.encode(end, forKey: .end)
        try container.encode(kind, forKey: .kind)
        if channel != .all { try container.encode(channel, forKey: .channel) }
        try container.encode(goods, forKey: .goods)
        try container.encode(audience, forKey: .audience)
        try container.encode(option, forKey: .option)
        try container.encode(value, forKey: .value)
        try container.encode(unit, forKey: .unit)
        try container.encodeIfPresent(limit, forKey: .limit)
    }
}

/// What is delivered: money per line per period, and the decided options. This is all that a world gets to see.
public struct DeliveryPlan: Sendable, Hashable, Codable {
    public var horizon: Horizon
    /// Sorted by day, then line; lines with no money in a period may be absent.
    public var entries: [PlanEntry]
    public var choices: [PlanChoice]
    /// Kept for commission that becomes due on settlement.
    public var commissionReserve: Money

    private enum CodingKeys: String, CodingKey {
        case horizon, entries, choices
        case commissionReserve = "commission_reserve_fen"
    }

    public init(horizon: Horizon, entries: [PlanEntry], choices: [PlanChoice] = [], commissionReserve: Money = .zero) {
        self.horizon = horizon
        self.entries = entries.sorted { ($0.day, $0.line) < ($1.day, $1.line) }
        self.choices = choices
        self.commissionReserve = commissionReserve
    }

    /// Media money in all.
    public var media: Money { entries.lazy.map(\.spend).total() }
}
