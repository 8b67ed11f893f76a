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
    /// What is chosen, e.g. `commission`.
    public var kind: String
    public var goods: GoodsID
    public var audience: Audience
    /// The option's name.
    public var option: String
    /// The option's number, in `unit`.
    public var value: Double
    /// `percent`, `yuan`, `pieces` …
    public var unit: String

    public init(
        begin: Day, end: Day, kind: String, goods: GoodsID, audience: Audience = .all, option: String, value: Double,
        unit: String
    ) {
        self.begin = begin
        self.end = end
        self.kind = kind
        self.goods = goods
        self.audience = audience
        self.option = option
        self.value = value
        self.unit = unit
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
