// SPDX-License-Identifier: GPL-3.0-or-later

/// What was seen of a line at about one spend: the mean of some periods, with season, maturity and organic outcome taken out, so that it
/// can be set beside the curve.
public struct ObservedResponse: Sendable, Hashable, Codable {
    /// Steady spend in yuan a period that leaves the same effective spend.
    public var spend: Double
    /// Primary outcome a period.
    public var outcome: Double
    /// Periods that it is the mean of.
    public var periods: Int

    public init(spend: Double, outcome: Double, periods: Int) {
        self.spend = spend
        self.outcome = outcome
        self.periods = periods
    }

    private enum CodingKeys: String, CodingKey {
        case spend = "spend_yuan"
        case outcome, periods
    }

    /// Most points that a line keeps.
    static let most = 24

    /// Periods in the order of their spend, in groups of equal size.
    static func grouped(_ points: [(spend: Double, outcome: Double)]) -> [ObservedResponse] {
        let usable = points.filter { $0.spend.isFinite && $0.outcome.isFinite }.sorted { $0.spend < $1.spend }
        let groups = min(most, usable.count)
        return (0..<groups).map { group in
            let part = usable[(usable.count * group / groups)..<(usable.count * (group + 1) / groups)]
            let count = Double(part.count)
            return ObservedResponse(
                spend: part.reduce(0) { $0 + $1.spend } / count, outcome: part.reduce(0) { $0 + $1.outcome } / count,
                periods: part.count)
        }
    }
}
