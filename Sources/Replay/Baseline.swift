// SPDX-License-Identifier: GPL-3.0-or-later
public import Market
public import Records

/// What a plan is compared with.
public enum Baseline: String, Sendable, Hashable, Codable, CaseIterable {
    /// What the merchant did, or the merchant's policy carried on.
    case asRecorded = "as-recorded"
    /// The recorded policy without the unsteadiness of its days and its changes by hand: only in a world.
    case steady = "as-recorded-steady"
    /// The same to every line in use.
    case equalSplit = "equal-split"
    /// In proportion to each line's value per yuan in the last period.
    case lastPeriodROI = "last-period-roi"
    /// All on the channel with the best value per yuan in the last period, spread over its lines as before.
    case bestSingleChannel = "best-single-channel"

    /// How far back "last period" reaches.
    static let lastPeriods = 28

    /// Money for each line and period by a simple rule on the history alone; nil for the recorded policy, which is no rule.
    ///
    /// - Parameters:
    ///   - media: the money to spend, kept to the fen.
    ///   - outcome: what value per yuan is measured in; where the history does not know it by line, spend shares take its place.
    public func plan(
        history: CampaignHistory, horizon: Horizon, media: Money, outcome: Outcome
    ) -> DeliveryPlan? {
        let recent = Baseline.recentTotals(history, outcome: outcome)
        guard !recent.isEmpty, horizon.count > 0 else { return nil }
        let weights: [Double]
        switch self {
        case .asRecorded, .steady: return nil
        case .equalSplit: weights = recent.map { _ in 1 }
        case .lastPeriodROI:
            let knows = recent.contains { $0.value > 0 }
            weights = recent.map { knows ? $0.value / max($0.spend, 1) : $0.spend }
        case .bestSingleChannel:
            var channels: [Channel: (spend: Double, value: Double)] = [:]
            for line in recent {
                channels[line.line.channel, default: (0, 0)].spend += line.spend
                channels[line.line.channel, default: (0, 0)].value += line.value
            }
            let best = channels.max { a, b in
                let left = a.value.value / max(a.value.spend, 1)
                let right = b.value.value / max(b.value.spend, 1)
                return left != right ? left < right : a.key > b.key
            }
            weights = recent.map { $0.line.channel == best?.key ? $0.spend : 0 }
        }
        return Baseline.spread(media, over: recent.map(\.line), weights: weights, horizon: horizon)
    }

    private struct LineTotal {
        var line: LineKey
        var spend: Double
        var value: Double
    }

    /// Paid lines with spend in the last period, with their spend and value in it.
    private static func recentTotals(_ history: CampaignHistory, outcome: Outcome) -> [LineTotal] {
        guard let last = history.lastDay else { return [] }
        let from = last.advanced(by: -(lastPeriods - 1) * history.cadence.days)
        var totals: [LineKey: LineTotal] = [:]
        for record in history.records
        where record.day >= from && record.spend > .zero && ChannelKind.of(record.line.channel) != .affiliate {
            totals[record.line, default: LineTotal(line: record.line, spend: 0, value: 0)].spend += record.spend.yuan
            totals[record.line]?.value += record.value(of: outcome) ?? 0
        }
        return totals.values.sorted { $0.line < $1.line }
    }

    /// `media` over lines by weight and evenly over periods, to the fen by largest remainders.
    static func spread(_ media: Money, over lines: [LineKey], weights: [Double], horizon: Horizon) -> DeliveryPlan {
        let cells = lines.count * horizon.count
        let sum = weights.reduce(0, +)
        guard cells > 0, sum > 0, media > .zero else { return DeliveryPlan(horizon: horizon, entries: []) }
        let exact = (0..<cells).map { Double(media.fen) * weights[$0 / horizon.count] / sum / Double(horizon.count) }
        var fen = exact.map { Int64($0.rounded(.down)) }
        let rest = Int(media.fen - fen.reduce(0, +))
        let order = exact.indices.sorted { a, b in
            let left = exact[a] - exact[a].rounded(.down)
            let right = exact[b] - exact[b].rounded(.down)
            return left != right ? left > right : a < b
        }
        for cell in order.prefix(max(0, rest)) { fen[cell] += 1 }
        let days = horizon.days
        var entries: [PlanEntry] = []
        for (index, line) in lines.enumerated() {
            for t in days.indices where fen[index * horizon.count + t] > 0 {
                entries.append(PlanEntry(day: days[t], line: line, spend: Money(fen: fen[index * horizon.count + t])))
            }
        }
        return DeliveryPlan(horizon: horizon, entries: entries)
    }
}
