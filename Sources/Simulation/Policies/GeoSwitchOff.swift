// SPDX-License-Identifier: GPL-3.0-or-later
public import Market

/// What an experiment found: what a channel's spend of its days brought during them, beyond what would have come without it.
public struct ExperimentFinding: Sendable, Hashable, Codable {
    public var channel: Channel
    public var begin: Day
    public var end: Day
    public var outcome: Outcome
    /// In units of the outcome, money in yuan.
    public var effect: Double
    public var standardError: Double
    /// What was spent on the channel in these days.
    public var spend: Money

    private enum CodingKeys: String, CodingKey {
        case channel, begin, end, outcome, effect
        case standardError = "standard_error"
        case spend = "spend_fen"
    }
}

/// A geo test as a merchant can run it: a channel is dark in half of the regions, drawn at random, and runs as usual in the others.
///
/// The dark regions tell how the lit ones would have done, by the ratio of the test days to the `baseline` days before them. The standard error is that of a
/// difference of two means over regions (Neyman 1923).
public struct GeoSwitchOff: Sendable, Hashable {
    public var channel: Channel
    public var begin: Day
    public var end: Day
    /// Days before the test that regions are compared by.
    public var baseline: Int
    /// Regions that are dark, by number.
    public let dark: Set<Int>
    public let regions: Int

    /// Draws which half of a world's regions is dark; nil where it has fewer than four.
    public init?(_ world: World, channel: Channel, begin: Day, end: Day, baseline: Int = 28, seed: UInt64) {
        regions = world.parameters.regions
        guard regions >= 4, begin <= end, baseline > 0 else { return nil }
        var random = CounterRandom(seed, begin.number, 0, .experiment)
        var order = Array(0..<regions)
        for index in stride(from: regions - 1, to: 0, by: -1) { order.swapAt(index, random.index(below: index + 1)) }
        dark = Set(order.prefix(regions / 2))
        self.channel = channel
        self.begin = begin
        self.end = end
        self.baseline = baseline
    }

    /// Somebody's policy with the channel dark where and while the test says so.
    public func policy<Base: DeliveryPolicy>(over base: Base) -> Tested<Base> { Tested(test: self, base: base) }

    /// A policy under a geo test.
    public struct Tested<Base: DeliveryPolicy>: DeliveryPolicy {
        let test: GeoSwitchOff
        var base: Base

        public mutating func delivery(on day: Day, knowing report: MerchantReport) -> DayDelivery {
            var delivery = base.delivery(on: day, knowing: report)
            if test.begin <= day, day <= test.end {
                delivery.dark.append(DarkRegions(channel: test.channel, regions: test.dark))
            }
            return delivery
        }
    }

    /// The finding in a report of a later morning; nil where there are no days to compare with.
    ///
    /// - Parameter outcome: `gmv`, `orders`, `new_customers` or `visits`.
    public func finding(in report: MerchantReport, outcome: Outcome = .gmv) -> ExperimentFinding? {
        var before = [Double](repeating: 0, count: regions)
        var during = before
        let names = Dictionary(uniqueKeysWithValues: (0..<regions).map { (MerchantReport.regionName($0), $0) })
        for row in report.shopByRegion(from: begin.advanced(by: -baseline), through: end) {
            guard let region = names[row.geo] else { continue }
            let value = SwitchOff.value(row, outcome)
            if row.day < begin { before[region] += value } else { during[region] += value }
        }
        let lit = (0..<regions).filter { !dark.contains($0) }
        let off = (0..<regions).filter { dark.contains($0) }
        let base = off.reduce(0) { $0 + before[$1] }
        guard base > 0, lit.count > 1, off.count > 1 else { return nil }
        let ratio = off.reduce(0) { $0 + during[$1] } / base
        let residual = (0..<regions).map { during[$0] - ratio * before[$0] }
        func mean(_ set: [Int]) -> Double { set.reduce(0) { $0 + residual[$1] } / Double(set.count) }
        func variance(_ set: [Int]) -> Double {
            let middle = mean(set)
            return set.reduce(0) { $0 + (residual[$1] - middle) * (residual[$1] - middle) } / Double(set.count - 1)
        }
        let count = Double(lit.count)
        let error = count * (variance(lit) / count + variance(off) / Double(off.count)).squareRoot()
        return ExperimentFinding(
            channel: channel, begin: begin, end: end, outcome: outcome, effect: count * (mean(lit) - mean(off)),
            standardError: max(error, 1e-9), spend: SwitchOff.spend(report, channel, begin, end))
    }
}
