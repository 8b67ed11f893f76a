// SPDX-License-Identifier: GPL-3.0-or-later
import Records
import TestSupport
import Testing

@testable import Replay

/// Policies judged on randomized logs.
@Suite struct LogReplayTests {
    /// Rows of three actions with chances by a feature; rewards 0 or 1 with a rate by action and feature.
    static func log(seed: UInt64, rows: Int, rate: (Int, Double) -> Double, shuffled: Bool = false) throws -> DecisionLog {
        var random = SeededNumbers(seed, 5)
        var action: [Int] = []
        var propensity: [Double] = []
        var reward: [Double] = []
        var feature: [Double] = []
        for _ in 0..<rows {
            let x = random.number(-1, 1)
            let chances = x > 0 ? [0.5, 0.3, 0.2] : [0.2, 0.3, 0.5]
            let draw = random.number(0, 1)
            let taken = draw < chances[0] ? 0 : draw < chances[0] + chances[1] ? 1 : 2
            // With shuffled arms what is done has no bearing on what comes of it.
            let effective = shuffled ? Int(random.number(0, 3)) : taken
            action.append(taken)
            propensity.append(chances[taken])
            feature.append(x)
            reward.append(random.number(0, 1) < rate(effective, x) ? 1 : 0)
        }
        return try DecisionLog(
            actions: ["a", "b", "c"], action: action, propensity: propensity, reward: reward, featureNames: ["x"],
            features: [feature])
    }

    /// Four rows by hand: actions a a b b, chances ½ ½ ¼ ¾, rewards 1 0 1 0. Always b: weights 0 0 4 4/3, IPS = 4/4 = 1,
    /// normalized = 4 / (16/3) = 3/4, effective size (16/3)² / (16 + 16/9) = 1.6.
    @Test func estimatesByHand() throws {
        let log = try DecisionLog(
            actions: ["a", "b"], action: [0, 0, 1, 1], propensity: [0.5, 0.5, 0.25, 0.75], reward: [1, 0, 1, 0])
        let report = try LogReplay(log, policies: [LogPolicy("b", .table([[0, 1]]))]).report()
        let value = try #require(report.headline)
        #expect(value.policy == "b")
        #expect(abs(value.inversePropensity.mean - 1) < 1e-12 && abs(value.selfNormalized.mean - 0.75) < 1e-12)
        #expect(abs(value.effectiveSampleSize - 1.6) < 1e-12 && abs(value.largestWeight - 4) < 1e-12)
        #expect(abs(value.meanWeight - 4.0 / 3) < 1e-12 && value.shareWithoutSupport == 0)
    }

    /// A policy that follows the log reproduces its mean exactly, by every estimator; also when it comes as probabilities.
    @Test func aPolicyThatFollowsTheLogReproducesItsMean() throws {
        let log = try Self.log(seed: 3, rows: 400) { action, x in 0.2 + 0.1 * Double(action) + 0.1 * x }
        var rows = [Double](repeating: 0, count: log.count * 3)
        for row in 0..<log.count {
            let chances = log.features[0][row] > 0 ? [0.5, 0.3, 0.2] : [0.2, 0.3, 0.5]
            for action in 0..<3 { rows[row * 3 + action] = chances[action] }
        }
        let report = try LogReplay(log, policies: [LogPolicy("same", .byRow(rows))]).report()
        for name in ["as-logged", "same"] {
            let value = try #require(report.policies.first { $0.policy == name })
            for estimate in [value.inversePropensity, value.selfNormalized, value.doublyRobust] {
                #expect(estimate.mean == log.meanReward)
            }
            #expect(value.overLogged.mean == 0 && value.overLogged.standardError == 0)
            #expect(value.effectiveSampleSize == 400)
        }
    }

    /// The three estimators cover the truth of a policy in about 95 % of repetitions; the doubly robust one is the narrowest.
    @Test func intervalsCoverTheTruth() throws {
        let rate = { (action: Int, x: Double) -> Double in 0.3 + 0.15 * Double(action) * x }
        // Always c: 0.3 + 0.3 E[x] = 0.3.
        let policy = LogPolicy("c", .table([[0, 0, 1]]))
        let repetitions = Effort.isFull ? 1_000 : 150
        var covered = [0, 0, 0]
        var widths = [0.0, 0, 0]
        for repetition in 0..<repetitions {
            let log = try Self.log(seed: UInt64(repetition), rows: 500, rate: rate)
            let value = try #require(try LogReplay(log, policies: [policy]).report().headline)
            for (index, estimate) in [value.inversePropensity, value.selfNormalized, value.doublyRobust].enumerated() {
                if estimate.low <= 0.3, estimate.high >= 0.3 { covered[index] += 1 }
                widths[index] += estimate.high - estimate.low
            }
        }
        for count in covered {
            let share = Double(count) / Double(repetitions)
            #expect(share > (Effort.isFull ? 0.93 : 0.90) && share <= (Effort.isFull ? 0.97 : 1), "\(covered)")
        }
        #expect(widths[2] < widths[0])
    }

