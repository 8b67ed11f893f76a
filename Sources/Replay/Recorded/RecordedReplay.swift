// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
public import Market
public import Records
public import Response

/// A plan against what was recorded, scored on held-out periods (kind 3 of the design).
///
/// Nobody knows what other spend would have brought in a recorded history. The plan, made from earlier periods only, and what was really spent
/// are both scored by response curves fitted on the held-out periods alone, so that nothing is chosen and scored on the same data;
/// the interval is over the scoring curves' draws. It says how the two compare if those curves are right, and nothing where the
/// plan leaves the range of spend seen.
public struct RecordedReplay: Sendable {
    public var scenario: String
    public var plan: DeliveryPlan
    public var outcome: Outcome
    /// All that was recorded, the held-out periods included.
    public var history: CampaignHistory
    /// Fitted on the held-out periods alone.
    public var scoring: FittedResponse
    public var baselines: [Baseline]
    /// Further plans to compare with, by name; their amounts are scaled to the plan's total.
    public var plans: [String: DeliveryPlan]

    public init(
        scenario: String, plan: DeliveryPlan, outcome: Outcome, history: CampaignHistory, scoring: FittedResponse,
        baselines: [Baseline] = Baseline.allCases, plans: [String: DeliveryPlan] = [:]
    ) {
        self.scenario = scenario
        self.plan = plan
        self.outcome = outcome
        self.history = history
        self.scoring = scoring
        self.baselines = baselines
        self.plans = plans
    }

    public func report() throws(ReplayError) -> GainReport {
        let horizon = plan.horizon
        let earlier = history.hiding(after: horizon.begin.advanced(by: -1))
        let heldOut = history.records.filter { $0.day >= horizon.begin && $0.day <= horizon.end && $0.spend > .zero }
        guard !heldOut.isEmpty else { throw .nothingHeldOut(begin: horizon.begin, historyEnds: history.lastDay) }
        let total = plan.media + plan.commissionReserve
        var arms: [(name: String, plan: DeliveryPlan)] = []
        for baseline in baselines {
            if baseline == .steady { continue }
            if baseline == .asRecorded {
                arms.append((baseline.rawValue, recorded(heldOut, scaledTo: total)))
            } else if let rule = baseline.plan(history: earlier, horizon: horizon, media: total, outcome: outcome) {
                arms.append((baseline.rawValue, rule))
            }
        }
        for (name, other) in plans.sorted(by: { $0.key < $1.key }) { arms.append((name, other.scaled(to: total))) }
        let planned = score(plan, from: earlier)
        let support = SupportCheck(plan: plan, history: earlier)
        let comparisons = arms.compactMap { arm in
            comparison(arm.name, planned, score(arm.plan, from: earlier), spend: total.yuan)
        }
        guard !comparisons.isEmpty, total > .zero else { throw .nothingToCompare }
        var notices = [Notice("replay.recorded-cannot-show")]
        if support.shareInsideSeen < 0.98 {
            notices.append(Notice("replay.extrapolates", ["share": .share(1 - support.shareInsideSeen)]))
        }
        return GainReport(
            kind: .recordedHistory, scenario: scenario, outcome: outcome, begin: horizon.begin, end: horizon.end,
            isHeldOut: true,
            replications: planned.draws.count, effectiveSampleSize: Double(Set(heldOut.map(\.day)).count),
            plan: ArmResult(total: planned.mean, incremental: planned.mean, spend: total.yuan), baselines: comparisons,
            support: support, scope: .draws, details: [], notices: notices)
    }

    private struct Score {
        var mean: Double
        var draws: [Double]
    }

    /// What was recorded, every amount scaled by one factor so that the sum is the plan's.
    private func recorded(_ records: [HistoryRecord], scaledTo total: Money) -> DeliveryPlan {
        let days = plan.horizon.days
        var fen: [LineKey: [Int64]] = [:]
        for record in records {
            guard let period = plan.horizon.period(of: record.day) else { continue }
            fen[record.line, default: Array(repeating: 0, count: days.count)][period] += record.spend.fen
        }
        let lines = fen.keys.sorted()
        let weights = lines.flatMap { fen[$0] ?? [] }.map(Double.init)
        let sum = weights.reduce(0, +)
        guard sum > 0 else { return DeliveryPlan(horizon: plan.horizon, entries: []) }
        var entries: [PlanEntry] = []
        var given: Int64 = 0
        var exact = 0.0
        for (index, weight) in weights.enumerated() {
            exact += Double(total.fen) * weight / sum
            let upTo = Int64(exact.rounded())
            let amount = upTo - given
            given = upTo
            if amount > 0 {
                entries.append(
                    PlanEntry(day: days[index % days.count], line: lines[index / days.count], spend: Money(fen: amount)))
            }
        }
        return DeliveryPlan(horizon: plan.horizon, entries: entries)
    }

    /// Incremental outcome of a plan on the scoring curves: at their centre and by draw. Carry-over from earlier periods is the same for all.
    private func score(_ plan: DeliveryPlan, from earlier: CampaignHistory) -> Score {
        let horizon = plan.horizon
        let days = horizon.days
        var spend: [LineKey: [Double]] = [:]
        for entry in plan.entries {
            guard let period = horizon.period(of: entry.day) else { continue }
            spend[entry.line, default: Array(repeating: 0, count: days.count)][period] += entry.spend.yuan
        }
        let drawCount = scoring.lines.map(\.draws.count).filter { $0 > 0 }.min() ?? 0
        var draws = [Double](repeating: 0, count: drawCount)
        var mean = 0.0
        for line in scoring.lines {
            guard let amounts = spend[line.line], let rate = line.rate(of: outcome) else { continue }
            let multipliers = days.map { line.multiplier(on: $0) }
            mean += rate * total(amounts, line.curve, line.carryOver, multipliers)
            for draw in 0..<drawCount {
                let drawn = line.draws[draw]
                let drawnRate = outcome == line.primary ? 1 : drawn.rates[outcome] ?? rate
                draws[draw] += drawnRate * total(amounts, drawn.curve, drawn.carryOver, multipliers)
            }
        }
        return Score(mean: mean, draws: draws)
    }

    private func total(_ amounts: [Double], _ response: ResponseCurve, _ carryOver: Double, _ multipliers: [Double]) -> Double {
        let curve = response.curve
        var carried = 0.0
        var sum = 0.0
        for (t, amount) in amounts.enumerated() {
            carried = amount + carryOver * carried
            sum += multipliers[t] * curve.value(at: carried)
        }
        return sum
    }

    private func comparison(_ name: String, _ plan: Score, _ base: Score, spend: Double) -> BaselineComparison? {
        guard spend > 0, base.mean > 0 else { return nil }
        let differences = zip(plan.draws, base.draws).map { 10_000 * ($0 - $1) / spend }
        let gains = zip(plan.draws, base.draws).compactMap { $1 > 0 ? $0 / $1 - 1 : nil }
        let gain = plan.mean / base.mean - 1
        return BaselineComparison(
            baseline: name, result: ArmResult(total: base.mean, incremental: base.mean, spend: spend),
            gain: gains.count == plan.draws.count ? PairedStatistics.percentiles(gains, mean: gain) : Interval(mean: gain),
            gainOnTotal: Interval(mean: gain),
            morePer10000: PairedStatistics.percentiles(differences, mean: 10_000 * (plan.mean - base.mean) / spend),
            spendDifference: 0, losses: differences.count { $0 < 0 })
    }
}
