// SPDX-License-Identifier: GPL-3.0-or-later
public import Market
public import Response

/// When a minimum applies that holds only where a line is used at all.
public enum UseScope: String, Sendable, Hashable, Codable {
    /// In each period on its own: nothing, or at least the minimum.
    case period
    /// Over the whole horizon.
    case horizon
}

/// Spend is nothing or at least `amount`.
public struct MinimumIfUsed: Sendable, Hashable, Codable {
    public var amount: Money
    public var scope: UseScope

    public init(amount: Money, scope: UseScope) {
        self.amount = amount
        self.scope = scope
    }
}

/// A line (block "line" of the design): money per period goes in, outcomes come out by a saturating curve with carry-over.
///
///     e[t] = x[t] + θ e[t−1]        e[0] = carry-in
///     y[t] = multiplier[t] · f(e[t])
///     outcome k in t = y[t] · rate[k][t]
public struct DeliveryLine: Sendable, Hashable {
    public var key: LineKey
    /// Tells lines of the same key apart, of which a choice lets one alone have money; 0 where the key has one line.
    public var variant = 0
    /// The outcome y.
    public var primary: Outcome
    /// f: effective spend in yuan per period → primary outcome per period.
    public var curve: ResponseCurve
    /// θ in [0, 1).
    public var carryOver: Double
    /// Effective spend left from before the horizon, yuan.
    public var carryIn: Double
    /// Season and event multipliers of the response, at least 0.
    public var multipliers: PeriodValues
    /// Outcome per unit of the primary outcome.
    public var rates: [Outcome: PeriodValues]
    /// Yuan that must be spent in each period.
    public var minimum: PeriodValues
    /// Yuan that can be spent in each period.
    public var maximum: PeriodValues
    public var minimumIfUsed: MinimumIfUsed?
    /// Spend per period is a whole multiple of this prepaid sum.
    public var package: Money?
    /// The largest spend per period seen in history, yuan; nil when none was.
    public var seenLargest: Double?
    /// Why `maximum` is what it is, for an explanation; nil where nobody said.
    public var maximumReason: Notice?
    /// Where the curve comes from.
    public var evidence: Evidence
    /// Joint draws of the response, for intervals and robust plans; draw i of every line and option belongs to one joint draw i.
    public var draws: [CurveDraw]

    public init(
        key: LineKey, primary: Outcome, curve: ResponseCurve, carryOver: Double = 0, carryIn: Double = 0,
        multipliers: PeriodValues = 1, rates: [Outcome: PeriodValues] = [:], minimum: PeriodValues = 0, maximum: PeriodValues,
        minimumIfUsed: MinimumIfUsed? = nil, package: Money? = nil, seenLargest: Double? = nil, maximumReason: Notice? = nil,
        evidence: Evidence = .given, draws: [CurveDraw] = []
    ) {
        self.key = key
        self.primary = primary
        self.curve = curve
        self.carryOver = carryOver
        self.carryIn = carryIn
        self.multipliers = multipliers
        self.rates = rates
        self.minimum = minimum
        self.maximum = maximum
        self.minimumIfUsed = minimumIfUsed
        self.package = package
        self.seenLargest = seenLargest
        self.maximumReason = maximumReason
        self.evidence = evidence
        self.draws = draws
    }

    /// The line as a selection names it.
    public var member: DeliveryMember { DeliveryMember(key, variant: variant) }

    /// Outcome per unit of the primary one in a period; 0 for an outcome that the line does not bring.
    public func rate(of outcome: Outcome, in period: Int) -> Double {
        outcome == primary ? 1 : rates[outcome]?[period] ?? 0
    }
}
