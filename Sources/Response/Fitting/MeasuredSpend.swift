// SPDX-License-Identifier: GPL-3.0-or-later
import Market

/// The spend whose effect an experiment measured: all of its days', or a given part of it.
struct MeasuredSpend {
    /// Periods of the experiment within the history.
    var periods: [Int]
    /// Tested spend ÷ recorded spend of these periods; nil where the recorded spend was tested.
    private var share: Double?
    /// Tested spend a period where the history records none.
    private var added: Double

    /// - Parameter spend: of the line or channel by period, in yuan.
    init(_ experiment: Experiment, days: [Day], spend: [Double]) {
        periods = days.indices.filter { experiment.begin <= days[$0] && days[$0] <= experiment.end }
        let recorded = periods.reduce(0) { $0 + spend[$1] }
        share = nil
        added = 0
        guard let change = experiment.spendChange, change > 0, !periods.isEmpty else { return }
        if recorded > 0 { share = change / recorded } else { added = change / Double(periods.count) }
    }

    /// Spend by period as it was with what was tested.
    func with(_ spend: [Double]) -> [Double] {
        var result = spend
        for period in periods { result[period] = spend[period] * max(1, share ?? 1) + added }
        return result
    }

    /// Spend by period without what was tested.
    func without(_ spend: [Double]) -> [Double] {
        var result = spend
        for period in periods { result[period] = spend[period] * (1 - min(1, share ?? 1)) }
        return result
    }
}
