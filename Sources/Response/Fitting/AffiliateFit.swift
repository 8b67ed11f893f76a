// SPDX-License-Identifier: GPL-3.0-or-later
import Market
import Records
#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What affiliates sell, by commission rate.
///
/// The rate of a goods and period is recorded spend (commission) ÷ GMV. Sales follow the rate along a saturating supply curve
/// GMV = cap · rⁿ/(kⁿ + rⁿ) with n = 1 (Hill): affiliates push what earns, and there are only so many of them. The bend is taken from
/// the prior (k = 15 % with log-spread 0.6), drawn towards the elasticity seen where the rate has varied; the level is the goods' own mean.
enum AffiliateFit {
    static let medianHalfRate = 15.0
    static let halfRateSpread = 0.6
    static let priorGMV = 400.0
    static let priorSpread = 1.3
    static let settledShare = 0.85

    static func fit(_ view: HistoryView, requested: [LineKey], options: FitOptions) -> [FittedAffiliate] {
        let lines = view.lines.filter { ChannelKind.of($0.line.channel) == .affiliate }
        var byGoods: [GoodsID: [LineSeries]] = [:]
        for line in lines { byGoods[line.line.goods, default: []].append(line) }
        for key in requested where ChannelKind.of(key.channel) == .affiliate && byGoods[key.goods] == nil { byGoods[key.goods] = [] }
        let settled = settledShare(view)
        let elasticities = byGoods.values.map { bend($0) }
        var info = 0.0
        var sum = 0.0
        for (value, weight) in elasticities { info += weight; sum += weight * value }
        // The pool's elasticity at the mean rate, with the prior's as worth one moderately varied goods.
        return byGoods.keys.sorted().map { goods in
            let series = byGoods[goods] ?? []
            guard let own = level(series) else {
                return prior(goods, price: view.prices[goods], cadence: view.history.cadence, options: options, settled: settled)
            }
            let priorElasticity = 1 / (1 + own.rate / medianHalfRate)
            let (value, weight) = bend(series)
            let others = (sum: sum - weight * value, weight: info - weight)
            let pooledVariance = 0.04 + 1 / max(others.weight + 25, 1e-9)
            let pooled = (others.sum + 25 * priorElasticity) / (others.weight + 25)
            let precision = weight + 1 / pooledVariance
            let mean = min(0.95, max(0.05, (weight * value + pooled / pooledVariance) / precision))
            let error = (1 / precision).squareRoot()
            func curve(_ elasticity: Double, _ gmv: Double) -> ResponseCurve {
                // Hill with n = 1 has elasticity k/(k + r) at r.
                let e = min(0.95, max(0.05, elasticity))
                let half = max(0.1, own.rate * e / (1 - e))
                return .hill(HillCurve(cap: gmv * (half + own.rate) / own.rate, halfSpend: half, exponent: 1))
            }
            var random = CounterRandom(seed: options.seed, StableHash.of("affiliate/" + goods.rawValue), 2)
            let draws = (0..<options.draws).map { _ in
                curve(mean + error * random.normal(), own.gmv * exp(own.relative * random.normal()))
            }
            return FittedAffiliate(
                goods: goods, curve: curve(mean, own.gmv), settledShare: settled, rates: rates(series, price: view.prices[goods]),
                weekday: view.history.cadence == .daily ? Array(repeating: 1, count: 7) : [],
                seenRates: own.range, evidence: weight > 25 ? .fitted : .pooled, draws: draws,
                warnings: own.range.upperBound - own.range.lowerBound < 1
                    ? [Notice("response.commission-hardly-varies", ["goods": .text(goods.rawValue)])] : [])
        }
    }

    /// A goods that affiliates have never sold.
    static func prior(
        _ goods: GoodsID, price: Double?, cadence: Cadence, options: FitOptions, settled: Double = settledShare
    ) -> FittedAffiliate {
        var random = CounterRandom(seed: options.seed, StableHash.of("affiliate/" + goods.rawValue), 2)
        let gmv = priorGMV * Double(cadence.days)
        func curve(_ half: Double, _ gmv: Double) -> ResponseCurve {
            .hill(HillCurve(cap: gmv * (half + 10) / 10, halfSpend: half, exponent: 1))
        }
        let draws = (0..<options.draws).map { _ in
            curve(medianHalfRate * exp(halfRateSpread * random.normal()), gmv * exp(priorSpread * random.normal()))
        }
        return FittedAffiliate(
            goods: goods, curve: curve(medianHalfRate, gmv), settledShare: settled, rates: rates([], price: price),
            weekday: cadence == .daily ? Array(repeating: 1, count: 7) : [], seenRates: nil, evidence: .prior, draws: draws,
            warnings: [Notice("response.affiliate-from-prior", ["goods": .text(goods.rawValue)])])
    }

