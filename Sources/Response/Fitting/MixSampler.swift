// SPDX-License-Identifier: GPL-3.0-or-later
import Market
#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// One input of a media mix: the spend of a line or channel.
struct MixInput {
    var spend: [Double]
    /// Reference spend, yuan per period.
    var reference: Double
    var shape: ShapePrior
    /// Shapes to try; nil for all of the families asked for.
    var grid: ShapeGrid?
    /// Prior of ln amplitude: the outcome per period at the reference spend.
    var prior: (mean: Double, spread: Double)
    /// Measured effects on this input: the periods they cover, effect and standard error.
    var effects: [(spend: MeasuredSpend, effect: Double, standardError: Double)] = []
    /// Prior standard deviation, in amplitudes, of what moves with the spend without being caused by it.
    var confounding = 0.0
}

/// One joint draw of a media mix.
struct MixDraw {
    var forms: [ShapeForm]
    var carryOvers: [Double]
    var amplitudes: [Double]
    /// Organic coefficients.
    var organic: [Double]
    var noise: Double
}

/// Samples the posterior of a media mix: outcome = season · (organic + Σ curves) + noise.
///
/// Given the other inputs, one input's shape is one of a grid and its amplitude is one-dimensional, so both are drawn jointly and exactly
/// (a blocked Gibbs step on the grid, the organic coefficients integrated out); then the noise's variance. No step size to tune and
/// nonnegative effects by construction.
struct MixSampler {
    let inputs: [MixInput]
    let grid: [ShapeGrid]
    /// Rows: informative periods. Columns of every input's candidates: whitened and projected off the organic design.
    private var columns: [[[Double]]] = []
    private var squares: [[Double]] = []
    private var units: [[[Double]]] = []
    private var target: [Double] = []
    private let design: OrganicDesign
    private let rows: [Int]
    private let scale: [Double]
    private let rawTarget: [Double]
    private let factor: CholeskyFactor
    private let organicRows: [Double]
    private let series: FitSeries
    private let noise: Double

    /// - Parameter families: which families the grid holds.
    init(
        series: FitSeries, inputs: [MixInput], design: OrganicDesign, weights: [Double], noise: Double, families: [CurveFamily],
        thin: Bool? = nil
    ) {
        self.inputs = inputs
        self.design = design
        self.series = series
        self.noise = noise
        grid = inputs.map { $0.grid ?? ShapeGrid(prior: $0.shape, families: families, thin: thin ?? (inputs.count > 4)) }
        rows = series.days.indices.filter { weights[$0] > 0 }
        let n = rows.count
        let p = design.count
        scale = rows.map { weights[$0].squareRoot() * series.multiplier[$0] * series.visible[$0] }
        rawTarget = rows.map { weights[$0].squareRoot() * series.outcome[$0] }
        var organic = [Double](repeating: 0, count: n * p)
        var gram = [Double](repeating: 0, count: p * p)
        for row in 0..<n {
            for i in 0..<p {
                let value = design.columns[i][rows[row]] * scale[row]
                organic[row * p + i] = value
                for j in 0...i { gram[i * p + j] += value * organic[row * p + j] }
            }
        }
        for i in 0..<p { gram[i * p + i] += noise / (design.spreads[i] * design.spreads[i]) }
        organicRows = organic
        factor = CholeskyFactor(gram, order: p)
        // Removing the prior's centre first makes every organic prior centred at zero.
        target = rawTarget
        for row in 0..<n { target[row] -= design.center * organic[row * p] }
        for (index, input) in inputs.enumerated() {
            var own: [[Double]] = []
            var ownSquares: [Double] = []
            var ownUnits: [[Double]] = []
            for candidate in grid[index].candidates {
                let effective = effectiveSpend(input.spend, carryOver: candidate.carryOver)
                let shape = effective.map { candidate.form.value($0 * (1 - candidate.carryOver) / input.reference) }
                let column = (0..<n).map { shape[rows[$0]] * scale[$0] }
                ownSquares.append(Self.product(column, projected(column)))
                own.append(column)
                ownUnits.append(input.effects.map { Self.unit(of: $0.spend, input, candidate, series.multiplier) })
            }
            columns.append(own)
            squares.append(ownSquares)
            units.append(ownUnits)
        }
    }

    /// What the tested spend brings per unit of amplitude with one shape.
    private static func unit(
        of tested: MeasuredSpend, _ input: MixInput, _ candidate: ShapeCandidate, _ multiplier: [Double]
    ) -> Double {
        func response(_ spend: [Double]) -> [Double] {
            effectiveSpend(spend, carryOver: candidate.carryOver).map {
                candidate.form.value($0 * (1 - candidate.carryOver) / input.reference)
            }
        }
        let with = response(tested.with(input.spend))
        let without = response(tested.without(input.spend))
        return tested.periods.reduce(0) { $0 + (with[$1] - without[$1]) * multiplier[$1] }
    }

    /// (I − X (XᵀX + P)⁻¹ Xᵀ) · v: what the organic columns leave of v, where their prior holds them back.
    private func projected(_ v: [Double]) -> [Double] {
        let p = design.count
        guard p > 0 else { return v }
        let coefficients = factor.solve(cross(v))
        var result = v
        for row in 0..<v.count {
            var sum = 0.0
            for i in 0..<p { sum += coefficients[i] * organicRows[row * p + i] }
            result[row] -= sum
        }
        return result
    }

