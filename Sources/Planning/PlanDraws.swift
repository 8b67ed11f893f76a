// SPDX-License-Identifier: GPL-3.0-or-later
import Delivery
public import Response
public import Market

/// A plan on every joint draw of the response: what two plans bring on the same draw can be subtracted, so that what is uncertain about
/// both alike does not hide which one is better.
public struct PlanDraws: Sendable {
    /// The objective by draw; empty where there are no draws.
    public let values: [Double]
    /// Outcome totals by draw; money in yuan.
    public let outcomes: [Outcome: [Double]]
    /// Draws of every line, by which two plans tell whether they were made on the same curves.
    private let lines: [LineKey: [CurveDraw]]

    public init(values: [Double], outcomes: [Outcome: [Double]], lines: [LineKey: [CurveDraw]]) {
        self.values = values
        self.outcomes = outcomes
        self.lines = lines
    }

    /// True when draw n of both means the same state of the market: they share lines, and every shared line has the same draws.
    public func isPaired(with other: PlanDraws) -> Bool {
        guard !values.isEmpty, values.count == other.values.count else { return false }
        var shared = 0
        for (key, draws) in lines {
            guard let theirs = other.lines[key] else { continue }
            guard draws == theirs else { return false }
            shared += 1
        }
        return shared > 0
    }
}

extension PlanResult {
    /// The rounded plan on every joint draw of its curves.
    public func draws() -> PlanDraws {
        PlanDraws(
            values: drawn.values, outcomes: drawn.outcomes,
            lines: Dictionary(problem.lines.map { ($0.key, $0.draws) }, uniquingKeysWith: { first, _ in first }))
    }
}
