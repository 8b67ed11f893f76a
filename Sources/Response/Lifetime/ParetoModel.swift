// SPDX-License-Identifier: GPL-3.0-or-later
#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Pareto/NBD (Schmittlein, Morrison & Colombo, "Counting your customers: who are they and what will they do next?", Management Science
/// 1987; likelihood as derived by Fader & Hardie 2005).
///
/// A living customer buys at rate λ ~ Gamma(r, α) a week and leaves at rate μ ~ Gamma(s, β) a week.
public struct ParetoModel: Sendable, Hashable, Codable {
    public var r: Double
    /// Weeks.
    public var alpha: Double
    public var s: Double
    /// Weeks.
    public var beta: Double

    public init(r: Double, alpha: Double, s: Double, beta: Double) {
        self.r = r
        self.alpha = alpha
        self.s = s
        self.beta = beta
    }

    /// Log likelihood of one customer's history:
    ///
    ///     ln Γ(r+x)/Γ(r) + r ln α + s ln β + ln{ (α+T)^−(r+x) (β+T)^−s + s/(r+s+x) · A₀ }
    func logLikelihood(repeats: Int, recency: Double, age: Double) -> Double {
        let x = Double(repeats)
        let common = logGamma(r + x) - logGamma(r) + r * log(alpha) + s * log(beta)
        let alive = -(r + x) * log(alpha + age) - s * log(beta + age)
        let left = logLeft(x, recency, age)
        let high = max(alive, left)
        return common + high + log(exp(alive - high) + exp(left - high))
    }

    /// ln of the part of having left between the last purchase and the end of observation, s/(r+s+x) · A₀ in the papers:
    ///
    ///     s ∫ (α+y)^−(r+x) (β+y)^−(s+1) dy    from t_x to T
    ///
    /// Its closed form is a difference of two hypergeometric functions, which loses digits where they are close and converges slowly where α and
    /// β lie far apart. In u = ln(β+y) the integrand is smooth and falls: Gauss and Legendre with eight points on pieces over which it falls by
    /// no more than about e is exact to rounding, and what lies e⁻⁴⁵ below the start is left out.
    private func logLeft(_ x: Double, _ recency: Double, _ age: Double) -> Double {
        guard age > recency else { return -.infinity }
        let shape = r + x
        var u = log(beta + recency)
        let end = log(beta + age)
        let height = -shape * log(alpha + recency) - s * u
        var sum = 0.0
        var here = height
        while u < end, here > height - 45 {
            // d ln(α+y)/du = (β+y)/(α+y) rises towards 1 where α > β and falls where it is not; its value at the end of the piece bounds it.
            let y = exp(u)
            let steepest = max(y / (alpha - beta + y), min(1, 2.72 * y / (alpha - beta + 2.72 * y)))
            let width = min(end - u, 1 / max(1, s + shape * steepest))
            for index in 0..<8 {
                let at = u + width * Self.points[index]
                sum += Self.weights[index] * width * exp(-shape * log(alpha - beta + exp(at)) - s * at - height)
            }
            u += width
            here = -shape * log(alpha - beta + exp(u)) - s * u
        }
        return log(s) + height + log(sum)
    }

    /// Gauss and Legendre on 0…1, eight points.
    private static let points = [
        0.019_855_071_751_231_88, 0.101_666_761_293_186_6, 0.237_233_795_041_835_5, 0.408_282_678_752_175_1,
        0.591_717_321_247_824_9, 0.762_766_204_958_164_5, 0.898_333_238_706_813_4, 0.980_144_928_248_768_1,
    ]
    private static let weights = [
        0.050_614_268_145_188_13, 0.111_190_517_226_687_2, 0.156_853_322_938_943_6, 0.181_341_891_689_181,
        0.181_341_891_689_181, 0.156_853_322_938_943_6, 0.111_190_517_226_687_2, 0.050_614_268_145_188_13,
    ]

    /// Probability of being alive at the end of observation.
    public func probabilityAlive(repeats: Int, recency: Double, age: Double) -> Double {
        let x = Double(repeats)
        let alive = -(r + x) * log(alpha + age) - s * log(beta + age)
        return 1 / (1 + exp(logLeft(x, recency, age) - alive))
    }

    /// Purchases to expect in the `ahead` weeks after the end of observation, given the history.
    public func expectedPurchases(repeats: Int, recency: Double, age: Double, ahead: Double) -> Double {
        guard ahead > 0 else { return 0 }
        let alive = probabilityAlive(repeats: repeats, recency: recency, age: age)
        return alive * (r + Double(repeats)) / (alpha + age) * lived(from: beta + age, over: ahead)
    }

    /// Repeat purchases of a new customer in the first `weeks` weeks.
    public func expectedPurchases(ofNewCustomerIn weeks: Double) -> Double {
        weeks > 0 ? r / alpha * lived(from: beta, over: weeks) : 0
    }

    /// Expected time alive: ρ/(s−1) · [1 − (ρ/(ρ+t))^(s−1)], whose limit at s = 1 is ρ ln((ρ+t)/ρ).
    private func lived(from rate: Double, over weeks: Double) -> Double {
        let logRest = log(rate) - log(rate + weeks)
        return rate * (abs(s - 1) < 1e-8 ? -logRest : -expm1((s - 1) * logRest) / (s - 1))
    }
}
