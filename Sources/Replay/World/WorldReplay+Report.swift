// SPDX-License-Identifier: GPL-3.0-or-later
import Market
import Simulation

extension WorldReplay {
    /// Pairs the arms of all replications.
    func report(of replications: [WorldReplication], passedOver: Int) throws(ReplayError) -> GainReport {
        guard let first = replications.first else { throw .nothingToCompare }
        var names: [String] = []
        for replication in replications {
            for (name, _) in replication.baselines where !names.contains(name) { names.append(name) }
        }
        let comparisons = names.compactMap { name in
            let paired = replications.compactMap { replication -> (plan: WorldArm, base: WorldArm)? in
                guard let base = replication.baselines.first(where: { $0.name == name })?.arm, base.spend > 0,
                    replication.plan.spend > 0
                else { return nil }
                return (replication.plan, base)
            }
            return paired.isEmpty ? nil : comparison(name, paired)
        }
        guard let headline = comparisons.first else { throw .nothingToCompare }
        let pairs = replications.compactMap { replication in
            replication.baselines.first { $0.name == headline.baseline }.map { (replication.plan.perYuan, $0.arm.perYuan) }
        }
        return GainReport(
            kind: .world, scenario: scenario, outcome: outcome, begin: begin, end: end, isHeldOut: true,
            replications: replications.count, effectiveSampleSize: Double(replications.count),
            plan: mean(replications.map(\.plan)), baselines: comparisons, support: support(replications) ?? first.support,
            scope: isFixedPlan ? .days : .worlds, oracle: oracle(replications, against: headline.baseline),
            fixedPlan: fixedPlan(first),
            replicationsForTenPercent: PairedStatistics.replicationsNeeded(pairs.map(\.0), pairs.map(\.1), gain: 0.1),
            details: replications.map(detail), notices: notices(replications, comparisons, passedOver: passedOver))
    }

    private func comparison(_ name: String, _ paired: [(plan: WorldArm, base: WorldArm)]) -> BaselineComparison {
        let plan = paired.map(\.plan.perYuan)
        let base = paired.map(\.base.perYuan)
        let differences = zip(plan, base).map { 10_000 * ($0 - $1) }
        let planSpend = paired.map(\.plan.spend).reduce(0, +)
        let baseSpend = paired.map(\.base.spend).reduce(0, +)
        return BaselineComparison(
            baseline: name, result: mean(paired.map(\.base)), gain: PairedStatistics.ratioGain(plan, base),
            gainOnTotal: PairedStatistics.ratioGain(paired.map(\.plan.totalPerYuan), paired.map(\.base.totalPerYuan)),
            morePer10000: PairedStatistics.mean(differences), spendDifference: baseSpend > 0 ? planSpend / baseSpend - 1 : 0,
            losses: differences.count { $0 < 0 })
    }

    private func oracle(_ replications: [WorldReplication], against name: String) -> OracleResult? {
        let known = replications.compactMap { replication -> (plan: WorldArm, base: WorldArm, oracle: WorldArm)? in
            guard let oracle = replication.oracle, oracle.spend > 0,
                let base = replication.baselines.first(where: { $0.name == name })?.arm
            else { return nil }
            return (replication.plan, base, oracle)
        }
        guard !known.isEmpty else { return nil }
        let base = known.map(\.base.perYuan)
        let oracle = known.map(\.oracle.perYuan)
        return OracleResult(
            result: mean(known.map(\.oracle)), gain: PairedStatistics.ratioGain(oracle, base),
            capturedShare: PairedStatistics.capturedShare(plan: known.map(\.plan.perYuan), base: base, oracle: oracle),
            replications: known.count)
    }

    private func fixedPlan(_ first: WorldReplication) -> Interval? {
        guard first.fixedPlan.count > 1 else { return nil }
        return PairedStatistics.ratioGain(first.fixedPlan.map(\.plan.perYuan), first.fixedPlan.map(\.base.perYuan))
    }

    private func detail(_ replication: WorldReplication) -> ReplicationDetail {
        ReplicationDetail(
            seed: replication.seed, luck: replication.luck, plan: replication.plan.perYuan, oracle: replication.oracle?.perYuan,
            baselines: Dictionary(
                replication.baselines.map { ($0.name, $0.arm.perYuan) }, uniquingKeysWith: { first, _ in first }),
            spend: replication.plan.spend, incremental: replication.plan.outcomes)
    }

    /// Over all replications: the mean share inside the range seen, and the first one's lines.
    private func support(_ replications: [WorldReplication]) -> SupportCheck? {
        guard let first = replications.first else { return nil }
        let share = replications.reduce(0) { $0 + $1.support.shareInsideSeen } / Double(replications.count)
        return SupportCheck(shareInsideSeen: share, linesBeyond: first.support.linesBeyond)
    }

    private func notices(
        _ replications: [WorldReplication], _ comparisons: [BaselineComparison], passedOver: Int
    ) -> [Notice] {
        var notices: [Notice] = []
        if passedOver > 0 { notices.append(Notice("replay.passed-over", ["count": .count(passedOver)])) }
        if replications.count < 2 { notices.append(Notice("replay.one-replication")) }
        let spend = replications.reduce(0) { $0 + $1.plan.spend }
        let unspent = replications.reduce(0) { $0 + $1.plan.unspent } / max(1, spend)
        if unspent > 0.05 { notices.append(Notice("replay.unspent", ["share": .share(unspent)])) }
        for comparison in comparisons where abs(comparison.spendDifference) > 0.02 {
            notices.append(
                Notice(
                    "replay.spend-differs",
                    ["baseline": .text(comparison.baseline), "share": .share(abs(comparison.spendDifference))]))
        }
        let failed = replications.reduce(0) { $0 + $1.failedReplans }
        if failed > 0 { notices.append(Notice("replay.replans-failed", ["count": .count(failed)])) }
        if maker.planOnCurves != nil, replications.contains(where: { $0.oracleDigest == nil }) {
            notices.append(Notice("replay.oracle-not-measured"))
        }
        return notices
    }

    private func mean(_ arms: [WorldArm]) -> ArmResult {
        let count = Double(max(1, arms.count))
        func average(_ value: (WorldArm) -> Double) -> Double { arms.reduce(0) { $0 + value($1) } / count }
        return ArmResult(
            total: average(\.total), incremental: average(\.incremental), spend: average(\.spend), profit: average(\.profit),
            newCustomers: average(\.newCustomers), unspent: average(\.unspent))
    }
}
