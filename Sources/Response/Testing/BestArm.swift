// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
public import Records

/// One of several things that are tried: how often it was tried, and how often that succeeded.
public struct TestArm: Sendable, Hashable, Codable {
    public var name: String
    /// Clicks, impressions, decisions.
    public var trials: Double
    /// Orders, carts, clicks; at most `trials`.
    public var successes: Double

    public init(name: String, trials: Double, successes: Double) {
        self.name = name
        self.trials = max(0, trials)
        self.successes = min(max(0, successes), self.trials)
    }

    /// Successes per trial; 0 where nothing was tried.
    public var rate: Double { trials > 0 ? successes / trials : 0 }

    /// The actions of a log of decisions whose rewards are 0 or 1.
    public static func arms(of log: DecisionLog) -> [TestArm] {
        var trials = [Double](repeating: 0, count: log.actions.count)
        var successes = trials
        for row in 0..<log.count {
            trials[log.action[row]] += 1
            successes[log.action[row]] += log.reward[row]
        }
        return log.actions.indices.map { TestArm(name: log.actions[$0], trials: trials[$0], successes: successes[$0]) }
    }
}

/// Which of several arms has the highest rate, and how sure that is: best-arm identification with fixed confidence.
///
/// The leader a is established when against every other arm b the mixture of likelihood ratios of their difference
///
///     ln M(b) = ½ ln(1 − r) + ½ r z²,      z² = (p̂_a − p̂_b)² ÷ s²,      r = τ² ÷ (s² + τ²),      s² = p̄ (1 − p̄) (1/n_a + 1/n_b),
///
/// exceeds ln((K − 1) / δ), where p̄ is the rate of all arms together and τ = p̄ / 2 the size of differences that are looked for (Robbins 1970;
/// Johari, Koomen, Pekelis & Walsh 2022, Always valid inference). M is a martingale where the arms are alike, so the threshold holds at every
/// moment at once: who looks every day and stops as soon as a winner is there is wrong with probability δ at most, as far as counts are normal.
/// Counts that vary more than coin tosses do are thinned by their dispersion.
public struct BestArm: Sendable, Hashable, Codable {
    /// What is known of one arm.
    public struct Verdict: Sendable, Hashable, Codable {
        public var arm: TestArm
        /// Ends of the rate's 90 % interval (Beta posterior, uniform prior).
        public var low: Double
        public var high: Double
        /// Posterior probability that this arm has the highest rate.
        public var probabilityBest: Double
        /// Share of the next period's exposure by top-two sampling (Russo 2016): half to what may be best, half to its rivals.
        public var nextShare: Double
        /// ln M against the leader ÷ threshold, 1 and more rules the arm out; nil for the leader.
        public var evidence: Double?

        private enum CodingKeys: String, CodingKey {
            case arm, low, high, evidence
            case probabilityBest = "probability_best"
            case nextShare = "next_exposure_share"
        }
    }

    /// The likeliest to be the best first.
    public let verdicts: [Verdict]
    public let confidence: Double
    /// Variance of the counts ÷ that of coin tosses, at least 1.
    public let dispersion: Double
    /// True when the leader is established with the confidence asked for.
    public let isEstablished: Bool
    /// About so many more trials in all would establish the leader if rates stay as they are; nil where it is, or where two rates are equal.
    public let trialsMissing: Double?

    private enum CodingKeys: String, CodingKey {
        case verdicts, confidence, dispersion
        case isEstablished = "is_established"
        case trialsMissing = "trials_missing"
    }

    public var leader: Verdict? { verdicts.first }

    /// - Parameters:
    ///   - arms: two at least; arms of no trials are judged as unknown.
    ///   - confidence: 1 − δ, between 0.5 and 0.9999.
    ///   - dispersion: see ``dispersion(of:)``.
    public init(_ arms: [TestArm], confidence: Double = 0.95, dispersion: Double = 1) {
        let factor = dispersion.isFinite ? max(1, dispersion) : 1
        self.dispersion = factor
        self.confidence = min(max(confidence, 0.5), 0.9999)
        // Counts that vary more than coin tosses are worth fewer of them.
        let thinned = arms.map { TestArm(name: $0.name, trials: $0.trials / factor, successes: $0.successes / factor) }
        let best = BestArm.probabilities(thinned)
        let shares = BestArm.topTwo(best)
        let order = arms.indices.sorted { (best[$1], arms[$0].name) < (best[$0], arms[$1].name) }
        let threshold = log(Double(max(1, arms.count - 1)) / (1 - self.confidence))
        let tried = thinned.reduce(0) { $0 + $1.trials }
        let pooled = tried > 0 ? thinned.reduce(0) { $0 + $1.successes } / tried : 0
        var established = arms.count > 1
        var rivals: [(leader: TestArm, rival: TestArm)] = []
        var verdicts: [Verdict] = []
        for index in order {
            let arm = thinned[index]
            let range = BestArm.interval(arm)
            var evidence: Double?
            if let first = order.first, first != index {
                let share = BestArm.mixture(thinned[first], arm, pooled: pooled) / threshold
                evidence = max(0, share)
                if !(share >= 1) {
                    established = false
                    rivals.append((thinned[first], arm))
                }
            }
            verdicts.append(
                Verdict(
                    arm: arms[index], low: range.low, high: range.high, probabilityBest: best[index], nextShare: shares[index],
                    evidence: evidence))
        }
        self.verdicts = verdicts
        isEstablished = established
        let growth = established ? nil : BestArm.growth(rivals, pooled: pooled, threshold: threshold)
        trialsMissing = growth.map { ($0 - 1) * arms.reduce(0) { $0 + $1.trials } }
    }

