// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
import Delivery
import Market
import Response

extension ScenarioContext {
    /// One commission rate per goods out of a grid, held over the whole horizon (淘宝客).
    ///
    /// With rate r on goods g affiliates sell GMV g(r)[t] = season[t] · supply(r); of it `settledShare` is settled, and only settled GMV
    /// costs: commission r and the team leader's service fee. The technical fee is the affiliates'. Commission is paid on all that they
    /// sell, but only what would not have come without them counts as an outcome: the incremental share φ of g(r).
    func commissionChoices(where isWanted: (GoodsID) -> Bool) -> [DeliveryChoice] {
        let terms = brief.affiliate
        let channel = affiliateChannel
        guard brief.rule(for: channel)?.exclude?.value != true, horizon.count > 0 else { return [] }
        let selected = brief.goodsSelect.map { Set($0.value.map(\.value)) }
        var choices: [DeliveryChoice] = []
        for fitted in response.affiliates where isWanted(fitted.goods) && goods[fitted.goods]?.stock != 0 {
            guard brief.rule(for: fitted.goods)?.exclude?.value != true, selected?.contains(fitted.goods) ?? true else {
                continue
            }
            let grid = brief.rule(for: fitted.goods)?.rates?.value ?? terms?.rates?.value ?? defaultGrid(fitted)
            let rates = grid.filter { $0 >= (terms?.minRate?.value ?? 0) && $0 <= (terms?.maxRate?.value ?? 1) }
            guard !rates.isEmpty else { continue }
            let multipliers = horizon.days.map { fitted.weekday.count == 7 ? fitted.weekday[$0.weekday] : 1 }
            choices.append(
                DeliveryChoice(
                    kind: "commission", channel: channel, goods: fitted.goods, periods: 0...(horizon.count - 1),
                    unit: "percent",
                    options: rates.map { option(rate: $0, fitted, multipliers, terms) }))
        }
        return choices
    }

    /// The channel under which commission is booked.
    var affiliateChannel: Channel { brief.affiliate?.channel.value ?? Channel(rawValue: "affiliate") }

    /// Where the brief names no grid: whole steps over the range of rates seen and half as far again, six rates at most.
    private func defaultGrid(_ fitted: FittedAffiliate) -> [Double] {
        let low = max(1, (fitted.seenRates?.lowerBound ?? 4).rounded())
        let high = max(low + 2, ((fitted.seenRates?.upperBound ?? 16) * 1.5).rounded())
        let step = max(1, ((high - low) / 5).rounded(.up))
        return stride(from: low, through: min(high, 90), by: step).map { $0 / 100 }
    }

    private func option(
        rate: Double, _ fitted: FittedAffiliate, _ multipliers: [Double], _ terms: AffiliateTerms?
    ) -> ChoiceOption {
        let percent = rate * 100
        let daily = fitted.curve.curve.value(at: percent)
        let settledShare = terms?.settledShare?.value ?? fitted.settledShare
        // What is not there cannot be pushed: sales of the period end with the stock.
        let orders = multipliers.reduce(0) { $0 + $1 * daily } * (fitted.rates[.orders]?.mean ?? 0)
        let stock = goods[fitted.goods]?.stock.map(Double.init) ?? .infinity
        // A hair less than the stock, so that rounding does not make the stock's rule impossible.
        let sold = orders > stock ? stock / orders * (1 - 1e-6) : 1
        let gmv = multipliers.map { $0 * daily * sold }
        let costRate = settledShare * (rate + (terms?.serviceFee?.value ?? 0))
        let brought = gmv.map { $0 * (fitted.incremental?.mean ?? 1) }
        var outcomes: [Outcome: PeriodValues] = [
            .gmv: .each(brought), .settledGMV: .each(brought.map { $0 * settledShare }),
        ]
        for (outcome, perYuan) in fitted.rates { outcomes[outcome] = .each(brought.map { $0 * perYuan.mean }) }
        return ChoiceOption(
            name: CommissionName.text(percent), value: percent, cost: .each(gmv.map { $0 * costRate }), outcomes: outcomes,
            drawFactors: daily > 0 ? fitted.draws.map { $0.curve.value(at: percent) / daily } : [])
    }
}

/// How a commission rate is named.
enum CommissionName {
    /// `8 %` or `8.5 %`.
    static func text(_ percent: Double) -> String {
        let hundredths = Int((percent * 100).rounded())
        let whole = hundredths / 100
        let rest = hundredths % 100
        if rest == 0 { return "\(whole) %" }
        return rest % 10 == 0 ? "\(whole).\(rest / 10) %" : "\(whole).\(rest < 10 ? "0" : "")\(rest) %"
    }
}
