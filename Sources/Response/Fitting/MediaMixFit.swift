// SPDX-License-Identifier: GPL-3.0-or-later
import Market
import Records
import Synchronization
#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The situation in which only the shop's totals say what was sold: all channels explain them together.
struct MediaMixFit {
    var view: HistoryView
    var lines: [LineSeries]
    var options: FitOptions
    /// With more lines than this, the lines of a channel share its curve by their share of its spend.
    static let mostInputs = 24

    func fit(primary wantedPrimary: Outcome?, wanted: [LineKey] = []) throws(FitError) -> FittedResponse {
        let outcome = try outcome(wantedPrimary)
        let groups = groups()
        let spends = groups.map { $0.spend }
        let model = model(outcome, groups: groups, spends: spends, upTo: view.days.count)
        let expected = model.prediction()
        var fitted = groups.enumerated().flatMap { index, group in
            self.lines(of: group, index: index, model: model, primary: outcome, expected: expected)
        }
        fitted += cold(Set(wanted).subtracting(fitted.map(\.line)).sorted(), model: model, primary: outcome)
        var warnings = Collinearity.notices(lines) + synergy(model, groups, expected)
        if outcome.isMoney || outcome == .orders {
            let share = mediaShare(model)
            warnings.append(
                Notice(
                    "response.media-share",
                    [
                        "outcome": .text(outcome.rawValue), "share": .share(share.mean), "low": .share(share.low),
                        "high": .share(share.high),
                    ]))
        }
        return FittedResponse(cadence: view.history.cadence, asOf: view.asOf, lines: fitted, warnings: warnings)
    }

    /// Lines that were never delivered: what the others bring per yuan, widely.
    private func cold(_ keys: [LineKey], model: MixModel, primary: Outcome) -> [FittedLine] {
        let levels = model.inputs.indices.flatMap { index in
            model.draws.map { log($0.amplitudes[index] / model.inputs[index].reference) }
        }
        guard !levels.isEmpty else { return [] }
        let mean = levels.reduce(0, +) / Double(levels.count)
        return keys.map { key in
            ColdLines.line(
                key, primary: primary, level: (mean, (PilotFit.variance(levels) + 0.5).squareRoot()),
                reference: median(model.inputs.map(\.reference)),
                shape: ChannelPriors.of(.of(key.channel)).shape(view.history.cadence), rates: rates(primary),
                weekday: model.pilot.season.weekday, stages: model.pilot.season.stages, evidence: .prior, options: options,
                warnings: [Notice("response.from-prior", ["line": .text(key.description)])])
        }
    }

    func outcome(_ wanted: Outcome?) throws(FitError) -> Outcome {
        let known = ShopRecord.outcomes.filter { view.shop.outcomes[$0] != nil }
        if let wanted {
            guard known.contains(wanted) else { throw .unknownOutcome(wanted, known: known) }
            return wanted
        }
        return [Outcome.gmv, .orders, .newCustomers, .visits].first { known.contains($0) } ?? .gmv
    }

    /// What is one input of the regression.
    struct Group {
        var members: [LineSeries]
        var spend: [Double]
        var kind: ChannelKind
    }

    func groups() -> [Group] {
        let active = lines.filter { $0.totalSpend > 0 }
        if active.count <= Self.mostInputs {
            return active.map { Group(members: [$0], spend: $0.spend, kind: .of($0.line.channel)) }
        }
        return Dictionary(grouping: active, by: \.line.channel).sorted { $0.key < $1.key }.map { channel, members in
            var spend = [Double](repeating: 0, count: view.days.count)
            for member in members { for period in spend.indices { spend[period] += member.spend[period] } }
            return Group(members: members, spend: spend, kind: .of(channel))
        }
    }