    private func cross(_ v: [Double]) -> [Double] {
        let p = design.count
        var result = [Double](repeating: 0, count: p)
        for row in 0..<v.count { for i in 0..<p { result[i] += organicRows[row * p + i] * v[row] } }
        return result
    }

    @inline(__always)
    static func product(_ a: [Double], _ b: [Double]) -> Double {
        var sum = 0.0
        for index in a.indices { sum += a[index] * b[index] }
        return sum
    }

    /// `count` draws after a burn-in, `thinning` sweeps apart.
    func sample(_ count: Int, burnIn: Int, thinning: Int, seed: UInt64, stream: UInt64) -> [MixDraw] {
        var random = CounterRandom(seed: seed, stream, 11)
        let k = inputs.count
        let n = rows.count
        var chosen = grid.map { $0.candidates.count / 2 }
        var amplitudes = inputs.map { exp($0.prior.mean) }
        // δ: what moves with the shape without being caused.
        var extras = [Double](repeating: 0, count: k)
        var residual = target
        for index in 0..<k {
            let column = columns[index][chosen[index]]
            for row in 0..<n { residual[row] -= amplitudes[index] * column[row] }
        }
        var variance = noise
        var draws: [MixDraw] = []
        var logs: [Double] = []
        for sweep in 0..<(burnIn + count * thinning) {
            for index in 0..<k {
                let old = columns[index][chosen[index]]
                let level = amplitudes[index] + extras[index]
                for row in 0..<n { residual[row] += level * old[row] }
                let rest = projected(residual)
                let y = Self.product(residual, rest)
                let input = inputs[index]
                let integral = AmplitudeIntegral(
                    priorMean: input.prior.mean, priorSpread: input.prior.spread, periods: Double(n), noise: noise,
                    fixedVariance: variance)
                let size = input.confounding * max(amplitudes[index], exp(input.prior.mean))
                let ratio = size * size / variance
                logs.removeAll(keepingCapacity: true)
                var results: [AmplitudeIntegral.Result] = []
                results.reserveCapacity(grid[index].candidates.count)
                for (candidate, point) in grid[index].candidates.enumerated() {
                    var e = Self.product(columns[index][candidate], rest)
                    var d = squares[index][candidate]
                    let divisor = 1 + d * ratio
                    e /= divisor
                    d /= divisor
                    let result = integral.laplace(y: y, e: e, d: d, evidence: evidence(index, candidate))
                    results.append(result)
                    logs.append(point.logPrior + result.logIntegral - (ratio > 0 ? 0.5 * log(divisor) : 0))
                }
                let pick = Self.pick(logs, random.uniform())
                var e = Self.product(columns[index][pick], rest)
                var d = squares[index][pick]
                let full = (e: e, d: d)
                let divisor = 1 + d * ratio
                e /= divisor
                d /= divisor
                chosen[index] = pick
                amplitudes[index] = integral.draw(
                    y: y, e: e, d: d, evidence: evidence(index, pick), around: results[pick], share: random.uniform())
                if size > 0 {
                    let precision = full.d / variance + 1 / (size * size)
                    let mean = (full.e - amplitudes[index] * full.d) / variance / precision
                    extras[index] = mean + random.normal() / precision.squareRoot()
                }
                let now = amplitudes[index] + extras[index]
                let column = columns[index][pick]
                for row in 0..<n { residual[row] -= now * column[row] }
            }
            let rest = projected(residual)
            let squares = max(0, Self.product(residual, rest))
            variance = (4 * noise + squares) / (2 * random.gamma(shape: 0.5 * Double(n + 4)))
            guard sweep >= burnIn, (sweep - burnIn) % thinning == thinning - 1 else { continue }
            var coefficients = factor.solve(cross(residual))
            var shake = (0..<design.count).map { _ in random.normal() * variance.squareRoot() }
            factor.backward(&shake)
            for index in coefficients.indices { coefficients[index] += shake[index] }
            if !coefficients.isEmpty { coefficients[0] += design.center }
            draws.append(
                MixDraw(
                    forms: (0..<k).map { grid[$0].candidates[chosen[$0]].form },
                    carryOvers: (0..<k).map { grid[$0].candidates[chosen[$0]].carryOver }, amplitudes: amplitudes,
                    organic: coefficients, noise: variance))
        }
        return draws
    }

    private func evidence(_ index: Int, _ candidate: Int) -> [AmplitudeEvidence] {
        guard !inputs[index].effects.isEmpty else { return [] }
        return zip(units[index][candidate], inputs[index].effects).map {
            AmplitudeEvidence(unit: $0, effect: $1.effect, standardError: $1.standardError)
        }
    }

    private static func pick(_ logs: [Double], _ share: Double) -> Int {
        let largest = logs.max() ?? 0
        var total = 0.0
        for value in logs { total += exp(value - largest) }
        var target = share * total
        for (index, value) in logs.enumerated() {
            target -= exp(value - largest)
            if target <= 0 { return index }
        }
        return logs.count - 1
    }
}
