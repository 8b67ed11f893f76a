// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
public import Delivery
import Market
import Response

/// New goods off the ground: carts first, then sales (上新快).
///
///     maximize    Σ_{t ≤ L} v[g] · carts[ℓ,t]  +  Σ_{t > L} gmv[ℓ,t]  +  Σ gmv[g, chosen commission]
///     subject to  Σ cost ≤ budget
///                 Σ spend[g] ≥ ε · Σ spend / number of new goods          every new item is tried
///                 Σ_{t ≤ L} spend ≥ share of launch                       the launch window gets its part
///                 the brief's limits by day, stage, channel, goods, audience; stock
///                 exactly one commission rate per goods
///
/// L is the launch window in days, v[g] what a cart of the item is worth: its expected GMV. Eligible are goods listed within the last
/// `new_within_days` days before the first day, or selected by the brief.
public struct FastLaunch: ScenarioModule {
    public init() {}

    public let description = ScenarioDescription(
        name: "fast-launch", chineseName: "上新快", family: .goods, platformCode: "1023/105",
        formula: "max Σ launch carts · worth of a cart + Σ later GMV",
        settings: [
            SettingTerm(name: "new_within_days", unit: .days, bounds: 1...365, standard: 30),
            SettingTerm(name: "launch_days", unit: .days, bounds: 1...60, standard: 14),
            SettingTerm(name: "launch_share", unit: .share, bounds: 0...1, standard: 0.5),
            SettingTerm(name: "try_share", unit: .share, bounds: 0...0.5, standard: 0.1),
        ],
        kpis: [.carts, .gmv, .orders, .newCustomers])

    public func problem(_ context: ScenarioContext) throws(ScenarioError) -> DeliveryProblem {
        let window = Int(context.setting("new_within_days", of: description))
        let begin = context.brief.begin.value
        let isChosen = context.brief.goodsSelect != nil
        func isNew(_ id: GoodsID) -> Bool {
            if isChosen { return true }
            guard let listed = context.goods[id]?.listedOn else { return false }
            return listed >= begin.advanced(by: -window) && listed <= context.brief.end.value
        }
        let lines = try context.eligibleLines { isNew($0.goods) }
        let choices = context.commissionChoices { isNew($0) }
        guard !lines.isEmpty || !choices.isEmpty else {
            throw .nothingEligible(
                scenario: description.name, looksFor: Notice("scenario.looks-for-new-goods", ["days": .count(window)]))
        }
        guard context.brings(.carts, lines, choices) || context.brings(.gmv, lines, choices) else {
            throw .outcomeUnknown(scenario: description.name, outcome: .carts)
        }
        let launch = launchPeriods(context)
        return context.problem(
            description, lines: lines, choices: choices, objective: objective(context, lines, launch),
            extra: rules(context, lines, launch) + context.stockRules(for: lines, choices), carryOutWeight: 0.5)
    }

    private func launchPeriods(_ context: ScenarioContext) -> Int {
        let days = context.setting("launch_days", of: description)
        return min(context.horizon.count, max(1, Int((days / context.daysPerPeriod).rounded(.up))))
    }

    private func objective(_ context: ScenarioContext, _ lines: [DeliveryLine], _ launch: Int) -> DeliveryObjective {
        let count = context.horizon.count
        let early = 0...max(0, launch - 1)
        let media = Set(lines.map(\.key.channel))
        let worth = cartWorth(lines)
        // A cart is worth the GMV that carts of the item lead to; where carts are not known, GMV counts from the first day.
        var terms = worth.sorted { $0.key < $1.key }.map { id, yuan in
            RuleTerm(yuan, .outcome(.carts), Selection(channels: media, goods: [id], periods: early))
        }
        let withoutCarts = Set(lines.map(\.key.goods)).subtracting(worth.keys)
        if !withoutCarts.isEmpty {
            terms.append(RuleTerm(1, .outcome(.gmv), Selection(channels: media, goods: withoutCarts, periods: early)))
        }
        // What affiliates sell is sold, early or late.
        terms.append(RuleTerm(1, .outcome(.gmv), Selection(channels: [context.affiliateChannel], periods: early)))
        if launch < count { terms.append(RuleTerm(1, .outcome(.gmv), Selection(periods: launch...(count - 1)))) }
        return DeliveryObjective(
            name: "launch carts and sales", title: Notice("objective.launch"), unit: "yuan", terms: terms)
    }

    /// Expected GMV of a cart by item, from the rates of its lines.
    private func cartWorth(_ lines: [DeliveryLine]) -> [GoodsID: Double] {
        var sums: [GoodsID: (gmv: Double, carts: Double)] = [:]
        for line in lines {
            let carts = line.rate(of: .carts, in: 0)
            let gmv = line.rate(of: .gmv, in: 0)
            guard carts > 0, gmv > 0 else { continue }
            sums[line.key.goods, default: (0, 0)].gmv += gmv
            sums[line.key.goods, default: (0, 0)].carts += carts
        }
        return sums.mapValues { $0.gmv / $0.carts }
    }

    private func rules(_ context: ScenarioContext, _ lines: [DeliveryLine], _ launch: Int) -> [DeliveryRule] {
        var rules: [DeliveryRule] = []
        let share = context.setting("launch_share", of: description)
        if share > 0, launch < context.horizon.count {
            rules.append(
                DeliveryRule(
                    "share of the launch window", title: Notice("rule.launch-share"),
                    from: context.brief.setting("launch_share")?.origin,
                    terms: [RuleTerm(1, .media, Selection(periods: 0...(launch - 1))), RuleTerm(-share, .media)], atLeast: 0,
                    stated: StatedNumber(share, .share, termSlopes: [0, -1])))
        }
        let items = Set(lines.map(\.key.goods)).sorted()
        let tried = context.setting("try_share", of: description)
        guard tried > 0, items.count > 1 else { return rules }
        for id in items {
            rules.append(
                DeliveryRule(
                    "trial of goods \(id)", title: Notice("rule.trial-of-goods", ["name": .text(id.rawValue)]),
                    from: context.brief.setting("try_share")?.origin,
                    terms: [RuleTerm(1, .media, Selection(goods: [id])), RuleTerm(-tried / Double(items.count), .media)],
                    atLeast: 0, stated: StatedNumber(tried, .share, termSlopes: [0, -1 / Double(items.count)])))
        }
        return rules
    }
}
