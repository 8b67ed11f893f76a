// SPDX-License-Identifier: GPL-3.0-or-later
import CGLPKShim

/// A linear program held by the library, changed and solved again from where the last solve ended.
///
/// Lives inside `with(_:_:)` on one thread, because the library's memory belongs to a thread. Several threads may each have sessions.
/// After a fault or a cancellation all sessions of the thread are lost and throw `SolverError.lost`.
public final class LinearSession {
    private let lp: OpaquePointer
    /// Values of the columns after the last solve.
    public private(set) var x: [Double] = []
    /// Objective after the last solve, without any constant.
    public private(set) var objective = 0.0
    /// Prices of the rows after the last solve: change of the objective per unit of a row's binding end.
    public private(set) var rowPrices: [Double] = []
    /// Costs of the columns less the prices of what they use.
    public private(set) var reducedCosts: [Double] = []
    /// Values of the rows after the last solve.
    public private(set) var rowValues: [Double] = []

    private init(_ lp: OpaquePointer) { self.lp = lp }

    /// Opens a session with a program, runs `body`, and closes it. `body` must not let the session escape.
    public static func with<Result>(
        _ program: LinearProgram, _ body: (LinearSession) throws(SolverError) -> Result
    ) throws(SolverError) -> Result {
        let program = try program.validated()
        guard let lp = wx_open() else { throw .memory }
        defer { wx_close(lp) }
        let session = LinearSession(lp)
        try session.load(program)
        return try body(session)
    }

    /// Number of rows.
    public var rowCount: Int { max(0, Int(wx_rows(lp))) }
    /// Number of columns.
    public var columnCount: Int { max(0, Int(wx_columns(lp))) }
    /// Simplex iterations since the session was opened.
    public var iterations: Int { max(0, Int(wx_iterations(lp))) }
    /// The library's own word for the state of the last continuous solve.
    public var statusWord: String { String(cString: wx_status_word(lp, 0)) }
    /// The library's own word for the state of the last branch and bound.
    public var integerStatusWord: String { String(cString: wx_status_word(lp, 1)) }

    /// Replaces the whole program by one that is known to be valid; the next solve starts from the standard basis unless one is set.
    func reload(_ program: LinearProgram) throws(SolverError) { try load(program) }

    private func load(_ program: LinearProgram) throws(SolverError) {
        let whole = program.integer.map { UInt8($0 ? 1 : 0) }
        let starts = program.starts.map { Int64($0) }
        let code = whole.withUnsafeBufferPointer { buffer in
            wx_load(
                lp, program.maximize ? 1 : 0, Int32(program.columnCount), program.columnLower, program.columnUpper,
                program.objective, whole.isEmpty ? nil : buffer.baseAddress, Int32(program.rowCount), program.rowLower,
                program.rowUpper, starts, program.rowIndices, program.coefficients)
        }
        try Self.check(code)
    }

    /// Adds a row; entries of one column add up.
    public func addRow(lower: Double, upper: Double, _ entries: [(column: Int, value: Double)]) throws(SolverError) {
        let (indices, values) = try split(entries.map { ($0.column, $0.value) }, lower, upper, "added row")
        try Self.check(wx_add_row(lp, lower, upper, Int32(indices.count), indices, values))
    }

    /// Adds a column; entries of one row add up.
    public func addColumn(
        lower: Double, upper: Double, cost: Double, integer: Bool = false, _ entries: [(row: Int, value: Double)]
    ) throws(SolverError) {
        let (indices, values) = try split(entries.map { ($0.row, $0.value) }, lower, upper, "added column")
        if !cost.isFinite { throw .notFinite(place: "added column", value: cost) }
        try Self.check(wx_add_column(lp, lower, upper, cost, integer ? 1 : 0, Int32(indices.count), indices, values))
    }

    /// Removes rows; later rows move up.
    public func deleteRows(_ rows: [Int]) throws(SolverError) {
        try Self.check(wx_delete_rows(lp, Int32(rows.count), rows.map { Int32(clamping: $0) }))
    }

    /// Removes columns; later columns move up.
    public func deleteColumns(_ columns: [Int]) throws(SolverError) {
        try Self.check(wx_delete_columns(lp, Int32(columns.count), columns.map { Int32(clamping: $0) }))
    }

    public func setColumnBounds(_ column: Int, lower: Double, upper: Double) throws(SolverError) {
        try checkEnds(lower, upper) { "column \(column)" }
        try Self.check(wx_set_column_bounds(lp, Int32(clamping: column), lower, upper))
    }

