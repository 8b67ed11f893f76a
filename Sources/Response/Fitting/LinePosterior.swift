// SPDX-License-Identifier: GPL-3.0-or-later
import Market
#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// How the organic part of a line enters: a fit weighs both by their marginal likelihood.
struct OrganicModel {
    /// Prior standard deviations are multiplied by this: 1, or nearly 0 for "no organic outcome".
    var factor: Double
    var center: Double
    /// Prior probability.
    var weight: Double

    /// Outcomes that an ad platform attributes to the line: perhaps nothing of it is organic.
    static func attributed(nothing: Double) -> [OrganicModel] {
        [OrganicModel(factor: 0.01, center: 0, weight: nothing), OrganicModel(factor: 1, center: 0, weight: 1 - nothing)]
    }
}

/// Sums over the periods for one shape, after projecting out the organic columns: all that the posterior needs of the data.
struct ShapeSums {
    var e: Double
    var d: Double
}

/// The likelihood of one line on the grid of shapes, and the held-out scores of the families.
struct LineLikelihood {
    var grid: ShapeGrid
    /// Reference spend u, yuan per period.
    var reference: Double
    /// Number of informative periods, reduced for autocorrelated noise.
    var periods: Double
    var noise: Double
    var organic: [OrganicModel]
    /// By organic model: residual sum of squares without the shape, ln of the determinants.
    var squares: [Double]
    var logFactors: [Double]
    /// By organic model, then candidate.
    var sums: [[ShapeSums]]
    /// ln predictive density of the left-out blocks, by family; 0 throughout when there were too few periods.
    var heldOut: [Double]
    /// By candidate, then experiment: the response per unit of amplitude that the experiment measured.
    var experimentUnits: [[Double]]
    /// What the left-out blocks of time were foretold to be, against what they were; nil where none were left out.
    var heldOutError: HeldOutError?

