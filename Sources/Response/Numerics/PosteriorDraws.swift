// SPDX-License-Identifier: GPL-3.0-or-later
#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif
import Market

/// Draws of parameters from their posterior under a flat prior, around a fit by maximum likelihood.
///
/// Well-determined parameters are normal. Where the likelihood leaves a direction open (a standard error above 0.2 of a logarithm), the normal
/// is only a proposal: draws are weighted by the likelihood and resampled (Rubin 1988, sampling importance resampling), so that a ridge is
/// followed and not crossed.
enum PosteriorDraws {
    static let count = 200
    private static let wideError = 0.2
    private static let proposals = 800

    /// Points in the fit's own coordinates; empty without a covariance.
    static func around(_ fit: MaximumLikelihood, seed: UInt64, likelihood: ([Double]) -> Double) -> [[Double]] {
        guard let covariance = fit.covariance, let errors = fit.standardErrors else { return [] }
        let factor = CholeskyFactor(covariance, order: fit.point.count)
        func proposal(_ index: Int) -> (point: [Double], distance: Double) {
            var random = CounterRandom(seed: seed, UInt64(index), 0x5052)
            let normals = fit.point.map { _ in random.normal() }
            let point = fit.point.indices.map { row in
                (0...row).reduce(fit.point[row]) { $0 + factor.lower[row * fit.point.count + $1] * normals[$1] }
            }
            return (point, normals.reduce(0) { $0 + $1 * $1 } / 2)
        }
        guard errors.contains(where: { !($0 <= wideError) }) else { return (0..<count).map { proposal($0).point } }
        let candidates = (0..<proposals).map(proposal)
        let weights = candidates.map { candidate -> Double in
            guard candidate.point.allSatisfy({ abs($0) < MaximumLikelihood.reach }) else { return -.infinity }
            let value = likelihood(candidate.point)
            return value.isFinite ? value - fit.value + candidate.distance : -.infinity
        }
        let total = logSumExp(weights)
        guard total.isFinite else { return [] }
        // Systematic resampling: evenly spaced over the cumulative weights.
        var draws: [[Double]] = []
        var cumulative = 0.0
        for (candidate, weight) in zip(candidates, weights) {
            cumulative += exp(weight - total)
            while draws.count < count, (Double(draws.count) + 0.5) / Double(count) <= cumulative {
                draws.append(candidate.point)
            }
        }
        while draws.count < count, let last = draws.last { draws.append(last) }
        return draws
    }
}
