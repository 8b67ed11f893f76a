// SPDX-License-Identifier: GPL-3.0-or-later
public import Market
public import Records

/// What a history says about spending itself: the last period's amounts, and how much lines could spend of what they were given.
public struct SpendRecord: Sendable, Hashable, Codable {
    public var cadence: Cadence
    /// Last day of the last recorded period; nil without a history.
    public var lastDay: Day?
    /// Yuan in the last recorded period by line; lines without spend are absent.
    public var lastSpend: [SpendEntry]
    /// Lines that could not spend what they were given.
    public var deliverability: [DeliverabilityEntry]

    public struct SpendEntry: Sendable, Hashable, Codable {
        public var line: LineKey
        public var yuan: Double

        public init(line: LineKey, yuan: Double) {
            self.line = line
            self.yuan = yuan
        }
    }

    public struct DeliverabilityEntry: Sendable, Hashable, Codable {
        public var line: LineKey
        public var found: Deliverability

        public init(line: LineKey, found: Deliverability) {
            self.line = line
            self.found = found
        }
    }

    private enum CodingKeys: String, CodingKey {
        case deliverability
        case cadence = "days_per_period"
        case lastDay = "last_day"
        case lastSpend = "last_spend"
    }

    /// - Parameters:
    ///   - history: what was spent.
    ///   - given: what lines were given, by day: plans that were carried out. Of several for a day and line the last one counts.
    public init(history: CampaignHistory, given: [PlanEntry] = []) {
        cadence = history.cadence
        lastDay = history.coveredUntil
        let lastBegin = history.records.last?.day
        let isCurrent = lastBegin == history.lastDay
        lastSpend =
            isCurrent
            ? history.records.filter { $0.day == lastBegin && $0.spend > .zero }.map {
                SpendEntry(line: $0.line, yuan: $0.spend.yuan)
            } : []
        deliverability = SpendRecord.learn(history, given)
    }

    private static func learn(_ history: CampaignHistory, _ given: [PlanEntry]) -> [DeliverabilityEntry] {
        guard !given.isEmpty, let first = history.firstDay else { return [] }
        struct Cell: Hashable {
            var line: LineKey
            var period: Int
        }
        var amounts: [LineKey: [Int: Double]] = [:]
        for entry in given where entry.day >= first && entry.spend > .zero {
            amounts[entry.line, default: [:]][history.cadence.period(of: entry.day, from: first)] = entry.spend.yuan
        }
        var spent: [Cell: Double] = [:]
        for record in history.records where amounts[record.line] != nil {
            let cell = Cell(line: record.line, period: history.cadence.period(of: record.day, from: first))
            spent[cell, default: 0] += record.spend.yuan
        }
        return amounts.keys.sorted().compactMap { line in
            let days = (amounts[line] ?? [:]).sorted { $0.key < $1.key }.filter { $0.key < history.periodCount }.map {
                (given: $0.value, spent: spent[Cell(line: line, period: $0.key)] ?? 0)
            }
            return Deliverability(days: days).map { DeliverabilityEntry(line: line, found: $0) }
        }
    }

    /// The ceiling of a line, where one was found.
    public func deliverability(of line: LineKey) -> Deliverability? { deliverability.first { $0.line == line }?.found }
}
