// SPDX-License-Identifier: GPL-3.0-or-later
public import Market

/// A quantity with its standard error.
public struct Estimate: Sendable, Hashable, Codable {
    public var mean: Double
    public var standardError: Double

    public init(mean: Double, standardError: Double) {
        self.mean = mean
        self.standardError = standardError
    }
}

/// What spend a line has been seen at, in yuan per period.
public struct SpendRange: Sendable, Hashable, Codable {
    /// Mean over the periods with spend.
    public var mean: Double
    public var largest: Double
    /// Periods with spend.
    public var periods: Int

    public init(mean: Double, largest: Double, periods: Int) {
        self.mean = mean
        self.largest = largest
        self.periods = periods
    }
}

/// How much of a line's curve comes from its own data.
public enum Evidence: String, Sendable, Hashable, Codable {
    /// Its own history decides.
    case fitted
    /// Its own history is thin; the channel's decides with it.
    case pooled
    /// Nothing was seen: the documented prior of the channel's kind.
    case prior
    /// Given by somebody, not fitted here.
    case given
}

/// One draw of a line's response from the posterior approximation.
public struct CurveDraw: Sendable, Hashable, Codable {
    public var curve: ResponseCurve
    /// θ.
    public var carryOver: Double
    /// By outcome: outcome per unit of the primary one.
    public var rates: [Outcome: Double]

    public init(curve: ResponseCurve, carryOver: Double, rates: [Outcome: Double]) {
        self.curve = curve
        self.carryOver = carryOver
        self.rates = rates
    }
}

/// The response of one delivery line: what the planner may know of it.
///
/// Incremental primary outcome in period t = multiplier(t) · curve(e[t]), e[t] = spend[t] + carryOver · e[t−1] in yuan; any other
/// outcome is that times its rate. Organic outcome is never part of it.
public struct FittedLine: Sendable, Hashable, Codable {
    public var line: LineKey
    /// The outcome that the curve gives.
    public var primary: Outcome
    /// At multiplier 1; the posterior's centre.
    public var curve: ResponseCurve
    /// θ in [0, 1): the share of effective spend that lasts into the next period.
    public var carryOver: Double
    /// Effective spend left from history at the end of the last period seen, in yuan.
    public var carryIn: Double
    /// Seven multipliers, Monday first, of mean 1; empty for cadences other than daily.
    public var weekday: [Double]
    /// Multipliers of event stages by name; a stage that is not named has 1.
    public var stages: [String: Double]
    /// Outcome per unit of the primary outcome.
    public var rates: [Outcome: Estimate]
    public var seen: SpendRange?
    public var evidence: Evidence
    /// Stacked over curve families; empty for given curves without uncertainty. Draw i of every line belongs to one joint draw i.
    public var draws: [CurveDraw]
    public var warnings: [Notice]
    /// What was seen, to be set beside the curve; nil where nothing was.
    public var observed: [ObservedResponse]?
    /// How well the fitted outcome was foretold in blocks of time that were left out; nil where there were too few.
    public var heldOut: HeldOutError?

    public init(
        line: LineKey, primary: Outcome, curve: ResponseCurve, carryOver: Double = 0, carryIn: Double = 0,
        weekday: [Double] = [],
        stages: [String: Double] = [:], rates: [Outcome: Estimate] = [:], seen: SpendRange? = nil, evidence: Evidence = .given,
        draws: [CurveDraw] = [], warnings: [Notice] = [], observed: [ObservedResponse]? = nil, heldOut: HeldOutError? = nil
    ) {
        self.line = line
        self.primary = primary
        self.curve = curve
        self.carryOver = carryOver
        self.carryIn = carryIn
        self.weekday = weekday
        self.stages = stages
        self.rates = rates
        self.seen = seen
        self.evidence = evidence
        self.draws = draws
        self.warnings = warnings
        self.observed = observed
        self.heldOut = heldOut
    }

    /// The season's multiplier of a day in an event stage (empty for none).
    public func multiplier(on day: Day, stage: String = "") -> Double {
        let base = weekday.count == 7 ? weekday[day.weekday] : 1
        return base * (stages[stage] ?? 1)
    }

    /// Outcome per unit of the primary outcome; nil where it is not known.
    public func rate(of outcome: Outcome) -> Double? { outcome == primary ? 1 : rates[outcome]?.mean }
}

/// How much of what reports credit is incremental: would not have come without it.
public struct IncrementalShare: Sendable, Hashable, Codable {
    public var mean: Double
    public var standardError: Double
    /// By joint draw; empty where there is no uncertainty.
    public var draws: [Double]

    public init(mean: Double, standardError: Double, draws: [Double] = []) {
        self.mean = mean
        self.standardError = standardError
        self.draws = draws
    }

    /// Mean and standard error of draws; nil for none.
    init?(_ draws: [Double]) {
        guard !draws.isEmpty else { return nil }
        self.init(
            mean: draws.reduce(0, +) / Double(draws.count), standardError: PilotFit.variance(draws).squareRoot(), draws: draws)
    }
}

/// What affiliates sell of one goods per period, depending on the commission rate: x is the rate in percent of the settled amount.
public struct FittedAffiliate: Sendable, Hashable, Codable {
    public var goods: GoodsID
    /// Commission rate in percent → GMV (yuan) per period.
    public var curve: ResponseCurve
    /// Share of GMV that will be settled, in (0, 1].
    public var settledShare: Double
    /// How much of what they sell would not have come without them; commission is paid on all of it. Nil where nothing is known.
    public var incremental: IncrementalShare?
    /// Outcome per yuan of GMV.
    public var rates: [Outcome: Estimate]
    /// Seven multipliers, Monday first; empty for cadences other than daily.
    public var weekday: [Double]
    /// Range of commission rates seen, percent; nil when none was.
    public var seenRates: ClosedRange<Double>?
    public var evidence: Evidence
    /// Curves of the joint draws.
    public var draws: [ResponseCurve]
    public var warnings: [Notice]

    public init(
        goods: GoodsID, curve: ResponseCurve, settledShare: Double, rates: [Outcome: Estimate], weekday: [Double] = [],
        seenRates: ClosedRange<Double>? = nil, evidence: Evidence, draws: [ResponseCurve] = [], warnings: [Notice] = [],
        incremental: IncrementalShare? = nil
    ) {
        self.goods = goods
        self.curve = curve
        self.settledShare = settledShare
        self.incremental = incremental
        self.rates = rates
        self.weekday = weekday
        self.seenRates = seenRates
        self.evidence = evidence
        self.draws = draws
        self.warnings = warnings
    }
}

/// All that a fit found: the only thing that the planner knows of how the market responds.
public struct FittedResponse: Sendable, Hashable, Codable {
    public var cadence: Cadence
    /// Last day that the fit has seen; nil when there was no history.
    public var asOf: Day?
    /// In canonical order of their keys.
    public var lines: [FittedLine]
    public var affiliates: [FittedAffiliate]
    public var warnings: [Notice]
    /// How well the shop's last fifth was foretold from the rest; nil where lines were fitted by themselves or nobody asked.
    public var heldOut: HeldOutError?

    public init(cadence: Cadence, asOf: Day?, lines: [FittedLine], affiliates: [FittedAffiliate] = [], warnings: [Notice] = [])
    {
        self.cadence = cadence
        self.asOf = asOf
        self.lines = lines.sorted { $0.line < $1.line }
        self.affiliates = affiliates.sorted { $0.goods < $1.goods }
        self.warnings = warnings
    }
}
