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

    /// - Parameter affiliates: what affiliates sold, which the shop's totals hold too.
    /// - Returns: the response, and by channel the factors by joint draw that make attributed sales incremental ones.
    func fit(primary wantedPrimary: Outcome?, wanted: [LineKey], affiliates: [AffiliateSales] = []) throws(FitError) -> (
        response: FittedResponse, incrementality: Incrementality
    ) {
        let known = view.lineOutcomes
        if let wantedPrimary, !known.contains(wantedPrimary) { throw .unknownOutcome(wantedPrimary, known: known) }
        guard let measured = wantedPrimary ?? view.primary() else {
            return (
                FittedResponse(
                    cadence: view.history.cadence, asOf: view.asOf, lines: [], warnings: [Notice("response.no-outcomes")]),
                Incrementality()
            )
        }
        // Sales are what plans are made for, and they bend earlier than the clicks that tell the bend.
        let converted = wantedPrimary == nil && !HistoryView.converts(measured) ? view.converted() : nil
        let primary = converted ?? measured
        let daily = view.history.cadence == .daily
        let season = pooledSeason(measured, daily: daily)
        let works = parallelWorks(measured, season: season, daily: daily, step: counter(of: lines.count * 2))
        let fitted = works.compactMap { $0 }
        let conversions = ConversionTable(
            view: view, works: fitted, lines: lines, measured: measured, primary: primary, options: options)
        let pool = LevelPool(fitted.map(levelEstimate(measured)))
        let positions = Dictionary(uniqueKeysWithValues: fitted.enumerated().map { ($1.key, $0) })
        let calibration = ChannelCalibration(fitted, primary: measured, rates: conversions.measured, options: options)
        let incrementality = Incrementality(
            view: view, works: fitted, conversions: conversions, affiliates: affiliates, options: options)
        let step = counter(of: lines.count * 2, from: lines.count)
        let results = parallelMap(lines.count, threads: options.threads, done: step) { index -> FittedLine? in
            guard let work = works[index], let position = positions[work.key] else { return nil }
            let documented = LineWork.documented(work.kind, measured, price: view.prices[work.key.goods])
            let level = pool.prior(
                group: work.key.channel.rawValue, category: view.categories[work.key.goods] ?? "",
                documented: documented.level, without: position)
            let scale = calibration.scale(work.key)
            var incremental = calibration.conversionScale(work.key)
            // What an experiment measured is incremental already.
            if scale.isEmpty, incremental.isEmpty, work.effects.isEmpty {
                incremental = incrementality.shares(of: work.key.channel)
            }
            return work.finish(
                level: level, primary: primary, measured: measured, conversion: conversions.conversion(work.key),
                sold: converted.map { (lines[index].outcome($0), view.visible($0)) }, rates: conversions.rates(work.key),
                scale: scale, incremental: incremental, options: options,
                warnings: calibration.notices(work.key))
        }
        var response = results.compactMap { $0 }
        let have = Set(response.map(\.line))
        for key in Set(wanted + lines.map(\.line)).subtracting(have).sorted() {
            response.append(
                cold(
                    key, primary: primary, measured: measured, pool: pool, fitted: fitted, season: season,
                    conversions: conversions, incremental: incrementality.shares(of: key.channel)))
        }
        var warnings = Collinearity.notices(lines.filter { have.contains($0.line) })
        warnings += conversions.notices(fitted) + incrementality.notices + CrossEffects.notices(fitted)
        if HistoryView.converts(primary), incrementality.isEmpty, options.experiments.isEmpty {
            warnings.append(Notice("response.claims-unchecked"))
        }
        return (
            FittedResponse(cadence: view.history.cadence, asOf: view.asOf, lines: response, warnings: warnings),
            incrementality
        )
    }

    /// Every line by itself.
    private func parallelWorks(
        _ measured: Outcome, season: Season, daily: Bool, step: @escaping @Sendable () -> Void
    ) -> [LineWork?] {
        var grids: [ChannelKind: (ShapeGrid, ShapePrior)] = [:]
        for line in lines {
            let kind = ChannelKind.of(line.line.channel)
            let shape = ChannelPriors.of(kind).shape(view.history.cadence)
            if grids[kind] == nil { grids[kind] = (ShapeGrid(prior: shape), shape) }
        }
        let (frozen, demand) = (grids, view.unclaimed)
        return parallelMap(lines.count, threads: options.threads, done: step) { index -> LineWork? in
            let line = lines[index]
            guard let (grid, shape) = frozen[.of(line.line.channel)] else { return nil }
            let tests = options.experiments.filter {
                $0.covers(line.line) && $0.outcome == measured && experimentIsOfOneLine($0, lines)
            }
            return LineWork(
                line.line, series: view.fitSeries(line, outcome: measured), outcome: measured, grid: grid, shape: shape,
                season: season, weekly: daily, experiments: tests, demand: demand)
        }
    }

    /// Tells the caller's progress how many of how many steps are done.
    private func counter(of steps: Int, from first: Int = 0) -> @Sendable () -> Void {
        guard let progress = options.progress else { return {} }
        let counter = Mutex(first)
        return {
            let now = counter.withLock { value -> Int in
                value += 1
                return value
            }
            progress(now, steps)
        }
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
        _ key: LineKey, primary: Outcome, measured: Outcome, pool: LevelPool, fitted: [LineWork], season: Season,
        conversions: ConversionTable, incremental: [Double]
    ) -> FittedLine {
        let kind = ChannelKind.of(key.channel)
        let prior = ChannelPriors.of(kind)
        let documented = LineWork.documented(kind, measured, price: view.prices[key.goods])
        let siblings = fitted.filter { $0.key.channel == key.channel }
        var level =
            pool.prior(
                group: key.channel.rawValue, category: view.categories[key.goods] ?? "", documented: documented.level)
            ?? (documented.level, documented.spread)
        let wasted = spentForNothing(key, measured)
        if wasted > 0 {
            level = ColdLines.level(level, afterNothingFor: wasted, unit: measured.isMoney ? prior.orderValue : 1)
        }
        let near = siblings.isEmpty ? fitted : siblings
        let reference =
            near.isEmpty ? prior.referenceSpend * Double(view.history.cadence.days) : median(near.map(\.seen.mean))
        let known = !siblings.isEmpty
        return ColdLines.line(
            key, primary: primary, level: level, reference: max(reference, 1e-6), shape: prior.shape(view.history.cadence),
            rates: conversions.rates(key), conversion: conversions.conversion(key), incremental: incremental,
            weekday: season.weekday, stages: season.stages, evidence: known ? .pooled : .prior, options: options,
            warnings: [
                wasted > 0
                    ? Notice(
                        "response.brought-nothing",
                        ["line": .text(key.description), "spend": .money(Money(yuan: wasted) ?? .zero)])
                    : Notice(known ? "response.from-channel" : "response.from-prior", ["line": .text(key.description)])
            ])
    }

    /// Yuan that a line spent in periods whose outcome is known to be nothing; 0 for a line that brought something or is new.
    private func spentForNothing(_ key: LineKey, _ measured: Outcome) -> Double {
        guard let line = lines.first(where: { $0.line == key }) else { return 0 }
        let outcome = line.outcome(measured)
        guard outcome.total <= 0 else { return 0 }
        return line.spend.indices.reduce(0) { outcome.known[$1] ? $0 + line.spend[$1] : $0 }
    }
}
