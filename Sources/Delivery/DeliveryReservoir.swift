// SPDX-License-Identifier: GPL-3.0-or-later

/// A stock (block "reservoir" of the design): reservations, carts, tickets, audience stages, the part of a list that may be contacted.
///
///     start[t] = (1 − decay[t]) · end[t−1]                          end[−1] = initial
///     end[t]   = start[t] + natural[t] + Σ inflow terms in t + Σ flows in − Σ flows out      0 ≤ end[t] ≤ most[t]
///     Σ flows out of it in t ≤ start[t]
///
/// What comes in can flow out from the next period on.
public struct DeliveryReservoir: Sendable, Hashable {
    /// Unique among the problem's reservoirs.
    public var name: String
    /// What it counts: `people`, `tickets` ….
    public var unit: String
    /// Stock before the first period.
    public var initial: Double
    /// Share that is lost in each period, in [0, 1].
    public var decay: PeriodValues
    /// What comes in by itself in each period.
    public var natural: PeriodValues
    /// What delivery puts in, period by period: factor · outcome. A negative factor takes out.
    public var inflows: [RuleTerm]
    /// The largest stock; nil where there is no limit.
    public var most: PeriodValues?

    public init(
        _ name: String, unit: String = "people", initial: Double = 0, decay: PeriodValues = 0, natural: PeriodValues = 0,
        inflows: [RuleTerm] = [], most: PeriodValues? = nil
    ) {
        self.name = name
        self.unit = unit
        self.initial = initial
        self.decay = decay
        self.natural = natural
        self.inflows = inflows
        self.most = most
    }
}
