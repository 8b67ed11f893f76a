// SPDX-License-Identifier: GPL-3.0-or-later
#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif
import Market

/// What a random stream is for: the last coordinate of its key, so that two uses never share a draw and a draw of one person on
/// one day is the same whatever was delivered (common random numbers).
enum Purpose: UInt64 {
    case parameters = 1, goods, bidders, people, taste, affiliates, initialStage
    case need = 20, presence, organic, decision, order, browse, substitution, lapse
    case affiliateChoice = 40, affiliateContact, group, message, ticket
    case habit = 60, policy
    /// Visits by channel: `visit` + channel index; impressions: `slot` + channel index.
    case visit = 1000
    case slot = 200
    /// The first place for a search of the shop, by channel; messages and live rooms by channel.
    case brandZone = 300
    case live = 320
    case keyword = 340
    case venue, referral, reward, sample, addOn, advice, deposit, region, team, experiment
    /// Posts by channel and number.
    case post = 3000
}

extension CounterRandom {
    /// The stream of one purpose.
    @inline(__always)
    init(_ seed: UInt64, _ a: Int, _ b: Int, _ purpose: Purpose, plus offset: Int = 0) {
        self.init(
            seed: seed, UInt64(truncatingIfNeeded: a), UInt64(truncatingIfNeeded: b),
            purpose.rawValue &+ UInt64(truncatingIfNeeded: offset))
    }

    /// Uniform between two numbers.
    mutating func between(_ low: Double, _ high: Double) -> Double { low + (high - low) * uniform() }

    /// Standard normal by the polar-free form of Box & Muller (1958), two uniforms a draw.
    mutating func normal() -> Double {
        let radius = (-2 * log(uniform())).squareRoot()
        return radius * cos(2 * Double.pi * uniform())
    }

    /// Lognormal by its median and the standard deviation of its logarithm.
    mutating func lognormal(median: Double, sigma: Double) -> Double { median * exp(sigma * normal()) }

    /// Standard Gumbel: the noise of a logit choice (McFadden 1974).
    mutating func gumbel() -> Double { -log(-log(uniform())) }

    /// An index below `count`, uniform up to 2⁻⁴⁰ for the counts used here.
    mutating func index(below count: Int) -> Int { Int(uniform() * Double(count)) }
}

/// `e` to the power of `x`; the world's only use of libm in the decision of a person.
@inline(__always)
func exponential(_ x: Double) -> Double { exp(x) }

/// Natural logarithm.
@inline(__always)
func logarithm(_ x: Double) -> Double { log(x) }
