// SPDX-License-Identifier: GPL-3.0-or-later
import Market
import Records
import Synchronization
#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The situation in which the records say what each line brought.
struct LineLevelFit {
    var view: HistoryView
    var lines: [LineSeries]
    var options: FitOptions

    func fit(primary wantedPrimary: Outcome?, wanted: [LineKey]) throws(FitError) -> FittedResponse {
        let known = view.lineOutcomes
        if let wantedPrimary, !known.contains(wantedPrimary) { throw .unknownOutcome(wantedPrimary, known: known) }
        guard let primary = wantedPrimary ?? view.primary() else {
            return FittedResponse(
                cadence: view.history.cadence, asOf: view.asOf, lines: [], warnings: [Notice("response.no-outcomes")])
        }
        let daily = view.history.cadence == .daily
        let season = pooledSeason(primary, daily: daily)
        let rates = RateTable(view: view, lines: lines, primary: primary)
        var grids: [ChannelKind: (ShapeGrid, ShapePrior)] = [:]
        for line in lines {
            let kind = ChannelKind.of(line.line.channel)
            let shape = ChannelPriors.of(kind).shape(view.history.cadence)
            if grids[kind] == nil { grids[kind] = (ShapeGrid(prior: shape), shape) }
        }
        let steps = lines.count * 2
        let counter = Mutex(0)
        let progress = options.progress
        let done: @Sendable () -> Void = {
            guard let progress else { return }
            let now = counter.withLock { value -> Int in
                value += 1
                return value
            }
            progress(now, steps)
        }
        let seriesOfLines = lines
        let experiments = options.experiments
        let frozenGrids = grids
        let demand = view.unclaimed
        let works = parallelMap(lines.count, threads: options.threads, done: done) { index -> LineWork? in
            let line = seriesOfLines[index]
            guard let (grid, shape) = frozenGrids[.of(line.line.channel)] else { return nil }
            let tests = experiments.filter {
                $0.covers(line.line) && $0.outcome == primary && experimentIsOfOneLine($0, seriesOfLines)
            }
            return LineWork(
                line.line, series: view.fitSeries(line, outcome: primary), outcome: primary, grid: grid, shape: shape,
                season: season, weekly: daily, experiments: tests, demand: demand)
        }
        let fitted = works.compactMap { $0 }
        let pool = LevelPool(fitted.map(levelEstimate(primary)))
        let positions = Dictionary(uniqueKeysWithValues: fitted.enumerated().map { ($1.key, $0) })
        let pools = Dictionary(
            uniqueKeysWithValues: fitted.map { ($0.key, rates.pools($0.key, price: view.prices[$0.key.goods])) })
        let calibration = ChannelCalibration(fitted, primary: primary, rates: pools, options: options)
        let attribution = Attribution(view: view, works: fitted, rates: rates, primary: primary, options: options)
        let results = parallelMap(lines.count, threads: options.threads, done: done) { index -> FittedLine? in
            guard let work = works[index], let position = positions[work.key] else { return nil }
            let documented = LineWork.documented(work.kind, primary, price: view.prices[work.key.goods])
            let level = pool.prior(
                group: work.key.channel.rawValue, category: view.categories[work.key.goods] ?? "",
                documented: documented.level, without: position)
            var scale = calibration.scale(work.key)
            var conversion = calibration.conversionScale(work.key)
            // What an experiment measured is incremental already.
            if scale.isEmpty, conversion.isEmpty, work.effects.isEmpty {
                if HistoryView.matures(primary) { scale = attribution.shares } else { conversion = attribution.shares }
            }
            return work.finish(
                level: level, primary: primary, rates: pools[work.key] ?? [:], scale: scale, conversion: conversion,
                options: options,
                warnings: calibration.notices(work.key))
        }
        var response = results.compactMap { $0 }
        let have = Set(response.map(\.line))
        for key in Set(wanted + lines.map(\.line)).subtracting(have).sorted() {
            response.append(
                cold(
                    key, primary: primary, pool: pool, fitted: fitted, season: season, rates: rates, shares: attribution.shares)
            )
        }
        var warnings = Collinearity.notices(lines.filter { have.contains($0.line) })
        warnings += attribution.notices + CrossEffects.notices(fitted)
        return FittedResponse(
            cadence: view.history.cadence, asOf: view.asOf, lines: response, warnings: warnings)
    }

