// SPDX-License-Identifier: GPL-3.0-or-later
public import Market

/// Why arrays are no randomized log. Rows count from 0.
public enum DecisionLogError: FaultError, Hashable {
    case tooFewRows(Int)
    case differentLengths
    case badPropensity(row: Int, found: Double)
    case notFinite(row: Int)
    case outOfRange(row: Int)

    public var fault: Fault {
        switch self {
        case .tooFewRows(let count): Fault(.data, found: "\(count)", Notice("records.log-too-few-rows"))
        case .differentLengths: Fault(.data, Notice("records.log-different-lengths"))
        case .badPropensity(let row, let found):
            Fault(.data, found: "\(found)", Notice("records.log-bad-propensity", ["row": .count(row + 1)]))
        case .notFinite(let row): Fault(.data, Notice("records.log-not-finite", ["row": .count(row + 1)]))
        case .outOfRange(let row): Fault(.data, Notice("records.log-out-of-range", ["row": .count(row + 1)]))
        }
    }
}
