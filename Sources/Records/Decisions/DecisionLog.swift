// SPDX-License-Identifier: GPL-3.0-or-later

/// Decisions that were made by chance, with the chance of each known: what a randomized log holds. One array a column, one entry
/// a row.
public struct DecisionLog: Sendable, Hashable {
    /// Names of the actions.
    public var actions: [String]
    /// By row: index into `actions`.
    public var action: [Int]
    /// By row: probability with which its action was taken, in (0, 1].
    public var propensity: [Double]
    /// By row.
    public var reward: [Double]
    /// Names of the places in which a decision is shown (a position on the page); one name where the log knows none.
    public var slots: [String]
    /// By row: index into `slots`.
    public var slot: [Int]
    /// Names of what was known before each decision.
    public var featureNames: [String]
    /// By feature, then row; finite.
    public var features: [[Double]]
    /// By row: whose decision it was. Rows of one unit (a customer, a session) are not independent. Empty where each row is its own.
    public var unit: [Int]

    /// Rows.
    public var count: Int { action.count }

    /// A log in memory; arrays that are left out stand for one slot, no features and independent rows.
    ///
    /// - Throws: ``DecisionLogError`` for arrays of different lengths, propensities outside of (0, 1], numbers that are not finite,
    ///   indices out of range, or fewer than two rows.
    public init(
        actions: [String], action: [Int], propensity: [Double], reward: [Double], slots: [String] = ["all"], slot: [Int] = [],
        featureNames: [String] = [], features: [[Double]] = [], unit: [Int] = []
    ) throws(DecisionLogError) {
        self.actions = actions
        self.action = action
        self.propensity = propensity
        self.reward = reward
        self.slots = slots
        self.slot = slot.isEmpty ? Array(repeating: 0, count: action.count) : slot
        self.featureNames = featureNames
        self.features = features
        self.unit = unit
        try check()
    }

    private func check() throws(DecisionLogError) {
        guard count >= 2 else { throw .tooFewRows(count) }
        guard propensity.count == count, reward.count == count, slot.count == count, features.count == featureNames.count,
            features.allSatisfy({ $0.count == count }), unit.isEmpty || unit.count == count
        else { throw .differentLengths }
        for row in 0..<count {
            guard propensity[row] > 0, propensity[row] <= 1 else { throw .badPropensity(row: row, found: propensity[row]) }
            guard reward[row].isFinite else { throw .notFinite(row: row) }
            guard actions.indices.contains(action[row]), slots.indices.contains(slot[row]) else { throw .outOfRange(row: row) }
        }
        for column in features {
            if let row = column.firstIndex(where: { !$0.isFinite }) { throw .notFinite(row: row) }
        }
    }

    /// Mean reward as logged.
    public var meanReward: Double { reward.reduce(0, +) / Double(count) }
}
