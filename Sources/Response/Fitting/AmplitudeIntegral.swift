// SPDX-License-Identifier: GPL-3.0-or-later
import Market
#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What a measured effect says of one shape: its response over the experiment is `unit` times the amplitude.
struct AmplitudeEvidence {
    var unit: Double
    var effect: Double
    var standardError: Double
}

/// The posterior of one amplitude a > 0 for one shape: log-normal prior, and a likelihood in which the organic coefficients and the
/// noise's variance are integrated out:
///
///     ln p(a) = −½ ((ln a − μ)/τ)² − (N + ν)/2 · ln(ν σ₀² + Y − 2 a e + a² d) − Σ ½ ((a·unit − effect)/s)²
///
/// with Y, e, d the residual sums of squares and products after projecting out the organic columns. One dimension, so it is
/// integrated by the trapezoid rule around its mode, which for a bell-shaped density is accurate far beyond what matters here.
struct AmplitudeIntegral {
    /// μ and τ: the prior of ln a.
    var priorMean: Double
    var priorSpread: Double
    /// N: number of informative periods (reduced for autocorrelation).
    var periods: Double
    /// σ₀² and ν: the scale of the noise found by the pilot fit, and how many periods it counts for.
    var noise: Double
    var noiseWeight = 4.0
    /// The noise's variance where it is given instead of integrated out; the likelihood is then normal.
    var fixedVariance: Double?

    /// ln of the integral over a, and the place and width of the density in ln a.
    struct Result {
        var logIntegral: Double
        var mode: Double
        var spread: Double
    }

    static let nodes = 13
    static let reach = 4.2

    @inline(__always)
    func logDensity(_ position: Double, _ y: Double, _ e: Double, _ d: Double, _ evidence: [AmplitudeEvidence]) -> Double {
        let a = exp(position)
        let z = (position - priorMean) / priorSpread
        let sum = max(noiseWeight * noise + y - 2 * a * e + a * a * d, noiseWeight * noise)
        var value = -0.5 * z * z
        if let fixedVariance {
            value -= 0.5 * (y - 2 * a * e + a * a * d) / fixedVariance
        } else {
            value -= 0.5 * (periods + noiseWeight) * log(sum)
        }
        for item in evidence {
            let miss = (a * item.unit - item.effect) / item.standardError
            value -= 0.5 * miss * miss
        }
        return value
    }

    /// The mode and the width there, with the integral by Laplace's approximation.
    func laplace(y: Double, e: Double, d: Double, evidence: [AmplitudeEvidence]) -> Result {
        let precision = 1 / (priorSpread * priorSpread)
        var position = priorMean
        if d > 0, e > 0 {
            // Start between the prior and what the data say, by their precisions in ln a.
            let guess = log(e / d)
            let information =
                e * e / d * (periods + noiseWeight) / max(noiseWeight * noise + y - e * e / d, noiseWeight * noise)
            position = (precision * priorMean + information * guess) / (precision + information)
        }
        var curvature = precision
        for _ in 0..<30 {
            let a = exp(position)
            let sum = max(noiseWeight * noise + y - 2 * a * e + a * a * d, noiseWeight * noise)
            let force = fixedVariance.map { 1 / $0 } ?? (periods + noiseWeight) / sum
            var slope = -(position - priorMean) * precision + force * a * (e - a * d)
            curvature = precision + force * a * max(2 * a * d - e, 0.5 * a * d)
            for item in evidence {
                let weight = item.unit / (item.standardError * item.standardError)
                slope -= a * weight * (a * item.unit - item.effect)
                curvature += a * weight * max(2 * a * item.unit - item.effect, 0.5 * a * item.unit)
            }
            let step = min(max(slope / curvature, -1.5), 1.5)
            position += step
            if abs(step) < 1e-4 { break }
        }
        let spread = 1 / curvature.squareRoot()
        return Result(
            logIntegral: logDensity(position, y, e, d, evidence) + log(spread / priorSpread), mode: position, spread: spread)
    }

    func integrate(y: Double, e: Double, d: Double, evidence: [AmplitudeEvidence]) -> Result {
        var result = laplace(y: y, e: e, d: d, evidence: evidence)
        let spread = result.spread
        let position = result.mode
        let width = 2 * Self.reach * spread / Double(Self.nodes - 1)
        let peak = logDensity(position, y, e, d, evidence)
        var sum = 0.0
        for node in 0..<Self.nodes {
            let place = position - Self.reach * spread + Double(node) * width
            sum += exp(min(logDensity(place, y, e, d, evidence) - peak, 500))
        }
        result.logIntegral = peak + log(sum * width / priorSpread) - 0.918_938_533_204_672_8
        return result
    }

    /// One draw of a: the inverse of the density's distribution function at `share` in (0, 1).
    func draw(y: Double, e: Double, d: Double, evidence: [AmplitudeEvidence], around result: Result, share: Double) -> Double {
        let count = 41
        let width = 2 * Self.reach * result.spread / Double(count - 1)
        let begin = result.mode - Self.reach * result.spread
        let peak = logDensity(result.mode, y, e, d, evidence)
        var cumulative = [Double](repeating: 0, count: count)
        var previous = exp(min(logDensity(begin, y, e, d, evidence) - peak, 500))
        for node in 1..<count {
            let density = exp(min(logDensity(begin + Double(node) * width, y, e, d, evidence) - peak, 500))
            cumulative[node] = cumulative[node - 1] + 0.5 * (density + previous)
            previous = density
        }
        let target = share * cumulative[count - 1]
        var node = 1
        while node < count - 1, cumulative[node] < target { node += 1 }
        let step = cumulative[node] - cumulative[node - 1]
        let inside = step > 0 ? (target - cumulative[node - 1]) / step : 0.5
        return exp(begin + (Double(node - 1) + inside) * width)
    }
}
