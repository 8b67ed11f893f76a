// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
import Delivery
import Market
import Response

/// The lines and commission choices that a scenario may give money to.
struct EligibleCampaign {
    var lines: [DeliveryLine]
    var choices: [DeliveryChoice]

    var goods: [GoodsID] { Set(lines.map(\.key.goods)).union(choices.map(\.goods)).sorted() }
    var channels: [Channel] { Set(lines.map(\.key.channel)).sorted() }
    var audiences: Set<Audience> { Set(lines.map(\.key.audience)) }
}

extension ScenarioContext {
    /// What a scenario may give money to: goods in stock that it wants, lines to whom it wants; an error where nothing is left or where what
    /// the scenario is about is not known.
    func campaign(
        _ description: ScenarioDescription, about outcome: Outcome, looksFor: Notice, commissions: Bool = true,
        goods isWantedGoods: (GoodsID) -> Bool = { _ in true }, tailoring: (inout DeliveryLine) -> Void = { _ in },
        lines isWanted: (LineKey) -> Bool = { _ in true }
    ) throws(ScenarioError) -> EligibleCampaign {
        func fits(_ id: GoodsID) -> Bool { goods[id]?.stock != 0 && isWantedGoods(id) }
        let lines = try eligibleLines(tailoring: tailoring) { fits($0.goods) && isWanted($0) }
        let choices = commissions ? commissionChoices { fits($0) } : []
        guard !lines.isEmpty || !choices.isEmpty else {
            throw .nothingEligible(scenario: description.name, looksFor: looksFor)
        }
        guard brings(outcome, lines, choices) else { throw .outcomeUnknown(scenario: description.name, outcome: outcome) }
        return EligibleCampaign(lines: lines, choices: choices)
    }

    /// True for goods listed within `days` before the plan begins or while it runs, and for all that the brief selects.
    func isNew(_ id: GoodsID, within days: Int) -> Bool {
        if brief.goodsSelect != nil { return true }
        guard let listed = goods[id]?.listedOn else { return false }
        return listed >= brief.begin.value.advanced(by: -days) && listed <= brief.end.value
    }

    /// The first so many days in periods, at least one and no more than there are.
    func periods(ofDays days: Double) -> Int {
        min(horizon.count, max(1, Int((days / daysPerPeriod).rounded(.up))))
    }

    /// Periods in a stage of the brief by its name; nil where the brief has no such stage.
    func periods(inStage names: String...) -> ClosedRange<Int>? {
        let inside = stageNames.indices.filter { names.contains(stageNames[$0]) }
        guard let first = inside.first, let last = inside.last else { return nil }
        return first...last
    }

    /// The same outcome weighed by period: Σ_t weight[t] · outcome[t].
    func weighed(_ outcome: Outcome, _ selection: Selection = .all, by weight: (Int) -> Double) -> [RuleTerm] {
        (0..<horizon.count).compactMap { t in
            let factor = weight(t)
            var at = selection
            at.periods = t...t
            return factor == 0 ? nil : RuleTerm(factor, .outcome(outcome), at)
        }
    }

    /// Σ cost ≤ most · Σ outcome, from a setting; nothing where the setting is 0.
    func costCeiling(_ outcome: Outcome, setting: String, of description: ScenarioDescription) -> [DeliveryRule] {
        let most = cited(setting, of: description)
        guard most.value > 0, let money = Money(yuan: most.value) else { return [] }
        return [costCeiling(outcome, Cited(money, from: most.origin))]
    }

    /// Σ GMV ≥ ρ · Σ cost, from a setting; nothing where the setting is 0 or the brief asks for a return itself.
    func returnFloor(setting: String, of description: ScenarioDescription) -> [DeliveryRule] {
        let least = cited(setting, of: description)
        return least.value > 0 && brief.targets.roi == nil ? [returnFloor(least)] : []
    }

    /// Σ outcome ≥ floor with a probability over the joint draws, from two settings; nothing where the floor is 0.
    func floor(
        _ outcome: Outcome, setting: String, probability: String, of description: ScenarioDescription
    ) -> [DeliveryRule] {
        let least = cited(setting, of: description)
        guard least.value > 0 else { return [] }
        return [
            DeliveryRule(
                "guaranteed \(outcome)", title: Notice("rule.guaranteed", ["outcome": words(for: outcome)]),
                from: least.origin, terms: [RuleTerm(1, .outcome(outcome))], atLeast: least.value,
                stated: .limit(least.value, outcome.isMoney ? .yuan : .number),
                certainty: self.setting(probability, of: description))
        ]
    }
}
