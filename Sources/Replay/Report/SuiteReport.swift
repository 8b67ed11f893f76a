// SPDX-License-Identifier: GPL-3.0-or-later
public import Market

/// One campaign of a suite.
public struct SuiteCampaign: Sendable, Hashable, Codable {
    /// Name of its folder.
    public var name: String
    public var kind: ReplayKind
    public var scenario: String
    public var outcome: Outcome
    /// Efficiency gain over the recorded policy.
    public var gain: Interval
    /// The simple baseline that does best, and the gain over it.
    public var strongest: String?
    public var gainOverStrongest: Interval?
    public var oracleGain: Interval?
    public var capturedShare: Interval?
    public var replications: Int

    private enum CodingKeys: String, CodingKey {
        case name, kind, scenario, outcome, gain, replications
        case strongest = "strongest_simple_baseline"
        case gainOverStrongest = "gain_over_strongest"
        case oracleGain = "oracle_gain"
        case capturedShare = "captured_share"
    }

    public init(name: String, report: GainReport) {
        self.name = name
        kind = report.kind
        scenario = report.scenario
        outcome = report.outcome
        gain = report.headline?.gain ?? Interval(mean: 0)
        strongest = report.strongestSimple?.baseline
        gainOverStrongest = report.strongestSimple?.gain
        oracleGain = report.oracle?.gain
        capturedShare = report.oracle?.capturedShare
        replications = report.replications
    }
}

/// Many campaigns together. Means are over the campaigns in worlds, each counted once, with an interval over campaigns: it tells how
/// the method does on campaigns like these, whatever each one's own replications.
public struct SuiteReport: Sendable, Hashable, Codable {
    public var campaigns: [SuiteCampaign]
    /// Mean gain over the recorded policy, and over each campaign's strongest simple baseline.
    public var meanGain: Interval
    public var meanGainOverStrongest: Interval
    /// Over the campaigns in which a share is given.
    public var meanCapturedShare: Interval?

    private enum CodingKeys: String, CodingKey {
        case campaigns
        case meanGain = "mean_gain"
        case meanGainOverStrongest = "mean_gain_over_strongest"
        case meanCapturedShare = "mean_captured_share"
    }

    public init(_ campaigns: [SuiteCampaign]) {
        self.campaigns = campaigns
        let worlds = campaigns.filter { $0.kind == .world }
        meanGain = PairedStatistics.mean(worlds.map(\.gain.mean))
        meanGainOverStrongest = PairedStatistics.mean(worlds.compactMap(\.gainOverStrongest?.mean))
        let shares = worlds.compactMap(\.capturedShare?.mean)
        meanCapturedShare = shares.isEmpty ? nil : PairedStatistics.mean(shares)
    }
}
