// SPDX-License-Identifier: GPL-3.0-or-later
public import Records

extension LogPolicy {
    /// The policy that a file describes, for a log.
    ///
    /// With `row`, each row of the log has its own probabilities; with `slot`, each slot; actions that are not named have none. With
    /// `alpha` and `beta` the policy samples from beliefs (``thompson(_:alpha:beta:slots:draws:seed:)``); then every action of the log
    /// must be named, and slots are filled in the order of their names.
    ///
    /// - Throws: ``ReplayError/badPolicy(_:)`` naming the policy and what does not fit.
    public init(_ name: String, table: [PolicyTableRow], for log: DecisionLog) throws(ReplayError) {
        var numbers: [String: Int] = [:]
        for (number, action) in log.actions.enumerated() { numbers[action] = number }
        if table.contains(where: { $0.alpha != nil }) {
            self = try Self.beliefs(name, table, numbers, log)
            return
        }
        // An action that the log never took may have probability all the same; it is then without support.
        guard let unknown = table.first(where: { numbers[$0.action] == nil && ($0.probability ?? 0) > 0 }) else {
            if table.contains(where: { $0.row != nil }) {
                form = .byRow(try Self.byRow(name, table, numbers, log))
            } else {
                form = .table(try Self.bySlot(name, table, numbers, log))
            }
            self.name = name
            try check(log)
            return
        }
        throw .badPolicy("\(name): \(unknown.action)")
    }

    private static func byRow(
        _ name: String, _ table: [PolicyTableRow], _ numbers: [String: Int], _ log: DecisionLog
    ) throws(ReplayError) -> [Double] {
        var values = [Double](repeating: 0, count: log.count * log.actions.count)
        for entry in table {
            guard let row = entry.row, row <= log.count else { throw .badPolicy("\(name): row \(entry.row ?? 0)") }
            guard let action = numbers[entry.action] else { continue }
            values[(row - 1) * log.actions.count + action] += entry.probability ?? 0
        }
        return values
    }

    private static func bySlot(
        _ name: String, _ table: [PolicyTableRow], _ numbers: [String: Int], _ log: DecisionLog
    ) throws(ReplayError) -> [[Double]] {
        var values = [[Double]](repeating: Array(repeating: 0, count: log.actions.count), count: log.slots.count)
        for entry in table {
            guard let action = numbers[entry.action] else { continue }
            guard let slot = entry.slot else {
                for slot in values.indices { values[slot][action] += entry.probability ?? 0 }
                continue
            }
            // A slot that the log does not have cannot be judged and does not matter.
            if let index = log.slots.firstIndex(of: slot) { values[index][action] += entry.probability ?? 0 }
        }
        return values
    }

    private static func beliefs(
        _ name: String, _ table: [PolicyTableRow], _ numbers: [String: Int], _ log: DecisionLog
    ) throws(ReplayError) -> LogPolicy {
        var alpha = [Double](repeating: 0, count: log.actions.count)
        var beta = alpha
        for entry in table {
            guard let action = numbers[entry.action] else { throw .badPolicy("\(name): \(entry.action)") }
            alpha[action] = entry.alpha ?? 0
            beta[action] = entry.beta ?? 0
        }
        let drawn = try thompson(name, alpha: alpha, beta: beta, slots: log.slots.count)
        guard case .table(let ranked) = drawn.form else { return drawn }
        // Rank by rank, the slots in the order of their names.
        let order = log.slots.indices.sorted { log.slots[$0] < log.slots[$1] }
        var bySlot = ranked
        for (rank, slot) in order.enumerated() { bySlot[slot] = ranked[rank] }
        return LogPolicy(name, .table(bySlot))
    }
}
