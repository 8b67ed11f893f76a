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
            experiments: experiments.map { $0.begin...$0.end })
        effects = experiments.map { ($0.effect, $0.standardError) }
        own = LinePosterior(likelihood, prior: prior).logAmplitude
        flags = LineFlags(series, pilot: pilot, outcome: outcome, organic: demand)
    }

    /// What the line's own fit says that its spend brought, by period: the mean over a few draws.
    func expectedMedia() -> [Double] {
        let posterior = LinePosterior(likelihood, prior: (log(0.6 * series.meanOutcome), 1.0))
        let draws = posterior.draws(32, seed: 1, stream: StableHash.of(key.description))
        var sum = [Double](repeating: 0, count: series.count)
        for draw in draws {
            let effective = effectiveSpend(series.spend, carryOver: draw.carryOver)
            for period in series.days.indices where effective[period] > 0 {
                sum[period] +=
                    draw.amplitude * draw.form.value(effective[period] * (1 - draw.carryOver) / seen.mean)
                    * series.multiplier[period] / Double(draws.count)
            }
        }
        return sum
    }

    /// The pooled posterior's draws and centre.
    ///
    /// - Parameters:
    ///   - scale: factors of the curve by joint draw; empty for none.
    ///   - conversion: factors of the conversions' rates by joint draw; empty for none.
    func finish(
        level: (mean: Double, spread: Double)?, primary: Outcome, rates: [Outcome: RatePool], scale: [Double],
        conversion: [Double], options: FitOptions,
        warnings: [Notice]
    ) -> FittedLine {
        let prior =
            level.map { (mean: $0.mean + log(seen.mean), spread: max(0.1, $0.spread)) }
            ?? (mean: log(0.6 * series.meanOutcome), spread: 1.0)
        let confounding = effects.isEmpty ? (flags.followsDemand ? 0.5 : 0) : 3
        let posterior = LinePosterior(likelihood, prior: prior, confounding: confounding, effects: effects)
        let stream = StableHash.of(key.description)
        let drawn = posterior.draws(options.draws, seed: options.seed, stream: stream)
        let center = CentralCurve.of(drawn, reference: seen.mean, prior: shape)
        var random = CounterRandom(seed: options.seed, stream, 3)
        let meanScale = scale.reduce(0, +) / Double(max(1, scale.count))
        let draws = drawn.enumerated().map { index, draw in
            CurveDraw(
                curve: draw.form.curve(
                    amplitude: draw.amplitude * (scale.isEmpty ? 1 : scale[index % scale.count]),
                    reference: seen.mean / (1 - draw.carryOver)),
                carryOver: draw.carryOver,
                rates: Self.converted(
                    ColdLines.rateDraw(rates, &random), conversion.isEmpty ? 1 : conversion[index % conversion.count]))
        }
        let variance = posterior.logAmplitude.variance
        let own = series.informative >= 14 && seen.periods >= 7 && variance < 0.5 * prior.spread * prior.spread
        return FittedLine(
            line: key, primary: primary,
            curve: center.form.curve(
                amplitude: center.amplitude * (scale.isEmpty ? 1 : meanScale), reference: seen.mean / (1 - center.carryOver)),
            carryOver: center.carryOver,
            carryIn: effectiveSpend(series.spend, carryOver: center.carryOver).last ?? 0, weekday: pilot.season.weekday,
            stages: pilot.season.stages, rates: Self.estimates(rates, conversion: conversion), seen: seen,
            evidence: own ? .fitted : .pooled,
            draws: draws, warnings: flags.notices(key, seen: seen, series: series, primary: primary) + warnings)
    }

    private static func converts(_ outcome: Outcome) -> Bool { HistoryView.matures(outcome) && outcome != .carts }

    private static func converted(_ rates: [Outcome: Double], _ factor: Double) -> [Outcome: Double] {
        var result = rates
        for outcome in rates.keys where converts(outcome) { result[outcome]? *= factor }
        return result
    }

    static func estimates(_ rates: [Outcome: RatePool], conversion: [Double]) -> [Outcome: Estimate] {
        var result: [Outcome: Estimate] = [:]
        let mean = conversion.isEmpty ? 1 : conversion.reduce(0, +) / Double(conversion.count)
        let relative = PilotFit.variance(conversion).squareRoot() / max(mean, 1e-12)
        for (outcome, pool) in rates {
            var estimate = pool.estimate
            if converts(outcome), !conversion.isEmpty {
                estimate.mean *= mean
                estimate.standardError = estimate.mean * (pool.relative * pool.relative + relative * relative).squareRoot()
            }
            result[outcome] = estimate
        }
        return result
    }
}
