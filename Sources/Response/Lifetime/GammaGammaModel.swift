// SPDX-License-Identifier: GPL-3.0-or-later
#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Gamma–Gamma model of the value of an order (Fader & Hardie, "The Gamma-Gamma model of monetary value", 2013).
///
/// Orders of a customer are Gamma(p, ν) with ν ~ Gamma(q, γ); their mean does not depend on how often the customer buys.
public struct GammaGammaModel: Sendable, Hashable, Codable {
    public var p: Double
    public var q: Double
    /// Yuan.
    public var gamma: Double

    public init(p: Double, q: Double, gamma: Double) {
        self.p = p
        self.q = q
        self.gamma = gamma
    }

    /// Log likelihood of a mean of `orders` orders (at least 1) of `mean` yuan (above 0).
    func logLikelihood(orders: Double, mean: Double) -> Double {
        let px = p * orders
        return logGamma(px + q) - logGamma(px) - logGamma(q) + q * log(gamma) + (px - 1) * log(mean) + px * log(orders)
            - (px + q) * log(gamma + orders * mean)
    }

    /// Mean value of an order over all customers, yuan; nil where q ≤ 1 leaves it without a finite mean.
    public var populationMean: Double? { q > 1 ? p * gamma / (q - 1) : nil }

    /// Expected value of an order of a customer whose `orders` orders had this mean, yuan; nil where it has no finite mean.
    public func expectedValue(orders: Double, mean: Double) -> Double? {
        let rest = p * orders + q - 1
        return rest > 0 && (orders > 0 || q > 1) ? p * (gamma + orders * mean) / rest : nil
    }
}
