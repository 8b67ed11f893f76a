// SPDX-License-Identifier: GPL-3.0-or-later
public import Market

/// Why a replay cannot be made.
public enum ReplayError: FaultError, Hashable {
    /// The delivery begins before the world's history ends.
    case beginsInHistory(begin: Day, historyEnds: Day)
    /// No recorded period overlaps the plan's.
    case nothingHeldOut(begin: Day, historyEnds: Day?)
    /// Nothing was planned or recorded that could be compared.
    case nothingToCompare
    /// A policy does not fit the log: its sizes are others, or its probabilities are no probabilities.
    case badPolicy(String)

    public var fault: Fault {
        switch self {
        case .beginsInHistory(let begin, let ends):
            Fault(.data, found: "\(begin)", Notice("replay.begins-in-history", ["first": .day(ends.advanced(by: 1))]))
        case .nothingHeldOut(let begin, let ends):
            Fault(
                .data, found: "\(begin)",
                Notice("replay.nothing-held-out", ["last": ends.map { .day($0) } ?? .text("-")]))
        case .nothingToCompare: Fault(.data, Notice("replay.nothing-to-compare"))
        case .badPolicy(let name): Fault(.data, found: name, Notice("replay.bad-policy"))
        }
    }
}
