// SPDX-License-Identifier: GPL-3.0-or-later
public import Market
public import Response
import Algebra

/// One commission option out of a grid for a goods over a span of periods (淘宝客).
///
///     earned[t]  = rate + Σ subsidyᵢ[t] ÷ (1 − technical fee)         as a commission rate: no fee is taken of subsidies
///     sales[t]   = season[t] · Σ_source share · conversion · reach · supply(earned[t])        nothing beyond the stock
///     settled[t] = (1 − unpaid presale balances) (1 − refunds before) (1 − refunds after) · sales[t]
///     cost[t]    = (rate + leader's fee) · settled[t]                 the merchant's, on settled value alone
///     subsidy[t] = Σ subsidyᵢ[t] · settled[t]                         the platform's: an outcome, neither cost nor gain
///
/// So a subsidy raises sales without costing the merchant. Where its pool can run out, every rate is offered with and without it, and a
/// rule keeps the pool.
public struct CommissionGrid: Sendable {
    public var goods: GoodsID
    public var channel: Channel
    /// Commission in percent → GMV in a period.
    public var supply: ResponseCurve
    public var draws: [ResponseCurve]
    /// Share of the sales that would not have come without affiliates; commission is paid on all of them.
    public var incremental = 1.0
    /// Outcome per yuan of GMV.
    public var rates: [Outcome: Double]
    /// By period.
    public var season: [Double]
    /// Presale by period: balances may stay unpaid.
    public var isPresale: [Bool]
    public var settlement: SettlementShares
    public var serviceFee: Double
    public var technicalFee: Double
    /// Yuan a piece; nil where it is not known.
    public var price: Double?
    /// Pieces; infinite where it is not limited.
    public var stock: Double
    public var plans: [CommissionPlan]
    /// With the periods in which each is paid.
    public var subsidies: [(terms: CommissionSubsidyTerms, isPaid: [Bool])]
    public var sources: [AffiliateSource]

    public init(goods: GoodsID, channel: Channel, supply: ResponseCurve, season: [Double], plans: [CommissionPlan]) {
        self.goods = goods
        self.channel = channel
        self.supply = supply
        self.season = season
        self.plans = plans
        draws = []
        rates = [:]
        isPresale = season.map { _ in false }
        settlement = SettlementShares()
        serviceFee = 0
        technicalFee = 0.1
        price = nil
        stock = .infinity
        subsidies = []
        sources = []
    }

    /// The choice over a span of periods; nil where no rate is left.
    public func choice(over span: ClosedRange<Int>) -> DeliveryChoice? {
        let paid = subsidies.filter { subsidy in span.contains { subsidy.isPaid[$0] } }
        let endless = paid.filter { $0.terms.pool == nil }
        var options: [ChoiceOption] = []
        for plan in plans {
            for rate in plan.rates {
                let all = option(plan, rate, span, paid.map(\.terms), paid)
                options.append(all)
                if paid.contains(where: { $0.terms.pool != nil }) {
                    options.append(option(plan, rate, span, endless.map(\.terms), endless, suffix: ", pool empty"))
                }
            }
        }
        guard !options.isEmpty else { return nil }
        return DeliveryChoice(
            kind: "commission", channel: channel, goods: goods, periods: span, unit: "percent", options: options)
    }

    private func option(
        _ plan: CommissionPlan, _ rate: Double, _ span: ClosedRange<Int>, _ enrolled: [CommissionSubsidyTerms],
        _ paid: [(terms: CommissionSubsidyTerms, isPaid: [Bool])], suffix: String = ""
    ) -> ChoiceOption {
        var sums = Sums(count: season.count)
        let mean = run(plan, rate, span, paid, supply, &sums)
        let factors =
            mean > 0
            ? draws.map { draw -> Double in
                var drawn = Sums(count: season.count)
                return run(plan, rate, span, paid, draw, &drawn) / mean
            } : []
        var outcomes: [Outcome: PeriodValues] = [
            .gmv: .each(sums.gmv.map { $0 * incremental }), .settledGMV: .each(sums.settled.map { $0 * incremental }),
        ]
        for (outcome, perYuan) in rates { outcomes[outcome] = .each(sums.gmv.map { $0 * incremental * perYuan }) }
        for (kind, amounts) in sums.subsidies { outcomes[.platformSubsidy(kind)] = .each(amounts) }
        var option = ChoiceOption(
            name: name(plan, rate) + suffix, value: rate * 100, cost: .each(sums.cost), outcomes: outcomes,
            drawFactors: factors, limit: plan.firstPieces.map(Double.init))
        if plan.kind == .targeted { option.kind = "targeted-commission" }
        if let pieces = plan.firstPieces, pieces > 0, plan.thereafter > 0 {
            // The usual rate comes first: the limited one steps back to it.
            option.companions.append(OptionCompanion(kind: "commission", value: plan.thereafter * 100, unit: "percent"))
        }
        if serviceFee > 0 {
            option.companions.append(OptionCompanion(kind: "service-fee", value: serviceFee * 100, unit: "percent"))
        }
        for subsidy in enrolled {
            option.companions.append(
                OptionCompanion(
                    kind: subsidy.kind.rawValue, value: subsidy.kind == .presale ? subsidy.level : subsidy.level * 100,
                    unit: subsidy.kind == .presale ? "factor" : "percent"))
        }
        return option
    }

