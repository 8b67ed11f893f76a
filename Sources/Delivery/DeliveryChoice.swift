// SPDX-License-Identifier: GPL-3.0-or-later
public import Market

/// A setting that goes with an option: a subsidy that goods are enrolled in, the rate that holds before or after.
public struct OptionCompanion: Sendable, Hashable, Codable {
    public var kind: String
    public var value: Double
    public var unit: String

    public init(kind: String, value: Double, unit: String) {
        self.kind = kind
        self.value = value
        self.unit = unit
    }
}

/// One option of a choice with what it costs and brings.
public struct ChoiceOption: Sendable, Hashable {
    /// The option's name, unique within its choice.
    public var name: String
    /// The option's number in the choice's unit.
    public var value: Double
    /// What it costs in each period, yuan (expected commission, fees).
    public var cost: PeriodValues
    /// What it brings in each period.
    public var outcomes: [Outcome: PeriodValues]
    /// Factor on outcomes and cost in each joint draw; empty where there is no uncertainty.
    public var drawFactors: [Double]
    /// What it does to the responses of lines while it holds.
    public var effects: [ResponseEffect]
    /// A second number that goes with the option, e.g. the first so many pieces; nil where there is none.
    public var limit: Double?
    /// What the plan calls it where that differs from the choice's kind, e.g. a targeted commission.
    public var kind: String?
    /// False for an option that leaves everything as it is and is not worth a row of the plan.
    public var isSaid = true
    /// What is set together with it.
    public var companions: [OptionCompanion] = []

    public init(
        name: String, value: Double, cost: PeriodValues = 0, outcomes: [Outcome: PeriodValues] = [:],
        drawFactors: [Double] = [],
        effects: [ResponseEffect] = [], limit: Double? = nil
    ) {
        self.name = name
        self.value = value
        self.cost = cost
        self.outcomes = outcomes
        self.drawFactors = drawFactors
        self.effects = effects
        self.limit = limit
    }
}

/// A choice (block "choice" of the design): exactly one of several options. Commission rate per goods, coupon level per segment, entry.
public struct DeliveryChoice: Sendable, Hashable {
    /// What is chosen, e.g. `commission`.
    public var kind: String
    public var channel: Channel
    public var goods: GoodsID
    public var audience: Audience
    /// First and last period in which it holds.
    public var periods: ClosedRange<Int>
    /// `percent`, `yuan` …
    public var unit: String
    public var options: [ChoiceOption]
    /// False where nobody has to do anything about it: a threshold that is reached or not.
    public var isDecided = true

    public init(
        kind: String, channel: Channel, goods: GoodsID = .all, audience: Audience = .all, periods: ClosedRange<Int>,
        unit: String,
        options: [ChoiceOption]
    ) {
        self.kind = kind
        self.channel = channel
        self.goods = goods
        self.audience = audience
        self.periods = periods
        self.unit = unit
        self.options = options
    }

    /// `commission of G1`, for rows and messages.
    public var label: String {
        var parts = [kind, channel.rawValue]
        if goods != .all { parts.append(goods.rawValue) }
        if audience != .all { parts.append(audience.rawValue) }
        return parts.joined(separator: "/")
    }
}
