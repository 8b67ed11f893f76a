// SPDX-License-Identifier: GPL-3.0-or-later
public import Market
public import Response

/// A flow (part of the block "reservoir"): how many units move in each period. A contact, a recall, a natural transition.
///
///     least[t] · start[t] ≤ u[t] ≤ most[t] · start[t],   u[t] ≤ maximum[t]
///     y[t] = u[t], or y[t] = f(u[t]) with a curve
///     outcome k in t = use[k] · u[t] + rate[k] · y[t],   cost in t = cost · u[t]
///
/// Units leave `source` in their period and arrive in `target` `lag` periods later. Where least = most the flow is natural: it happens by
/// itself. Capacities are rules on the outcomes in `uses` (messages, staff hours, contacts).
public struct DeliveryFlow: Sendable, Hashable {
    /// Unique among the problem's flows.
    public var name: String
    /// What the plan calls the decision, e.g. `messages`; empty for a flow that nobody decides.
    public var kind: String
    public var channel: Channel
    public var goods: GoodsID
    public var audience: Audience
    /// Reservoir that it leaves; nil for units from outside.
    public var source: String?
    /// Reservoir that it enters; nil where units are gone.
    public var target: String?
    /// Share of what leaves that arrives in `target`.
    public var arriving: Double
    /// Periods between leaving and arriving.
    public var lag: Int
    /// First and last period in which it may flow.
    public var periods: ClosedRange<Int>
    /// Bounds as shares of the source's stock at the start of the period, in [0, 1].
    public var least, most: PeriodValues
    /// Units in each period at most.
    public var maximum: PeriodValues
    /// Yuan for each unit.
    public var cost: PeriodValues
    /// Outcomes for each unit moved.
    public var uses: [Outcome: PeriodValues]
    /// f: units → responses in each period; nil where every unit responds alike.
    public var curve: ResponseCurve?
    /// Outcomes for each response.
    public var rates: [Outcome: PeriodValues]
    /// Flows only as far as this sum of picks reaches 1; nil for always.
    public var opening: RuleTerm?
    /// What a plan tells of it: units · `planFactor`, counted in `planUnit`.
    public var planUnit = "contacts"
    public var planFactor = 1.0

    public init(
        _ name: String, kind: String = "", channel: Channel = .all, goods: GoodsID = .all, audience: Audience = .all,
        from source: String? = nil, to target: String? = nil, arriving: Double = 1, lag: Int = 0, periods: ClosedRange<Int>,
        least: PeriodValues = 0, most: PeriodValues = 1, maximum: PeriodValues = 1e12, cost: PeriodValues = 0,
        uses: [Outcome: PeriodValues] = [:], curve: ResponseCurve? = nil, rates: [Outcome: PeriodValues] = [:],
        opening: RuleTerm? = nil
    ) {
        self.name = name
        self.kind = kind
        self.channel = channel
        self.goods = goods
        self.audience = audience
        self.source = source
        self.target = target
        self.arriving = arriving
        self.lag = lag
        self.periods = periods
        self.least = least
        self.most = most
        self.maximum = maximum
        self.cost = cost
        self.uses = uses
        self.curve = curve
        self.rates = rates
        self.opening = opening
    }

    /// True when somebody decides how much flows.
    public var isDecided: Bool { !kind.isEmpty }

    /// True when the flow brings or uses the outcome.
    func brings(_ outcome: Outcome) -> Bool { uses[outcome] != nil || rates[outcome] != nil }
}
