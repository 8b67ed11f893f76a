// SPDX-License-Identifier: GPL-3.0-or-later
import Delivery
public import Market
import Response

/// What has been delivered since a plan began: the fixed part of a replan.
public struct DoneDelivery: Sendable, Hashable {
    /// One line in one period.
    public struct Entry: Sendable, Hashable {
        public var line: LineKey
        /// Period of the whole campaign, from 0.
        public var period: Int
        public var spend: Money
        /// What it brought as recorded; an outcome that is absent is not known.
        public var outcomes: [Outcome: Double]

        public init(line: LineKey, period: Int, spend: Money, outcomes: [Outcome: Double] = [:]) {
            self.line = line
            self.period = period
            self.spend = spend
            self.outcomes = outcomes
        }
    }

    public var entries: [Entry]
    /// Number of periods that are over.
    public var periods: Int

    public init(entries: [Entry], periods: Int) {
        self.entries = entries.filter { $0.period >= 0 && $0.period < periods }
        self.periods = periods
    }

    /// All money spent.
    public var spend: Money { entries.map(\.spend).total() }

    /// Yuan of a line by period.
    func yuan(of line: LineKey) -> [Double] {
        var row = [Double](repeating: 0, count: periods)
        for entry in entries where entry.line == line { row[entry.period] += entry.spend.yuan }
        return row
    }

    /// Σ quantity over the past part of a selection. Money of channels with choices is their cost; outcomes that were not recorded are
    /// those of the curves.
    func amount(_ quantity: Quantity, _ selection: Selection, in problem: DeliveryProblem) -> Double {
        let choiceChannels = Set(problem.choices.map(\.channel))
        let lines = Dictionary(problem.lines.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        let selected = selection.periods(of: problem.horizon.count)
        // A record does not say which variant of a line it was: it counts for each.
        let keys = selection.keys
        var named = selection
        named.members = nil
        var fen: Int64 = 0
        var sum = 0.0
        for entry in entries
        where selected.contains(entry.period)
            && named.covers(channel: entry.line.channel, goods: entry.line.goods, audience: entry.line.audience)
            && keys?.contains(entry.line) ?? true
        {
            let isChoice = choiceChannels.contains(entry.line.channel)
            switch quantity {
            case .media: if !isChoice { fen += entry.spend.fen }
            case .choiceCost: if isChoice { fen += entry.spend.fen }
            case .cost: fen += entry.spend.fen
            case .outcome(let outcome):
                if let known = entry.outcomes[outcome] {
                    sum += known
                } else if let line = lines[entry.line] {
                    let lasting = entry.spend.yuan / max(1e-9, 1 - line.carryOver)
                    sum +=
                        line.rate(of: outcome, in: entry.period) * line.multipliers[entry.period]
                        * line.curve.value(at: lasting)
                }
            // Flows, subsidies, stocks and picks of the past are not recorded by line.
            default: break
            }
        }
        return Double(fen) / 100 + sum
    }
}
