// SPDX-License-Identifier: GPL-3.0-or-later
import Market
import Records
#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Experiments that do not enter one line's own likelihood: on a whole channel of several lines, or on another outcome than the curves'.
///
/// What the covered lines are predicted to bring is multiplied by a common factor, log-normal around measured ÷ predicted with the
/// measurement's standard error: what lines claim for themselves can be wrong by a common factor (orders that would have come
/// anyway), which only an experiment shows. An experiment on the curves' outcome scales the curves, by joint draw; one on another outcome
/// (orders, where curves give clicks) scales the conversions' rates.
struct ChannelCalibration {
    private struct Factor {
        var experiment: Experiment
        var ratio: Double
        /// By joint draw.
        var draws: [Double]
        /// Whether the curves are scaled; else the conversions' rates.
        var direct: Bool
    }

    private var factors: [Factor] = []

    init(_ works: [LineWork], primary: Outcome, rates: [LineKey: [Outcome: RatePool]], options: FitOptions) {
        for experiment in options.experiments {
            let members = works.filter { experiment.covers($0.key) }
            let direct = experiment.outcome == primary
            guard members.count > (direct ? 1 : 0) else { continue }
            var predicted = 0.0
            for work in members {
                let rate = direct ? 1 : (rates[work.key]?[experiment.outcome]?.mean ?? 0)
                let media = work.media
                for (period, day) in work.series.days.enumerated() where (experiment.begin...experiment.end).contains(day) {
                    predicted += rate * media[period]
                }
            }
            guard predicted > 0 else { continue }
            let ratio = max(experiment.effect, 0.5 * experiment.standardError) / predicted
            let relative = experiment.standardError / max(experiment.effect, experiment.standardError)
            var random = CounterRandom(seed: options.seed, StableHash.of(experiment.channel.rawValue), 5)
            let order = random.permutation(options.draws)
            factors.append(
                Factor(
                    experiment: experiment, ratio: ratio,
                    draws: order.map {
                        ratio * exp(relative * normalQuantile((Double($0) + random.uniform()) / Double(options.draws)))
                    }, direct: direct))
        }
    }

    private func factor(_ line: LineKey, direct: Bool) -> Factor? {
        factors.last { $0.experiment.covers(line) && $0.direct == direct }
    }

    /// Factors of the line's curve, one a draw; empty for a line without such an experiment.
    func scale(_ line: LineKey) -> [Double] { factor(line, direct: true)?.draws ?? [] }

    /// Factors of the rates of conversions, one a draw; empty for a line without such an experiment.
    func conversionScale(_ line: LineKey) -> [Double] { factor(line, direct: false)?.draws ?? [] }

    func notices(_ line: LineKey) -> [Notice] {
        [factor(line, direct: true), factor(line, direct: false)].compactMap { $0 }.map {
            Notice(
                "response.channel-calibrated",
                ["channel": .text($0.experiment.channel.rawValue), "factor": .number($0.ratio)])
        }
    }
}
