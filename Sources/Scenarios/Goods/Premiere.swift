// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
public import Delivery
import Market
import Response

/// A premium launch in the platform's new-goods channel (小黑盒).
///
///     maximize    Σ gmv[ℓ,t]
///     subject to  enrolled ∈ {no, yes}: a fixed fee against a factor on all responses of new goods while it lasts
///                 no price cut, no commission: a premiere sells at the full price
///                 Σ spend in the first days ≥ premiere share · Σ spend
public struct Premiere: ScenarioModule {
    public init() {}

    public let description = ScenarioDescription(
        name: "premiere", chineseName: "小黑盒", family: .goods, formula: "max Σ GMV of new goods, enrolment for a fee",
        settings: [
            SettingTerm(name: "new_within_days", unit: .days, bounds: 1...365, standard: 60, reason: .newGoodsAge),
            SettingTerm(name: "enrolment_fee", unit: .yuan, bounds: 0...10_000_000, standard: 500, reason: .enrolmentFee),
            SettingTerm(name: "enrolment_factor", unit: .number, bounds: 1...5, standard: 1.2, reason: .enrolmentFactor),
            SettingTerm(name: "premiere_days", unit: .days, bounds: 1...60, standard: 3, reason: .launchWindow),
            SettingTerm(name: "premiere_share", unit: .share, bounds: 0...1, standard: 0.2, reason: .shareOfBudget),
        ],
        kpis: [.gmv, .newCustomers, .orders])

    public func problem(_ context: ScenarioContext) throws(ScenarioError) -> DeliveryProblem {
        let window = Int(context.setting("new_within_days", of: description))
        let campaign = try context.campaign(
            description, about: .gmv, looksFor: Notice("scenario.looks-for-new-goods", ["days": .count(window)]),
            commissions: false, goods: { context.isNew($0, within: window) })
        let days = context.periods(ofDays: context.setting("premiere_days", of: description))
        let share = context.cited("premiere_share", of: description)
        var extra = context.stockRules(for: campaign.lines, [])
        if share.value > 0, days < context.horizon.count {
            extra.append(
                context.shareRule(
                    "share of the premiere", Notice("rule.premiere-share"), share, Selection(periods: 0...(days - 1)),
                    isLeast: true))
        }
        let last = context.horizon.count - 1
        let fee = context.setting("enrolment_fee", of: description)
        var payment = [Double](repeating: 0, count: context.horizon.count)
        payment[0] = fee
        let enrolled = ChoiceOption(
            name: "enrolled", value: 1, cost: .each(payment),
            effects: [ResponseEffect(factor: .constant(context.setting("enrolment_factor", of: description)))])
        let entry = DeliveryChoice(
            kind: "premiere", channel: "premiere", periods: 0...last, unit: "level",
            options: [ChoiceOption(name: "not enrolled", value: 0), enrolled])
        return context.problem(
            description, lines: campaign.lines, choices: [entry],
            objective: .gmv,
            extra: extra, carryOutWeight: 1)
    }
}
