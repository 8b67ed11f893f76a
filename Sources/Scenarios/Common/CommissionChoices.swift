// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
import Delivery
import Market
import Response

extension ScenarioContext {
    /// One commission rate per goods out of a grid (淘宝客), held over the whole horizon or set anew in every stage of the brief.
    ///
    /// See `CommissionGrid` for what an option brings and costs. Only settled value costs: commission and the team leader's service fee. The
    /// technical fee is the affiliates', subsidies are the platform's. Commission is paid on all that affiliates sell, but only what would not
    /// have come without them counts as an outcome: the incremental share.
    func commissionChoices(where isWanted: (GoodsID) -> Bool) -> [DeliveryChoice] {
        guard brief.rule(for: affiliateChannel)?.exclude?.value != true, horizon.count > 0 else { return [] }
        let selected = brief.goodsSelect.map { Set($0.value.map(\.value)) }
        var choices: [DeliveryChoice] = []
        for fitted in response.affiliates where isWanted(fitted.goods) && goods[fitted.goods]?.stock != 0 {
            guard brief.rule(for: fitted.goods)?.exclude?.value != true, selected?.contains(fitted.goods) ?? true else {
                continue
            }
            let grid = commissionGrid(fitted)
            choices += commissionSpans.compactMap { grid.choice(over: $0) }
        }
        return choices
    }

    /// The channel under which commission is booked.
    var affiliateChannel: Channel { brief.affiliate?.channel.value ?? Channel(rawValue: "affiliate") }

    /// Rules that come with commissions: one rate for all goods, pools of subsidies.
    func commissionRules(_ choices: [DeliveryChoice]) -> [DeliveryRule] {
        let own = choices.filter { $0.kind == "commission" }
        guard let terms = brief.affiliate, !own.isEmpty else { return [] }
        var rules: [DeliveryRule] = []
        for subsidy in terms.subsidies {
            guard let pool = subsidy.value.pool else { continue }
            rules.append(
                DeliveryRule(
                    "pool of \(subsidy.value.kind.rawValue)", from: subsidy.origin,
                    terms: [RuleTerm(1, .outcome(.platformSubsidy(subsidy.value.kind)))], atMost: pool))
        }
        return rules
    }

    /// The spans in which a rate holds: the brief's stages and what lies between them, or all at once.
    private var commissionSpans: [ClosedRange<Int>] {
        guard brief.affiliate?.byStage?.value == true, let first = stageNames.first else { return [0...(horizon.count - 1)] }
        var spans: [ClosedRange<Int>] = []
        var start = 0
        var name = first
        for t in stageNames.indices.dropFirst() where stageNames[t] != name {
            spans.append(start...(t - 1))
            start = t
            name = stageNames[t]
        }
        return spans + [start...(stageNames.count - 1)]
    }

    private func commissionGrid(_ fitted: FittedAffiliate) -> CommissionGrid {
        let terms = brief.affiliate
        let item = goods[fitted.goods]
        let usual = brief.rule(for: fitted.goods)?.rates?.value ?? terms?.rates?.value
        var plans = terms?.plans.map(\.value) ?? []
        if plans.isEmpty || usual != nil { plans.insert(CommissionPlan(rates: usual ?? defaultGrid(fitted)), at: 0) }
        let bounds = terms?.categories[item?.category ?? ""] ?? 0...1
        let low = max(terms?.minRate?.value ?? 0, bounds.lowerBound)
        let high = min(terms?.maxRate?.value ?? 1, bounds.upperBound)
        for index in plans.indices { plans[index].rates = plans[index].rates.filter { $0 >= low && $0 <= high } }
        var grid = CommissionGrid(
            goods: fitted.goods, channel: affiliateChannel, supply: fitted.curve,
            season: horizon.days.map { fitted.weekday.count == 7 ? fitted.weekday[$0.weekday] : 1 }, plans: plans)
        grid.draws = fitted.draws
        grid.incremental = fitted.incremental?.mean ?? 1
        grid.rates = fitted.rates.mapValues(\.mean)
        grid.isPresale = stageNames.map { $0 == "presale" }
        grid.settlement =
            terms?.settlement ?? SettlementShares(refundedBefore: 1 - (terms?.settledShare?.value ?? fitted.settledShare))
        grid.serviceFee = terms?.serviceFee?.value ?? 0
        grid.technicalFee = terms?.technicalFee?.value ?? 0.1
        grid.price = item?.price?.yuan
        grid.stock = item?.stock.map(Double.init) ?? .infinity
        grid.sources = terms?.sources.map(\.value) ?? []
        grid.subsidies = (terms?.subsidies ?? []).map { subsidy in
            (
                subsidy.value,
                horizon.days.indices.map { t in
                    let day = horizon.days[t]
                    return subsidy.value.begin.map { day >= $0 } ?? true && subsidy.value.end.map { day <= $0 } ?? true
                        && subsidy.value.stages.map { $0.contains(stageNames[t]) } ?? true
                }
            )
        }
        return grid
    }

    /// Where the brief names no grid: whole steps over the range of rates seen and half as far again, six rates at most.
    private func defaultGrid(_ fitted: FittedAffiliate) -> [Double] {
        let low = max(1, (fitted.seenRates?.lowerBound ?? 4).rounded())
        let high = max(low + 2, ((fitted.seenRates?.upperBound ?? 16) * 1.5).rounded())
        let step = max(1, ((high - low) / 5).rounded(.up))
        return stride(from: low, through: min(high, 90), by: step).map { $0 / 100 }
    }
}
