// SPDX-License-Identifier: GPL-3.0-or-later
public import Market

/// The whole shop by period, over one geo or the sum of all.
public struct ShopSeries: Sendable, Hashable {
    /// The geo, `all` for the sum over geos.
    public var geo: String
    /// First day of each period of the history.
    public var days: [Day]
    /// `visits`, `orders`, `new_customers`, `gmv`, `settled_gmv`: those known in at least one period; money in yuan.
    public var outcomes: [Outcome: OutcomeSeries]
    /// Controls by name; over several geos their mean.
    public var controls: [String: OutcomeSeries]
    /// Event stage by period, empty when there was none; over several geos the first that is not empty.
    public var eventStages: [String]

    /// An outcome's series; all unknown when the shop's rows do not have it.
    public func outcome(_ outcome: Outcome) -> OutcomeSeries { outcomes[outcome] ?? OutcomeSeries(count: days.count) }
}

extension ShopRecord {
    /// The outcomes that a shop row can hold.
    public static let outcomes: [Outcome] = [.visits, .orders, .newCustomers, .gmv, .settledGMV]

    /// The value of one outcome (money in yuan), nil when it is not known.
    public func value(of outcome: Outcome) -> Double? {
        switch outcome {
        case .visits: visitors
        case .orders: orders
        case .newCustomers: newCustomers
        case .gmv: gmv?.yuan
        case .settledGMV: settledGMV?.yuan
        default: nil
        }
    }
}

extension CampaignHistory {
    /// All geos of the shop's rows, in order.
    public var geos: [String] { Set(shop.lazy.map(\.geo)).sorted() }

    /// The shop by period: one geo, or the sum over all geos when `geo` is nil.
    ///
    /// In a sum, an outcome is known in a period when every row of that period knows it.
    public func shopSeries(geo: String? = nil) -> ShopSeries {
        let days = days
        var outcomes: [Outcome: OutcomeSeries] = [:]
        var missing: [Outcome: Set<Int>] = [:]
        var controls: [String: OutcomeSeries] = [:]
        var counts: [String: [Double]] = [:]
        var stages = [String](repeating: "", count: days.count)
        if let firstDay {
            for record in shop where geo == nil || record.geo == geo {
                let period = cadence.period(of: record.day, from: firstDay)
                for outcome in ShopRecord.outcomes {
                    if let value = record.value(of: outcome) {
                        outcomes[outcome, default: OutcomeSeries(count: days.count)].add(value, at: period)
                    } else {
                        missing[outcome, default: []].insert(period)
                    }
                }
                for (name, value) in record.controls {
                    controls[name, default: OutcomeSeries(count: days.count)].add(value, at: period)
                    counts[name, default: Array(repeating: 0, count: days.count)][period] += 1
                }
                if stages[period].isEmpty { stages[period] = record.eventStage }
            }
        }
        for (outcome, periods) in missing {
            for period in periods {
                outcomes[outcome]?.values[period] = 0
                outcomes[outcome]?.known[period] = false
            }
        }
        for (name, count) in counts {
            for period in days.indices where count[period] > 1 { controls[name]?.values[period] /= count[period] }
        }
        return ShopSeries(
            geo: geo ?? "all", days: days, outcomes: outcomes.filter { $0.value.known.contains(true) }, controls: controls,
            eventStages: stages)
    }
}
