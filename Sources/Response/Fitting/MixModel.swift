// SPDX-License-Identifier: GPL-3.0-or-later
import Market
#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A media mix on plain arrays: the shop's outcome, the spends, controls and the season.
struct MixModel {
    var series: FitSeries
    var inputs: [MixInput]
    var design: OrganicDesign
    var pilot: PilotFit
    /// Weight of each component by its held-out predictive density.
    var components: [Double] = []
    var draws: [MixDraw] = []

    /// Prior share of the outcome that all media bring together (median), and the spread of each input's.
    static let mediaShare = 0.15
    static let shareSpread = 1.2

    /// - Parameters:
    ///   - given: the outcome; its spend is not used.
    ///   - controls: by control, then period; NaN is taken as the control's mean.
    ///   - given: by input, the prior of ln amplitude and the shapes to try, in place of the documented ones.
    init(
        _ given: FitSeries, spends: [[Double]], shapes: [ShapePrior], controls: [[Double]], cadence: Cadence,
        effects: [[(spend: MeasuredSpend, effect: Double, standardError: Double)]] = [], confounding: [Double] = [],
        given priors: [(prior: (mean: Double, spread: Double), grid: ShapeGrid)] = []
    ) {
        var series = given
        let level = max(abs(given.meanOutcome), 1e-12)
        let count = given.count
        var means: [Double] = []
        for spend in spends {
            let positive = spend.filter { $0 > 0 }
            means.append(positive.isEmpty ? 1 : positive.reduce(0, +) / Double(positive.count))
        }
        let totals = spends.map { $0.reduce(0, +) }
        let all = max(totals.reduce(0, +), 1e-300)
        let k = spends.count
        inputs = spends.indices.map { index in
            let share = Self.mediaShare * (0.5 * totals[index] / all + 0.5 / Double(k))
            return MixInput(
                spend: spends[index], reference: means[index], shape: shapes[index],
                grid: index < priors.count ? priors[index].grid : nil,
                prior: index < priors.count ? priors[index].prior : (log(share * level), Self.shareSpread),
                effects: index < effects.count ? effects[index] : [],
                confounding: index < confounding.count ? confounding[index] : 0)
        }
        // All spends together, each in units of its own mean, stand for media while the season is found.
        series.spend = (0..<count).map { period in
            spends.indices.reduce(0) { $0 + spends[$1][period] / means[$1] * (totals[$1] / all) }
        }
        let weekly = cadence == .daily
        let season = Season(weekday: weekly ? Array(repeating: 1, count: 7) : [], stages: [:])
        var best: (score: Double, design: OrganicDesign, pilot: PilotFit)?
        for drift in [0.0, 0.05, 0.15] {
            var design = OrganicDesign.basic(
                periods: count, level: level, center: 0.7, drift: drift,
                knotPeriods: cadence == .daily ? 28 : cadence == .weekly ? 17 : 12)
            Self.addYear(&design, series.days, cadence: cadence, level: level)
            Self.addControls(&design, controls, series: series)
            let model = [OrganicModel(factor: 1, center: 1, weight: 1)]
            let reference = max(series.seen?.mean ?? 1, 1e-12)
            let pilot = PilotFit(
                series, design: design, organicModels: model, reference: reference, shapePrior: ShapePrior(), season: season,
                weekly: weekly)
            var seasonal = series
            for period in 0..<count {
                seasonal.multiplier[period] = pilot.season.multiplier(on: series.days[period], stage: series.stages[period])
            }
            // Compared at one noise level, or the model that explains less would be judged by a more forgiving measure.
            let noise = best?.pilot.noise ?? pilot.noise
            let prior = (mean: log(0.2 * level), spread: 1.0)
            let likelihood = LineLikelihood(
                series: seasonal, grid: ShapeGrid(prior: ShapePrior(), families: [.exponential], coarse: true),
                reference: reference, design: design, organic: model, weights: best?.pilot.weights ?? pilot.weights,
                noise: noise,
                shrink: 1, prior: prior, blocks: 1, experiments: [])
            let integral = AmplitudeIntegral(
                priorMean: prior.mean, priorSpread: prior.spread, periods: likelihood.periods, noise: noise)
            let score =
                likelihood.logFactors[0]
                + logSumExp(
                    likelihood.sums[0].indices.map {
                        likelihood.grid.candidates[$0].logPrior
                            + integral.laplace(
                                y: likelihood.squares[0], e: likelihood.sums[0][$0].e, d: likelihood.sums[0][$0].d, evidence: []
                            ).logIntegral
                    })
            if best.map({ score > $0.score + 1 }) ?? true { best = (score, design, pilot) }
            if count < 60 { break }
        }
        design = best?.design ?? OrganicDesign()
        pilot =
            best?.pilot
            ?? PilotFit(
                series, design: OrganicDesign(), organicModels: [], reference: 1, shapePrior: ShapePrior(), season: season,
                weekly: weekly)
        for period in 0..<count {
            series.multiplier[period] = pilot.season.multiplier(on: series.days[period], stage: series.stages[period])
        }
        self.series = series
        guard let start = best?.pilot.season else { return }
        // The pilot's one curve for all spend explains less than the mix will, and its noise would hold the organic columns back too
        // much: twice, a short chain says what to expect, and noise, weights and season follow from that.
        for round in 0..<2 {
            let sampler = MixSampler(
                series: self.series, inputs: inputs, design: design, weights: pilot.weights, noise: pilot.noise,
                families: [.exponential, .power, .logistic], thin: true)
            draws = sampler.sample(16, burnIn: 24, thinning: 1, seed: 1, stream: UInt64(900 + round))
            pilot.refine(
                self.series, expected: prediction(), parameters: design.count + 2 * inputs.count, from: start, weekly: weekly)
            for period in 0..<count {
                self.series.multiplier[period] = pilot.season.multiplier(on: series.days[period], stage: series.stages[period])
            }
        }
        draws = []
    }

