// SPDX-License-Identifier: GPL-3.0-or-later
import Market
#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The season found so far: weekday and event-stage multipliers.
struct Season {
    /// Seven values of mean 1, or empty.
    var weekday: [Double]
    var stages: [String: Double]
    /// How far a single line's multipliers may stray from these (standard deviation).
    var weekdaySpread = 0.15
    var stageSpread = 0.5

    func multiplier(on day: Day, stage: String) -> Double {
        (weekday.count == 7 ? weekday[day.weekday] : 1) * (stages[stage] ?? 1)
    }
}

/// A quick first fit of a series, which finds what the real fit takes as known: the season, how the noise's variance grows with the
/// mean, which periods are outliers, and the scale of the noise.
struct PilotFit {
    /// By period: 1 ÷ variance (0 for unknown periods), of mean 1 over the known ones.
    var weights: [Double]
    /// Noise's variance at weight 1.
    var noise: Double
    /// p in variance ∝ meanᵖ: 0 constant, 1 as over-dispersed counts, 2 as gamma or log-normal outcomes.
    var variancePower: Double
    var season: Season
    /// By period.
    var expected: [Double]
    /// Of these, organic.
    var organic: [Double]
    /// (observed − expected) ÷ standard deviation; 0 for unknown periods.
    var residuals: [Double]
    /// Periods whose weight was reduced as outliers.
    var outliers: Int
    /// Factor ≤ 1 on the number of periods for autocorrelated noise.
    var shrink: Double

    /// - Parameter weekly: whether weekday multipliers are to be found (daily data).
    init(
        _ series: FitSeries, design: OrganicDesign, organicModels: [OrganicModel], reference: Double, shapePrior: ShapePrior,
        season start: Season, weekly: Bool, carryIn: Double = 0
    ) {
        var series = series
        let level = max(abs(series.meanOutcome), 1e-12)
        let grid = ShapeGrid(prior: shapePrior, families: [.exponential], coarse: true)
        let known = series.days.indices.filter { series.known[$0] }
        season = start
        weights = series.known.map { $0 ? 1 : 0 }
        variancePower = 1
        noise = Self.variance(known.map { series.outcome[$0] }) + 1e-6 * level * level
        expected = Array(repeating: level, count: series.count)
        organic = Array(repeating: 0, count: series.count)
        residuals = Array(repeating: 0, count: series.count)
        outliers = 0
        shrink = 1
        guard !known.isEmpty else { return }
        for _ in 0..<3 {
            for period in series.days.indices {
                series.multiplier[period] = season.multiplier(on: series.days[period], stage: series.stages[period])
            }
            let prior = (mean: log(0.4 * level), spread: 1.5)
            let likelihood = LineLikelihood(
                series: series, grid: grid, reference: reference, design: design, organic: organicModels, weights: weights,
                noise: noise, shrink: 1, prior: prior, carryIn: carryIn, blocks: 1, experiments: [])
            let posterior = LinePosterior(likelihood, prior: prior)
            let (candidate, model) = posterior.heaviest
            (expected, organic) = likelihood.expected(
                series, design: design, weights: weights, candidate: candidate, organic: model,
                amplitude: posterior.amplitude(candidate, organic: model), carryIn: carryIn)
            spreadNoise(series, known, level: level, parameters: design.count + 3)
            season = found(series, known, from: start, weekly: weekly)
        }
        let pairs = zip(known, known.dropFirst()).filter { $1 == $0 + 1 }
        guard pairs.count > 10 else { return }
        let noiseLag = Self.correlation(pairs.map { residuals[$0.0] }, pairs.map { residuals[$0.1] })
        let spendLag = Self.correlation(pairs.map { series.spend[$0.0] }, pairs.map { series.spend[$0.1] })
        let both = max(0, noiseLag) * max(0, spendLag)
        shrink = (1 - both) / (1 + both)
    }

    /// Weights, noise and season again, from better expectations than the pilot's own.
    mutating func refine(
        _ series: FitSeries, expected better: [Double], parameters: Int, from start: Season, weekly: Bool
    ) {
        let known = series.days.indices.filter { series.known[$0] }
        guard !known.isEmpty else { return }
        expected = better
        spreadNoise(series, known, level: max(abs(series.meanOutcome), 1e-12), parameters: parameters)
        season = found(series, known, from: start, weekly: weekly)
    }

    private mutating func spreadNoise(_ series: FitSeries, _ known: [Int], level: Double, parameters: Int) {
        let floor = 0.05 * level
        let misses = known.map { series.outcome[$0] - expected[$0] }
        var bestScore = -Double.infinity
        var variances: [Double] = []
        for power in known.count >= 20 ? [0.0, 1, 1.5, 2] : [1] {
            let shape = known.map { pow(max(expected[$0], floor) / level, power) }
            let standardized = zip(misses, shape).map { abs($0 / $1.squareRoot()) }
            // A scale that a few outliers cannot move decides who is one.
            let typical = max(median(standardized) / 0.6745, 1e-9 * level)
            let clipped = standardized.map { min($0, 5 * typical) }
            let scale = clipped.reduce(0) { $0 + $1 * $1 } / Double(max(1, known.count)) + 1e-18 * level * level
            let score = zip(clipped, shape).reduce(0) { $0 - 0.5 * (log(scale * $1.1) + $1.0 * $1.0 / scale) }
            if score > bestScore {
                bestScore = score
                variancePower = power
                variances = shape
            }
        }
        let standardized = zip(misses, variances).map { abs($0 / $1.squareRoot()) }
        let typical = max(median(standardized) / 0.6745, 1e-9 * level)
        outliers = 0
        var total = 0.0
        for (index, period) in known.enumerated() {
            let excess = standardized[index] / (5 * typical)
            var weight = 1 / variances[index]
            if excess > 1 {
                weight /= excess * excess
                outliers += 1
            }
            weights[period] = weight
            total += weight
        }
        let mean = total / Double(known.count)
        var squares = 0.0
        for (index, period) in known.enumerated() {
            weights[period] /= mean
            squares += weights[period] * misses[index] * misses[index]
        }
        let freedom = max(Double(known.count) / 2, Double(known.count - parameters))
        noise = squares / max(1, freedom) + 1e-10 * level * level
        for (index, period) in known.enumerated() { residuals[period] = misses[index] * (weights[period] / noise).squareRoot() }
    }