    private func name(_ plan: CommissionPlan, _ rate: Double) -> String {
        let text = RateText.percent(rate * 100)
        let pieces = plan.firstPieces.map { " for the first \($0)" } ?? ""
        return (plan.kind == .general ? text : "\(plan.kind.rawValue) \(text)") + pieces
    }

    private struct Sums {
        var gmv, settled, cost: [Double]
        var subsidies: [CommissionSubsidyTerms.Kind: [Double]] = [:]

        init(count: Int) {
            gmv = [Double](repeating: 0, count: count)
            settled = gmv
            cost = gmv
        }

        mutating func scale(by factor: Double) {
            gmv = gmv.map { $0 * factor }
            settled = settled.map { $0 * factor }
            cost = cost.map { $0 * factor }
            subsidies = subsidies.mapValues { $0.map { $0 * factor } }
        }
    }

    /// Sales, cost and subsidies over the span; returns the sales in all.
    private func run(
        _ plan: CommissionPlan, _ rate: Double, _ span: ClosedRange<Int>,
        _ paid: [(terms: CommissionSubsidyTerms, isPaid: [Bool])], _ curve: ResponseCurve, _ sums: inout Sums
    ) -> Double {
        let supply = curve.curve
        let perYuan = rates[.orders] ?? price.map { 1 / $0 } ?? 0
        var left = plan.firstPieces.map(Double.init) ?? .infinity
        var total = 0.0
        for t in span {
            var rest = 1.0
            // A day on which the first pieces run out is divided.
            for current in [rate, plan.thereafter] where rest > 0 {
                let isFirst = current == rate && left > 0
                if current == rate, left <= 0 { continue }
                if current != rate, plan.firstPieces == nil { continue }
                var added = 0.0
                for subsidy in paid where subsidy.isPaid[t] { added += subsidy.terms.added(rate: current, price: price) }
                let earned = current + added / max(0.01, 1 - technicalFee)
                var sales = season[t] * plan.reach * supply.value(at: earned * 100) * sourceFactor(t) * rest
                let pieces = sales * perYuan
                var part = 1.0
                if isFirst, pieces > left { part = left / pieces }
                sales *= part
                left -= isFirst ? pieces * part : 0
                rest *= isFirst && plan.firstPieces != nil ? 1 - part : 0
                let share = settlement.settled(isPresale: isPresale[t])
                sums.gmv[t] += sales
                sums.settled[t] += sales * share
                sums.cost[t] += sales * share * (current + serviceFee)
                for subsidy in paid where subsidy.isPaid[t] {
                    let kind = subsidy.terms.kind
                    sums.subsidies[kind, default: [Double](repeating: 0, count: season.count)][t] +=
                        sales * share * subsidy.terms.added(rate: current, price: price)
                }
                total += sales
            }
        }
        // What is not there cannot be pushed. A hair less than the stock, so that rounding does not make the stock's rule impossible.
        guard total * perYuan > stock else { return total }
        let sold = stock / (total * perYuan) * (1 - 1e-6)
        sums.scale(by: sold)
        return total * sold
    }

    /// What reaches the shop before the plan's end of a push in a period, over the sources.
    private func sourceFactor(_ t: Int) -> Double {
        guard !sources.isEmpty else { return 1 }
        return sources.reduce(0) { $0 + (t + $1.delayDays < season.count ? $1.share * $1.conversion : 0) }
    }
}

/// How a rate is written.
public enum RateText {
    /// `8 %` or `8.5 %`.
    public static func percent(_ percent: Double) -> String {
        let hundredths = Int((percent * 100).rounded())
        let whole = hundredths / 100
        let rest = hundredths % 100
        if rest == 0 { return "\(whole) %" }
        return rest % 10 == 0 ? "\(whole).\(rest / 10) %" : "\(whole).\(rest < 10 ? "0" : "")\(rest) %"
    }
}