    /// The model with its draws, from the first `count` periods.
    func model(_ outcome: Outcome, groups: [Group], spends: [[Double]], upTo count: Int) -> MixModel {
        let shop = view.shop.outcome(outcome)
        var series = FitSeries(
            days: view.days, spend: Array(repeating: 0, count: view.days.count), outcome: shop.values, known: shop.known,
            visible: view.visible(outcome), multiplier: Array(repeating: 1, count: view.days.count), stages: view.stages)
        for period in view.days.indices where period >= count { series.known[period] = false }
        let controls = view.controls(options)
        let effects = groups.map { group in
            options.experiments.filter { experiment in
                perUnit(experiment.outcome, outcome) > 0 && group.members.contains { experiment.covers($0.line) }
            }.map { experiment in
                (
                    spend: MeasuredSpend(experiment, days: view.days, spend: group.spend),
                    effect: experiment.effect / perUnit(experiment.outcome, outcome),
                    standardError: experiment.standardError / perUnit(experiment.outcome, outcome)
                )
            }
        }
        var model = MixModel(
            series, spends: spends, shapes: groups.map { ChannelPriors.of($0.kind).shape(view.history.cadence) },
            controls: controls, cadence: view.history.cadence, effects: effects,
            confounding: effects.map { $0.isEmpty ? 0 : 3 })
        let counter = Mutex(0)
        let progress = options.progress
        model.sample(options.draws, seed: options.seed, threads: options.threads) {
            guard let progress else { return }
            let now = counter.withLock { value -> Int in
                value += 1
                return value
            }
            progress(min(now, 24), 24)
        }
        return model
    }

    private func lines(
        of group: Group, index: Int, model: MixModel, primary: Outcome, expected: [Double]
    ) -> [FittedLine] {
        let total = group.members.reduce(0) { $0 + $1.totalSpend }
        let reference = model.inputs[index].reference
        let drawn = model.draws.map {
            (form: $0.forms[index], carryOver: $0.carryOvers[index], amplitude: $0.amplitudes[index])
        }
        let center = CentralCurve.of(drawn, reference: reference, prior: model.inputs[index].shape)
        let logs = drawn.map { log($0.amplitude) }
        let observed =
            group.members.count == 1
            ? observed(index: index, model: model, expected: expected, carryOver: center.carryOver) : nil
        let spread = PilotFit.variance(logs).squareRoot()
        return group.members.map { member in
            let share = total > 0 ? member.totalSpend / total : 1
            var series = model.series
            series.spend = member.spend
            let seen = series.seen
            let rates = rates(primary)
            var random = CounterRandom(seed: options.seed, StableHash.of(member.line.description), 3)
            let draws = drawn.map { draw in
                CurveDraw(
                    curve: draw.form.curve(
                        amplitude: draw.amplitude * share, reference: reference * share / (1 - draw.carryOver)),
                    carryOver: draw.carryOver, rates: ColdLines.rateDraw(rates, &random))
            }
            let flags = LineFlags(series, pilot: model.pilot, outcome: primary, organic: model.seasonal())
            return FittedLine(
                line: member.line, primary: primary,
                curve: center.form.curve(
                    amplitude: center.amplitude * share, reference: reference * share / (1 - center.carryOver)),
                carryOver: center.carryOver, carryIn: effectiveSpend(member.spend, carryOver: center.carryOver).last ?? 0,
                weekday: model.pilot.season.weekday, stages: model.pilot.season.stages, rates: rates.mapValues(\.estimate),
                seen: seen, evidence: spread < 0.7 * MixModel.shareSpread ? .fitted : .pooled, draws: draws,
                warnings: seen.map { flags.notices(member.line, seen: $0, series: series, primary: primary) } ?? [],
                observed: observed)
        }
    }

    /// What all but one input leave unexplained, by that input's spend.
    private func observed(index: Int, model: MixModel, expected: [Double], carryOver: Double) -> [ObservedResponse] {
        let input = model.inputs[index]
        var own = [Double](repeating: 0, count: view.days.count)
        for draw in model.draws {
            let effective = effectiveSpend(input.spend, carryOver: draw.carryOvers[index])
            for period in own.indices {
                own[period] +=
                    draw.amplitudes[index] / Double(model.draws.count)
                    * draw.forms[index].value(effective[period] * (1 - draw.carryOvers[index]) / input.reference)
            }
        }
        let effective = effectiveSpend(input.spend, carryOver: carryOver)
        return ObservedResponse.grouped(
            view.days.indices.filter { model.pilot.weights[$0] > 0 && effective[$0] > 0 }.map { period in
                let season = max(model.series.multiplier[period] * model.series.visible[period], 1e-6)
                return (
                    effective[period] * (1 - carryOver),
                    (model.series.outcome[period] - expected[period]) / season + own[period]
                )
            })
    }

