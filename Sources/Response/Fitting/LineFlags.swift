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

    init(_ series: FitSeries, pilot: PilotFit, outcome: Outcome) {
        variation = series.spendVariation
        outliers = pilot.outliers
        informative = series.informative
        totalSpend = series.spend.reduce(0, +)
        totalOutcome = series.days.indices.reduce(0) { series.known[$1] ? $0 + series.outcome[$1] : $0 }
        immature = series.days.indices.count { series.known[$0] && series.visible[$0] < 0.97 }
        let test = DemandTest(series, residuals: pilot.residuals)
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

    init(_ series: FitSeries, residuals: [Double]) {
        let lags = 3
        var target: [Double] = []
        var rows: [[Double]] = []
        var signal: [Double] = []
        let level = max(series.spend.reduce(0, +) / Double(max(1, series.count)), 1e-9)
        func size(_ period: Int) -> Double { log(series.spend[period] / level + 0.05) }
        for period in lags..<max(lags, series.count) where series.known[period] && series.spend[period] > 0 {
            let before = (1...lags).map { period - $0 }
            guard before.allSatisfy({ series.known[$0] }) else { continue }
            target.append(size(period))
            rows.append([1, series.multiplier[period]] + before.map(size))
            signal.append(before.reduce(0) { $0 + residuals[$1] } / Double(lags))
        }
        guard target.count >= 30 else { return }
        // Partial correlation: both sides without what the rows explain.
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
        let a = factor.solve(crossTarget)
        let b = factor.solve(crossSignal)
        func rest(_ values: [Double], _ coefficients: [Double]) -> [Double] {
            values.indices.map { index in
                values[index] - (0..<p).reduce(0) { $0 + coefficients[$1] * rows[index][$1] }
            }
        }
        correlation = PilotFit.correlation(rest(target, a), rest(signal, b))
        let z = correlation * Double(target.count - p).squareRoot()
        significant = z > 3.3 && correlation > 0.2
    }
}