    /// Placebo: with shuffled arms no policy differs from any other; the interval of the comparison covers zero.
    @Test func shuffledArmsGainNothing() throws {
        let repetitions = Effort.isFull ? 300 : 60
        var covered = 0
        for repetition in 0..<repetitions {
            let log = try Self.log(
                seed: 10_000 + UInt64(repetition), rows: 600, rate: { action, x in 0.2 + 0.2 * Double(action) + 0.1 * x },
                shuffled: true)
            let report = try LogReplay(log).report()
            let difference = try #require(
                report.comparison("fitted-targeting", against: "best-single-action")?.difference)
            let more = try #require(report.policies.first { $0.policy == "best-single-action" }?.overLogged)
            if !more.isEstablished { covered += 1 }
            if repetition == 0 { #expect(difference.low <= difference.mean) }
        }
        let share = Double(covered) / Double(repetitions)
        #expect(share >= (Effort.isFull ? 0.92 : 0.88) && share <= (Effort.isFull ? 0.98 : 1), "\(share)")
    }

    /// Where targeting pays (each action best for half of the people) it is found and established on rows that had no part in it.
    @Test func targetingIsEstablishedWhereItPays() throws {
        let log = try Self.log(seed: 8, rows: 6_000) { action, x in
            action == 0 ? 0.3 + 0.25 * x : action == 2 ? 0.3 - 0.25 * x : 0.3
        }
        let report = try LogReplay(log).report()
        let difference = try #require(report.comparison("fitted-targeting", against: "best-single-action")?.difference)
        #expect(difference.isEstablished && difference.mean > 0.08, "\(difference)")
    }

    /// What is learned never sees the rows that it is scored on: poisoned rewards of one fold leave its decisions as they were.
    @Test func heldOutRowsDoNotLeak() throws {
        let clean = try Self.log(seed: 12, rows: 500) { action, x in 0.3 + 0.2 * Double(action) * x }
        let before = LogReplay(clean).learnedTerms()
        let fold = LogReplay(clean).foldOfRows()
        var poisoned = clean
        for row in fold.indices where fold[row] == 2 { poisoned.reward[row] = 1e6 * Double(row % 3) }
        let after = LogReplay(poisoned).learnedTerms()
        for (first, second) in zip(before, after) {
            guard case .decided(let a) = first.policy.form, case .decided(let b) = second.policy.form else { continue }
            for row in fold.indices where fold[row] == 2 { #expect(a[row] == b[row]) }
        }
        #expect(before.count == 2)
    }

    /// Rows of one unit count once: a log written twice over, with units, has the standard error of the log itself.
    @Test func unitsAreNotCountedTwice() throws {
        let once = try Self.log(seed: 4, rows: 300) { _, _ in 0.4 }
        let twice = try DecisionLog(
            actions: once.actions, action: once.action + once.action, propensity: once.propensity + once.propensity,
            reward: once.reward + once.reward, unit: Array(0..<300) + Array(0..<300))
        #expect(abs(twice.standardError(twice.reward) - once.standardError(once.reward)) < 1e-9)
    }

    /// Beliefs Beta(1, 1) for two actions: either is the best half of the time, and each takes the second slot when the other is first.
    @Test func thompsonOfEqualBeliefs() throws {
        let policy = try LogPolicy.thompson("t", alpha: [1, 1], beta: [1, 1], slots: 2, draws: 20_000)
        guard case .table(let table) = policy.form else {
            Issue.record("no table")
            return
        }
        #expect(abs(table[0][0] - 0.5) < 0.015 && abs(table[0][0] + table[1][0] - 1) < 1e-12)
        // Beta(2, 1) against Beta(1, 1): P(first larger) = ∫ 2x · x dx = 2/3.
        let uneven = try LogPolicy.thompson("u", alpha: [2, 1], beta: [1, 1], slots: 1, draws: 20_000)
        if case .table(let table) = uneven.form { #expect(abs(table[0][0] - 2.0 / 3) < 0.015) }
        #expect(throws: ReplayError.badPolicy("v")) { try LogPolicy.thompson("v", alpha: [0], beta: [1], slots: 1) }
    }

    @Test func policiesThatDoNotFitAreRefused() throws {
        let log = try Self.log(seed: 1, rows: 20) { _, _ in 0.5 }
        for form in [
            LogPolicy.Form.table([[0.5, 0.5, 0.5]]), .table([[1, 0]]), .byRow([1, 0, 0]), .decided([5]),
            .table([[1.5, -0.5, 0]]),
        ] {
            #expect(throws: ReplayError.badPolicy("p")) { try LogReplay(log, policies: [LogPolicy("p", form)]).report() }
        }
        #expect(throws: DecisionLogError.badPropensity(row: 1, found: 0)) {
            try DecisionLog(actions: ["a"], action: [0, 0], propensity: [1, 0], reward: [0, 0])
        }
        #expect(throws: DecisionLogError.tooFewRows(1)) {
            try DecisionLog(actions: ["a"], action: [0], propensity: [1], reward: [0])
        }
    }

    /// A policy file's probabilities by slot, and what the log never did.
    @Test func policyTables() throws {
        let log = try DecisionLogCSV.read(
            bytes: Array("item_id,position,click,propensity_score\nx,1,0,0.5\ny,1,1,0.5\nx,2,1,0.5\nx,2,0,0.5\n".utf8),
            file: "l")
        let rows = try PolicyTableCSV.read(
            bytes: Array("slot,action,probability\n1,x,1\n2,x,0.25\n2,y,0.75\n".utf8), file: "p")
        let policy = try LogPolicy("p", table: rows, for: log)
        #expect(policy.form == .table([[1, 0], [0.25, 0.75]]))
        #expect(policy.shareWithoutSupport(in: log) == 0.375)
    }
}
