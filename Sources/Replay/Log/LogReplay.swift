// SPDX-License-Identifier: GPL-3.0-or-later
import Incentives
import Market
public import Records

/// Policies judged on a randomized log (kind 1 of the design), row by row.
///
/// Five folds, drawn by unit where the log knows units. What is learned from the log (the best single action, targeting by fitted
/// rewards, the model part of the doubly robust estimate) is learned on four and scored on the fifth: nothing is chosen and scored
/// on the same rows.
public struct LogReplay: Sendable {
    public var log: DecisionLog
    /// Policies given from outside of the log.
    public var policies: [LogPolicy]
    public var seed: UInt64

    static let folds = 5

    public init(_ log: DecisionLog, policies: [LogPolicy] = [], seed: UInt64 = 1) {
        self.log = log
        self.policies = policies
        self.seed = seed
    }

    /// Judges what was done, the policies, every action alike, the best single action and targeting by fitted rewards.
    public func report() throws(ReplayError) -> LogReport {
        for policy in policies { try policy.check(log) }
        let learned = learn()
        let judged =
            [LogPolicy.asLogged] + policies + [LogPolicy.uniform, learned.single]
            + (log.features.isEmpty ? [] : [learned.targeted])
        let terms = judged.map {
            PolicyTerms($0, log: log, design: learned.design, fold: learned.fold, models: learned.models)
        }
        let values = terms.map { $0.value(log) }
        var comparisons: [PolicyComparison] = []
        for (second, other) in terms.enumerated() {
            for first in terms[(second + 1)...] { comparisons.append(PolicyComparison(first, other, log)) }
        }
        return LogReport(
            rows: log.count, units: log.unit.isEmpty ? log.count : Set(log.unit).count,
            logged: log.estimate(log.reward, degrees: Double(log.count - 1)), policies: values, comparisons: comparisons,
            ranking: ActionRanking(log), headlinePolicy: (policies.first ?? judged.last ?? .asLogged).name,
            notices: notices(values))
    }

    /// By row: the fold on which it is scored. Rows of one unit stay together.
    func foldOfRows() -> [Int] {
        (0..<log.count).map { row in
            var random = CounterRandom(seed: seed, UInt64(log.unit.isEmpty ? row : log.unit[row]), 0xF01D)
            return Int(random.next() % UInt64(Self.folds))
        }
    }

    /// The terms of the policies that are learned from the log.
    func learnedTerms() -> [PolicyTerms] {
        let learned = learn()
        return [learned.single, learned.targeted].map {
            PolicyTerms($0, log: log, design: learned.design, fold: learned.fold, models: learned.models)
        }
    }

    private struct Learned {
        var design: LogDesign
        var fold: [Int]
        var models: [RewardModel]
        var single: LogPolicy
        var targeted: LogPolicy
    }

    private func learn() -> Learned {
        let design = LogDesign(log)
        let fold = foldOfRows()
        var parts = (0..<Self.folds).map { _ in log.actions.map { _ in RidgeMoments(size: design.size) } }
        for row in 0..<log.count { parts[fold[row]][log.action[row]].add(design.row(row), log.reward[row]) }
        var models: [RewardModel] = []
        for left in 0..<Self.folds {
            let moments = log.actions.indices.map { action in
                var sum = RidgeMoments(size: design.size)
                for part in 0..<Self.folds where part != left { sum += parts[part][action] }
                return sum
            }
            models.append(
                RewardModel(log, design: design, moments: moments, rows: (0..<log.count).filter { fold[$0] != left }))
        }
        let best = models.map { model in Self.first(model.levels) }
        var expected = [Double](repeating: 0, count: log.actions.count)
        var targets = [Int](repeating: 0, count: log.count)
        for row in 0..<log.count {
            models[fold[row]].predict(row, log, design, into: &expected)
            targets[row] = Self.first(expected)
        }
        return Learned(
            design: design, fold: fold, models: models,
            single: LogPolicy("best-single-action", .decided(fold.map { best[$0] })),
            targeted: LogPolicy("fitted-targeting", .decided(targets)))
    }

    /// The index of the largest, the first of several.
    private static func first(_ values: [Double]) -> Int {
        values.indices.max { values[$0] != values[$1] ? values[$0] < values[$1] : $0 > $1 } ?? 0
    }

    private func notices(_ values: [PolicyValue]) -> [Notice] {
        var notices: [Notice] = []
        for value in values {
            if value.shareWithoutSupport > 0.001 {
                notices.append(
                    Notice(
                        "replay.log-no-support",
                        ["policy": .text(value.policy), "share": .share(value.shareWithoutSupport)]))
            }
            if value.effectiveSampleSize < 100 {
                notices.append(
                    Notice(
                        "replay.log-few-rows",
                        ["policy": .text(value.policy), "count": .count(Int(value.effectiveSampleSize))]))
            }
        }
        // Σ 1/propensity over the rows of an action is about the number of all rows where propensities are right.
        var sums = [Double](repeating: 0, count: log.actions.count)
        var squares = sums
        for row in 0..<log.count {
            sums[log.action[row]] += 1 / log.propensity[row]
            squares[log.action[row]] += 1 / (log.propensity[row] * log.propensity[row])
        }
        let rows = Double(log.count)
        for (action, name) in log.actions.enumerated() {
            let error = max(squares[action] - rows, 1).squareRoot()
            if abs(sums[action] - rows) > 6 * error {
                notices.append(
                    Notice("replay.log-propensity", ["action": .text(name), "share": .share(sums[action] / rows)]))
            }
        }
        return notices
    }
}
