// SPDX-License-Identifier: GPL-3.0-or-later
import Market
import Records
#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// One line on its way through the fit.
struct LineWork {
    var key: LineKey
    var kind: ChannelKind
    var series: FitSeries
    var seen: SpendRange
    var pilot: PilotFit
    var shape: ShapePrior
    var likelihood: LineLikelihood
    var own: (mean: Double, variance: Double)
    var flags: LineFlags
    /// Effects of experiments on this line alone, in the order of the likelihood's.
    var effects: [(effect: Double, standardError: Double)]
    /// What the line's own fit says that its spend brought, by period, season included: the mean over a few draws.
    private(set) var media: [Double]
    private let sample: [(form: ShapeForm, carryOver: Double, amplitude: Double)]

    /// ln(outcome per yuan) by the documented prior.
    static func documented(_ kind: ChannelKind, _ outcome: Outcome, price: Double?) -> (level: Double, spread: Double) {
        let prior = ChannelPriors.of(kind)
        let rate = prior.perClick(outcome, price: price) ?? prior.ordersPerClick
        let spread = prior.spread(outcome, priceKnown: price != nil)
        return (log(rate / prior.costPerClick), (prior.costSpread * prior.costSpread + spread * spread).squareRoot())
    }

    /// Fits one line by itself, with a weak prior scaled by its own data.
    ///
    /// - Parameter season: found on the sum of all lines.
    init?(
        _ key: LineKey, series given: FitSeries, outcome: Outcome, grid: ShapeGrid, shape: ShapePrior, season: Season,
        weekly: Bool,
        experiments: [Experiment], demand: [Double]? = nil
    ) {
        guard let seen = given.seen, given.informative >= 1, given.meanOutcome > 0 else { return nil }
        self.key = key
        kind = .of(key.channel)
        self.seen = seen
        self.shape = shape
        var series = given
        let level = series.meanOutcome
        let organic = OrganicModel.attributed(nothing: [.clicks, .impressions].contains(outcome) ? 0.95 : 0.5)
        let design = OrganicDesign.basic(periods: series.count, level: level)
        pilot = PilotFit(
            series, design: design, organicModels: organic, reference: seen.mean, shapePrior: shape, season: season,
            weekly: weekly)
        for period in series.days.indices {
            series.multiplier[period] = pilot.season.multiplier(on: series.days[period], stage: series.stages[period])
        }
        self.series = series
        let prior = (mean: log(0.6 * level), spread: 1.0)
        likelihood = LineLikelihood(
            series: series, grid: grid, reference: seen.mean, design: design, organic: organic, weights: pilot.weights,
            noise: pilot.noise, shrink: pilot.shrink, prior: prior, blocks: series.informative >= 40 ? 4 : 1,
            experiments: experiments.map { MeasuredSpend($0, days: series.days, spend: series.spend) })
        effects = experiments.map { ($0.effect, $0.standardError) }
        let posterior = LinePosterior(likelihood, prior: prior)
        own = posterior.logAmplitude
        flags = LineFlags(series, pilot: pilot, outcome: outcome, organic: demand)
        sample = posterior.draws(32, seed: 1, stream: StableHash.of(key.description))
        media = []
        media = expectedMedia(of: series.spend)
    }

    /// What a spend by period brings according to the line's own fit, season included: the mean over a few draws.
    func expectedMedia(of spend: [Double]) -> [Double] {
        var sum = [Double](repeating: 0, count: spend.count)
        for draw in sample {
            let effective = effectiveSpend(spend, carryOver: draw.carryOver)
            let level = draw.amplitude / Double(sample.count)
            for period in spend.indices where effective[period] > 0 {
                sum[period] +=
                    level * draw.form.value(effective[period] * (1 - draw.carryOver) / seen.mean) * series.multiplier[period]
            }
        }
        return sum
    }

    /// What of another outcome the spend brought by period, conversions falling behind as `gamma` says; the sum is `rate` times the
    /// curve outcome's.
    func conversions(rate: Double, gamma: Double) -> [Double] {
        let bent = series.days.indices.map { period -> Double in
            let season = max(series.multiplier[period], 1e-6)
            return media[period] > 0 ? season * pow(media[period] / season, gamma) : 0
        }
        let total = bent.reduce(0, +)
        guard total > 0 else { return bent }
        let factor = rate * media.reduce(0, +) / total
        return bent.map { $0 * factor }
    }

