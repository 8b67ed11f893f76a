// SPDX-License-Identifier: GPL-3.0-or-later
#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Affiliates' supply of one goods on a grid of bends: ln GMV = c + ln(r / (r + k)) + noise, r the commission rate in percent.
struct SupplyFit {
    static let halves = stride(from: 0.0, through: 5.2, by: 0.2).map { exp($0) }
    /// Periods with sales and commission.
    private(set) var count = 0
    private(set) var lowest = 0.0
    private(set) var highest = 0.0
    /// By half rate: c, the residual sum of squares, and the profile likelihood.
    private var levels: [Double] = []
    private var squares: [Double] = []
    private var likelihood: [Double] = []
    /// Mean GMV per recorded period ÷ typical GMV of a period with sales: periods without sales and the mean of the noise.
    private var meanFactor = 1.0

    init(_ periods: [(spend: Double, gmv: Double)]) {
        let sold = periods.filter { $0.gmv > 0 && $0.spend > 0 }
        count = sold.count
        guard count > 0 else { return }
        let rates = sold.map { min(90, 100 * $0.spend / $0.gmv) }
        lowest = rates.min() ?? 0
        highest = rates.max() ?? 0
        let logs = sold.map { log($0.gmv) }
        let gmv = periods.reduce(0) { $0 + $1.gmv }
        for half in Self.halves {
            let rests = zip(rates, logs).map { $1 - log($0 / ($0 + half)) }
            let mean = rests.reduce(0, +) / Double(count)
            // A quarter of a squared logarithm counts as one period's noise, so that two points do not seem exact.
            let square = rests.reduce(0.25) { $0 + ($1 - mean) * ($1 - mean) }
            levels.append(mean)
            squares.append(square)
            likelihood.append(-0.5 * Double(count) * log(square))
        }
        let best = likelihood.indices.max { likelihood[$0] < likelihood[$1] } ?? 0
        let fitted = rates.reduce(0) { $0 + exp(levels[best]) * $1 / ($1 + Self.halves[best]) }
        // Expectation over all recorded periods, those without sales included.
        if fitted > 0 { meanFactor = gmv / fitted * Double(count) / Double(periods.count) }
    }

    /// Whether the rates tried say anything of the bend.
    var informative: Bool { count >= 14 && highest > 1.3 * lowest && highest - lowest >= 1 }

    /// Weights of the half rates: prior × own likelihood, with the prior's centre moved by the other goods.
    func posterior(among others: [SupplyFit]) -> [Double] {
        let center = log(AffiliateFit.medianHalfRate)
        let prior = Self.halves.map { half -> Double in
            let z = (log(half) - center) / AffiliateFit.halfRateSpread
            return -0.5 * z * z
        }
        // Others weigh half: goods of one shop are alike, not equal.
        let logs = Self.halves.indices.map { index in
            prior[index] + likelihood[index] + 0.5 * others.filter(\.informative).reduce(0) { $0 + $1.likelihood[index] }
                / Double(max(1, others.count))
        }
        let total = logSumExp(logs)
        return logs.map { exp($0 - total) }
    }

    private func hill(_ half: Double, _ level: Double) -> ResponseCurve {
        .hill(HillCurve(cap: meanFactor * exp(min(level, 80)), halfSpend: half, exponent: 1))
    }

    func center(_ weights: [Double]) -> ResponseCurve {
        let half = exp(zip(weights, Self.halves).reduce(0) { $0 + $1.0 * log($1.1) })
        let level = zip(weights, levels).reduce(0) { $0 + $1.0 * $1.1 }
        return hill(half, level)
    }

    func curve(_ weights: [Double], share: Double, normal: Double) -> ResponseCurve {
        var index = 0
        var rest = share
        while index < weights.count - 1, rest > weights[index] {
            rest -= weights[index]
            index += 1
        }
        let error = (squares[index] / Double(count * max(1, count - 2))).squareRoot()
        return hill(Self.halves[index], levels[index] + min(error, 2) * normal)
    }
}
