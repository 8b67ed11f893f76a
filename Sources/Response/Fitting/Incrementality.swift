// SPDX-License-Identifier: GPL-3.0-or-later
import Market
import Records
#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// How much of what reports credit to a channel is incremental, where the shop's totals are known too.
///
/// A last-click report counts orders that would have come anyway, and does not count those that an ad brought about and another click
/// closed. So the shop's sales are regressed, by the machinery of the media mix, on an organic level, trend, drift, season, controls and
/// on what each channel is credited with:
///
///     shop[t] = season[t] · (organic[t] + Σ_c φ_c · A_c[t] carried over) + noise ,   A_c = Σ over its lines of the *fitted* response
///
/// Fitted responses are used because a recorded order is part of the shop's total whether or not the ad caused it, so that
/// the records' own noise would always be credited. The coefficient φ_c has the prior of its channel's kind (`ChannelPrior.incremental`):
/// daily totals say little of one channel, and then the prior stands, with its width. φ may exceed 1; but all channels
/// together never get more than the shop sold.
struct Incrementality {
    /// By channel, then joint draw.
    private var draws: [Channel: [Double]] = [:]
    private(set) var notices: [Notice] = []

    /// Nothing is known: reports are taken at their word.
    init() {}

    var isEmpty: Bool { draws.isEmpty }

    /// Factors of a channel's conversions by joint draw; empty where nothing is known.
    func shares(of channel: Channel) -> [Double] {
        if let own = draws[channel] { return own }
        // A channel that was never used: as uncertain as the prior of its kind.
        guard let any = draws.first?.value else { return [] }
        let prior = ChannelPriors.of(.of(channel))
        var random = CounterRandom(seed: 1, StableHash.of("incremental/" + channel.rawValue), 7)
        return random.permutation(any.count).map {
            prior.incremental * exp(prior.incrementalSpread * normalQuantile((Double($0) + 0.5) / Double(any.count)))
        }
    }

    init(
        view: HistoryView, works: [LineWork], conversions: ConversionTable, affiliates: [AffiliateSales], options: FitOptions
    ) {
        guard
            let outcome = [Outcome.orders, .gmv, .newCustomers].first(where: { view.shop.outcome($0).knownCount >= 28 })
        else { return }
        var credited: [Channel: [Double]] = [:]
        func credit(_ channel: Channel, _ values: [Double]) {
            if let sum = credited[channel] {
                credited[channel] = zip(sum, values).map { $0 + $1 }
            } else {
                credited[channel] = values
            }
        }
        for work in works { credit(work.key.channel, conversions.attributed(work, outcome)) }
        for sales in affiliates { credit(sales.channel, sales.expected(outcome)) }
        let channels = credited.keys.sorted().filter { channel in (credited[channel] ?? []).contains { $0 > 0 } }
        guard !channels.isEmpty else { return }
        let claims = channels.map { credited[$0] ?? [] }
        let model = Self.model(view, outcome: outcome, channels: channels, claims: claims, works: works, options: options)
        let sampler = MixSampler(
            series: model.series, inputs: model.inputs, design: model.design, weights: model.pilot.weights,
            noise: model.pilot.noise, families: [.power])
        let chain = sampler.sample(
            2 * options.draws, burnIn: 200, thinning: 3, seed: options.seed, stream: StableHash.of("incrementality"))
        accept(chain, model: model, view: view, outcome: outcome, channels: channels, claims: claims, options: options)
        tell(outcome, channels: channels, claims: claims)
    }

