// SPDX-License-Identifier: GPL-3.0-or-later
import Market
#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Lines of which nothing was seen: draws from a prior.
enum ColdLines {
    /// - Parameters:
    ///   - level: prior of ln(fitted outcome per yuan) at the reference spend.
    ///   - rates: pools by outcome, per unit of the primary outcome.
    ///   - conversion: from the fitted outcome to the primary one, where they differ.
    ///   - incremental: factors of conversions by joint draw; empty for none.
    static func line(
        _ key: LineKey, primary: Outcome, level: (mean: Double, spread: Double), reference: Double, shape: ShapePrior,
        rates: [Outcome: RatePool], conversion: LineConversion? = nil, incremental: [Double] = [], weekday: [Double],
        stages: [String: Double], evidence: Evidence, options: FitOptions, warnings: [Notice]
    ) -> FittedLine {
        let stream = StableHash.of(key.description)
        var random = CounterRandom(seed: options.seed, stream, 2)
        let count = options.draws
        let order = random.permutation(count)
        var drawn: [(form: ShapeForm, carryOver: Double, amplitude: Double)] = []
        for position in 0..<count {
            let family = CurveFamily.allCases[Int(random.uniform() * 4) & 3]
            let kappa = shape.kappaMedian * exp(shape.kappaSpread * random.normal())
            let exponent: Double
            switch family {
            case .exponential, .logarithm, .logistic: exponent = 1
            case .hill: exponent = [1.0, 1.0, 1.0, 1.5, 1.5, 2.0][Int(random.uniform() * 6) % 6]
            case .power: exponent = min(1, max(0.2, 0.7 + 0.2 * random.normal()))
            }
            let a = random.gamma(shape: shape.carryOverMean * shape.carryOverConcentration)
            let b = random.gamma(shape: (1 - shape.carryOverMean) * shape.carryOverConcentration)
            let carryOver = min(0.9, a / max(a + b, 1e-12))
            // Stratified in the level, which matters most.
            let share = (Double(order[position]) + random.uniform()) / Double(count)
            let amplitude = reference * exp(level.mean + level.spread * normalQuantile(share))
            drawn.append((ShapeForm(family: family, kappa: kappa, exponent: exponent), carryOver, amplitude))
        }
        if let conversion {
            drawn = conversion.applied(to: drawn, series: nil, seen: nil, seed: options.seed, stream: stream)
        }
        if HistoryView.converts(primary), !incremental.isEmpty {
            for index in drawn.indices { drawn[index].amplitude *= incremental[index % incremental.count] }
        }
        let center = CentralCurve.of(drawn, reference: reference, prior: shape)
        let draws = drawn.enumerated().map { index, draw in
            CurveDraw(
                curve: draw.form.curve(amplitude: draw.amplitude, reference: reference / (1 - draw.carryOver)),
                carryOver: draw.carryOver,
                rates: credited(
                    rateDraw(rates, &random), primary: primary,
                    incremental.isEmpty ? 1 : incremental[index % incremental.count]))
        }
        return FittedLine(
            line: key, primary: primary,
            curve: center.form.curve(amplitude: center.amplitude, reference: reference / (1 - center.carryOver)),
            carryOver: center.carryOver, weekday: weekday, stages: stages,
            rates: estimates(rates, primary: primary, incremental: incremental), seen: nil, evidence: evidence, draws: draws,
            warnings: warnings)
    }

    /// Rates when only the part `factor` of all conversions counts. Conversions keep their ratios to one another; clicks and carts are
    /// brought in full.
    static func credited(_ rates: [Outcome: Double], primary: Outcome, _ factor: Double) -> [Outcome: Double] {
        guard factor != 1 else { return rates }
        var result = rates
        let primaryConverts = HistoryView.converts(primary)
        for outcome in rates.keys where HistoryView.converts(outcome) != primaryConverts {
            result[outcome]? *= primaryConverts ? 1 / factor : factor
        }
        return result
    }

