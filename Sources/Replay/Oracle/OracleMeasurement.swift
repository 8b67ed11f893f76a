// SPDX-License-Identifier: GPL-3.0-or-later
public import Market
public import Response
public import Simulation

/// Response curves measured on a world itself, from the same morning on which plans begin: what a planner would know that could try
/// everything beforehand.
///
/// Money is given at random over many runs (``OracleDesign``), under other luck than the replay's. Clicks by money are seen line by
/// line; what a click is credited with is pooled over runs and drawn to the product of group and item; how much of the credit is
/// more than would have come anyway is measured against runs without delivery (``IncrementalFactors``). The result is a
/// `FittedResponse` like any other, so that the same scenario and planner make the oracle-curve plan of it. It is no strict ceiling:
/// lines are taken to respond separately, and the measurement has noise.
public struct OracleMeasurement: Sendable {
    public var market: World
    /// The world on the morning of the first day.
    public var state: WorldState
    public var horizon: Horizon
    /// About the media money of a plan: the design is centred on it.
    public var media: Money
    /// Days after the end in which late orders count.
    public var tail: Int
    /// Runs of the design.
    public var runs: Int

    public static let usualRuns = 20

    public init(
        market: World, state: WorldState, horizon: Horizon, media: Money, tail: Int, runs: Int = OracleMeasurement.usualRuns
    ) {
        self.market = market
        self.state = state
        self.horizon = horizon
        self.media = media
        self.tail = tail
        self.runs = max(2, runs)
    }

    /// Runs the design and fits its curves.
    public func response() -> FittedResponse {
        let design = OracleDesign(market, horizon: horizon, media: media)
        let samples = (0..<runs).map { OracleSample(design, run: $0, market: market, state: state, tail: tail) }
        return OracleFit(design, samples, market: market).response()
    }
}

/// From samples to a response.
struct OracleFit {
    private let design: OracleDesign
    private let samples: [OracleSample]
    private let market: World
    /// By line: sums over all runs.
    private let totals: [OracleCredit]
    private let settledShare: Double

    /// Orders that a line's own credit weighs against the product of group and item.
    static let ordersOfPrior = 20.0

    init(_ design: OracleDesign, _ samples: [OracleSample], market: World) {
        self.design = design
        self.samples = samples
        self.market = market
        totals = design.lines.indices.map { line in
            samples.reduce(into: OracleCredit()) { sum, sample in
                sum += sample.credits[line]
                sum.clicks += sample.clicks[line].reduce(0, +) - sample.credits[line].clicks
            }
        }
        settledShare = samples.reduce(0) { $0 + $1.settledShare } / Double(max(1, samples.count))
    }

    private func item(of line: LineKey) -> Int? { design.goods.firstIndex(of: line.goods) }

    func response() -> FittedResponse {
        let outcomes: [Outcome] = [.orders, .newCustomers, .gmv]
        let rates = outcomes.map { perClick($0) }
        let increments = zip(outcomes, rates).map { factors($0, perClick: $1) }
        let weekday = weekdays()
        var lines: [FittedLine] = []
        for (index, key) in design.lines.enumerated() {
            guard
                let curve = OracleCurves.clicks(
                    given: samples.map { $0.given[index] }, clicks: samples.map { $0.clicks[index] })
            else { continue }
            var values: [Outcome: Response.Estimate] = [:]
            for (number, outcome) in outcomes.enumerated() {
                let own = increments[number]
                let factor = own.groups[design.group[index]] + (item(of: key).map { own.items[$0] } ?? 0)
                values[outcome] = Response.Estimate(mean: rounded(rates[number][index] * max(0, factor)), standardError: 0)
            }
            let clicks = max(1, totals[index].clicks)
            values[.carts] = Response.Estimate(mean: rounded(totals[index].carts / clicks), standardError: 0)
            addMoney(key, &values)
            let given = samples.lazy.flatMap { $0.given[index] }.filter { $0 > 0 }
            lines.append(
                FittedLine(
                    line: key, primary: .clicks,
                    curve: .hill(HillCurve(cap: rounded(curve.cap), halfSpend: rounded(curve.halfSpend), exponent: 1)),
                    weekday: weekday, rates: values,
                    seen: SpendRange(
                        mean: rounded(given.reduce(0, +) / Double(max(1, given.count))), largest: rounded(given.max() ?? 0),
                        periods: given.count), evidence: .given))
        }
        return FittedResponse(
            cadence: .daily, asOf: design.horizon.begin.advanced(by: -1), lines: lines,
            affiliates: affiliates(increments.map { $0.groups.last ?? 1 }))
    }

    /// By line: what a click is credited with, drawn to group × item.
    private func perClick(_ outcome: Outcome) -> [Double] {
        var groups = [OracleCredit](repeating: OracleCredit(), count: design.groups.count)
        for (line, sum) in totals.enumerated() { groups[design.group[line]] += sum }
        let groupRate = groups.map { $0.clicks > 0 ? $0.value(of: outcome) / $0.clicks : 0 }
        var own = [Double](repeating: 0, count: design.goods.count)
        var usual = own
        for (line, sum) in totals.enumerated() {
            guard let item = item(of: design.lines[line]) else { continue }
            own[item] += sum.value(of: outcome)
            usual[item] += sum.clicks * groupRate[design.group[line]]
        }
        let perOrder = groups.map { $0.orders > 0 ? $0.value(of: outcome) / $0.orders : 0 }
        return totals.indices.map { line in
            let ratio = item(of: design.lines[line]).map { usual[$0] > 0 ? own[$0] / usual[$0] : 0 } ?? 1
            let expected = groupRate[design.group[line]] * ratio
            let prior = Self.ordersOfPrior * perOrder[design.group[line]] * ratio
            let all = totals[line].clicks * expected + prior
            return all > 0 ? expected * (totals[line].value(of: outcome) + prior) / all : 0
        }
    }