    /// The year as sines and cosines: three waves for weeks, two for months and days, where more than a year and a half was seen.
    private static func addYear(_ design: inout OrganicDesign, _ days: [Day], cadence: Cadence, level: Double) {
        let covered = (days.last?.number ?? 0) - (days.first?.number ?? 0)
        guard covered >= 540 else { return }
        for wave in 1...(cadence == .weekly ? 3 : 2) {
            let angles = days.map { 2 * Double.pi * Double(wave) * Double($0.number) / 365.25 }
            design.add(angles.map { sin($0) }, spread: 0.2 * level, .season)
            design.add(angles.map { cos($0) }, spread: 0.2 * level, .season)
        }
    }

    private static func addControls(_ design: inout OrganicDesign, _ controls: [[Double]], series: FitSeries) {
        let outcomes = series.days.indices.filter { series.known[$0] }.map { series.outcome[$0] }
        let spread = max(PilotFit.variance(outcomes).squareRoot(), 1e-12)
        for control in controls {
            let finite = control.filter(\.isFinite)
            guard finite.count > 2 else { continue }
            let mean = finite.reduce(0, +) / Double(finite.count)
            let deviation = PilotFit.variance(finite).squareRoot()
            guard deviation > 1e-12 * max(1, abs(mean)), deviation.isFinite else { continue }
            design.add(control.map { $0.isFinite ? ($0 - mean) / deviation : 0 }, spread: 0.5 * spread, .control)
        }
    }

    /// What is stacked: every input with a family of its own choice, and all inputs with the same family.
    static let components: [[CurveFamily]] = [CurveFamily.allCases] + CurveFamily.allCases.map { [$0] }

    /// Draws from all components, in proportion to what each foretells of left-out blocks of time.
    mutating func sample(_ count: Int, seed: UInt64, threads: Int?, done: (@Sendable () -> Void)? = nil) {
        let all = Self.components
        let known = series.days.indices.filter { pilot.weights[$0] > 0 }
        let frozen = self
        let blocks = known.count >= 40 && !inputs.isEmpty ? 3 : 1
        if blocks > 1 {
            let scores = parallelMap(all.count * blocks, threads: threads, done: done) { job -> [Double] in
                let (component, block) = (all[job / blocks], job % blocks)
                let left = known[(known.count * block / blocks)..<(known.count * (block + 1) / blocks)]
                var weights = frozen.pilot.weights
                for period in left { weights[period] = 0 }
                let sampler = MixSampler(
                    series: frozen.series, inputs: frozen.inputs, design: frozen.design, weights: weights,
                    noise: frozen.pilot.noise, families: component, thin: true)
                let draws = sampler.sample(40, burnIn: 40, thinning: 2, seed: seed, stream: UInt64(100 + job))
                return frozen.density(of: Array(left), draws)
            }
            let points = all.indices.map { component in (0..<blocks).flatMap { scores[component * blocks + $0] } }
            components = Self.stackingWeights(points, seed: seed)
        } else {
            components = all.indices.map { $0 == 0 ? 1 : 0 }
        }
        // Largest remainders, so that the numbers add up.
        var numbers = components.map { Int($0 * Double(count)) }
        let order = components.indices.sorted {
            let a = components[$0] * Double(count) - Double(numbers[$0])
            let b = components[$1] * Double(count) - Double(numbers[$1])
            return a != b ? a > b : $0 < $1
        }
        for index in 0..<max(0, count - numbers.reduce(0, +)) { numbers[order[index % order.count]] += 1 }
        let shares = numbers
        let chains = parallelMap(all.count, threads: threads, done: done) { component -> [MixDraw] in
            guard shares[component] > 0 else { return [] }
            let sampler = MixSampler(
                series: frozen.series, inputs: frozen.inputs, design: frozen.design, weights: frozen.pilot.weights,
                noise: frozen.pilot.noise, families: all[component])
            return sampler.sample(
                shares[component], burnIn: 100, thinning: frozen.inputs.count > 1 ? 4 : 1, seed: seed, stream: UInt64(component)
            )
        }
        let joined = chains.flatMap { $0 }
        var random = CounterRandom(seed: seed, 17)
        draws = random.permutation(joined.count).map { joined[$0] }
    }

