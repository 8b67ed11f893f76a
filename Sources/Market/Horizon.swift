// SPDX-License-Identifier: GPL-3.0-or-later

/// How long one period of a history or plan is: a property of the data, not of the product.
public enum Cadence: Int, Sendable, Codable, Hashable {
    case daily = 1
    case weekly = 7
    /// Months are not all of one length; a monthly history counts 30 days a period and dates each period by its first day.
    case monthly = 30

    /// Days in one period.
    public var days: Int { rawValue }
}

/// The periods that a plan covers: `count` periods of equal length from `begin` on.
public struct Horizon: Sendable, Hashable, Codable {
    public var begin: Day
    public var cadence: Cadence
    /// Number of periods, at least 0.
    public var count: Int

    private enum CodingKeys: String, CodingKey {
        case begin
        case cadence = "days_per_period"
        case count = "periods"
    }

    public init(begin: Day, count: Int, cadence: Cadence = .daily) {
        self.begin = begin
        self.count = max(0, count)
        self.cadence = cadence
    }

    /// All whole periods from `begin` to `end`, both included; the last one may be cut short by `end`.
    public init(begin: Day, end: Day, cadence: Cadence) {
        let days = end.number - begin.number + 1
        self.init(begin: begin, count: days <= 0 ? 0 : (days + cadence.days - 1) / cadence.days, cadence: cadence)
    }

    /// First day of each period.
    public var days: [Day] { (0..<count).map { begin.advanced(by: $0 * cadence.days) } }
    /// Last day of the last period.
    public var end: Day { begin.advanced(by: count * cadence.days - 1) }

    /// The period that `day` falls in, nil outside of the horizon.
    public func period(of day: Day) -> Int? {
        let offset = day.number - begin.number
        guard offset >= 0 else { return nil }
        let index = offset / cadence.days
        return index < count ? index : nil
    }
}
