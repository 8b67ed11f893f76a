// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
import Delivery
import Market
import Response

extension ScenarioContext {
    /// The brief's limits on money: total, day, stage, channel, goods and audience. A budget covers media and expected commission.
    func moneyRules() -> [DeliveryRule] {
        var rules: [DeliveryRule] = []
        if let budget = brief.budget {
            rules.append(
                DeliveryRule("total budget", from: budget.origin, terms: budgetTerms, atMost: budget.value.yuan))
        }
        rules += perPeriod("daily budget", brief.dailyMin, brief.dailyMax, Selection.all)
        for stage in brief.stages { rules += self.rules(of: stage) }
        for rule in brief.channels where kind(of: rule.channel.value) != .affiliate && rule.exclude?.value != true {
            rules += bounds("channel \(rule.channel.value)", rule.bounds, Selection(channels: [rule.channel.value]))
        }
        for rule in brief.goodsRules where rule.exclude?.value != true {
            rules += bounds("goods \(rule.goods.value)", rule.bounds, Selection(goods: [rule.goods.value]))
        }
        for rule in brief.audiences where rule.exclude?.value != true {
            rules += bounds("audience \(rule.audience.value)", rule.bounds, Selection(audiences: [rule.audience.value]))
        }
        if let most = brief.affiliate?.reserveMax {
            rules.append(
                DeliveryRule(
                    "commission reserve", from: most.origin,
                    terms: [RuleTerm(1, .choiceCost, Selection(channels: [affiliateChannel]))], atMost: most.value.yuan))
        }
        return rules
    }

    /// What the budget pays: everything, or media and contacts where commission is paid beside it.
    private var budgetTerms: [RuleTerm] {
        brief.affiliate?.inBudget?.value == false ? [RuleTerm(1, .media), RuleTerm(1, .flowCost)] : [RuleTerm(1, .cost)]
    }

    /// How exactly the share of a stage is kept: to a hundredth of a per cent.
    static let shareSlack = 1e-4

    private func rules(of stage: Stage) -> [DeliveryRule] {
        let inside = horizon.days.indices.filter {
            horizon.days[$0] >= stage.begin.value && horizon.days[$0] <= stage.end.value
        }
        guard let first = inside.first, let last = inside.last else { return [] }
        let name = "stage \(stage.name.value)"
        let selection = Selection(periods: first...last)
        var rules = bounds(name, stage.bounds, selection)
        if let budget = stage.budget {
            rules.append(
                DeliveryRule(
                    "budget of \(name)", from: budget.origin, terms: [RuleTerm(1, .media, selection)],
                    atLeast: budget.value.yuan,
                    atMost: budget.value.yuan))
        }
        if let share = stage.share {
            // A share to the last digit is kept by no amounts in whole fen.
            let slack = ScenarioContext.shareSlack
            rules.append(
                DeliveryRule(
                    "share of \(name), at least", from: share.origin,
                    terms: [RuleTerm(1, .media, selection), RuleTerm(-(share.value - slack), .media)], atLeast: 0))
            rules.append(
                DeliveryRule(
                    "share of \(name), at most", from: share.origin,
                    terms: [RuleTerm(1, .media, selection), RuleTerm(-(share.value + slack), .media)], atMost: 0))
        }
        return rules
    }

    private func bounds(_ name: String, _ bounds: SpendBounds, _ selection: Selection) -> [DeliveryRule] {
        var rules = perPeriod("daily limit of \(name)", bounds.dailyMin, bounds.dailyMax, selection)
        if let least = bounds.totalMin {
            rules.append(
                DeliveryRule(
                    "floor of \(name)", from: least.origin, terms: [RuleTerm(1, .media, selection)], atLeast: least.value.yuan))
        }
        if let most = bounds.totalMax {
            rules.append(
                DeliveryRule(
                    "ceiling of \(name)", from: most.origin, terms: [RuleTerm(1, .media, selection)], atMost: most.value.yuan))
        }
        if let least = bounds.shareMin {
            rules.append(
                DeliveryRule(
                    "least share of \(name)", from: least.origin,
                    terms: [RuleTerm(1, .media, selection), RuleTerm(-least.value, .media)], atLeast: 0))
        }
        if let most = bounds.shareMax {
            rules.append(
                DeliveryRule(
                    "largest share of \(name)", from: most.origin,
                    terms: [RuleTerm(1, .media, selection), RuleTerm(-most.value, .media)], atMost: 0))
        }
        return rules
    }

    /// One rule a period for limits per day.
    private func perPeriod(
        _ name: String, _ least: Cited<Money>?, _ most: Cited<Money>?, _ selection: Selection
    ) -> [DeliveryRule] {
        var rules: [DeliveryRule] = []
        let periods = selection.periods(of: horizon.count)
        for t in periods {
            var inPeriod = selection
            inPeriod.periods = t...t
            let day = horizon.days[t]
            if let least {
                rules.append(
                    DeliveryRule(
                        "\(name), at least, \(day)", from: least.origin, terms: [RuleTerm(1, .media, inPeriod)],
                        atLeast: least.value.yuan * daysPerPeriod))
            }
            if let most {
                rules.append(
                    DeliveryRule(
                        "\(name), at most, \(day)", from: most.origin, terms: [RuleTerm(1, .media, inPeriod)],
                        atMost: most.value.yuan * daysPerPeriod))
            }
        }
        return rules
    }
}