    private func experimentIsOfOneLine(_ experiment: Experiment, _ lines: [LineSeries]) -> Bool {
        lines.count { experiment.covers($0.line) } == 1
    }

    private func levelEstimate(_ primary: Outcome) -> (LineWork) -> LevelEstimate {
        { work in
            LevelEstimate(
                group: work.key.channel.rawValue, category: view.categories[work.key.goods] ?? "",
                documented: LineWork.documented(work.kind, primary, price: view.prices[work.key.goods]).level,
                level: work.own.mean - log(work.seen.mean), variance: work.own.variance)
        }
    }

    /// Weekday and event stages on the sum of all lines, from which each line's may stray a little.
    private func pooledSeason(_ primary: Outcome, daily: Bool) -> Season {
        let count = view.days.count
        var sum = FitSeries(
            days: view.days, spend: Array(repeating: 0, count: count), outcome: Array(repeating: 0, count: count),
            known: Array(repeating: false, count: count), visible: view.visible(primary),
            multiplier: Array(repeating: 1, count: count), stages: view.stages)
        for line in lines {
            let outcome = line.outcome(primary)
            for period in 0..<count {
                sum.spend[period] += line.spend[period]
                guard outcome.known[period] else { continue }
                sum.outcome[period] += outcome.values[period]
                sum.known[period] = true
            }
        }
        let start = Season(weekday: daily ? Array(repeating: 1, count: 7) : [], stages: [:])
        guard let seen = sum.seen, sum.meanOutcome > 0 else { return start }
        let level = sum.meanOutcome
        let pilot = PilotFit(
            sum, design: .basic(periods: count, level: level), organicModels: OrganicModel.attributed(nothing: 0.5),
            reference: seen.mean, shapePrior: ShapePrior(), season: start, weekly: daily)
        var season = pilot.season
        season.weekdaySpread = 0.06
        season.stageSpread = 0.15
        return season
    }

    private func cold(
        _ key: LineKey, primary: Outcome, pool: LevelPool, fitted: [LineWork], season: Season, rates: RateTable,
        shares: [Double]
    ) -> FittedLine {
        let kind = ChannelKind.of(key.channel)
        let prior = ChannelPriors.of(kind)
        let documented = LineWork.documented(kind, primary, price: view.prices[key.goods])
        let siblings = fitted.filter { $0.key.channel == key.channel }
        var level =
            pool.prior(
                group: key.channel.rawValue, category: view.categories[key.goods] ?? "", documented: documented.level)
            ?? (documented.level, documented.spread)
        let near = siblings.isEmpty ? fitted : siblings
        let reference =
            near.isEmpty ? prior.referenceSpend * Double(view.history.cadence.days) : median(near.map(\.seen.mean))
        let known = !siblings.isEmpty
        // What is incremental of the others' conversions holds for a new line too.
        var pools = rates.pools(key, price: view.prices[key.goods])
        if HistoryView.matures(primary), !shares.isEmpty {
            level.mean += log(shares.reduce(0, +) / Double(shares.count))
        } else if !shares.isEmpty {
            for (outcome, estimate) in LineWork.estimates(pools, conversion: shares) {
                pools[outcome]?.mean = estimate.mean
                pools[outcome]?.relative = estimate.standardError / max(estimate.mean, 1e-12)
            }
        }
        return ColdLines.line(
            key, primary: primary, level: level, reference: max(reference, 1e-6), shape: prior.shape(view.history.cadence),
            rates: pools, weekday: season.weekday, stages: season.stages,
            evidence: known ? .pooled : .prior, options: options,
            warnings: [Notice(known ? "response.from-channel" : "response.from-prior", ["line": .text(key.description)])])
    }
}
