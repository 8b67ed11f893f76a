// SPDX-License-Identifier: GPL-3.0-or-later

/// A number with an interval around it; ends are nil where none can be given. Whoever reports it says what the interval holds.
public struct Interval: Sendable, Hashable, Codable {
    public var mean: Double
    public var low: Double?
    public var high: Double?

    public init(mean: Double, low: Double? = nil, high: Double? = nil) {
        self.mean = mean
        self.low = low
        self.high = high
    }

    /// True when the interval exists and lies on one side of zero.
    public var isEstablished: Bool {
        guard let low, let high else { return false }
        return low > 0 || high < 0
    }
}
