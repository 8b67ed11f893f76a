// SPDX-License-Identifier: GPL-3.0-or-later
import Market
import Records
#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// How much of what platforms attribute to a channel is incremental, where the shop's totals are known too.
///
/// The shop's orders are regressed on an organic level, trend and season, and on the sum of the *fitted* responses of all lines; the
/// coefficient is the incremental share φ. Fitted responses are used because a recorded order is part of the shop's total whether or
/// not the ad caused it, so that the records' own noise would always be credited. The prior is φ ~ N(0.8, 0.25), cut to (0.05, 1].
/// φ is also held so that what is attributed never exceeds the shop's total.
struct Attribution {
    private var draws: [Double] = []
    private(set) var notices: [Notice] = []

    init(view: HistoryView, works: [LineWork], rates: RateTable, primary: Outcome, options: FitOptions) {
        guard let outcome = [Outcome.orders, .gmv, .newCustomers].first(where: { view.shop.outcome($0).knownCount >= 28 })
        else { return }
        let shop = view.shop.outcome(outcome)
        let count = view.days.count
        var attributed = [Double](repeating: 0, count: count)
        for work in works {
            let rate = outcome == primary ? 1 : (rates.pools(work.key, price: view.prices[work.key.goods])[outcome]?.mean ?? 0)
            for (period, value) in work.expectedMedia().enumerated() { attributed[period] += rate * value }
        }
        guard attributed.contains(where: { $0 > 0 }) else { return }
        let series = FitSeries(
            days: view.days, spend: attributed, outcome: shop.values, known: shop.known, visible: view.visible(outcome),
            multiplier: Array(repeating: 1, count: count), stages: view.stages)
        let level = max(series.meanOutcome, 1e-9)
        let design = OrganicDesign.basic(periods: count, level: level, drift: 0.1)
        let season = Season(weekday: view.history.cadence == .daily ? Array(repeating: 1, count: 7) : [], stages: [:])
        let mean = attributed.reduce(0, +) / Double(count)
        let pilot = PilotFit(
            series, design: design, organicModels: [OrganicModel(factor: 1, center: 0, weight: 1)], reference: max(mean, 1e-9),
            shapePrior: ShapePrior(), season: season, weekly: view.history.cadence == .daily)
        // Least squares of the shop's outcome on the organic columns and the fitted responses, all times the season.
        let p = design.count + 1
        var matrix = [Double](repeating: 0, count: p * p)
        var vector = [Double](repeating: 0, count: p)
        for period in 0..<count where pilot.weights[period] > 0 {
            let factor = pilot.season.multiplier(on: view.days[period], stage: view.stages[period]) * series.visible[period]
            var row = design.columns.map { $0[period] * factor }
            row.append(attributed[period] * series.visible[period])
            for i in 0..<p {
                vector[i] += pilot.weights[period] * row[i] * shop.values[period]
                for j in 0..<p { matrix[i * p + j] += pilot.weights[period] * row[i] * row[j] }
            }
        }
        for column in 0..<(p - 1) {
            matrix[column * p + column] += pilot.noise / (design.spreads[column] * design.spreads[column])
        }
        let prior = (mean: 0.8, spread: 0.25)
        let precision = pilot.noise / (prior.spread * prior.spread)
        matrix[p * p - 1] += precision
        vector[p - 1] += precision * prior.mean
        let factor = CholeskyFactor(matrix, order: p)
        let found = factor.solve(vector)[p - 1]
        var unit = [Double](repeating: 0, count: p)
        unit[p - 1] = 1
        let error = (pilot.noise * factor.solve(unit)[p - 1]).squareRoot()
        let total = zip(shop.values, shop.known).reduce(0) { $1.1 ? $0 + $1.0 : $0 }
        let claimed = zip(attributed, shop.known).reduce(0) { $1.1 ? $0 + $1.0 : $0 }
        let ceiling = min(1, total / max(claimed, 1e-12))
        var random = CounterRandom(seed: options.seed, StableHash.of("attribution"), 7)
        let order = random.permutation(options.draws)
        draws = order.map {
            let z = normalQuantile((Double($0) + random.uniform()) / Double(options.draws))
            return min(ceiling, max(0.05, found + error * z))
        }
        let share = draws.reduce(0, +) / Double(draws.count)
        notices = [
            Notice(
                "response.incremental-share",
                [
                    "outcome": .text(outcome.rawValue), "share": .share(share),
                    "low": .share(quantile(draws, 0.05)), "high": .share(quantile(draws, 0.95)),
                ])
        ]
    }

    /// The share by joint draw; empty where it is not known. One shop has one share, so a draw has the same for all lines: errors of
    /// lines average out in a sum, this one does not.
    var shares: [Double] { draws }
}