    /// How much of an experiment's outcome the shop has per unit of the modelled one; 0 where that is not known.
    private func perUnit(_ measured: Outcome, _ modelled: Outcome) -> Double {
        measured == modelled ? 1 : (rates(modelled)[measured]?.mean ?? 0)
    }

    /// The shop's other outcomes per unit of the primary one.
    private func rates(_ primary: Outcome) -> [Outcome: RatePool] {
        let base = view.shop.outcome(primary)
        var result: [Outcome: RatePool] = [:]
        for outcome in ShopRecord.outcomes where outcome != primary && view.shop.outcomes[outcome] != nil {
            let values = view.shop.outcome(outcome)
            let sums = RateSums(
                outcome: values.values, outcomeKnown: values.known, primary: base.values, primaryKnown: base.known,
                share: zip(view.visible(outcome), view.visible(primary)).map { $0 / max($1, 1e-6) })
            guard sums.primary > 0, sums.outcome > 0 else { continue }
            // What media bring need not convert as the shop does on average: a tenth of uncertainty beyond the noise.
            let own = 1 / max(1, sums.events)
            result[outcome] = RatePool(mean: sums.outcome / sums.primary, unit: 1, relative: (own + 0.01).squareRoot())
        }
        return result
    }

    private func mediaShare(_ model: MixModel) -> (mean: Double, low: Double, high: Double) {
        let periods = model.series.days.indices.filter { model.series.known[$0] }
        let observed = periods.reduce(0) { $0 + model.series.outcome[$1] }
        let shares = model.draws.map { draw -> Double in
            let effective = model.effective(draw)
            var sum = 0.0
            for (index, input) in model.inputs.enumerated() {
                for period in periods {
                    sum +=
                        model.series.multiplier[period] * draw.amplitudes[index]
                        * draw.forms[index].value(effective[index][period] * (1 - draw.carryOvers[index]) / input.reference)
                }
            }
            return sum / max(observed, 1e-12)
        }
        return (shares.reduce(0, +) / Double(max(1, shares.count)), quantile(shares, 0.05), quantile(shares, 0.95))
    }

    /// Whether the product of two channels' spend explains what is left: a first test of synergy or cannibalization.
    private func synergy(_ model: MixModel, _ groups: [Group], _ expected: [Double]) -> [Notice] {
        let known = model.series.days.indices.filter { model.pilot.weights[$0] > 0 }
        guard known.count >= 40, groups.count > 1 else { return [] }
        let rest = known.map { (model.series.outcome[$0] - expected[$0]) * model.pilot.weights[$0].squareRoot() }
        var result: [Notice] = []
        let pairs = Double(groups.count * (groups.count - 1) / 2)
        let threshold = normalQuantile(1 - 0.005 / pairs)
        for a in groups.indices {
            for b in (a + 1)..<max(groups.count, a + 1) {
                func centered(_ spend: [Double]) -> [Double] {
                    let values = known.map { spend[$0].squareRoot() }
                    let mean = values.reduce(0, +) / Double(values.count)
                    return values.map { $0 - mean }
                }
                let product = zip(centered(groups[a].spend), centered(groups[b].spend)).map { $0 * $1 }
                let correlation = PilotFit.correlation(product, rest)
                if abs(correlation) * Double(known.count).squareRoot() > threshold {
                    result.append(
                        Notice(
                            correlation > 0 ? "response.synergy" : "response.cannibalization",
                            [
                                "first": .text(groups[a].members[0].line.channel.rawValue),
                                "second": .text(groups[b].members[0].line.channel.rawValue),
                                "correlation": .number(correlation),
                            ]))
                }
            }
        }
        return result
    }
}
