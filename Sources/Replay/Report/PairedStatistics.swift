// SPDX-License-Identifier: GPL-3.0-or-later
import Market

/// Intervals from paired replications.
enum PairedStatistics {
    /// Mean with a 95 % interval by Student's t; no interval from fewer than two values.
    static func mean(_ values: [Double]) -> Interval {
        let count = Double(values.count)
        guard count > 0 else { return Interval(mean: 0) }
        let mean = values.reduce(0, +) / count
        guard values.count > 1 else { return Interval(mean: mean) }
        let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
        let half = studentQuantile(degrees: values.count - 1) * (variance / count).squareRoot()
        return Interval(mean: mean, low: mean - half, high: mean + half)
    }

    /// Ratio of means less 1, with a 95 % interval by the delta method for paired samples: Var(ā/b̄) ≈ Var(a − R b) / (n b̄²).
    ///
    /// No interval where the denominator's own interval comes near zero: a ratio to next to nothing says nothing.
    static func ratioGain(_ numerator: [Double], _ denominator: [Double]) -> Interval {
        let count = Double(numerator.count)
        let top = numerator.reduce(0, +) / max(1, count)
        let bottom = denominator.reduce(0, +) / max(1, count)
        guard numerator.count == denominator.count, count > 0, bottom != 0 else { return Interval(mean: 0) }
        let ratio = top / bottom
        guard numerator.count > 1 else { return Interval(mean: ratio - 1) }
        let own = mean(denominator)
        guard let low = own.low, let high = own.high, low * high > 0 else { return Interval(mean: ratio - 1) }
        var variance = 0.0
        for (a, b) in zip(numerator, denominator) {
            let residual = a - ratio * b
            variance += residual * residual
        }
        variance /= count - 1
        let half = studentQuantile(degrees: numerator.count - 1) * (variance / count).squareRoot() / abs(bottom)
        return Interval(mean: ratio - 1, low: ratio - 1 - half, high: ratio - 1 + half)
    }

    /// The 97.5 % quantile of Student's t. Exact for 1 and 2 degrees of freedom, otherwise the Cornish–Fisher expansion of Abramowitz & Stegun
    /// 26.7.5, within 0.5 % from 3 degrees on.
    static func studentQuantile(degrees: Int) -> Double {
        switch degrees {
        case ...1: return 12.706_204_736
        case 2: return 4.302_652_730
        default:
            let z = 1.959_963_985
            let n = Double(degrees)
            let z3 = z * z * z
            let z5 = z3 * z * z
            let z7 = z5 * z * z
            let z9 = z7 * z * z
            let g1 = (z3 + z) / 4
            let g2 = (5 * z5 + 16 * z3 + 3 * z) / 96
            let g3 = (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / 384
            let g4 = (79 * z9 + 776 * z7 + 1482 * z5 - 1920 * z3 - 945 * z) / 92_160
            return z + g1 / n + g2 / (n * n) + g3 / (n * n * n) + g4 / (n * n * n * n)
        }
    }

    /// Σ (plan − base) / Σ (oracle − base): the share of the oracle's gain that the plan captured, with a percentile bootstrap interval over
    /// replications (Efron 1979). Nil where the oracle's own gain is not established or below 2 % of the base: a share of next to nothing
    /// says nothing.
    static func capturedShare(plan: [Double], base: [Double], oracle: [Double], resamples: Int = 2_000) -> Interval? {
        let count = plan.count
        guard count == base.count, count == oracle.count, count > 0 else { return nil }
        let possible = zip(oracle, base).map { $0 - $1 }
        let reached = zip(plan, base).map { $0 - $1 }
        let whole = possible.reduce(0, +)
        let size = base.reduce(0) { $0 + abs($1) }
        guard whole > 0.02 * size, count == 1 || mean(possible).low ?? 0 > 0 else { return nil }
        let share = reached.reduce(0, +) / whole
        guard count >= 4 else { return Interval(mean: share) }
        var draws: [Double] = []
        for resample in 0..<resamples {
            var random = CounterRandom(seed: 0xB007, UInt64(resample))
            var top = 0.0
            var bottom = 0.0
            for _ in 0..<count {
                let index = min(count - 1, Int(random.uniform() * Double(count)))
                top += reached[index]
                bottom += possible[index]
            }
            if bottom > 0 { draws.append(top / bottom) }
        }
        return percentiles(draws, mean: share)
    }

    /// Replications that establish a gain of `gain` (a share of the baseline) in 80 % of cases by the two-sided 95 % test, judged by the
    /// spread of the paired values seen: n = (z₀.₉₇₅ + z₀.₈)² σ² / (gain · b̄)², with σ² its upper 80 % confidence limit (Wilson &
    /// Hilferty's chi-square), since a few replications know their spread badly, and two more for Student's t.
    static func replicationsNeeded(_ numerator: [Double], _ denominator: [Double], gain: Double) -> Int? {
        let count = numerator.count
        guard count == denominator.count, count >= 3, gain > 0 else { return nil }
        let bottom = denominator.reduce(0, +) / Double(count)
        let ratio = numerator.reduce(0, +) / Double(count) / bottom
        guard bottom > 0, ratio.isFinite else { return nil }
        var squares = 0.0
        for (a, b) in zip(numerator, denominator) { squares += (a - ratio * b) * (a - ratio * b) }
        let degrees = Double(count - 1)
        let cube = 1 - 2 / (9 * degrees) - 0.8416 * (2 / (9 * degrees)).squareRoot()
        let variance = squares / (degrees * max(0.05, cube * cube * cube))
        let size = (1.959_964 + 0.841_621) * (1.959_964 + 0.841_621) * variance / (gain * bottom * gain * bottom)
        return size.isFinite && size < 1e9 ? max(2, Int(size.rounded(.up)) + 2) : nil
    }

    /// Percentile interval of draws around a given mean.
    static func percentiles(_ draws: [Double], mean: Double) -> Interval {
        guard draws.count >= 20 else { return Interval(mean: mean) }
        let sorted = draws.sorted()
        return Interval(mean: mean, low: Quantile.of(sorted: sorted, 0.025), high: Quantile.of(sorted: sorted, 0.975))
    }
}