    /// Pearson's estimate of the dispersion of daily counts around each arm's own rate; 1 where there are too few days.
    public static func dispersion(of days: [[(trials: Double, successes: Double)]]) -> Double {
        var sum = 0.0
        var freedom = 0
        for arm in days {
            let trials = arm.reduce(0) { $0 + $1.trials }
            let rate = trials > 0 ? arm.reduce(0) { $0 + $1.successes } / trials : 0
            guard rate > 0, rate < 1 else { continue }
            // Days on which next to nothing is expected say nothing about variance.
            let counted = arm.filter { $0.trials * rate * (1 - rate) >= 0.5 }
            guard counted.count > 1 else { continue }
            for day in counted {
                let error = day.successes - day.trials * rate
                sum += error * error / (day.trials * rate * (1 - rate))
            }
            freedom += counted.count - 1
        }
        return freedom >= 5 ? max(1, sum / Double(freedom)) : 1
    }

    // MARK: Evidence

    /// ln of the mixture of likelihood ratios, of counts `growth` times as large; below 0 where the first arm is not ahead.
    static func mixture(_ a: TestArm, _ b: TestArm, pooled: Double, growth: Double = 1) -> Double {
        guard a.trials > 0, b.trials > 0, pooled > 0, pooled < 1 else { return 0 }
        let variance = pooled * (1 - pooled) * (1 / a.trials + 1 / b.trials) / growth
        let difference = a.rate - b.rate
        let scale = pooled / 2
        let share = scale * scale / (variance + scale * scale)
        let value = 0.5 * log(1 - share) + 0.5 * share * difference * difference / variance
        return difference > 0 ? value : min(0, value)
    }

    /// By how much all counts have to grow, at the same rates, until every rival is ruled out; nil where no growth does.
    private static func growth(
        _ rivals: [(leader: TestArm, rival: TestArm)], pooled: Double, threshold: Double
    ) -> Double? {
        func isEnough(_ growth: Double) -> Bool {
            rivals.allSatisfy { mixture($0.leader, $0.rival, pooled: pooled, growth: growth) >= threshold }
        }
        var high = 2.0
        while !isEnough(high) {
            high *= 2
            if high > 1e9 { return nil }
        }
        var low = high / 2
        for _ in 0..<40 {
            let middle = 0.5 * (low + high)
            if isEnough(middle) { high = middle } else { low = middle }
        }
        return high
    }

    // MARK: Posterior

    /// P(arm has the highest rate) = ∫ f_a Π F_b under independent Beta(1 + s, 1 + n − s), by the trapezoidal rule where the mass is.
    static func probabilities(_ arms: [TestArm]) -> [Double] {
        guard arms.count > 1 else { return arms.map { _ in 1 } }
        let shapes = arms.map { (a: 1 + $0.successes, b: 1 + $0.trials - $0.successes) }
        var (low, high) = (1.0, 0.0)
        for (a, b) in shapes {
            let mean = a / (a + b)
            let deviation = (mean * (1 - mean) / (a + b + 1)).squareRoot()
            low = min(low, mean - 9 * deviation)
            high = max(high, mean + 9 * deviation)
        }
        (low, high) = (max(0, low), min(1, high))
        let count = 4000
        let step = (high - low) / Double(count)
        guard step > 0 else { return arms.map { _ in 1 / Double(arms.count) } }
        var density: [[Double]] = []
        var below: [[Double]] = []
        for (a, b) in shapes {
            let constant = logGamma(a + b) - logGamma(a) - logGamma(b)
            let f = (0...count).map { k -> Double in
                // Half a step from the ends, where a density may have no bound.
                let at = min(max(low + Double(k) * step, 1e-12), 1 - 1e-12)
                return exp(constant + (a - 1) * log(at) + (b - 1) * log(1 - at))
            }
            var sums = [0.0]
            for k in 1...count { sums.append(sums[k - 1] + 0.5 * (f[k - 1] + f[k]) * step) }
            let total = sums[count] > 0 ? sums[count] : 1
            density.append(f.map { $0 / total })
            below.append(sums.map { $0 / total })
        }
        var result = arms.indices.map { arm -> Double in
            var sum = 0.0
            for k in 0...count {
                var value = density[arm][k]
                for other in arms.indices where other != arm { value *= below[other][k] }
                sum += (k == 0 || k == count ? 0.5 : 1) * value
            }
            return sum * step
        }
        let total = result.reduce(0, +)
        if total > 0 { result = result.map { $0 / total } }
        return result
    }

    /// Top-two Thompson sampling's shares with one half for the leader: p_a (½ + ½ Σ p_j ÷ (1 − p_j)).
    static func topTwo(_ best: [Double]) -> [Double] {
        guard best.count > 1 else { return best }
        let shares = best.indices.map { arm -> Double in
            let rivals = best.indices.filter { $0 != arm }.reduce(0.0) { $0 + best[$1] / max(1e-12, 1 - best[$1]) }
            return best[arm] * (0.5 + 0.5 * rivals)
        }
        let total = shares.reduce(0, +)
        return total > 0 ? shares.map { $0 / total } : best.map { _ in 1 / Double(best.count) }
    }

    /// The 90 % interval of a rate, by the normal approximation of the logit of its posterior.
    static func interval(_ arm: TestArm) -> (low: Double, high: Double) {
        let (a, b) = (1 + arm.successes, 1 + arm.trials - arm.successes)
        let centre = log(a / b)
        let deviation = (1 / a + 1 / b).squareRoot()
        func rate(_ logit: Double) -> Double { 1 / (1 + exp(-logit)) }
        return (rate(centre - 1.6448536269514722 * deviation), rate(centre + 1.6448536269514722 * deviation))
    }
}
