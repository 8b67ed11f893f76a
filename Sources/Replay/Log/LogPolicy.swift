// SPDX-License-Identifier: GPL-3.0-or-later
import Records

/// A way to decide, to be judged on a randomized log: the probability of each action for each row.
public struct LogPolicy: Sendable, Hashable {
    /// How the probabilities are held.
    public enum Form: Sendable, Hashable {
        /// What was done.
        case asLogged
        /// Every action alike.
        case uniform
        /// By slot, then action; each slot's sum to one.
        case table([[Double]])
        /// By row, then action, in one array of rows × actions.
        case byRow([Double])
        /// By row the one action that is taken.
        case decided([Int])
    }

    public var name: String
    public var form: Form

    public init(_ name: String, _ form: Form) {
        self.name = name
        self.form = form
    }

    /// What was done.
    public static let asLogged = LogPolicy("as-logged", .asLogged)
    /// Every action alike.
    public static let uniform = LogPolicy("uniform", .uniform)

    /// The probability of an action in a row of a log.
    @inline(__always)
    func probability(of action: Int, row: Int, in log: DecisionLog) -> Double {
        switch form {
        case .asLogged: action == log.action[row] ? log.propensity[row] : 0
        case .uniform: 1 / Double(log.actions.count)
        case .table(let table): table[log.slot[row]][action]
        case .byRow(let values): values[row * log.actions.count + action]
        case .decided(let actions): actions[row] == action ? 1 : 0
        }
    }

    /// Throws where the policy does not fit the log: wrong sizes, probabilities below zero or not adding up to one.
    func check(_ log: DecisionLog) throws(ReplayError) {
        func check(_ values: ArraySlice<Double>) -> Bool {
            values.count == log.actions.count && values.allSatisfy { $0 >= 0 && $0 <= 1 + 1e-9 }
                && abs(values.reduce(0, +) - 1) < 1e-6
        }
        let isFine =
            switch form {
            case .asLogged, .uniform: true
            case .table(let table): table.count == log.slots.count && table.allSatisfy { check($0[...]) }
            case .byRow(let values):
                values.count == log.count * log.actions.count
                    && (0..<log.count).allSatisfy { check(values[($0 * log.actions.count)..<(($0 + 1) * log.actions.count)]) }
            case .decided(let actions): actions.count == log.count && actions.allSatisfy { log.actions.indices.contains($0) }
            }
        if !isFine { throw .badPolicy(name) }
    }

    /// Share of the policy's decisions that fall on actions which the log never took in their slot: nothing is known of them.
    func shareWithoutSupport(in log: DecisionLog) -> Double {
        var taken = [Bool](repeating: false, count: log.slots.count * log.actions.count)
        for row in 0..<log.count { taken[log.slot[row] * log.actions.count + log.action[row]] = true }
        if case .asLogged = form { return 0 }
        var sum = 0.0
        for row in 0..<log.count {
            for action in log.actions.indices where !taken[log.slot[row] * log.actions.count + action] {
                sum += probability(of: action, row: row, in: log)
            }
        }
        return sum / Double(log.count)
    }
}
