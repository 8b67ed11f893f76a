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

    /// (a+β−1)/(a−1) · [1 − (ρ/(ρ+t))^s · ₂F₁(s, β; a+β−1; t/(ρ+t))] for s = shape, β = stay, ρ = rate.
    ///
    /// Euler's transformation turns the bracket into 1 − (1−z)^(a−1) · ₂F₁(a+β−1−s, a−1; a+β−1; z), whose series starts with 1 and has the
    /// factor a − 1 in every other term: divided by a − 1 by hand, it has no gap at a = 1, and nothing overflows for many repeats.
    private func growth(shape: Double, stay: Double, rate: Double, over weeks: Double) -> Double {
        let z = weeks / (rate + weeks)
        let logRest = log(rate) - log(rate + weeks)
        let c = a + stay - 1
        let first = c - shape
        // c · Σ_{n ≥ 1} (first)_n (a)_{n−1} / ((c)_n n!) zⁿ, where (c)_n / c = (c+1)_{n−1}.
        var term = first * z
        var sum = term
        for n in 1..<200_000 {
            let k = Double(n)
            term *= (first + k) * (a + k - 1) / ((c + k) * (k + 1)) * z
            sum += term
            if abs(term) <= 1e-16 * abs(sum) * (1 - z) || term == 0 { break }
        }
        let power = exp((a - 1) * logRest)
        let direct = abs(a - 1) < 1e-8 ? -logRest : -expm1((a - 1) * logRest) / (a - 1)
        return max(0, c * direct - power * sum)
    }
}
