// SPDX-License-Identifier: GPL-3.0-or-later
import Market
import Records
#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Experiments on a whole channel of several lines: the lines' curves are multiplied by a common factor, by joint draw, such that the
/// channel's predicted effect follows the measured one.
///
/// The factor of a channel is log-normal around measured ÷ predicted, with the standard errors of both: what lines attribute to
/// themselves can be wrong by a common factor (orders that would have come anyway), which only an experiment shows.
struct ChannelCalibration {
    private var factors: [Channel: [Double]] = [:]
    private var found: [Channel: Notice] = [:]

    init(_ works: [LineWork], primary: Outcome, options: FitOptions, lines: [LineSeries]) {
        for experiment in options.experiments where experiment.outcome == primary {
            let members = works.filter { experiment.covers($0.key) }
            guard members.count > 1 else { continue }
            var predicted = 0.0
            for work in members {
                let media = work.expectedMedia()
                for (period, day) in work.series.days.enumerated() where (experiment.begin...experiment.end).contains(day) {
                    predicted += media[period]
                }
            }
            guard predicted > 0 else { continue }
            let ratio = max(experiment.effect, 0.5 * experiment.standardError) / predicted
            let relative = experiment.standardError / max(experiment.effect, experiment.standardError)
            var random = CounterRandom(seed: options.seed, StableHash.of(experiment.channel.rawValue), 5)
            let order = random.permutation(options.draws)
            factors[experiment.channel] = order.map {
                ratio * exp(relative * normalQuantile((Double($0) + random.uniform()) / Double(options.draws)))
            }
            found[experiment.channel] = Notice(
                "response.channel-calibrated", ["channel": .text(experiment.channel.rawValue), "factor": .number(ratio)])
        }
    }

    /// One factor a draw; empty for a channel without such an experiment.
    func scale(_ channel: Channel) -> [Double] { factors[channel] ?? [] }
    func notices(_ channel: Channel) -> [Notice] { found[channel].map { [$0] } ?? [] }
}