    /// The pooled posterior's draws and centre.
    ///
    /// - Parameters:
    ///   - primary: what the line's curve is to give: the fitted outcome, or the one that `conversion` converts it to.
    ///   - sold: the line's conversions as recorded, where `conversion` is given.
    ///   - rates: per unit of `primary`.
    ///   - scale: factors of the curve by joint draw; empty for none.
    ///   - incremental: factors of conversions (orders, money, new customers) by joint draw; empty for none. Clicks and carts stay.
    func finish(
        level: (mean: Double, spread: Double)?, primary: Outcome, measured: Outcome, conversion: LineConversion?,
        sold: (series: OutcomeSeries, visible: [Double])?, rates: [Outcome: RatePool], scale: [Double], incremental: [Double],
        options: FitOptions, warnings: [Notice]
    ) -> FittedLine {
        let prior =
            level.map { (mean: $0.mean + log(seen.mean), spread: max(0.1, $0.spread)) }
            ?? (mean: log(0.6 * series.meanOutcome), spread: 1.0)
        let confounding = effects.isEmpty ? (flags.followsDemand ? 0.5 : 0) : 3
        let posterior = LinePosterior(likelihood, prior: prior, confounding: confounding, effects: effects)
        let stream = StableHash.of(key.description)
        var random = CounterRandom(seed: options.seed, stream, 3)
        var drawn = posterior.draws(options.draws, seed: options.seed, stream: stream)
        if let conversion {
            drawn = conversion.applied(to: drawn, series: series, seen: seen, seed: options.seed, stream: stream)
        }
        let converts = HistoryView.converts(primary)
        for index in drawn.indices {
            if !scale.isEmpty { drawn[index].amplitude *= scale[index % scale.count] }
            if converts, !incremental.isEmpty { drawn[index].amplitude *= incremental[index % incremental.count] }
        }
        let center = CentralCurve.of(drawn, reference: seen.mean, prior: shape)
        let draws = drawn.enumerated().map { index, draw in
            CurveDraw(
                curve: draw.form.curve(amplitude: draw.amplitude, reference: seen.mean / (1 - draw.carryOver)),
                carryOver: draw.carryOver,
                rates: ColdLines.credited(
                    ColdLines.rateDraw(rates, &random), primary: primary,
                    incremental.isEmpty ? 1 : incremental[index % incremental.count]))
        }
        let variance = posterior.logAmplitude.variance
        let own =
            series.informative >= 14 && seen.periods >= 7 && variance < 0.5 * prior.spread * prior.spread
            && (conversion?.rate.relative ?? 0) < 0.3
        return FittedLine(
            line: key, primary: primary,
            curve: center.form.curve(amplitude: center.amplitude, reference: seen.mean / (1 - center.carryOver)),
            carryOver: center.carryOver,
            carryIn: effectiveSpend(series.spend, carryOver: center.carryOver).last ?? 0, weekday: pilot.season.weekday,
            stages: pilot.season.stages, rates: ColdLines.estimates(rates, primary: primary, incremental: incremental),
            seen: seen, evidence: own ? .fitted : .pooled,
            draws: draws, warnings: flags.notices(key, seen: seen, series: series, primary: measured) + warnings,
            observed: observed(
                carryOver: center.carryOver, sold: sold,
                factor: Self.mean(scale) * (HistoryView.converts(primary) ? Self.mean(incremental) : 1)),
            heldOut: likelihood.heldOutError)
    }

    private static func mean(_ factors: [Double]) -> Double {
        factors.isEmpty ? 1 : factors.reduce(0, +) / Double(factors.count)
    }

    /// Points to set beside the curve.
    private func observed(
        carryOver: Double, sold: (series: OutcomeSeries, visible: [Double])?, factor: Double
    ) -> [ObservedResponse] {
        let effective = effectiveSpend(series.spend, carryOver: carryOver)
        var points: [(spend: Double, outcome: Double)] = []
        for period in series.days.indices where effective[period] > 0 {
            let season = max(series.multiplier[period], 1e-6)
            let spend = effective[period] * (1 - carryOver)
            if let sold {
                guard sold.series.known[period] else { continue }
                points.append((spend, factor * sold.series.values[period] / (season * max(sold.visible[period], 1e-6))))
            } else if pilot.weights[period] > 0 {
                let miss = series.outcome[period] - pilot.organic[period]
                points.append((spend, factor * miss / (season * max(series.visible[period], 1e-6))))
            }
        }
        return ObservedResponse.grouped(points)
    }
}

/// How a line's fitted outcome (clicks) becomes the one that its curve gives (orders).
struct LineConversion {
    /// Conversions per unit of the fitted outcome, over the line's history.
    var rate: RatePool
    /// γ by joint draw.
    var gammas: [Double]

    /// Draws of the fitted outcome's curve as draws of the conversions': bent by γ, and of a level that gives the rate on average over
    /// the spends that were seen (not at the reference spend).
    func applied(
        to drawn: [(form: ShapeForm, carryOver: Double, amplitude: Double)], series: FitSeries?, seen: SpendRange?,
        seed: UInt64,
        stream: UInt64
    ) -> [(form: ShapeForm, carryOver: Double, amplitude: Double)] {
        var random = CounterRandom(seed: seed, stream, 29)
        var ratios = [1.0]
        if let series, let seen {
            let positive = series.spend.filter { $0 > 0 }.sorted()
            ratios = (0..<12).map { positive[positive.count * (2 * $0 + 1) / 24] / seen.mean }
        }
        let spread = log(1 + rate.relative * rate.relative).squareRoot()
        return drawn.enumerated().map { index, draw in
            let form = draw.form.bent(by: gammas[index % max(1, gammas.count)])
            var before = 0.0
            var after = 0.0
            for ratio in ratios {
                before += draw.form.value(ratio)
                after += form.value(ratio)
            }
            let drawnRate = rate.mean * exp(spread * random.normal() - 0.5 * spread * spread)
            return (form, draw.carryOver, draw.amplitude * drawnRate * (after > 0 ? before / after : 1))
        }
    }
}
