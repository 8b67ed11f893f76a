// SPDX-License-Identifier: GPL-3.0-or-later
import Market
import Records

/// Rates of all outcomes per unit of the primary one, pooled line → channel → shop → documented prior.
struct RateTable {
    private var shop: [Outcome: RatePool] = [:]
    private var channels: [Channel: [Outcome: RatePool]] = [:]
    private var lines: [LineKey: [Outcome: RateSums]] = [:]
    private var prices: [Channel: Double] = [:]
    private let primary: Outcome
    private let known: Set<Outcome>
    private let settled: Double

    static let outcomes: [Outcome] = [.impressions, .clicks, .carts, .orders, .newCustomers, .gmv]

    init(view: HistoryView, lines series: [LineSeries], primary: Outcome) {
        self.primary = primary
        known = Set(view.lineOutcomes)
        let gmv = view.shop.outcome(.gmv)
        let paid = view.shop.outcome(.settledGMV)
        var both = (gmv: 0.0, paid: 0.0)
        for period in gmv.values.indices where gmv.known[period] && paid.known[period] {
            both.gmv += gmv.values[period]
            both.paid += paid.values[period]
        }
        settled = both.gmv > 0 ? min(1, max(0.05, both.paid / both.gmv)) : 0.85
        var total: [Outcome: RateSums] = [:]
        var byChannel: [Channel: [Outcome: RateSums]] = [:]
        var priceSums: [Channel: (price: Double, weight: Double)] = [:]
        for line in series {
            let base = line.outcome(primary)
            for outcome in Self.outcomes where outcome != primary && known.contains(outcome) {
                let values = line.outcome(outcome)
                let share = zip(view.visible(outcome), view.visible(primary)).map { $0 / max($1, 1e-6) }
                let sums = RateSums(
                    outcome: values.values, outcomeKnown: values.known, primary: base.values, primaryKnown: base.known,
                    share: share)
                lines[line.line, default: [:]][outcome] = sums
                total[outcome, default: RateSums()].add(sums)
                byChannel[line.line.channel, default: [:]][outcome, default: RateSums()].add(sums)
            }
            if let price = view.prices[line.line.goods] {
                priceSums[line.line.channel, default: (0, 0)].price += price * (base.total + 1)
                priceSums[line.line.channel, default: (0, 0)].weight += base.total + 1
            }
        }
        for (channel, sum) in priceSums where sum.weight > 0 { prices[channel] = sum.price / sum.weight }
        for outcome in Self.outcomes where total[outcome] != nil {
            let pool = RatePool(total[outcome] ?? RateSums(), parent: Self.documented(.other, outcome, primary, price: nil))
            shop[outcome] = pool
            for (channel, sums) in byChannel {
                channels[channel, default: [:]][outcome] = RatePool(sums[outcome] ?? RateSums(), parent: pool)
            }
        }
    }

    private static func documented(_ kind: ChannelKind, _ outcome: Outcome, _ primary: Outcome, price: Double?) -> RatePool {
        let prior = ChannelPriors.of(kind)
        let mean = (prior.perClick(outcome, price: price) ?? 1) / (prior.perClick(primary, price: price) ?? 1)
        return RatePool(
            mean: mean, unit: outcome.isMoney ? (price ?? prior.orderValue) : 1,
            relative: max(0.3, prior.spread(outcome, priceKnown: price != nil)))
    }

    /// A line's rates; a line without history gets its channel's, a channel without history the shop's.
    func pools(_ key: LineKey, price: Double?) -> [Outcome: RatePool] {
        var result: [Outcome: RatePool] = [:]
        let kind = ChannelKind.of(key.channel)
        for outcome in Self.outcomes where outcome != primary {
            if var parent = channels[key.channel]?[outcome] ?? shop[outcome] {
                // Money per order follows the goods' price.
                if outcome.isMoney, let price, let typical = prices[key.channel], typical > 0 { parent.mean *= price / typical }
                if let sums = lines[key]?[outcome] {
                    result[outcome] = RatePool(sums, parent: parent)
                } else {
                    parent.relative = (parent.relative * parent.relative + 1 / RatePool.worth).squareRoot()
                    result[outcome] = parent
                }
            } else if outcome != .impressions {
                result[outcome] = unknown(outcome, kind, price, result)
            }
        }
        if primary == .gmv {
            result[.settledGMV] = RatePool(mean: settled, unit: 1, relative: 0.05)
        } else if let gmv = result[.gmv] {
            result[.settledGMV] = RatePool(mean: gmv.mean * settled, unit: gmv.unit, relative: gmv.relative)
        }
        return result
    }

    /// An outcome that no record knows: by the documented chain from orders where those are known, else from the primary outcome.
    private func unknown(_ outcome: Outcome, _ kind: ChannelKind, _ price: Double?, _ found: [Outcome: RatePool]) -> RatePool {
        let chain = Self.documented(kind, outcome, primary, price: price)
        guard let orders = found[.orders], outcome == .gmv || outcome == .newCustomers else { return chain }
        let perOrder = Self.documented(kind, outcome, .orders, price: price)
        return RatePool(
            mean: orders.mean * perOrder.mean, unit: perOrder.unit,
            relative: (orders.relative * orders.relative + 0.25).squareRoot())
    }
}