    /// Weights by held-out density that allow for its sampling error: the mean, over Bayesian bootstraps of the periods, of the
    /// normalized densities ("pseudo-BMA+", Yao, Vehtari, Simpson & Gelman 2018).
    static func stackingWeights(_ points: [[Double]], seed: UInt64) -> [Double] {
        let count = points.first?.count ?? 0
        var random = CounterRandom(seed: seed, 19)
        var sum = [Double](repeating: 0, count: points.count)
        let rounds = 200
        for _ in 0..<rounds {
            let shares = (0..<count).map { _ in -log(random.uniform()) }
            let total = shares.reduce(0, +)
            let scores = points.map { zip($0, shares).reduce(0) { $0 + $1.0 * $1.1 } * Double(count) / total }
            let all = logSumExp(scores)
            for index in scores.indices { sum[index] += exp(scores[index] - all) / Double(rounds) }
        }
        return sum
    }

    /// Expected outcome of some periods in one draw.
    func expected(_ draw: MixDraw, periods: [Int], effective: [[Double]]) -> [Double] {
        periods.map { period in
            var sum = 0.0
            for column in 0..<design.count { sum += draw.organic[column] * design.columns[column][period] }
            for (index, input) in inputs.enumerated() {
                sum +=
                    draw.amplitudes[index]
                    * draw.forms[index].value(effective[index][period] * (1 - draw.carryOvers[index]) / input.reference)
            }
            return sum * series.multiplier[period] * series.visible[period]
        }
    }

    func effective(_ draw: MixDraw) -> [[Double]] {
        inputs.indices.map { effectiveSpend(inputs[$0].spend, carryOver: draw.carryOvers[$0]) }
    }

    /// The organic level by season and drift alone, without intercept and trend; nil where the model has neither.
    func seasonal() -> [Double]? {
        let columns = design.kinds.indices.filter { design.kinds[$0] == .season || design.kinds[$0] == .drift }
        guard !columns.isEmpty, !draws.isEmpty else { return nil }
        return series.days.indices.map { period in
            columns.reduce(0) { sum, column in
                let mean = draws.reduce(0) { $0 + $1.organic[column] } / Double(draws.count)
                return sum + mean * design.columns[column][period]
            }
        }
    }

    /// Mean expected outcome over the draws, by period.
    func prediction() -> [Double] {
        let periods = Array(series.days.indices)
        var sum = [Double](repeating: 0, count: periods.count)
        for draw in draws {
            for (period, value) in expected(draw, periods: periods, effective: effective(draw)).enumerated() {
                sum[period] += value
            }
        }
        return sum.map { $0 / Double(max(1, draws.count)) }
    }

    /// ln of the mean predictive density by period.
    private func density(of periods: [Int], _ draws: [MixDraw]) -> [Double] {
        var logs = [[Double]](repeating: [], count: periods.count)
        for draw in draws {
            let means = expected(draw, periods: periods, effective: effective(draw))
            for (index, period) in periods.enumerated() {
                let variance = draw.noise / max(pilot.weights[period], 1e-12)
                let miss = series.outcome[period] - means[index]
                logs[index].append(-0.5 * (log(variance) + miss * miss / variance))
            }
        }
        return logs.map { logSumExp($0) - log(Double(max(1, $0.count))) }
    }
}
