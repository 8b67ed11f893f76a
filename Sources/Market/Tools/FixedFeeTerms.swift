// SPDX-License-Identifier: GPL-3.0-or-later

/// Something bought at a fixed fee a day, all or nothing or in whole numbers: a brand zone by contract (品销宝), an exclusive keyword
/// (一词直达), an express package.
public struct FixedFeeTerms: Sendable, Hashable {
    /// What is bought: `contract` or `keyword-landing`.
    public var kind: String
    public var channel: Channel
    /// Yuan a day for one.
    public var feePerDay: Double
    /// How many can be bought.
    public var most: Int
    /// First and last day on which it can be had; nil for the whole plan.
    public var begin, end: Day?
    /// What one brings in a day, by outcome.
    public var outcomes: [Outcome: Double]
    /// Factor on the response of the channel's own lines while one is held.
    public var factor: Double
    /// Known customers that it leads back: how many there are, the share that searches in a day, and orders and yuan of those who land.
    public var known: Double
    public var searching: Double
    public var ordersPerVisit: Double
    public var orderValue: Double

    public init(kind: String = "contract", channel: Channel, feePerDay: Double) {
        self.kind = kind
        self.channel = channel
        self.feePerDay = feePerDay
        most = 1
        begin = nil
        end = nil
        outcomes = [:]
        factor = 1
        known = 0
        searching = 0
        ordersPerVisit = 0
        orderValue = 0
    }

    /// True when nothing comes of it.
    public var bringsNothing: Bool {
        outcomes.values.allSatisfy { $0 == 0 } && factor == 1 && known * searching == 0
    }
}
