// SPDX-License-Identifier: GPL-3.0-or-later
import Market
import Simulation

extension WorldReplay {
    /// Pairs the arms of all replications.
    func report(of replications: [Replication]) throws(ReplayError) -> GainReport {
        let plans = replications.compactMap { $0.arms[Self.planArm] }
        guard let first = replications.first, plans.count == replications.count else { throw .nothingToCompare }
        var comparisons: [BaselineComparison] = []
        for baseline in baselines {
            let paired = replications.compactMap { replication -> (plan: Arm, base: Arm)? in
                guard let plan = replication.arms[Self.planArm], let base = replication.arms[baseline.rawValue], plan.spend > 0,
                    base.spend > 0
                else { return nil }
                return (plan, base)
            }
            guard !paired.isEmpty else { continue }
            comparisons.append(comparison(baseline.rawValue, paired))
        }
        guard !comparisons.isEmpty else { throw .nothingToCompare }
        var notices: [Notice] = []
        if replications.count < 2 { notices.append(Notice("replay.one-replication")) }
        let unspent = plans.map(\.unspent).reduce(0, +) / max(1, plans.map(\.spend).reduce(0, +))
        if unspent > 0.05 { notices.append(Notice("replay.unspent", ["share": .share(unspent)])) }
        return GainReport(
            kind: .world, scenario: scenario, outcome: outcome, begin: begin, end: end, isHeldOut: true,
            replications: replications.count, effectiveSampleSize: Double(replications.count), plan: mean(plans),
            baselines: comparisons, support: first.support, planDigest: nil, notices: notices)
    }

    private func comparison(_ name: String, _ paired: [(plan: Arm, base: Arm)]) -> BaselineComparison {
        let planValue = paired.map { $0.plan.incremental / $0.plan.spend }
        let baseValue = paired.map { $0.base.incremental / $0.base.spend }
        let differences = zip(planValue, baseValue).map { 10_000 * ($0 - $1) }
        let planSpend = paired.map(\.plan.spend).reduce(0, +)
        let baseSpend = paired.map(\.base.spend).reduce(0, +)
        return BaselineComparison(
            baseline: name, result: mean(paired.map(\.base)), gain: PairedStatistics.ratioGain(planValue, baseValue),
            gainOnTotal: PairedStatistics.ratioGain(
                paired.map { $0.plan.total / $0.plan.spend }, paired.map { $0.base.total / $0.base.spend }),
            morePer10000: PairedStatistics.mean(differences), spendDifference: baseSpend > 0 ? planSpend / baseSpend - 1 : 0,
            losses: differences.count { $0 < 0 })
    }

    private func mean(_ arms: [Arm]) -> ArmResult {
        let count = Double(max(1, arms.count))
        func average(_ value: (Arm) -> Double) -> Double { arms.reduce(0) { $0 + value($1) } / count }
        return ArmResult(
            total: average(\.total), incremental: average(\.incremental), spend: average(\.spend), profit: average(\.profit),
            newCustomers: average(\.newCustomers), unspent: average(\.unspent))
    }
}
