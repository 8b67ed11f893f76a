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
            SettingTerm(name: "new_within_days", unit: .days, bounds: 1...365, standard: 30, reason: .newGoodsAge),
            SettingTerm(name: "launch_days", unit: .days, bounds: 1...60, standard: 14, reason: .launchWindow),
            SettingTerm(name: "launch_share", unit: .share, bounds: 0...1, standard: 0.5, reason: .shareOfBudget),
            SettingTerm(name: "try_share", unit: .share, bounds: 0...0.5, standard: 0.1, reason: .halfOfEvenShare),
        ],
        kpis: [.carts, .gmv, .orders, .newCustomers])

    public func problem(_ context: ScenarioContext) throws(ScenarioError) -> DeliveryProblem {
        let window = Int(context.setting("new_within_days", of: description))
        let lines = try context.eligibleLines { context.isNew($0.goods, within: window) }
        let choices = context.commissionChoices { context.isNew($0, within: window) }
        guard !lines.isEmpty || !choices.isEmpty else {
            throw .nothingEligible(
                scenario: description.name, looksFor: Notice("scenario.looks-for-new-goods", ["days": .count(window)]))
        }
        guard context.brings(.carts, lines, choices) || context.brings(.gmv, lines, choices) else {
            throw .outcomeUnknown(scenario: description.name, outcome: .carts)
        }
        let launch = context.periods(ofDays: context.setting("launch_days", of: description))
        return context.problem(
            description, lines: lines, choices: choices, objective: objective(context, lines, launch),
            extra: rules(context, lines, launch) + context.stockRules(for: lines, choices), carryOutWeight: 0.5)
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
        let share = context.cited("launch_share", of: description)
        if share.value > 0, launch < context.horizon.count {
            rules.append(
                context.shareRule(
                    "share of the launch window", Notice("rule.launch-share"), share, Selection(periods: 0...(launch - 1)),
                    isLeast: true))
        }
        let items = Set(lines.map(\.key.goods)).sorted()
        let tried = context.cited("try_share", of: description)
        guard tried.value > 0, items.count > 1 else { return rules }
        for id in items {
            rules.append(
                context.shareRule(
                    "trial of goods \(id)", Notice("rule.trial-of-goods", ["name": .text(id.rawValue)]), tried,
                    Selection(goods: [id]), isLeast: true, factor: 1 / Double(items.count)))
        }
        return rules
    }
}