    private static func model(
        _ view: HistoryView, outcome: Outcome, channels: [Channel], claims: [[Double]], works: [LineWork], options: FitOptions
    ) -> MixModel {
        let shop = view.shop.outcome(outcome)
        let series = FitSeries(
            days: view.days, spend: Array(repeating: 0, count: view.days.count), outcome: shop.values, known: shop.known,
            visible: Array(repeating: 1, count: view.days.count), multiplier: Array(repeating: 1, count: view.days.count),
            stages: view.stages)
        let grid = ShapeGrid.delays
        let given = channels.indices.map { index -> (prior: (mean: Double, spread: Double), grid: ShapeGrid) in
            let prior = ChannelPriors.of(.of(channels[index]))
            let positive = claims[index].filter { $0 > 0 }
            let mean = positive.reduce(0, +) / Double(max(1, positive.count))
            return ((log(prior.incremental * max(mean, 1e-12)), prior.incrementalSpread), grid)
        }
        // What is credited stands for the spend: an experiment on all of a channel's money is one on all that it is credited with.
        let effects = channels.enumerated().map { index, channel in
            options.experiments.filter {
                $0.channel == channel && $0.goods == nil && $0.audience == nil && $0.outcome == outcome && $0.spendChange == nil
            }.map { experiment in
                (
                    spend: MeasuredSpend(experiment, days: view.days, spend: claims[index]),
                    effect: experiment.effect, standardError: experiment.standardError
                )
            }
        }
        let confounding = channels.map { channel -> Double in
            let own = works.filter { $0.key.channel == channel }
            let all = own.reduce(0) { $0 + $1.flags.totalSpend }
            let following = own.reduce(0) { $1.flags.followsDemand ? $0 + $1.flags.totalSpend : $0 }
            return all > 0 && following > 0.5 * all ? 0.5 : 0
        }
        return MixModel(
            series, spends: claims, shapes: channels.map { _ in ShapePrior() }, controls: view.controls(options),
            cadence: view.history.cadence, effects: effects, confounding: confounding, given: given)
    }

    /// Keeps draws in which all channels together bring no more than the shop sold; where there are too few, the others are scaled down.
    private mutating func accept(
        _ chain: [MixDraw], model: MixModel, view: HistoryView, outcome: Outcome, channels: [Channel], claims: [[Double]],
        options: FitOptions
    ) {
        let shop = view.shop.outcome(outcome)
        let periods = view.days.indices.filter { shop.known[$0] }
        let total = periods.reduce(0) { $0 + shop.values[$1] }
        let claimed = claims.map { claim in periods.reduce(0) { $0 + claim[$1] } }
        let shares = chain.map { draw in
            channels.indices.map { draw.amplitudes[$0] / model.inputs[$0].reference }
        }
        func excess(_ share: [Double]) -> Double { zip(share, claimed).reduce(0) { $0 + $1.0 * $1.1 } / max(total, 1e-12) }
        let good = shares.filter { excess($0) <= 1 }
        let poor = shares.filter { excess($0) > 1 }.map { share in share.map { $0 / excess(share) } }
        let kept = (good + poor).prefix(options.draws)
        var random = CounterRandom(seed: options.seed, StableHash.of("attribution"), 7)
        let order = random.permutation(kept.count)
        for (index, channel) in channels.enumerated() { draws[channel] = order.map { kept[$0][index] } }
    }

    private mutating func tell(_ outcome: Outcome, channels: [Channel], claims: [[Double]]) {
        let totals = claims.map { $0.reduce(0, +) }
        let all = max(totals.reduce(0, +), 1e-12)
        let count = channels.first.flatMap { draws[$0]?.count } ?? 0
        let shares = (0..<count).map { draw in
            channels.indices.reduce(0) { $0 + (draws[channels[$1]]?[draw] ?? 0) * totals[$1] } / all
        }
        func notice(_ key: String, _ values: [Double], _ more: [String: MessageArgument] = [:]) -> Notice {
            let told: [String: MessageArgument] = [
                "outcome": .text(outcome.rawValue), "share": .share(values.reduce(0, +) / Double(max(1, values.count))),
                "low": .share(quantile(values, 0.05)), "high": .share(quantile(values, 0.95)),
            ]
            return Notice(key, told.merging(more) { $1 })
        }
        notices.append(notice("response.incremental-share", shares))
        guard channels.count > 1 else { return }
        for channel in channels {
            notices.append(
                notice(
                    "response.incremental-share-of", draws[channel] ?? [], ["channel": .text(channel.rawValue)]))
        }
    }
}
