// SPDX-License-Identifier: GPL-3.0-or-later

/// How far a model is to be solved, and when to stop.
public struct SolveOptions: Sendable {
    /// What counts as optimal: (bound − value) / max(|bound|, `grossScale`). Nil for 1e-6, or 1e-4 with integers, S-shaped curves or
    /// curve equalities that matter.
    public var relativeGap: Double?
    /// The gross outcome in the objective's unit, for objectives that are small differences of large amounts (and never below one fen
    /// where the objective is money). Zero leaves it out.
    public var grossScale: Double
    /// Largest relative violation of a row of the model that an answer may have.
    public var feasibility: Double
    /// Simplex iterations in total; nil for no limit.
    public var iterationLimit: Int?
    /// Nodes of the search tree; nil for 200,000.
    public var nodeLimit: Int?
    /// Rounds of refinement at one node.
    public var roundLimit: Int
    /// A safety stop by the clock. An answer that it cut short is not reproducible.
    public var timeLimitSeconds: Double?
    public var cancellation: CancellationFlag?
    /// Whether a model of suitable structure may be solved by pricing; off for cross-checks.
    public var allowsPricing: Bool

    public init(
        relativeGap: Double? = nil, grossScale: Double = 0, feasibility: Double = 1e-9, iterationLimit: Int? = nil,
        nodeLimit: Int? = nil, roundLimit: Int = 60, timeLimitSeconds: Double? = nil, cancellation: CancellationFlag? = nil,
        allowsPricing: Bool = true
    ) {
        self.relativeGap = relativeGap
        self.grossScale = grossScale
        self.feasibility = feasibility
        self.iterationLimit = iterationLimit
        self.nodeLimit = nodeLimit
        self.roundLimit = roundLimit
        self.timeLimitSeconds = timeLimitSeconds
        self.cancellation = cancellation
        self.allowsPricing = allowsPricing
    }
}
