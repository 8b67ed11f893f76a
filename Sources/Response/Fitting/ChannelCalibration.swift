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
        /// ln(measured ÷ predicted) and its standard error.
        var logRatio: Double
        var error: Double
        /// Whether the curves are scaled; else the conversions' rates.
        var direct: Bool
    }

    private var factors: [Factor] = []
    private let options: FitOptions

    init(_ works: [LineWork], primary: Outcome, rates: [LineKey: [Outcome: RatePool]], options: FitOptions) {
        self.options = options
        for experiment in options.experiments {
            let members = works.filter { experiment.covers($0.key) }
            let direct = experiment.outcome == primary
            guard members.count > (direct ? 1 : 0), let days = members.first?.series.days else { continue }
            var spend = [Double](repeating: 0, count: days.count)
            for work in members { for period in spend.indices { spend[period] += work.series.spend[period] } }
            let tested = MeasuredSpend(experiment, days: days, spend: spend)
            var predicted = 0.0
            for work in members {
                let rate = direct ? 1 : (rates[work.key]?[experiment.outcome]?.mean ?? 0)
                let with = work.expectedMedia(of: tested.with(work.series.spend))
                let without = work.expectedMedia(of: tested.without(work.series.spend))
                for period in tested.periods { predicted += rate * (with[period] - without[period]) }
            }
            guard predicted > 0 else { continue }
            factors.append(
                Factor(
                    experiment: experiment,
                    logRatio: log(max(experiment.effect, 0.5 * experiment.standardError) / predicted),
                    error: experiment.standardError / max(experiment.effect, experiment.standardError), direct: direct))
        }
    }

    /// All experiments on a line, weighed by their precision.
    private func pooled(_ line: LineKey, direct: Bool) -> (mean: Double, error: Double)? {
        var precision = 0.0
        var sum = 0.0
        for factor in factors where factor.experiment.covers(line) && factor.direct == direct {
            precision += 1 / (factor.error * factor.error)
            sum += factor.logRatio / (factor.error * factor.error)
        }
        return precision > 0 ? (sum / precision, 1 / precision.squareRoot()) : nil
    }

    /// Lines of one channel share a joint draw, so that a common factor stays common.
    private func draws(_ line: LineKey, direct: Bool) -> [Double] {
        guard let (mean, error) = pooled(line, direct: direct) else { return [] }
        var random = CounterRandom(seed: options.seed, StableHash.of(line.channel.rawValue), 5)
        let order = random.permutation(options.draws)
        return order.map {
            exp(mean + error * normalQuantile((Double($0) + random.uniform()) / Double(options.draws)))
        }
    }

    /// Factors of the line's curve, one a draw; empty for a line without such an experiment.
    func scale(_ line: LineKey) -> [Double] { draws(line, direct: true) }

    /// Factors of the rates of conversions, one a draw; empty for a line without such an experiment.
    func conversionScale(_ line: LineKey) -> [Double] { draws(line, direct: false) }

    func notices(_ line: LineKey) -> [Notice] {
        [pooled(line, direct: true), pooled(line, direct: false)].compactMap { $0 }.map {
            Notice("response.channel-calibrated", ["channel": .text(line.channel.rawValue), "factor": .number(exp($0.mean))])
        }
    }
}
