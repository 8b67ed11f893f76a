// SPDX-License-Identifier: GPL-3.0-or-later
import Market

/// What a fit works on: one outcome and the spend that may have brought it, by period, contiguous.
struct FitSeries {
    var days: [Day]
    /// Yuan by period.
    var spend: [Double]
    /// Finite everywhere; counts only where `known`.
    var outcome: [Double]
    var known: [Bool]
    /// The share of a period's outcome that its report shows by now.
    var visible: [Double]
    /// Season's multiplier by period: weekday × event stage.
    var multiplier: [Double]
    var stages: [String]

    var count: Int { days.count }

    /// Mean outcome of the known periods, corrected for maturity; 0 when none is known.
    var meanOutcome: Double {
        var sum = 0.0
        var share = 0.0
        for period in days.indices where known[period] {
            sum += outcome[period]
            share += visible[period]
        }
        return share > 0 ? sum / share : 0
    }

    /// Mean over the periods with spend, nil when there is none.
    var seen: SpendRange? {
        var sum = 0.0
        var largest = 0.0
        var periods = 0
        for value in spend where value > 0 {
            sum += value
            largest = max(largest, value)
            periods += 1
        }
        return periods > 0 ? SpendRange(mean: sum / Double(periods), largest: largest, periods: periods) : nil
    }

    /// Number of periods with a known outcome.
    var informative: Int { known.count { $0 } }

    /// Standard deviation ÷ mean of spend over the known periods; 0 without spend.
    var spendVariation: Double {
        let values = days.indices.filter { known[$0] }.map { spend[$0] }
        guard values.count > 1 else { return 0 }
        let mean = values.reduce(0, +) / Double(values.count)
        guard mean > 0 else { return 0 }
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return (squares / Double(values.count - 1)).squareRoot() / mean
    }
}

/// The organic part's columns: what would be there without the spend. Each is multiplied by the season with the rest.
struct OrganicDesign {
    /// By column, then period.
    var columns: [[Double]] = []
    /// Prior standard deviation of each column's coefficient, in units of the outcome.
    var spreads: [Double] = []
    /// Prior mean of the intercept, the first column.
    var center = 0.0

    var count: Int { columns.count }

    enum Kind { case level, trend, drift, season, control }
    /// By column.
    var kinds: [Kind] = []

    mutating func add(_ column: [Double], spread: Double, _ kind: Kind) {
        kinds.append(kind)
        columns.append(column)
        spreads.append(spread)
    }

    /// Intercept and linear trend; with `drift` also a level that moves by hat functions whose knots are `knotPeriods` apart.
    static func basic(periods: Int, level: Double, center: Double = 0, drift: Double = 0, knotPeriods: Int = 30)
        -> OrganicDesign
    {
        var design = OrganicDesign()
        design.center = center * level
        design.add(Array(repeating: 1, count: periods), spread: level, .level)
        guard periods >= 14 else { return design }
        let middle = Double(periods - 1) / 2
        design.add((0..<periods).map { (Double($0) - middle) / middle }, spread: 0.3 * level, .trend)
        let knots = periods / knotPeriods
        guard drift > 0, knots >= 3 else { return design }
        let width = Double(periods - 1) / Double(knots - 1)
        for knot in 0..<knots {
            let center = Double(knot) * width
            design.add((0..<periods).map { max(0, 1 - abs(Double($0) - center) / width) }, spread: drift * level, .drift)
        }
        return design
    }
}