    public func setRowBounds(_ row: Int, lower: Double, upper: Double) throws(SolverError) {
        try checkEnds(lower, upper) { "row \(row)" }
        try Self.check(wx_set_row_bounds(lp, Int32(clamping: row), lower, upper))
    }

    public func setCost(_ column: Int, _ cost: Double) throws(SolverError) {
        if !cost.isFinite { throw .notFinite(place: "column \(column)", value: cost) }
        try Self.check(wx_set_cost(lp, Int32(clamping: column), cost))
    }

    /// Replaces the entries of a row.
    public func setRow(_ row: Int, _ entries: [(column: Int, value: Double)]) throws(SolverError) {
        let (indices, values) = try split(entries.map { ($0.column, $0.value) }, 0, 0, "row \(row)")
        try Self.check(wx_set_row(lp, Int32(clamping: row), Int32(indices.count), indices, values))
    }

    /// Replaces the entries of a column.
    public func setColumn(_ column: Int, _ entries: [(row: Int, value: Double)]) throws(SolverError) {
        let (indices, values) = try split(entries.map { ($0.row, $0.value) }, 0, 0, "column \(column)")
        try Self.check(wx_set_column(lp, Int32(clamping: column), Int32(indices.count), indices, values))
    }

    /// Limits the library's memory on this thread for as long as it has sessions.
    public func limitMemory(megabytes: Int) throws(SolverError) {
        try Self.check(wx_memory_limit(lp, Int32(clamping: megabytes)))
    }

    private func split(
        _ entries: [(Int, Double)], _ lower: Double, _ upper: Double, _ name: @autoclosure () -> String
    ) throws(SolverError) -> ([Int32], [Double]) {
        try checkEnds(lower, upper) { name() }
        for entry in entries where !entry.1.isFinite { throw .notFinite(place: name(), value: entry.1) }
        var rising = true
        for k in entries.indices.dropFirst() where entries[k - 1].0 >= entries[k].0 { rising = false }
        let merged = rising ? entries : mergedEntries(entries)
        return (merged.map { Int32(clamping: $0.0) }, merged.map { $0.1 })
    }

    // MARK: - Solving

    /// Solves the continuous program from the last basis: the dual simplex method with the long-step ratio test; where that ends without an
    /// answer, the primal one, then with other ratio tests from a fresh basis and with the presolver, at last with the library's own tolerance.
    public func solve(_ options: LinearOptions = LinearOptions()) throws(SolverError) -> LinearStatus {
        if let flag = options.cancellation, flag.isCancelled { return .cancelled }
        let deadline = Deadline(seconds: options.timeLimitSeconds)
        let first = options.startsWithPrimal ? 0 : 1
        let attempts: [(dual: Int, careful: Int, presolve: Int, fresh: Int)] = [
            (first, 0, 0, options.startsFresh ? 1 : 0), (1 - first, 0, 0, 0), (1, 1, 0, 1), (0, 1, 0, 1), (1, 1, 1, 1),
            (1, 2, 0, 1),
            (0, 2, 0, 1),
        ].filter { !options.isCareful || $0.careful > 0 }
        var status = LinearStatus.trouble
        // The library's simplex methods may cycle on degenerate programs; no method needs nearly so many steps otherwise.
        let stall = 3_000 + 30 * (rowCount + columnCount)
        for (number, attempt) in attempts.enumerated() {
            guard let left = deadline.millisecondsLeft else { return .timeLimit }
            var settings = wx_simplex_options()
            settings.dual = Int32(attempt.dual)
            settings.careful = Int32(attempt.careful)
            settings.presolve = Int32(attempt.presolve)
            settings.fresh = Int32(attempt.fresh)
            settings.iteration_limit = Int32(clamping: min(options.iterationLimit ?? stall, stall))
            settings.milliseconds = left
            settings.tolerance = attempt.careful < 2 ? options.tolerance ?? 0 : 0
            settings.flag = options.cancellation?.handle
            var run: Int32 = 0
            var code: Int32 = 0
            let result = wx_simplex(lp, &settings, &run, &code)
            if result == Int32(WX_CANCELLED) { return .cancelled }
            try Self.check(result)
            status = Self.status(run)
            if status == .iterationLimit, options.iterationLimit ?? .max > stall { status = .trouble }
            if status == .trouble { continue }
            // The dual method's word on unboundedness is that its dual is infeasible: the primal method decides.
            if status == .unbounded && attempt.dual == 1 && number + 1 < attempts.count { continue }
            break
        }
        try fetch()
        return status
    }