    private func factors(_ outcome: Outcome, perClick: [Double]) -> IncrementalFactors {
        let hasAffiliates = !design.rates.isEmpty
        var groupCredits: [[Double]] = []
        var itemCredits: [[Double]] = []
        let smooth = affiliateCurves(outcome)
        for sample in samples {
            var groups = [Double](repeating: 0, count: design.groups.count + (hasAffiliates ? 1 : 0))
            var items = [Double](repeating: 0, count: design.goods.count)
            for line in design.lines.indices {
                let credit = sample.clicks[line].reduce(0, +) * perClick[line]
                groups[design.group[line]] += credit
                if let item = item(of: design.lines[line]) { items[item] += credit }
            }
            if hasAffiliates {
                for (item, curve) in smooth.enumerated() {
                    groups[groups.count - 1] += curve.value(at: design.rates[sample.rateIndices[item]])
                }
            }
            groupCredits.append(groups)
            itemCredits.append(items)
        }
        return IncrementalFactors(
            groupCredits: groupCredits, itemCredits: itemCredits, truth: samples.map { $0.truth.value(of: outcome) })
    }

    /// What affiliates are credited with over a run, by item and rate.
    private func affiliateCurves(_ outcome: Outcome) -> [HillCurve] {
        guard !design.rates.isEmpty else { return [] }
        return OracleCurves.affiliates(
            rates: samples.map { $0.rateIndices.map { design.rates[$0] } },
            sales: samples.map { $0.affiliates.map { max(0, $0.value(of: outcome)) } })
    }

    private func affiliates(_ factors: [Double]) -> [FittedAffiliate] {
        let curves = affiliateCurves(.gmv)
        guard factors.count == 3, let factor = factors.last, factor > 0 else { return [] }
        let days = Double(max(1, design.horizon.count))
        return curves.enumerated().compactMap { item, curve in
            let sum = samples.reduce(into: OracleCredit()) { $0 += $1.affiliates[item] }
            guard sum.gmv > 0, curve.cap > 0 else { return nil }
            // Commission is paid on all that is credited, incremental or not.
            return FittedAffiliate(
                goods: design.goods[item],
                curve: .hill(
                    HillCurve(
                        cap: rounded(curve.cap * factor / days), halfSpend: rounded(curve.halfSpend), exponent: curve.exponent)),
                settledShare: rounded(settledShare / factor),
                rates: [
                    .orders: Response.Estimate(mean: rounded(sum.orders / sum.gmv * factors[0] / factor), standardError: 0),
                    .newCustomers: Response.Estimate(
                        mean: rounded(sum.newCustomers / sum.gmv * factors[1] / factor), standardError: 0),
                ], seenRates: (design.rates.min() ?? 0)...(design.rates.max() ?? 0), evidence: .given)
        }
    }

    /// Outcomes that follow from GMV by the goods list.
    private func addMoney(_ line: LineKey, _ values: inout [Outcome: Response.Estimate]) {
        guard let gmv = values[.gmv]?.mean else { return }
        values[.settledGMV] = Response.Estimate(mean: rounded(gmv * settledShare), standardError: 0)
        guard let goods = market.parameters.goods.first(where: { $0.id == line.goods }), goods.price > .zero else { return }
        values[.margin] = Response.Estimate(
            mean: rounded(gmv * settledShare * goods.unitMargin.yuan / goods.price.yuan), standardError: 0)
    }

    /// Clicks by weekday over all lines, of mean 1.
    private func weekdays() -> [Double] {
        var clicks = [Double](repeating: 0, count: 7)
        var given = clicks
        let days = design.horizon.days
        for sample in samples {
            for line in design.lines.indices {
                for (period, day) in days.enumerated() {
                    clicks[day.weekday] += sample.clicks[line][period]
                    given[day.weekday] += sample.given[line][period]
                }
            }
        }
        guard days.count >= 7, given.allSatisfy({ $0 > 0 }) else { return [] }
        let ratios = zip(clicks, given).map { $0 / $1 }
        let mean = ratios.reduce(0, +) / 7
        return mean > 0 ? ratios.map { rounded($0 / mean) } : []
    }

    /// Five digits: what is kept in a cache plans as what was measured.
    private func rounded(_ value: Double) -> Double {
        guard value != 0, value.isFinite else { return 0 }
        let scale = pow10(4 - Int(floorLog10(abs(value))))
        return (value * scale).rounded() / scale
    }

    private func floorLog10(_ value: Double) -> Double {
        var exponent = 0.0
        var rest = value
        while rest >= 10 {
            rest /= 10
            exponent += 1
        }
        while rest < 1 {
            rest *= 10
            exponent -= 1
        }
        return exponent
    }

    private func pow10(_ exponent: Int) -> Double {
        var result = 1.0
        for _ in 0..<abs(exponent) { result *= 10 }
        return exponent < 0 ? 1 / result : result
    }
}
