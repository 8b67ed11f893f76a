// SPDX-License-Identifier: GPL-3.0-or-later
#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// BG/NBD (Fader, Hardie & Lee, "Counting your customers the easy way", Marketing Science 2005).
///
/// A living customer buys at rate λ ~ Gamma(r, α) a week; after each purchase the customer leaves with probability p ~ Beta(a, b).
public struct BetaGeometricModel: Sendable, Hashable, Codable {
    /// Shape of the purchase rates.
    public var r: Double
    /// Rate parameter of the purchase rates, weeks.
    public var alpha: Double
    /// Parameters of the probability to leave after a purchase.
    public var a, b: Double

    public init(r: Double, alpha: Double, a: Double, b: Double) {
        self.r = r
        self.alpha = alpha
        self.a = a
        self.b = b
    }

    /// Log likelihood of one customer's history:
    ///
    ///     ln Γ(r+x)/Γ(r) + r ln α + ln B(a, b+x)/B(a, b) + ln{ (α+T)^−(r+x) + [x > 0] · a/(b+x−1) · (α+t_x)^−(r+x) }
    func logLikelihood(repeats: Int, recency: Double, age: Double) -> Double {
        let x = Double(repeats)
        let common =
            logGamma(r + x) - logGamma(r) + r * log(alpha) + logGamma(a + b) + logGamma(b + x) - logGamma(b)
            - logGamma(a + b + x)
        let alive = -(r + x) * log(alpha + age)
        guard repeats > 0 else { return common + alive }
        let left = log(a / (b + x - 1)) - (r + x) * log(alpha + recency)
        return common + max(alive, left) + log1p(exp(-abs(alive - left)))
    }

    /// Odds that the customer has left, against being alive, at the end of observation.
    private func oddsLeft(_ x: Double, _ recency: Double, _ age: Double) -> Double {
        guard x > 0 else { return 0 }
        return exp(log(a / (b + x - 1)) + (r + x) * (log(alpha + age) - log(alpha + recency)))
    }

    /// Probability of being alive at the end of observation; 1 for who has bought once only, as the model has it.
    public func probabilityAlive(repeats: Int, recency: Double, age: Double) -> Double {
        1 / (1 + oddsLeft(Double(repeats), recency, age))
    }

    /// Purchases to expect in the `ahead` weeks after the end of observation, given the history (equation 10 of the paper).
    public func expectedPurchases(repeats: Int, recency: Double, age: Double, ahead: Double) -> Double {
        guard ahead > 0 else { return 0 }
        let x = Double(repeats)
        return growth(shape: r + x, stay: b + x, rate: alpha + age, over: ahead) / (1 + oddsLeft(x, recency, age))
    }

    /// Repeat purchases of a new customer in the first `weeks` weeks (equation 9 of the paper).
    public func expectedPurchases(ofNewCustomerIn weeks: Double) -> Double {
        weeks > 0 ? growth(shape: r, stay: b, rate: alpha, over: weeks) : 0
    }

    /// Purchases within `weeks` of who buys at a rate ~ Gamma(shape, rate) and leaves with probability ~ Beta(a, stay):
    /// (a+β−1)/(a−1) · [1 − (ρ/(ρ+t))^s · ₂F₁(s, β; a+β−1; t/(ρ+t))] in the paper.
    ///
    /// That form overflows for many repeats, loses digits and has a gap at a = 1. The same number is Σ P(N = n) M_n, where N is negative binomial
    /// with shape s and z = t/(ρ+t), the purchases of who never leaves, and M_n what is left of n of them: M_n = q_0 + … + q_{n−1} with
    /// q_0 = 1, q_n = q_{n−1} (β+n−1)/(a+β−1+n). All terms are positive.
    private func growth(shape: Double, stay: Double, rate: Double, over weeks: Double) -> Double {
        let z = weeks / (rate + weeks)
        let c = a + stay - 1
        // P(N = 0) may be below the smallest Double: probabilities are scaled, and `logScale` remembers by how much.
        var logScale = shape * (log(rate) - log(rate + weeks))
        var probability = 1.0
        var kept = 0.0
        var share = 1.0
        var sum = 0.0
        for n in 1..<2_000_000 {
            let k = Double(n)
            probability *= (shape + k - 1) / k * z
            kept += share
            share *= (stay + k - 1) / (c + k)
            let term = probability * kept
            sum += term
            // Past the mode terms fall at least as fast as this ratio, M_n growing by less than 1/n of itself.
            let ratio = (shape + k) / (k + 1) * z * (1 + 1 / k)
            if ratio < 1, term * ratio < 1e-15 * sum * (1 - ratio) { break }
            if sum > 1e200 {
                probability *= 1e-200
                sum *= 1e-200
                logScale += 460.517_018_598_809_1
            }
        }
        return sum > 0 ? exp(log(sum) + logScale) : 0
    }
}
