// SPDX-License-Identifier: GPL-3.0-or-later

/// A mean over repetitions with its standard error.
public struct Estimate: Sendable, Hashable, Codable {
    public var mean: Double
    public var standardError: Double

    private enum CodingKeys: String, CodingKey {
        case mean
        case standardError = "standard_error"
    }

    /// The mean of repetitions; no error can be told from fewer than two.
    public init(_ values: [Double]) {
        let count = Double(values.count)
        let mean = count > 0 ? values.reduce(0, +) / count : 0
        let square = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        self.mean = mean
        standardError = count > 1 ? (square / (count - 1) / count).squareRoot() : 0
    }

    /// Above zero by more than two standard errors.
    public var isPositive: Bool { mean > 2 * standardError }
    /// Below zero by more than two standard errors.
    public var isNegative: Bool { mean < -2 * standardError }
}
