// SPDX-License-Identifier: GPL-3.0-or-later
import Incentives
import Records

/// Expected reward of every action in a row, fitted on some rows of a log: the model part of a doubly robust estimate and the
/// guess that a fitted policy follows. It need not be right for the estimate to be.
///
/// An action with at least twenty rows per coefficient has its own ridge regression on the features. All others share one
/// regression and have an effect of their own, shrunk towards none by how much actions differ beyond noise (empirical Bayes).
struct RewardModel {
    /// Coefficients of the regression that all share.
    private let shared: [Double]
    /// By action; nil where it shares.
    private let own: [[Double]?]
    /// By action and by slot, beyond the shared regression.
    private let actionEffects: [Double]
    private let slotEffects: [Double]
    /// Expected reward by action where no features are looked at: the shrunk level.
    let levels: [Double]

    /// Rows for each coefficient from which on an action has a regression of its own.
    static let rowsPerCoefficient = 20.0

    /// - Parameters:
    ///   - moments: sums by action over the rows to fit.
    ///   - rows: which rows these are.
    init(_ log: DecisionLog, design: LogDesign, moments: [RidgeMoments], rows: [Int]) {
        var all = RidgeMoments(size: design.size)
        for part in moments { all += part }
        shared = all.shrunk()
        own = moments.map { $0.count >= Self.rowsPerCoefficient * Double(design.size) ? $0.shrunk() : nil }
        var actions = GroupMeans(count: log.actions.count)
        for row in rows { actions.add(log.reward[row] - design.product(shared, row), to: log.action[row]) }
        actionEffects = actions.shrunk()
        var slots = GroupMeans(count: log.slots.count)
        for row in rows {
            slots.add(log.reward[row] - design.product(shared, row) - actionEffects[log.action[row]], to: log.slot[row])
        }
        slotEffects = log.slots.count > 1 ? slots.shrunk() : [0]
        let mean = all.count > 0 ? all.targets[0] / all.count : 0
        let sharedEffects = actionEffects
        levels = moments.indices.map { action in
            let part = moments[action]
            return part.count >= Self.rowsPerCoefficient ? part.targets[0] / part.count : mean + sharedEffects[action]
        }
    }

    /// Writes the expected reward of each action in a row.
    func predict(_ row: Int, _ log: DecisionLog, _ design: LogDesign, into values: inout [Double]) {
        let base = design.product(shared, row)
        let place = slotEffects[log.slot[row]]
        for action in values.indices {
            if let own = own[action] {
                values[action] = design.product(own, row)
            } else {
                values[action] = base + actionEffects[action] + place
            }
        }
    }
}

/// The features of a log as rows of a regression, made once.
struct LogDesign {
    let size: Int
    private let rows: [Double]

    /// Squares are added where there are many rows for each column.
    init(_ log: DecisionLog) {
        let hasSquares = log.count >= 5_000 && log.features.count <= 60
        let design = UpliftDesign(log.features, hasSquares: hasSquares)
        size = design.size
        var rows: [Double] = []
        rows.reserveCapacity(log.count * design.size)
        for row in 0..<log.count { design.append({ log.features[$0][row] }, to: &rows) }
        self.rows = rows
    }

    func row(_ index: Int) -> ArraySlice<Double> { rows[(index * size)..<((index + 1) * size)] }

    @inline(__always)
    func product(_ coefficients: [Double], _ row: Int) -> Double {
        var sum = 0.0
        let start = row * size
        for column in 0..<size { sum += coefficients[column] * rows[start + column] }
        return sum
    }
}

/// Means of groups, shrunk towards zero by how much they differ beyond noise (method of moments).
private struct GroupMeans {
    private var counts: [Double]
    private var sums: [Double]
    private var squares: [Double]

    init(count: Int) {
        counts = Array(repeating: 0, count: count)
        sums = counts
        squares = counts
    }

    mutating func add(_ value: Double, to group: Int) {
        counts[group] += 1
        sums[group] += value
        squares[group] += value * value
    }

    func shrunk() -> [Double] {
        let total = counts.reduce(0, +)
        guard total > 1 else { return sums.map { _ in 0 } }
        // Variance within groups, the same for all: a group of few rows cannot tell its own.
        var within = 0.0
        for group in counts.indices where counts[group] > 0 {
            within += squares[group] - sums[group] * sums[group] / counts[group]
        }
        within /= max(1, total - Double(counts.count { $0 > 0 }))
        var between = 0.0
        for group in counts.indices where counts[group] > 0 {
            let mean = sums[group] / counts[group]
            between += counts[group] / total * (mean * mean - within / counts[group])
        }
        return counts.indices.map { group in
            guard counts[group] > 0, between > 0 else { return 0 }
            return sums[group] / counts[group] * between / (between + within / counts[group])
        }
    }
}