    /// Means and standard errors of the rates, when only a part of all conversions counts.
    static func estimates(_ rates: [Outcome: RatePool], primary: Outcome, incremental: [Double]) -> [Outcome: Estimate] {
        let mean = incremental.isEmpty ? 1 : incremental.reduce(0, +) / Double(incremental.count)
        let relative = PilotFit.variance(incremental).squareRoot() / max(mean, 1e-12)
        let credited = credited(rates.mapValues(\.mean), primary: primary, mean)
        var result: [Outcome: Estimate] = [:]
        for (outcome, pool) in rates {
            let differs = HistoryView.converts(outcome) != HistoryView.converts(primary)
            let value = credited[outcome] ?? pool.mean
            let spread = (pool.relative * pool.relative + (differs ? relative * relative : 0)).squareRoot()
            result[outcome] = Estimate(mean: value, standardError: value * spread)
        }
        return result
    }

    /// What is left of a prior of ln(outcome per yuan) after `spend` yuan brought nothing: the prior times the chance of no event,
    /// exp(−expected events), as a normal with the mean and spread of that posterior.
    ///
    /// - Parameter unit: outcome of one event: 1 for counts, a typical order's value for money.
    static func level(
        _ prior: (mean: Double, spread: Double), afterNothingFor spend: Double, unit: Double
    ) -> (mean: Double, spread: Double) {
        var total = 0.0
        var sum = 0.0
        var squares = 0.0
        // Far to the left as well: thousands of yuan for nothing move the level by many spreads.
        for step in -480...160 {
            let z = Double(step) / 40
            let position = prior.mean + prior.spread * z
            let weight = exp(-0.5 * z * z - min(exp(min(position, 300)) * spend / unit, 700))
            total += weight
            sum += weight * position
            squares += weight * position * position
        }
        guard total > 0 else { return (prior.mean - 12 * prior.spread, prior.spread) }
        let mean = sum / total
        return (mean, max(0.1, max(0, squares / total - mean * mean).squareRoot()))
    }

    /// Rates are drawn log-normally around their estimates, in the outcomes' order.
    static func rateDraw(_ rates: [Outcome: RatePool], _ random: inout CounterRandom) -> [Outcome: Double] {
        var result: [Outcome: Double] = [:]
        for outcome in rates.keys.sorted() {
            guard let pool = rates[outcome] else { continue }
            let spread = log(1 + pool.relative * pool.relative).squareRoot()
            result[outcome] = pool.mean * exp(spread * random.normal() - 0.5 * spread * spread)
        }
        return result
    }
}

/// A hash that is the same in every run, unlike Swift's.
enum StableHash {
    /// FNV-1a of the text's UTF-8.
    static func of(_ text: String) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return hash
    }
}

/// The standard normal quantile (Acklam's rational approximation, relative error below 1.2e-9).
package func normalQuantile(_ p: Double) -> Double {
    let a = [
        -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.3577518672690, -30.66479806614716, 2.506628277459239,
    ]
    let b = [-54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572]
    let c = [
        -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968,
        2.938163982698783,
    ]
    let d = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416]
    func tail(_ q: Double) -> Double {
        let upper = ((((c[0] * q + c[1]) * q + c[2]) * q + c[3]) * q + c[4]) * q + c[5]
        return upper / ((((d[0] * q + d[1]) * q + d[2]) * q + d[3]) * q + 1)
    }
    let p = min(max(p, 1e-12), 1 - 1e-12)
    if p < 0.02425 { return tail((-2 * log(p)).squareRoot()) }
    if p > 1 - 0.02425 { return -tail((-2 * log(1 - p)).squareRoot()) }
    let q = p - 0.5
    let r = q * q
    let upper = (((((a[0] * r + a[1]) * r + a[2]) * r + a[3]) * r + a[4]) * r + a[5]) * q
    return upper / (((((b[0] * r + b[1]) * r + b[2]) * r + b[3]) * r + b[4]) * r + 1)
}
