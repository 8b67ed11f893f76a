// SPDX-License-Identifier: GPL-3.0-or-later
public import Market

/// A test that measured what a line or channel really brings: a switch-off, a geo or a user test.
public struct Experiment: Sendable, Hashable, Codable {
    public var channel: Channel
    /// Nil for the whole channel.
    public var goods: GoodsID?
    public var audience: Audience?
    /// First and last day of the test.
    public var begin: Day
    public var end: Day
    /// Outcome that was measured.
    public var outcome: Outcome
    /// What the spend of these days brought during them beyond what would have come without it, in units of the outcome (yuan for money).
    public var effect: Double
    /// Above 0, in the same unit.
    public var standardError: Double
    /// Spend with less spend without, in yuan over the test; nil where the recorded spend of its days was switched off somewhere.
    public var spendChange: Double?

    public init(
        channel: Channel, goods: GoodsID? = nil, audience: Audience? = nil, begin: Day, end: Day, outcome: Outcome,
        effect: Double, standardError: Double, spendChange: Double? = nil
    ) {
        self.channel = channel
        self.goods = goods
        self.audience = audience
        self.begin = begin
        self.end = end
        self.outcome = outcome
        self.effect = effect
        self.standardError = standardError
        self.spendChange = spendChange
    }

    func covers(_ line: LineKey) -> Bool {
        line.channel == channel && (goods ?? line.goods) == line.goods && (audience ?? line.audience) == line.audience
    }
}

/// Settings of a fit.
public struct FitOptions: Sendable {
    /// Joint draws, at least 200.
    public var draws: Int
    /// Seed of the draws; the same seed gives the same bytes.
    public var seed: UInt64
    public var experiments: [Experiment]
    /// How outcomes mature; nil takes the default table.
    public var maturity: MaturityTable?
    /// Reports of the same days downloaded earlier, from which the maturity table is estimated.
    public var priorVersions: [ReportVersion]
    /// Names of shop columns used as controls; nil uses all.
    public var controls: [String]?
    /// Whether a media mix also says how well its last fifth is foretold by a fit of the rest: twice the work.
    public var scoresHoldOut: Bool
    /// Threads; nil uses all cores. The result does not depend on it.
    public var threads: Int?
    /// Told how many of how many steps are done, from any thread.
    public var progress: (@Sendable (_ done: Int, _ of: Int) -> Void)?

    public init(
        draws: Int = 240, seed: UInt64 = 1, experiments: [Experiment] = [], maturity: MaturityTable? = nil,
        priorVersions: [ReportVersion] = [], controls: [String]? = nil, scoresHoldOut: Bool = false, threads: Int? = nil,
        progress: (@Sendable (_ done: Int, _ of: Int) -> Void)? = nil
    ) {
        self.draws = max(200, draws)
        self.seed = seed
        self.experiments = experiments
        self.maturity = maturity
        self.priorVersions = priorVersions
        self.controls = controls
        self.scoresHoldOut = scoresHoldOut
        self.threads = threads
        self.progress = progress
    }
}

/// Why there is no fit.
public enum FitError: FaultError, Hashable {
    /// Nothing to fit on or before `asOf`, and no line asked for.
    case nothingToFit(asOf: Day?)
    /// The outcome asked for is in no record and no shop row.
    case unknownOutcome(Outcome, known: [Outcome])
    /// An experiment is not usable: no such line, a standard error that is not above 0, an end before its begin.
    case badExperiment(Experiment, field: String)
    /// A curve document is wrong at a place.
    case document(Fault)

    public var fault: Fault {
        switch self {
        case .nothingToFit(let asOf):
            if let asOf { return Fault(.data, Notice("response.nothing-before", ["day": .day(asOf)])) }
            return Fault(.data, Notice("response.nothing-to-fit"))
        case .unknownOutcome(let outcome, let known):
            return Fault(
                .data, found: outcome.rawValue,
                Notice("response.unknown-outcome", ["outcome": .text(outcome.rawValue), "known": .list(known.map(\.rawValue))]))
        case .badExperiment(let experiment, let field):
            return Fault(
                .configuration, at: nil, found: field,
                Notice("response.bad-experiment", ["channel": .text(experiment.channel.rawValue), "field": .text(field)]))
        case .document(let fault): return fault
        }
    }
}
