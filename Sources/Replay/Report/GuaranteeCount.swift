// SPDX-License-Identifier: GPL-3.0-or-later
public import Market

/// A floor that a plan promised with a probability, and how often it held in the replayed markets.
///
/// What a market brought is counted beyond what it brings without any delivery, as the plan's curves count. Markets in which no plan could
/// promise the floor are not among the replications.
public struct GuaranteeCount: Sendable, Hashable, Codable {
    public var outcome: Outcome
    /// What was promised at least, in the outcome's unit (yuan for money).
    public var floor: Double
    /// The probability that was promised, over the draws of the plan's curves.
    public var promised: Double
    /// Replications in which the floor was reached.
    public var held: Int
    public var replications: Int
    /// The share of markets in which it holds, with its 95 % interval (Wilson 1927).
    public var share: Interval

    /// - Parameter amounts: what the plan brought of the outcome, by replication.
    public init(outcome: Outcome, floor: Double, promised: Double, amounts: [Double]) {
        self.outcome = outcome
        self.floor = floor
        self.promised = promised
        held = amounts.count { $0 >= floor }
        replications = amounts.count
        share = GuaranteeCount.share(held, of: amounts.count)
    }

    /// True when the interval lies below the promise: it is broken, not only unlucky.
    public var isBroken: Bool { (share.high ?? 1) < promised }

    /// Wilson's score interval of k out of n at 95 %.
    ///
    ///     (k + z²/2 ± z √(k (n − k) / n + z²/4)) / (n + z²)
    static func share(_ count: Int, of all: Int) -> Interval {
        guard all > 0 else { return Interval(mean: 0) }
        let (k, n, z) = (Double(count), Double(all), 1.959_963_985)
        let middle = k + z * z / 2
        let half = z * (k * (n - k) / n + z * z / 4).squareRoot()
        // At none and at all the ends are 0 and 1 but for the last digits.
        return Interval(
            mean: k / n, low: count == 0 ? 0 : (middle - half) / (n + z * z),
            high: count == all ? 1 : (middle + half) / (n + z * z))
    }
}