    /// Multipliers as ratios of observed to expected, drawn towards where they started by their precision.
    private func found(_ series: FitSeries, _ known: [Int], from start: Season, weekly: Bool) -> Season {
        var result = start
        func ratio(_ periods: [Int], without current: Double, center: Double, spread: Double) -> Double {
            var observed = 0.0
            var expectation = 0.0
            var variance = 0.0
            for period in periods where weights[period] > 0 {
                let weight = weights[period]
                observed += weight * series.outcome[period] * expected[period]
                expectation += weight * expected[period] * expected[period]
                variance += weight * expected[period] * expected[period]
            }
            guard expectation > 0 else { return center }
            let found = max(0, observed / expectation) * current
            let precision = variance / noise / (current * current)
            let prior = 1 / (spread * spread)
            return max(0.05, (precision * found + prior * center) / (precision + prior))
        }
        if weekly {
            let current = season.weekday.count == 7 ? season.weekday : Array(repeating: 1, count: 7)
            let center = start.weekday.count == 7 ? start.weekday : Array(repeating: 1, count: 7)
            var days = (0..<7).map { day in
                ratio(
                    known.filter { series.days[$0].weekday == day }, without: current[day], center: center[day],
                    spread: start.weekdaySpread)
            }
            let mean = days.reduce(0, +) / 7
            days = days.map { $0 / mean }
            result.weekday = days
        }
        for stage in Set(series.stages).subtracting([""]).sorted() {
            result.stages[stage] = ratio(
                known.filter { series.stages[$0] == stage }, without: season.stages[stage] ?? 1,
                center: start.stages[stage] ?? 1, spread: start.stageSpread)
        }
        return result
    }

    static func variance(_ values: [Double]) -> Double {
        guard values.count > 1 else { return 0 }
        let mean = values.reduce(0, +) / Double(values.count)
        return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)
    }

    /// Pearson's correlation; 0 where one side does not vary.
    static func correlation(_ a: [Double], _ b: [Double]) -> Double {
        guard a.count == b.count, a.count > 2 else { return 0 }
        let meanA = a.reduce(0, +) / Double(a.count)
        let meanB = b.reduce(0, +) / Double(b.count)
        var product = 0.0
        var squareA = 0.0
        var squareB = 0.0
        for (x, y) in zip(a, b) {
            product += (x - meanA) * (y - meanB)
            squareA += (x - meanA) * (x - meanA)
            squareB += (y - meanB) * (y - meanB)
        }
        let scale = (squareA * squareB).squareRoot()
        return scale > 0 ? product / scale : 0
    }
}

extension LineLikelihood {
    /// Expected outcome and its organic part by period, for one shape and amplitude, with the organic coefficients at their
    /// conditional mean.
    func expected(
        _ series: FitSeries, design: OrganicDesign, weights: [Double], candidate: Int, organic: Int, amplitude: Double,
        carryIn: Double
    ) -> (all: [Double], organic: [Double]) {
        let p = design.count
        let model = self.organic[organic]
        let point = grid.candidates[candidate]
        let effective = effectiveSpend(series.spend, carryOver: point.carryOver, carryIn: carryIn)
        let media = series.days.indices.map {
            amplitude * point.form.value(effective[$0] * (1 - point.carryOver) / reference)
        }
        var matrix = [Double](repeating: 0, count: p * p)
        var vector = [Double](repeating: 0, count: p)
        for period in series.days.indices where weights[period] > 0 {
            let factor = series.multiplier[period] * series.visible[period]
            let miss = series.outcome[period] - factor * media[period]
            for i in 0..<p {
                let value = weights[period] * factor * design.columns[i][period]
                vector[i] += value * miss
                for j in 0...i { matrix[i * p + j] += value * factor * design.columns[j][period] }
            }
        }
        for column in 0..<p {
            let spread = max(design.spreads[column] * model.factor, 1e-150)
            let precision = min(noise / (spread * spread), 1e200)
            matrix[column * p + column] += precision
            if column == 0 { vector[0] += precision * design.center * model.center }
        }
        let coefficients = CholeskyFactor(matrix, order: p).solve(vector)
        var organicPart = [Double](repeating: 0, count: series.count)
        var all = organicPart
        for period in series.days.indices {
            let factor = series.multiplier[period] * series.visible[period]
            var sum = 0.0
            for column in 0..<p { sum += coefficients[column] * design.columns[column][period] }
            organicPart[period] = factor * sum
            all[period] = factor * (sum + media[period])
        }
        return (all, organicPart)
    }
}
