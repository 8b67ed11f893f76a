// SPDX-License-Identifier: GPL-3.0-or-later
public import Market

/// One outcome by period: `values[t]` counts only where `known[t]`; elsewhere it is 0 and means nothing.
public struct OutcomeSeries: Sendable, Hashable {
    /// One value a period; money in yuan. Always finite.
    public var values: [Double]
    /// Whether the value was recorded.
    public var known: [Bool]

    /// A series of `count` periods in which nothing is known.
    public init(count: Int) {
        values = Array(repeating: 0, count: count)
        known = Array(repeating: false, count: count)
    }

    /// Number of periods with a recorded value.
    public var knownCount: Int { known.count { $0 } }
    /// Sum of the recorded values.
    public var total: Double { zip(values, known).reduce(0) { $1.1 ? $0 + $1.0 : $0 } }

    mutating func add(_ value: Double?, at period: Int) {
        guard let value else { return }
        values[period] += value
        known[period] = true
    }
}

/// A line, or a sum of lines, by period from the first to the last of the history: contiguous, no period left out.
///
/// A period without a row has zero spend and unknown outcomes.
public struct LineSeries: Sendable, Hashable {
    /// The line; for a sum, what its lines have in common and `all` elsewhere.
    public var line: LineKey
    /// First day of each period.
    public var days: [Day]
    /// Yuan by period.
    public var spend: [Double]
    /// The canonical outcomes that are known in at least one period.
    public var outcomes: [Outcome: OutcomeSeries]
    /// Whether the line had a row in the period.
    public var recorded: [Bool]

    /// An outcome's series; all unknown when the history does not have it.
    public func outcome(_ outcome: Outcome) -> OutcomeSeries { outcomes[outcome] ?? OutcomeSeries(count: days.count) }
    /// Largest spend of one period, yuan.
    public var largestSpend: Double { spend.max() ?? 0 }
    /// Spend in all, yuan.
    public var totalSpend: Double { spend.reduce(0, +) }
}

extension CampaignHistory {
    /// The series of one line; zero spend throughout when the line has no record.
    public func series(of line: LineKey) -> LineSeries {
        guard let number = lines.firstIndex(of: line) else { return series(as: line, of: []) }
        return series(as: line, of: rows[starts[number]..<starts[number + 1]])
    }

    /// The series of every line, in the order of `lines`.
    public func allSeries() -> [LineSeries] {
        lines.indices.map { series(as: lines[$0], of: rows[starts[$0]..<starts[$0 + 1]]) }
    }

    /// The sum of all lines of a channel.
    ///
    /// An outcome counts as known in a period when every row of that period knows it, so that no sum is silently partial.
    public func series(of channel: Channel) -> LineSeries { sum(as: LineKey(channel: channel)) { $0.channel == channel } }

    /// The sum of the lines that `include` accepts, under the name `line`.
    public func sum(as line: LineKey, where include: (LineKey) -> Bool) -> LineSeries {
        var chosen: [Int] = []
        for number in lines.indices where include(lines[number]) {
            chosen.append(contentsOf: rows[starts[number]..<starts[number + 1]])
        }
        return series(as: line, of: chosen[...])
    }

    /// All channels of the records, in order.
    public var channels: [Channel] { Set(lines.lazy.map(\.channel)).sorted() }

    /// Spend of each channel in all, in the order of `channels`.
    public func channelTotals() -> [(channel: Channel, spend: Money)] {
        var totals: [Channel: Money] = [:]
        for record in records { totals[record.line.channel, default: .zero] += record.spend }
        return totals.keys.sorted().map { ($0, totals[$0] ?? .zero) }
    }

    /// Spend of all records.
    public var totalSpend: Money { records.lazy.map(\.spend).total() }

    private func series(as line: LineKey, of rows: ArraySlice<Int>) -> LineSeries {
        let days = days
        let canonical = Outcome.canonical
        var spend = [Double](repeating: 0, count: days.count)
        var recorded = [Bool](repeating: false, count: days.count)
        var sums = canonical.map { _ in OutcomeSeries(count: days.count) }
        var missing = canonical.map { _ in [Bool](repeating: false, count: days.count) }
        guard let firstDay else { return LineSeries(line: line, days: [], spend: [], outcomes: [:], recorded: []) }
        for row in rows {
            let record = records[row]
            let period = cadence.period(of: record.day, from: firstDay)
            spend[period] += record.spend.yuan
            recorded[period] = true
            for (index, outcome) in canonical.enumerated() {
                let value = record.value(of: outcome)
                sums[index].add(value, at: period)
                if value == nil { missing[index][period] = true }
            }
        }
        var outcomes: [Outcome: OutcomeSeries] = [:]
        for (index, outcome) in canonical.enumerated() {
            for period in days.indices where missing[index][period] {
                sums[index].known[period] = false
                sums[index].values[period] = 0
            }
            if sums[index].known.contains(true) { outcomes[outcome] = sums[index] }
        }
        return LineSeries(line: line, days: days, spend: spend, outcomes: outcomes, recorded: recorded)
    }
}
