// SPDX-License-Identifier: GPL-3.0-or-later
#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The families among which a fit weighs.
public enum CurveFamily: Int, Sendable, Hashable, Codable, CaseIterable {
    case exponential, hill, logarithm, power, logistic
}

/// A saturation with its level taken out: s(r) with s(1) = 1, where r is the effective spend as a multiple of the effective spend
/// that the line's reference spend settles at, u / (1 − θ).
///
/// So the amplitude that multiplies s is the response at the reference spend whatever the family, which is what data tell best, and
/// θ, the bend and the level are nearly independent of one another.
struct ShapeForm: Hashable {
    var family: CurveFamily
    /// k as a multiple of the reference; unused by the power family.
    var kappa: Double
    /// n of Hill, b of power, else 1.
    var exponent: Double

    func value(_ r: Double) -> Double {
        guard r > 0 else { return 0 }
        switch family {
        case .exponential: return expm1(-r / kappa) / expm1(-1 / kappa)
        case .hill:
            return exponent == 1
                ? (1 + kappa) * r / (kappa + r) : (1 + pow(kappa, exponent)) / (1 + pow(kappa / r, exponent))
        case .logarithm: return log1p(r / kappa) / log1p(1 / kappa)
        case .power: return pow(r, exponent)
        case .logistic: return tanh(r / (2 * kappa)) / tanh(1 / (2 * kappa))
        }
    }

    /// The curve with response `amplitude` at effective spend `reference` (yuan).
    func curve(amplitude: Double, reference: Double) -> ResponseCurve {
        let scale = kappa * reference
        switch family {
        case .exponential:
            return .exponential(ExponentialCurve(cap: amplitude / -expm1(-1 / kappa), scaleSpend: scale))
        case .hill:
            return .hill(HillCurve(cap: amplitude * (1 + pow(kappa, exponent)), halfSpend: scale, exponent: exponent))
        case .logarithm:
            return .logarithm(LogarithmCurve(gain: amplitude / log1p(1 / kappa), scaleSpend: scale))
        case .power:
            return .power(PowerCurve(gain: amplitude, scaleSpend: reference, exponent: exponent))
        case .logistic:
            return .logistic(LogisticCurve(cap: amplitude / tanh(1 / (2 * kappa)), scaleSpend: scale))
        }
    }
}

/// One point of the grid: a shape, a carry-over, and its prior weight.
struct ShapeCandidate {
    var form: ShapeForm
    var carryOver: Double
    /// Position of the carry-over in the grid.
    var carryOverIndex: Int
    /// ln of the prior weight within the family; the weights of one family sum to 1.
    var logPrior: Double
}

/// The prior of shapes and carry-over.
struct ShapePrior: Hashable {
    /// Median and scale (of the logarithm, Student with 3 degrees of freedom) of κ, half or 63 % saturation as a multiple of the reference spend.
    var kappaMedian = 1.5
    var kappaSpread = 0.6
    /// Mean and concentration of the Beta prior of θ.
    var carryOverMean = 0.3
    var carryOverConcentration = 4.0
}

/// The points at which shapes are tried. With the level and the organic part integrated in closed form, two or three dimensions per
/// line are left, few enough to sum over a grid instead of sampling: exact up to the grid, and without a random walk.
struct ShapeGrid {
    var candidates: [ShapeCandidate]
    var carryOvers: [Double]
    /// Half widths of a cell, for spreading draws within it.
    static let kappaStep = 0.45
    static let carryOverStep = 0.1

    /// - Parameters:
    ///   - coarse: a few points only, for pilot fits.
    ///   - thin: half as many, for several inputs at once.
    init(
        prior: ShapePrior, families: [CurveFamily] = CurveFamily.allCases, coarse: Bool = false, thin: Bool = false
    ) {
        carryOvers =
            coarse
            ? [0, 0.25, 0.5, 0.75] : thin ? [0, 0.15, 0.3, 0.45, 0.6, 0.75] : [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8]
        candidates = []
        let thetaPrior = carryOvers.map { theta -> Double in
            // Mid-cell density; 0 stands for the half cell from 0 to 0.05.
            let point = theta == 0 ? 0.025 : theta
            let a = prior.carryOverMean * prior.carryOverConcentration
            let b = (1 - prior.carryOverMean) * prior.carryOverConcentration
            return (a - 1) * log(point) + (b - 1) * log(1 - point) + (theta == 0 ? -log(2) : 0)
        }
        for family in families {
            let first = candidates.count
            for (index, theta) in carryOvers.enumerated() {
                for (form, weight) in Self.forms(family, prior, coarse: coarse, thin: thin) {
                    candidates.append(
                        ShapeCandidate(
                            form: form, carryOver: theta, carryOverIndex: index, logPrior: thetaPrior[index] + weight))
                }
            }
            let total = logSumExp(candidates[first...].map(\.logPrior))
            for index in first..<candidates.count { candidates[index].logPrior -= total }
        }
    }

    /// Proportional responses that differ in their delay alone: for what is already a response, not a spend.
    static let delays = ShapeGrid(delays: [0, 0.15, 0.3, 0.45, 0.6, 0.75, 0.85])

    private init(delays: [Double]) {
        carryOvers = delays
        candidates = delays.enumerated().map {
            ShapeCandidate(
                form: ShapeForm(family: .power, kappa: 1, exponent: 1), carryOver: $1, carryOverIndex: $0,
                logPrior: -log(Double(delays.count)))
        }
    }

    static func forms(_ family: CurveFamily, _ prior: ShapePrior, coarse: Bool, thin: Bool = false) -> [(ShapeForm, Double)] {
        func kappas(_ exponent: Double) -> [(ShapeForm, Double)] {
            let positions =
                coarse
                ? [-0.8, 0.4, 1.6]
                : thin ? [-1, -0.3, 0.4, 1.1, 1.8, 2.6] : Array(stride(from: -1.35, through: 2.8, by: kappaStep))
            return positions.map { position in
                let z = (position - log(prior.kappaMedian)) / prior.kappaSpread
                // Student's t with three degrees of freedom: channels that hardly saturate are rare, not impossible.
                return (ShapeForm(family: family, kappa: exp(position), exponent: exponent), -2 * log(1 + z * z / 3))
            }
        }
        switch family {
        case .exponential, .logarithm, .logistic: return kappas(1)
        case .hill:
            guard !coarse else { return kappas(1) }
            // S-shapes are possible but not what most channels show: less weight the steeper.
            return (thin ? [(1.0, 0.0), (2.0, -1.0)] : [(1.0, 0.0), (1.5, -0.7), (2.0, -1.2), (3.0, -2.0)]).flatMap {
                exponent, weight in
                kappas(exponent).map { ($0.0, $0.1 + weight) }
            }
        case .power:
            return (coarse ? [0.5, 0.8] : thin ? [0.4, 0.6, 0.8, 1.0] : [0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0]).map {
                exponent in
                let z = (exponent - 0.7) / 0.2
                return (ShapeForm(family: family, kappa: 1, exponent: exponent), -0.5 * z * z)
            }
        }
    }
}

/// Effective spend by period: e[t] = spend[t] + θ · e[t−1], from `carryIn` on.
func effectiveSpend(_ spend: [Double], carryOver: Double, carryIn: Double = 0) -> [Double] {
    var result = spend
    var carried = carryIn
    for period in spend.indices {
        carried = spend[period] + carryOver * carried
        result[period] = carried
    }
    return result
}
