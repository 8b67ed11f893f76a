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

/// How well periods that a fit had not seen were foretold.
public struct HeldOutError: Sendable, Hashable, Codable {
    /// Σ |observed − foretold| ÷ Σ |observed|.
    public var relativeError: Double
    /// 1 − Σ (observed − foretold)² ÷ Σ (observed − mean)².
    public var rSquared: Double
    public var periods: Int

    public init(relativeError: Double, rSquared: Double, periods: Int) {
        self.relativeError = relativeError
        self.rSquared = rSquared
        self.periods = periods
    }

    private enum CodingKeys: String, CodingKey {
        case relativeError = "relative_error"
        case rSquared = "r_squared"
        case periods
    }

    struct Sums {
        private var misses = 0.0
        private var squares = 0.0
        private var absolute = 0.0
        private var sum = 0.0
        private var sumOfSquares = 0.0
        private var count = 0

        mutating func add(observed: Double, expected: Double) {
            misses += abs(observed - expected)
            squares += (observed - expected) * (observed - expected)
            absolute += abs(observed)
            sum += observed
            sumOfSquares += observed * observed
            count += 1
        }

        var result: HeldOutError? {
            guard count > 1, absolute > 0 else { return nil }
            let total = sumOfSquares - sum * sum / Double(count)
            let error = HeldOutError(
                relativeError: misses / absolute, rSquared: total > 1e-12 * sumOfSquares ? 1 - squares / total : 0,
                periods: count)
            return error.relativeError.isFinite && error.rSquared.isFinite ? error : nil
        }
    }
}
