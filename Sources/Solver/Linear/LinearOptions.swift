// SPDX-License-Identifier: GPL-3.0-or-later

/// Limits of one linear solve.
public struct LinearOptions: Sendable {
    /// Simplex iterations of this solve; nil for no limit.
    public var iterationLimit: Int?
    /// A safety stop by the wall clock, in seconds; a result that it cut short is not reproducible.
    public var timeLimitSeconds: Double?
    public var cancellation: CancellationFlag?
    /// Starts with the primal simplex method: right after columns were added to an optimal basis.
    public var startsWithPrimal = false
    /// Forgets the basis of the last solve.
    public var startsFresh = false
    /// Leaves the long-step ratio test out: slower, and surer on programs that the library failed on before.
    public var isCareful = false
    /// Feasibility tolerance of primal and dual, relative; nil for the library's 1e-7.
    public var tolerance: Double?

    public init(iterationLimit: Int? = nil, timeLimitSeconds: Double? = nil, cancellation: CancellationFlag? = nil) {
        self.iterationLimit = iterationLimit
        self.timeLimitSeconds = timeLimitSeconds
        self.cancellation = cancellation
    }
}

/// Limits of one branch and bound.
public struct IntegerOptions: Sendable {
    /// Stops when (bound − value) / |value| is no more.
    public var relativeGap: Double
    /// Nodes of the tree; nil for no limit.
    public var nodeLimit: Int?
    public var timeLimitSeconds: Double?
    public var cancellation: CancellationFlag?
    /// A feasible point to start from, one value a column.
    public var start: [Double]?
    /// Gomory's cuts, which pay except on tiny programs.
    public var cuts = true
    public var roundingHeuristic = true

    public init(
        relativeGap: Double = 1e-6, nodeLimit: Int? = nil, timeLimitSeconds: Double? = nil,
        cancellation: CancellationFlag? = nil, start: [Double]? = nil
    ) {
        self.relativeGap = relativeGap
        self.nodeLimit = nodeLimit
        self.timeLimitSeconds = timeLimitSeconds
        self.cancellation = cancellation
        self.start = start
    }
}

/// How a linear solve ended.
public enum LinearStatus: Sendable, Hashable {
    case optimal
    case infeasible
    case unbounded
    case iterationLimit
    case timeLimit
    case nodeLimit
    /// Stopped by the flag; the session cannot be used again.
    case cancelled
    /// Branch and bound ended within the gap that was asked for.
    case withinGap
    /// No answer after every fallback: numerical trouble.
    case trouble
}

/// How a column or row stands in a basis.
public enum BasisStatus: UInt8, Sendable, Hashable {
    case basic = 0
    case atLower = 1
    case atUpper = 2
    case free = 3
    case fixed = 4
}

/// A basis to restart from.
public struct Basis: Sendable, Hashable {
    public var rows: [BasisStatus]
    public var columns: [BasisStatus]

    public init(rows: [BasisStatus], columns: [BasisStatus]) {
        self.rows = rows
        self.columns = columns
    }
}

/// What a branch and bound found.
public struct IntegerResult: Sendable {
    public var status: LinearStatus
    /// The best point found, one value a column; nil when none was.
    public var x: [Double]?
    public var objective: Double
    /// The tree's bound as the library computes it: no certificate.
    public var bound: Double
    public var nodes: Int
}
