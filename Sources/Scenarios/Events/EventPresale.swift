// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
public import Delivery
import Market
import Response

/// Presale: deposits now, balances on the event's days (爆发·预售).
///
///     maximize    Σ balance paid[deposit] · gmv
///     subject to  one deposit per item out of a grid: a higher one is paid by fewer, and binds them more
///                 responses · (1 − deterred · deposit),   balance paid = 1 − (1 − paid at least) · (1 − deposit)
///
/// An unpaid balance is no sale. What affiliates sell in presale is subsidized as the brief's affiliate terms say.
public struct EventPresale: ScenarioModule {
    public init() {}

    public let description = ScenarioDescription(
        name: "event-presale", chineseName: "爆发·预售", family: .events,
        formula: "max Σ GMV whose balance is paid, one deposit an item",
        settings: [
            SettingTerm(name: "most_deposit", unit: .share, bounds: 0.05...0.5, standard: 0.3, reason: .depositShare),
            SettingTerm(name: "paid_at_least", unit: .share, bounds: 0...1, standard: 0.75, reason: .shareOfPeople),
            SettingTerm(name: "deterred", unit: .share, bounds: 0...1, standard: 0.5, reason: .shareOfPeople),
        ],
        kpis: [.gmv, .orders, .carts])

    public func problem(_ context: ScenarioContext) throws(ScenarioError) -> DeliveryProblem {
        let campaign = try context.campaign(
            description, about: .gmv, looksFor: Notice("scenario.looks-for-goods-in-stock"))
        let most = context.setting("most_deposit", of: description)
        let paid = context.setting("paid_at_least", of: description)
        let deterred = context.setting("deterred", of: description)
        let span = context.periods(inStage: "presale") ?? 0...(context.horizon.count - 1)
        let sold = Set(campaign.lines.filter { $0.rate(of: .gmv, in: 0) > 0 }.map(\.key.goods)).sorted()
        let deposits = sold.map { id in
            let options = (1...3).map { step in
                let deposit = most * Double(step) / 3
                let percent = (1000 * deposit).rounded() / 10
                let balance = 1 - (1 - paid) * (1 - deposit)
                return ChoiceOption(
                    name: RateText.percent(percent), value: percent,
                    effects: [
                        ResponseEffect(on: Selection(goods: [id]), factor: .constant((1 - deterred * deposit) * balance))
                    ])
            }
            return DeliveryChoice(
                kind: "deposit", channel: "benefit", goods: id, periods: span, unit: "percent", options: options)
        }
        return context.problem(
            description, lines: campaign.lines, choices: campaign.choices + deposits,
            objective: DeliveryObjective(
                name: "GMV with paid balances", title: Notice("objective.presale"), unit: "yuan",
                terms: [RuleTerm(1, .outcome(.gmv))]),
            extra: context.stockRules(for: campaign.lines, campaign.choices), carryOutWeight: 0)
    }
}
