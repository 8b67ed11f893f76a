// SPDX-License-Identifier: GPL-3.0-or-later
import Market
#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What speaks against trusting a line's curve, with the evidence.
struct LineFlags {
    var variation: Double
    /// Correlation of spend with what demand was before it, beyond spend's own habit.
    var demandCorrelation: Double
    var followsDemand: Bool
    var outliers: Int
    var informative: Int
    var totalSpend: Double
    var totalOutcome: Double
    var immature: Int

    /// - Parameter organic: what demand was by period as known from elsewhere (the shop's sales that no ad claims, the season); nil
    ///   where nothing says.
    init(_ series: FitSeries, pilot: PilotFit, outcome: Outcome, organic: [Double]? = nil) {
        variation = series.spendVariation
        outliers = pilot.outliers
        informative = series.informative
        totalSpend = series.spend.reduce(0, +)
        totalOutcome = series.days.indices.reduce(0) { series.known[$1] ? $0 + series.outcome[$1] : $0 }
        immature = series.days.indices.count { series.known[$0] && series.visible[$0] < 0.97 }
        var test = DemandTest(series, residuals: pilot.residuals)
        if let organic, !test.significant {
            let other = DemandTest(series, organic: organic)
            if other.significant { test = other }
        }
        demandCorrelation = test.correlation
        followsDemand = test.significant
    }

    func notices(_ key: LineKey, seen: SpendRange, series: FitSeries, primary: Outcome) -> [Notice] {
        let line: MessageArgument = .text(key.description)
        var result: [Notice] = []
        if variation < 0.1, informative >= 7 {
            result.append(Notice("response.spend-hardly-varies", ["line": line, "variation": .share(variation)]))
        }
        if followsDemand {
            result.append(Notice("response.spend-follows-demand", ["line": line, "correlation": .number(demandCorrelation)]))
        }
        if informative < 21 {
            result.append(Notice("response.few-periods", ["line": line, "periods": .count(informative)]))
        }
        if immature > 0 {
            result.append(Notice("response.newest-immature", ["line": line, "periods": .count(immature)]))
        }
        if outliers > 0 {
            result.append(Notice("response.outliers", ["line": line, "periods": .count(outliers)]))
        }
        if totalSpend < 300 || (primary == .clicks && totalOutcome < 200) {
            result.append(
                Notice(
                    "response.says-nothing",
                    ["line": line, "spend": .money(Money(yuan: totalSpend) ?? .zero), "outcome": .number(totalOutcome)]))
        }
        return result
    }
}

/// Whether spend follows demand: is a period's spend foretold by what was left unexplained of the outcome in the periods before,
/// beyond what spend's own recent past foretells?
///
/// Spend that reacts to demand (a budget raised on good days, ads bought where people search anyway) meets outcomes that would have
/// come in any case. Demand persists, so the unexplained part of the days before tells of today's demand; a spend that ignores
/// demand is not correlated with it. A demand that shows in nothing but today's outcome cannot be found by any test on these data.
struct DemandTest {
    var correlation = 0.0
    var significant = false

    /// By what was left unexplained in the three periods before, the latest counting most.
    init(_ series: FitSeries, residuals: [Double]) {
        let lags = 3
        var target: [Double] = []
        var rows: [[Double]] = []
        var signal: [Double] = []
        let size = Self.sizes(series)
        for period in lags..<max(lags, series.count) where series.known[period] && series.spend[period] > 0 {
            let before = (1...lags).map { period - $0 }
            guard before.allSatisfy({ series.known[$0] }) else { continue }
            target.append(size[period])
            rows.append([1, series.multiplier[period]] + before.map { size[$0] })
            signal.append(residuals[period - 1] + 0.5 * residuals[period - 2] + 0.25 * residuals[period - 3])
        }
        guard target.count >= 30 else { return }
        correlation = Self.partial(target, signal, without: rows)
        significant = correlation > 0.15 && correlation * Double(target.count - rows[0].count).squareRoot() > 2.5
    }

    /// By demand as known from elsewhere, in the same period, beyond weekday, stage and trend.
    init(_ series: FitSeries, organic: [Double]) {
        let size = Self.sizes(series)
        let periods = series.days.indices.filter { series.known[$0] && series.spend[$0] > 0 && organic[$0].isFinite }
        guard periods.count >= 30 else { return }
        let rows = periods.map { [1, series.multiplier[$0], Double($0) / Double(series.count)] }
        correlation = Self.partial(periods.map { size[$0] }, periods.map { organic[$0] }, without: rows)
        significant = correlation > 0.4 && correlation * Double(periods.count - 3).squareRoot() > 3.3
    }

    private static func sizes(_ series: FitSeries) -> [Double] {
        let level = max(series.spend.reduce(0, +) / Double(max(1, series.count)), 1e-9)
        return series.spend.map { log($0 / level + 0.05) }
    }

    /// Correlation of what is left of both sides after regressing them on `rows`.
    private static func partial(_ target: [Double], _ signal: [Double], without rows: [[Double]]) -> Double {
        let p = rows[0].count
        var gram = [Double](repeating: 0, count: p * p)
        var crossTarget = [Double](repeating: 0, count: p)
        var crossSignal = crossTarget
        for (index, row) in rows.enumerated() {
            for i in 0..<p {
                crossTarget[i] += row[i] * target[index]
                crossSignal[i] += row[i] * signal[index]
                for j in 0..<p { gram[i * p + j] += row[i] * row[j] }
            }
        }
        for i in 0..<p { gram[i * p + i] *= 1 + 1e-9 }
        let factor = CholeskyFactor(gram, order: p)
        func rest(_ values: [Double], _ coefficients: [Double]) -> [Double] {
            values.indices.map { index in
                values[index] - (0..<p).reduce(0) { $0 + coefficients[$1] * rows[index][$1] }
            }
        }
        return PilotFit.correlation(
            rest(target, factor.solve(crossTarget)), rest(signal, factor.solve(crossSignal)))
    }
}
