// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
public import Briefs
public import Market

/// Faults that only the command can find.
public enum CommandError: FaultError {
    /// The delivery begins in days that the history has; `--as-of` would hide them.
    case beginsInHistory(Place?, begin: Day, historyEnds: Day)
    /// `--as-of` names a day on or after the delivery's first.
    case asOfTooLate(asOf: Day, begin: Day)
    case noFile(String)
    case notReadable(String)
    /// Nothing that could be imported.
    case noExports(String)
    case cannotWrite(String)
    /// A folder that must be new or empty is not.
    case folderInUse(String)
    case notJSON(file: String, field: String, detail: String)
    /// Neither brief nor workspace has a history.
    case noHistory
    case noScenario(String, known: [String])
    /// A path of keys that leads nowhere in a brief.
    case noPlace(String)
    case badOption(String, found: String, accepted: String)

    public var fault: Fault {
        switch self {
        case .beginsInHistory(let place, let begin, let ends):
            Fault(
                .data, at: place, found: "\(begin)",
                Notice(
                    "command.begins-in-history", ["last": .day(ends), "before": .day(begin.advanced(by: -1))]))
        case .asOfTooLate(let asOf, let begin):
            Fault(.usage, found: "\(asOf)", Notice("command.as-of-too-late", ["begin": .day(begin)]))
        case .noFile(let path): Fault(.noInput, at: Place(file: path), Notice("command.no-file"))
        case .notReadable(let path): Fault(.noInput, at: Place(file: path), Notice("command.not-readable"))
        case .noExports(let path): Fault(.noInput, at: Place(file: path), Notice("command.no-exports"))
        case .cannotWrite(let path): Fault(.cannotCreate, at: Place(file: path), Notice("command.cannot-write"))
        case .folderInUse(let path): Fault(.cannotCreate, at: Place(file: path), Notice("command.folder-in-use"))
        case .notJSON(let file, let field, let detail):
            Fault(
                .data, at: Place(file: file, field: field.isEmpty ? nil : field),
                Notice("command.not-json", ["detail": .text(detail)]))
        case .noHistory: Fault(.data, Notice("command.no-history"))
        case .noScenario(let name, let known):
            Fault(.usage, found: name, Notice("command.no-scenario", ["known": .list(known)]))
        case .noPlace(let path): Fault(.usage, found: path, Notice("command.bad-path"))
        case .badOption(let option, let found, let accepted):
            Fault(.usage, found: found, Notice("command.bad-option", ["option": .text(option), "accepted": .text(accepted)]))
        }
    }
}

/// An error that stands for several faults of one input.
public protocol SeveralFaults: Error {
    var faults: [Fault] { get }
}

extension BriefFaults: SeveralFaults {
    public var faults: [Fault] { errors.map(\.fault) }
}
