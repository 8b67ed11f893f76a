// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
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
/// GMV = cap · rⁿ/(kⁿ + rⁿ) with n = 1 (Hill): affiliates push what earns, and there are only so many of them. The bend k follows from
/// the rates that were tried, with a prior (k = 15 % with log-spread 0.6) towards which and the other goods it is drawn.
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
        for key in requested where ChannelKind.of(key.channel) == .affiliate && byGoods[key.goods] == nil {
            byGoods[key.goods] = []
        }
        let settled = settledShare(view)
        let supplies = byGoods.mapValues { SupplyFit(periods($0)) }
        return byGoods.keys.sorted().map { goods in
            let series = byGoods[goods] ?? []
            guard let own = supplies[goods], own.count > 0 else {
                return prior(
                    goods, price: view.prices[goods], cadence: view.history.cadence, options: options, settled: settled)
            }
            let others = supplies.filter { $0.key != goods }.sorted { $0.key < $1.key }.map(\.value)
            let weights = own.posterior(among: others)
            var random = CounterRandom(seed: options.seed, StableHash.of("affiliate/" + goods.rawValue), 2)
            let draws = (0..<options.draws).map { _ in own.curve(weights, share: random.uniform(), normal: random.normal()) }
            return FittedAffiliate(
                goods: goods, curve: own.center(weights), settledShare: settled,
                rates: rates(series, price: view.prices[goods]),
                weekday: view.history.cadence == .daily ? Array(repeating: 1, count: 7) : [],
                seenRates: own.lowest...own.highest, evidence: own.informative ? .fitted : .pooled, draws: draws,
                warnings: own.highest - own.lowest < 1
                    ? [Notice("response.commission-hardly-varies", ["goods": .text(goods.rawValue)])] : [])
        }
    }

    /// What affiliates sold by period as their fitted supply says, by channel and goods.
    static func sales(_ view: HistoryView, fitted: [FittedAffiliate]) -> [AffiliateSales] {
        let byGoods = Dictionary(uniqueKeysWithValues: fitted.map { ($0.goods, $0) })
        var result: [AffiliateSales] = []
        let lines = view.lines.filter { ChannelKind.of($0.line.channel) == .affiliate }
        for (channel, own) in Dictionary(grouping: lines, by: \.line.channel).sorted(by: { $0.key < $1.key }) {
            for (goods, series) in Dictionary(grouping: own, by: \.line.goods).sorted(by: { $0.key < $1.key }) {
                guard let fit = byGoods[goods] else { continue }
                var gmv = [Double](repeating: 0, count: view.days.count)
                var spend = gmv
                var recorded = [Bool](repeating: false, count: view.days.count)
                for line in series {
                    let value = line.outcome(.gmv)
                    for period in gmv.indices where value.known[period] {
                        gmv[period] += value.values[period]
                        spend[period] += line.spend[period]
                        recorded[period] = true
                    }
                }
                guard let sales = AffiliateSales(channel: channel, fit: fit, spend: spend, gmv: gmv, recorded: recorded) else {
                    continue
                }
                result.append(sales)
            }
        }
        return result
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

/// What affiliates' sales of one goods were expected to be by period, given the commission rate in force.
struct AffiliateSales {
    let channel: Channel
    private let fit: FittedAffiliate
    /// Expected GMV.
    private let gmv: [Double]

    /// Nil without a sale. A rate shows in a sale only; between two sales the earlier one's holds.
    init?(channel: Channel, fit: FittedAffiliate, spend: [Double], gmv sold: [Double], recorded: [Bool]) {
        let rates = sold.indices.map { sold[$0] > 0 && spend[$0] > 0 ? min(90, 100 * spend[$0] / sold[$0]) : .nan }
        guard let first = rates.first(where: \.isFinite), let begin = recorded.firstIndex(of: true) else { return nil }
        self.channel = channel
        self.fit = fit
        var rate = first
        gmv = sold.indices.map { period in
            if rates[period].isFinite { rate = rates[period] }
            return period < begin ? 0 : fit.curve.curve.value(at: rate)
        }
    }

    func expected(_ outcome: Outcome) -> [Double] {
        let rate = outcome == .gmv ? 1 : (fit.rates[outcome]?.mean ?? 0)
        return gmv.map { $0 * rate }
    }
}