    /// - Parameters:
    ///   - weights: by period, 0 for unknown ones; 1 ÷ variance, of mean 1.
    ///   - prior: of ln amplitude, used for the held-out scores.
    init(
        series: FitSeries, grid: ShapeGrid, reference: Double, design: OrganicDesign, organic: [OrganicModel],
        weights: [Double], noise: Double, shrink: Double, prior: (mean: Double, spread: Double), carryIn: Double = 0,
        blocks blockCount: Int, experiments: [MeasuredSpend]
    ) {
        self.grid = grid
        self.reference = reference
        self.organic = organic.filter { $0.weight > 0 }
        self.noise = noise
        let p = design.count
        let informative = series.days.indices.filter { weights[$0] > 0 }
        let n = informative.count
        periods = Double(n) * shrink
        let blocks = max(1, blockCount)
        // Rows of the design, weighted: √w · m · visible · column.
        var rows = [Double](repeating: 0, count: n * p)
        var target = [Double](repeating: 0, count: n)
        var scale = [Double](repeating: 0, count: n)
        var block = [Int](repeating: 0, count: n)
        for (row, period) in informative.enumerated() {
            let factor = series.multiplier[period] * series.visible[period]
            let root = weights[period].squareRoot()
            scale[row] = factor * root
            target[row] = series.outcome[period] * root
            block[row] = row * blocks / n
            for column in 0..<p { rows[row * p + column] = design.columns[column][period] * factor * root }
        }
        var gram = [[Double]](repeating: Array(repeating: 0, count: p * p), count: blocks)
        for row in 0..<n {
            let b = block[row]
            for i in 0..<p {
                let value = rows[row * p + i]
                for j in 0...i { gram[b][i * p + j] += value * rows[row * p + j] }
            }
        }
        // Subset 0 is everything; subset b + 1 leaves block b out.
        let subsets = blocks > 1 ? blocks + 1 : 1
        func including(_ subset: Int, _ b: Int) -> Bool { subset == 0 || b != subset - 1 }
        var factors: [[CholeskyFactor]] = []
        var projectedTargets: [[[Double]]] = []
        var residuals: [[Double]] = []
        var logs: [[Double]] = []
        var targets: [[Double]] = []
        for model in self.organic {
            var centered = target
            for row in 0..<n where p > 0 { centered[row] -= design.center * model.center * rows[row * p] }
            targets.append(centered)
            var cross = [[Double]](repeating: Array(repeating: 0, count: p), count: blocks)
            var square = [Double](repeating: 0, count: blocks)
            for row in 0..<n {
                square[block[row]] += centered[row] * centered[row]
                for column in 0..<p { cross[block[row]][column] += rows[row * p + column] * centered[row] }
            }
            var modelFactors: [CholeskyFactor] = []
            var modelTargets: [[Double]] = []
            var modelResiduals: [Double] = []
            var modelLogs: [Double] = []
            for subset in 0..<subsets {
                var matrix = [Double](repeating: 0, count: p * p)
                var vector = [Double](repeating: 0, count: p)
                var y = 0.0
                for b in 0..<blocks where including(subset, b) {
                    for index in 0..<(p * p) { matrix[index] += gram[b][index] }
                    for index in 0..<p { vector[index] += cross[b][index] }
                    y += square[b]
                }
                var logPrior = 0.0
                for column in 0..<p {
                    let spread = max(design.spreads[column] * model.factor, 1e-150)
                    let precision = min(noise / (spread * spread), 1e200)
                    matrix[column * p + column] += precision
                    logPrior += log(precision)
                }
                let factor = CholeskyFactor(matrix, order: p)
                factor.forward(&vector)
                modelResiduals.append(max(0, y - vector.reduce(0) { $0 + $1 * $1 }))
                modelLogs.append(0.5 * (logPrior - factor.logDeterminant))
                modelFactors.append(factor)
                modelTargets.append(vector)
            }
            factors.append(modelFactors)
            projectedTargets.append(modelTargets)
            residuals.append(modelResiduals)
            logs.append(modelLogs)
        }
        squares = residuals.map { $0[0] }
        logFactors = logs.map { $0[0] }
        sums = self.organic.map { _ in [] }
        experimentUnits = []
        var scores = [[Double]](repeating: [], count: CurveFamily.allCases.count * subsets)
        let integrals = (0..<subsets).map { subset in
            AmplitudeIntegral(
                priorMean: prior.mean, priorSpread: prior.spread,
                periods: shrink * Double((0..<n).count { including(subset, block[$0]) }), noise: noise)
        }
        let ratios = grid.carryOvers.map { theta -> [Double] in
            let effective = effectiveSpend(series.spend, carryOver: theta, carryIn: carryIn)
            return effective.map { $0 * (1 - theta) / reference }
        }
        let withoutTested = experiments.map { test in
            grid.carryOvers.map { theta -> [Double] in
                effectiveSpend(test.without(series.spend), carryOver: theta, carryIn: carryIn).map {
                    $0 * (1 - theta) / reference
                }
            }
        }
        let withTested = experiments.map { test in
            grid.carryOvers.map { theta -> [Double] in
                effectiveSpend(test.with(series.spend), carryOver: theta, carryIn: carryIn).map { $0 * (1 - theta) / reference }
            }
        }
        var best = [(log: Double, candidate: Int, organic: Int, amplitude: Double)](
            repeating: (-.infinity, 0, 0, 0), count: subsets)
        var shape = [Double](repeating: 0, count: n)
        var c = [Double](repeating: 0, count: blocks * p)
        var d = [Double](repeating: 0, count: blocks)
        var e = [Double](repeating: 0, count: blocks)
        var u = [Double](repeating: 0, count: p)
        for (position, candidate) in grid.candidates.enumerated() {
            let ratio = ratios[candidate.carryOverIndex]
            for row in 0..<n { shape[row] = candidate.form.value(ratio[informative[row]]) * scale[row] }
            for index in c.indices { c[index] = 0 }
            for b in 0..<blocks { d[b] = 0 }
            for row in 0..<n {
                let b = block[row]
                let value = shape[row]
                d[b] += value * value
                for column in 0..<p { c[b * p + column] += value * rows[row * p + column] }
            }
            if !experiments.isEmpty {
                experimentUnits.append(
                    experiments.indices.map { test in
                        let without = withoutTested[test][candidate.carryOverIndex]
                        let with = withTested[test][candidate.carryOverIndex]
                        return experiments[test].periods.reduce(0) {
                            $0 + (candidate.form.value(with[$1]) - candidate.form.value(without[$1])) * series.multiplier[$1]
                        }
                    })
            }
            for (index, model) in self.organic.enumerated() {
                for b in 0..<blocks { e[b] = 0 }
                for row in 0..<n { e[block[row]] += shape[row] * targets[index][row] }
                for subset in 0..<subsets {
                    var dd = 0.0
                    var ee = 0.0
                    for column in 0..<p { u[column] = 0 }
                    for b in 0..<blocks where including(subset, b) {
                        dd += d[b]
                        ee += e[b]
                        for column in 0..<p { u[column] += c[b * p + column] }
                    }
                    factors[index][subset].forward(&u)
                    for column in 0..<p {
                        dd -= u[column] * u[column]
                        ee -= u[column] * projectedTargets[index][subset][column]
                    }
                    dd = max(0, dd)
                    if subset == 0 { sums[index].append(ShapeSums(e: ee, d: dd)) }
                    guard subsets > 1 else { continue }
                    let integral = integrals[subset].integrate(y: residuals[index][subset], e: ee, d: dd, evidence: [])
                    let score = candidate.logPrior + log(model.weight) + logs[index][subset] + integral.logIntegral
                    scores[candidate.form.family.rawValue * subsets + subset].append(score)
                    if score > best[subset].log { best[subset] = (score, position, index, exp(integral.mode)) }
                }
            }
        }
        heldOut = CurveFamily.allCases.map { family in
            guard subsets > 1 else { return 0 }
            let evidence = (0..<subsets).map { logSumExp(scores[family.rawValue * subsets + $0]) }
            return evidence.dropFirst().reduce(0) { $0 + evidence[0] - $1 }
        }
        guard subsets > 1 else { return }
        var error = HeldOutError.Sums()
        for subset in 1..<subsets {
            let found = best[subset]
            let candidate = grid.candidates[found.candidate]
            let ratio = ratios[candidate.carryOverIndex]
            let center = design.center * self.organic[found.organic].center
            let media = (0..<n).map { found.amplitude * candidate.form.value(ratio[informative[$0]]) * scale[$0] }
            var vector = [Double](repeating: 0, count: p)
            for row in 0..<n where block[row] != subset - 1 {
                let miss = targets[found.organic][row] - media[row]
                for column in 0..<p { vector[column] += rows[row * p + column] * miss }
            }
            let coefficients = factors[found.organic][subset].solve(vector)
            for row in 0..<n where block[row] == subset - 1 {
                var expected = media[row]
                for column in 0..<p {
                    expected += (coefficients[column] + (column == 0 ? center : 0)) * rows[row * p + column]
                }
                let root = max(weights[informative[row]].squareRoot(), 1e-12)
                error.add(observed: series.outcome[informative[row]], expected: expected / root)
            }
        }
        heldOutError = error.result
    }
}