    private struct Level {
        var rate: Double
        var gmv: Double
        var relative: Double
        var range: ClosedRange<Double>
    }

    /// Sums of commission and GMV by period over a goods' lines.
    private static func periods(_ lines: [LineSeries]) -> [(spend: Double, gmv: Double)] {
        guard let count = lines.first?.days.count else { return [] }
        return (0..<count).compactMap { period in
            var spend = 0.0
            var gmv = 0.0
            var known = false
            for line in lines where line.recorded[period] {
                let value = line.outcome(.gmv)
                guard value.known[period] else { continue }
                known = true
                spend += line.spend[period]
                gmv += value.values[period]
            }
            return known ? (spend, gmv) : nil
        }
    }

    private static func level(_ lines: [LineSeries]) -> Level? {
        let rows = periods(lines)
        let spend = rows.reduce(0) { $0 + $1.spend }
        let gmv = rows.reduce(0) { $0 + $1.gmv }
        guard gmv > 0, spend > 0, !rows.isEmpty else { return nil }
        let rates = rows.compactMap { $0.gmv > 0 && $0.spend > 0 ? min(100, 100 * $0.spend / $0.gmv) : nil }
        let mean = gmv / Double(rows.count)
        let variance = PilotFit.variance(rows.map(\.gmv)) + 0.25 * mean * mean
        return Level(
            rate: min(90, 100 * spend / gmv), gmv: mean, relative: (variance / Double(rows.count)).squareRoot() / mean,
            range: (rates.min() ?? 0)...(rates.max() ?? 0))
    }

    /// Elasticity of GMV to the rate (regression of logarithms) with its precision; precision 0 where the rate did not vary.
    private static func bend(_ lines: [LineSeries]) -> (value: Double, precision: Double) {
        let rows = periods(lines).filter { $0.gmv > 0 && $0.spend > 0 }
        guard rows.count >= 14 else { return (0, 0) }
        let x = rows.map { log($0.spend / $0.gmv) }
        let y = rows.map { log($0.gmv) }
        let varianceX = PilotFit.variance(x)
        guard varianceX > 0.0025 else { return (0, 0) }
        let slope = PilotFit.correlation(x, y) * (PilotFit.variance(y) / varianceX).squareRoot()
        let correlation = PilotFit.correlation(x, y)
        let rest = PilotFit.variance(y) * max(0.01, 1 - correlation * correlation)
        return (slope, Double(rows.count) * varianceX / rest)
    }

    private static func settledShare(_ view: HistoryView) -> Double {
        let gmv = view.shop.outcome(.gmv)
        let paid = view.shop.outcome(.settledGMV)
        var sums = (gmv: 0.0, paid: 0.0)
        for period in gmv.values.indices where gmv.known[period] && paid.known[period] {
            sums.gmv += gmv.values[period]
            sums.paid += paid.values[period]
        }
        return sums.gmv > 0 && sums.paid > 0 ? min(1, max(0.05, sums.paid / sums.gmv)) : settledShare
    }

    private static func rates(_ lines: [LineSeries], price: Double?) -> [Outcome: Estimate] {
        let prior = ChannelPriors.of(.affiliate)
        let perYuan = 1 / (price ?? prior.orderValue)
        var result: [Outcome: Estimate] = [:]
        for (outcome, documented) in [
            (Outcome.orders, perYuan), (.newCustomers, perYuan * prior.newCustomersPerOrder),
            (.clicks, perYuan / prior.ordersPerClick),
        ] {
            var sums = RateSums()
            for line in lines {
                let values = line.outcome(outcome)
                let gmv = line.outcome(.gmv)
                sums.add(
                    RateSums(
                        outcome: values.values, outcomeKnown: values.known, primary: gmv.values, primaryKnown: gmv.known,
                        share: Array(repeating: 1, count: gmv.values.count)))
            }
            let pool = RatePool(sums, parent: RatePool(mean: documented, unit: 1, relative: 0.5))
            result[outcome] = pool.estimate
        }
        return result
    }
}
