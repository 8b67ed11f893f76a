// SPDX-License-Identifier: GPL-3.0-or-later

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
