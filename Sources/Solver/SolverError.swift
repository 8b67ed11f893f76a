// SPDX-License-Identifier: GPL-3.0-or-later

/// A value that goes with a `SolverError`, for whoever words it.
public enum SolverErrorArgument: Sendable, Hashable {
    case text(String)
    case number(Double)
}

/// What keeps a program from being solved at all. An infeasible or unbounded program is no error but a status.
public enum SolverError: Error, Sendable, Hashable {
    /// A number of the program is NaN or infinite where it must be finite. `place` names the row or variable.
    case notFinite(place: String, value: Double)
    /// A row or variable was named that the program does not have, or one array is longer than another.
    case badShape(String)
    /// An output of a curve with breaks in its bend, or of `=`, depends on a variable without bounds: `variable` needs an upper bound.
    case needsBound(variable: String)
    /// The library stopped with a fault; its own message.
    case library(String)
    /// Memory is short.
    case memory
    /// A file cannot be written or read; `code` is errno, 0 where it is not known.
    case file(path: String, code: Int32)
    /// The session's programs were freed by an earlier fault or by cancellation.
    case lost

    /// The key of the message's wording.
    public var key: String {
        switch self {
        case .notFinite: "solver.not-finite"
        case .badShape: "solver.bad-shape"
        case .needsBound: "solver.needs-bound"
        case .library: "solver.library"
        case .memory: "solver.memory"
        case .file: "solver.file"
        case .lost: "solver.lost"
        }
    }

    /// The values that the wording refers to, by name.
    public var arguments: [String: SolverErrorArgument] {
        switch self {
        case .notFinite(let place, let value): ["place": .text(place), "value": .number(value)]
        case .badShape(let what): ["what": .text(what)]
        case .needsBound(let variable): ["variable": .text(variable)]
        case .library(let message): ["message": .text(message)]
        case .file(let path, let code): ["path": .text(path), "code": .number(Double(code))]
        case .memory, .lost: [:]
        }
    }
}
