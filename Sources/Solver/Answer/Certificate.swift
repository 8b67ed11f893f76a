// SPDX-License-Identifier: GPL-3.0-or-later

/// What is known about an answer. Follows from the certificate's numbers, never from a solver's word.
public enum SolveStatus: String, Sendable, Codable, Hashable {
    /// Feasible, and within the gap asked for of the best possible.
    case optimal
    /// Feasible, with its gap.
    case feasible
    /// Proved to have no feasible point.
    case infeasible
    /// The objective has no limit.
    case unbounded
    /// No feasible point found so far, and none excluded.
    case unknown
}

/// Evidence for an answer: its value and violation measured on the original model with the true curves, and a bound by weak duality from
/// prices of the original rows with each variable's true best response (Lagrangian relaxation; Geoffrion 1974), over the tree's leaves
/// where there was branching.
public struct Certificate: Sendable, Codable, Hashable {
    public var status: SolveStatus
    /// Objective of the answer on the true curves; nil without an answer.
    public var value: Double?
    /// No feasible point is better; nil when none could be computed.
    public var bound: Double?
    /// |bound − value| / max(|bound|, gross outcome); nil without both.
    public var gap: Double?
    /// Largest violation of any original row, bound, curve or integrality, relative to the size of what is compared.
    public var violation: Double
    /// Simplex iterations.
    public var iterations: Int
    /// Nodes of the search tree that were solved.
    public var nodes: Int
    /// Which way it was solved.
    public var method: String
    /// Rows of the last linear program.
    public var rows: Int
    /// Columns of the last linear program.
    public var columns: Int
    /// The linear solver's own word about its last program.
    public var solverStatus: String
    /// True when the clock or a cancellation cut the solve short, so that it may not repeat exactly.
    public var cutShort: Bool

    public init(
        status: SolveStatus, value: Double? = nil, bound: Double? = nil, gap: Double? = nil, violation: Double = 0,
        iterations: Int = 0, nodes: Int = 0, method: String, rows: Int = 0, columns: Int = 0, solverStatus: String = "",
        cutShort: Bool = false
    ) {
        self.status = status
        self.value = value
        self.bound = bound
        self.gap = gap
        self.violation = violation
        self.iterations = iterations
        self.nodes = nodes
        self.method = method
        self.rows = rows
        self.columns = columns
        self.solverStatus = solverStatus
        self.cutShort = cutShort
    }

    enum CodingKeys: String, CodingKey {
        case status, value, bound, gap, violation, iterations, nodes, method, rows, columns
        case solverStatus = "solver_status"
        case cutShort = "cut_short"
    }
}

/// |bound − value| relative to the size of the outcome. `floor` is a size below which differences do not count.
func relativeGap(value: Double, bound: Double, grossScale: Double, floor: Double) -> Double {
    abs(bound - value) / max(abs(bound), grossScale, floor, .leastNormalMagnitude)
}
