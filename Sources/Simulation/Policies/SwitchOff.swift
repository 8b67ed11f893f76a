// SPDX-License-Identifier: GPL-3.0-or-later
public import Market

/// A test in time: a channel is on and off in blocks of days drawn at random.
///
/// Days are compared with what their weekday brought in the `baseline` days before; the first `washout` days of a block count for neither, as memory
/// of the block before is still about. The standard error is that of a difference of two means over blocks.
public struct SwitchOff: Sendable, Hashable {
    public var channel: Channel
    public var begin: Day
    public var end: Day
    public var block: Int
    public var washout: Int
    public var baseline: Int
    /// Blocks in which the channel is off, from the first.
    public let off: [Bool]

    /// Draws the blocks: half of them are off. Nil with fewer than four blocks.
    public init?(channel: Channel, begin: Day, end: Day, block: Int = 4, washout: Int = 1, baseline: Int = 28, seed: UInt64) {
        let days = end.number - begin.number + 1
        guard block > washout, washout >= 0, days >= 4 * block, baseline >= 7 else { return nil }
        let count = days / block
        var random = CounterRandom(seed, begin.number, 1, .experiment)
        var order = Array(0..<count)
        for index in stride(from: count - 1, to: 0, by: -1) { order.swapAt(index, random.index(below: index + 1)) }
        var off = [Bool](repeating: false, count: count)
        for index in order.prefix(count / 2) { off[index] = true }
        self.off = off
        self.channel = channel
        self.begin = begin
        self.end = begin.advanced(by: count * block - 1)
        self.block = block
        self.washout = washout
        self.baseline = baseline
    }

    /// True on days on which the channel is off.
    public func isOff(on day: Day) -> Bool {
        guard begin <= day, day <= end else { return false }
        return off[(day.number - begin.number) / block]
    }

    /// Somebody's policy without the channel's money on the days that it is off.
    public func policy<Base: DeliveryPolicy>(over base: Base) -> Tested<Base> { Tested(test: self, base: base) }

    /// A policy under a test in time.
    public struct Tested<Base: DeliveryPolicy>: DeliveryPolicy {
        let test: SwitchOff
        var base: Base

        public mutating func delivery(on day: Day, knowing report: MerchantReport) -> DayDelivery {
            var delivery = base.delivery(on: day, knowing: report)
            if test.isOff(on: day) { delivery.entries.removeAll { $0.line.channel == test.channel } }
            return delivery
        }
    }

    /// The finding in a report of a later morning: the effect of the days on which the channel was on. Nil where there is nothing to compare.
    public func finding(in report: MerchantReport, outcome: Outcome = .gmv) -> ExperimentFinding? {
        let rows = report.shop(from: begin.advanced(by: -baseline), through: end)
        var usual = [Double](repeating: 0, count: 7)
        var counts = usual
        for row in rows where row.day < begin {
            usual[row.day.weekday] += SwitchOff.value(row, outcome)
            counts[row.day.weekday] += 1
        }
        guard counts.allSatisfy({ $0 > 0 }) else { return nil }
        let mean = usual.reduce(0, +) / counts.reduce(0, +)
        guard mean > 0 else { return nil }
        var sums = [Double](repeating: 0, count: off.count)
        var days = sums
        var onDays = 0.0
        for row in rows where row.day >= begin {
            let elapsed = row.day.number - begin.number
            let index = elapsed / block
            if !off[index] { onDays += 1 }
            guard elapsed % block >= washout else { continue }
            // A day as if its weekday were an average one.
            let factor = usual[row.day.weekday] / counts[row.day.weekday] / mean
            sums[index] += SwitchOff.value(row, outcome) / max(factor, 0.05)
            days[index] += 1
        }
        func part(_ isOff: Bool) -> [Double] {
            off.indices.compactMap { off[$0] == isOff && days[$0] > 0 ? sums[$0] / days[$0] : nil }
        }
        let lit = part(false)
        let dark = part(true)
        guard lit.count > 1, dark.count > 1 else { return nil }
        func average(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
        func squareError(_ values: [Double]) -> Double {
            let middle = average(values)
            let sum = values.reduce(0) { $0 + ($1 - middle) * ($1 - middle) }
            return sum / Double(values.count - 1) / Double(values.count)
        }
        let error = (squareError(lit) + squareError(dark)).squareRoot()
        return ExperimentFinding(
            channel: channel, begin: begin, end: end, outcome: outcome, effect: onDays * (average(lit) - average(dark)),
            standardError: max(onDays * error, 1e-9), spend: SwitchOff.spend(report, channel, begin, end))
    }

    static func value(_ row: ShopRecord, _ outcome: Outcome) -> Double {
        switch outcome {
        case .orders: row.orders ?? 0
        case .newCustomers: row.newCustomers ?? 0
        case .visits: row.visitors ?? 0
        case .settledGMV: row.settledGMV?.yuan ?? 0
        default: row.gmv?.yuan ?? 0
        }
    }

    static func spend(_ report: MerchantReport, _ channel: Channel, _ begin: Day, _ end: Day) -> Money {
        report.records(from: begin, through: end).lazy.filter { $0.line.channel == channel }.map(\.spend).total()
    }
}