    /// Branch and bound after a continuous solve (which this runs first).
    public func solveInteger(
        _ options: IntegerOptions = IntegerOptions(), linear: LinearOptions = LinearOptions()
    ) throws(SolverError) -> IntegerResult {
        let deadline = Deadline(seconds: options.timeLimitSeconds)
        var relaxation = linear
        relaxation.timeLimitSeconds = options.timeLimitSeconds
        relaxation.cancellation = options.cancellation
        let status = try solve(relaxation)
        guard status == .optimal else {
            return IntegerResult(status: status, x: nil, objective: 0, bound: objective, nodes: 0)
        }
        let relaxed = objective
        if let start = options.start, start.count != columnCount { throw .badShape("a start of another length") }
        guard let left = deadline.millisecondsLeft else {
            return IntegerResult(status: .timeLimit, x: nil, objective: 0, bound: relaxed, nodes: 0)
        }
        var settings = wx_integer_options()
        settings.relative_gap = options.relativeGap
        settings.node_limit = Int64(options.nodeLimit ?? 0)
        settings.milliseconds = left
        settings.cuts = options.cuts ? 1 : 0
        settings.rounding = options.roundingHeuristic ? 1 : 0
        settings.flag = options.cancellation?.handle
        var result = wx_integer_result()
        let code = (options.start ?? []).withUnsafeBufferPointer { start -> Int32 in
            if options.start != nil { settings.start = start.baseAddress }
            return wx_branch(lp, &settings, &result)
        }
        if code == Int32(WX_CANCELLED) {
            return IntegerResult(status: .cancelled, x: nil, objective: 0, bound: relaxed, nodes: Int(result.nodes))
        }
        try Self.check(code)
        var point: [Double]?
        if result.has_solution != 0 {
            var values = [Double](repeating: 0, count: columnCount)
            try Self.check(wx_integer_solution(lp, &values))
            point = values
        }
        return IntegerResult(
            status: Self.status(result.run), x: point, objective: result.objective, bound: result.bound,
            nodes: Int(result.nodes))
    }

    /// The basis of the last solve.
    public func basis() throws(SolverError) -> Basis {
        var rows = [UInt8](repeating: 0, count: rowCount)
        var columns = [UInt8](repeating: 0, count: columnCount)
        try Self.check(wx_basis(lp, &rows, &columns))
        return Basis(
            rows: rows.map { BasisStatus(rawValue: $0) ?? .atLower },
            columns: columns.map { BasisStatus(rawValue: $0) ?? .atLower })
    }

    /// Starts the next solve from this basis, which must have as many rows and columns as the program.
    public func setBasis(_ basis: Basis) throws(SolverError) {
        guard basis.rows.count == rowCount, basis.columns.count == columnCount else {
            throw .badShape("a basis of another size")
        }
        try Self.check(wx_set_basis(lp, basis.rows.map(\.rawValue), basis.columns.map(\.rawValue)))
    }

    private func fetch() throws(SolverError) {
        let columns = columnCount
        let rows = rowCount
        if x.count != columns {
            x = [Double](repeating: 0, count: columns)
            reducedCosts = x
        }
        if rowPrices.count != rows {
            rowPrices = [Double](repeating: 0, count: rows)
            rowValues = rowPrices
        }
        try Self.check(wx_solution(lp, &objective, &x, &rowPrices, &reducedCosts, &rowValues))
    }

    // MARK: - Files

    /// The program as it stands, without names.
    public func program() throws(SolverError) -> LinearProgram { try LinearProgram(describing: lp) }

    private static func status(_ run: Int32) -> LinearStatus {
        switch Int(run) {
        case WX_RUN_OPTIMAL: .optimal
        case WX_RUN_INFEASIBLE: .infeasible
        case WX_RUN_UNBOUNDED: .unbounded
        case WX_RUN_ITERATIONS: .iterationLimit
        case WX_RUN_TIME: .timeLimit
        case WX_RUN_NODES: .nodeLimit
        case WX_RUN_CANCELLED: .cancelled
        case WX_RUN_GAP: .withinGap
        default: .trouble
        }
    }

    /// Turns a result of the shim into an error.
    static func check(_ code: Int32) throws(SolverError) {
        switch Int(code) {
        case WX_OK: return
        case WX_NO_MEMORY: throw .memory
        case WX_BAD_INDEX: throw .badShape("an index that is out of range")
        case WX_LOST, WX_WRONG_THREAD: throw .lost
        case WX_CANCELLED: throw .lost
        default: throw .library(String(cString: wx_message()))
        }
    }
}
