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
                DeliveryRule(
                    "total budget", title: Notice("rule.total-budget"), from: budget.origin, terms: budgetTerms,
                    atMost: budget.value.yuan))
        }
        rules += perPeriod(
            "daily budget", least: Notice("rule.daily-budget-least"), most: Notice("rule.daily-budget-most"), brief.dailyMin,
            brief.dailyMax, Selection.all)
        for stage in brief.stages { rules += self.rules(of: stage) }
        for rule in brief.channels where kind(of: rule.channel.value) != .affiliate && rule.exclude?.value != true {
            rules += bounds(rule.bounds, .channel(rule.channel.value))
        }
        for rule in brief.goodsRules where rule.exclude?.value != true {
            rules += bounds(rule.bounds, .goods(rule.goods.value))
        }
        for rule in brief.audiences where rule.exclude?.value != true {
            rules += bounds(rule.bounds, .audience(rule.audience.value))
        }
        if let most = brief.affiliate?.reserveMax {
            rules.append(
                DeliveryRule(
                    "commission reserve", title: Notice("rule.commission-reserve"), from: most.origin,
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
        let subject = RuleSubject.stage(stage.name.value, first...last)
        var rules = bounds(stage.bounds, subject)
        if let budget = stage.budget {
            rules.append(
                DeliveryRule(
                    "budget of \(subject.name)", title: Notice("rule.budget-of", subject.words), from: budget.origin,
                    terms: [RuleTerm(1, .media, subject.selection)], atLeast: budget.value.yuan, atMost: budget.value.yuan))
        }
        if let share = stage.share {
            // A share to the last digit is kept by no amounts in whole fen.
            let slack = ScenarioContext.shareSlack
            rules.append(
                shareRule(
                    "share of \(subject.name), at least", Notice("rule.share-of-least", subject.words), share,
                    subject.selection, isLeast: true, slack: -slack))
            rules.append(
                shareRule(
                    "share of \(subject.name), at most", Notice("rule.share-of-most", subject.words), share,
                    subject.selection, isLeast: false, slack: slack))
        }
        return rules
    }

    private func bounds(_ bounds: SpendBounds, _ subject: RuleSubject) -> [DeliveryRule] {
        var rules = perPeriod(
            "daily limit of \(subject.name)", least: Notice("rule.daily-of-least", subject.words),
            most: Notice("rule.daily-of-most", subject.words), bounds.dailyMin, bounds.dailyMax, subject.selection)
        if let least = bounds.totalMin {
            rules.append(
                DeliveryRule(
                    "floor of \(subject.name)", title: Notice("rule.floor-of", subject.words), from: least.origin,
                    terms: [RuleTerm(1, .media, subject.selection)], atLeast: least.value.yuan))
        }
        if let most = bounds.totalMax {
            rules.append(
                DeliveryRule(
                    "ceiling of \(subject.name)", title: Notice("rule.ceiling-of", subject.words), from: most.origin,
                    terms: [RuleTerm(1, .media, subject.selection)], atMost: most.value.yuan))
        }
        if let least = bounds.shareMin {
            rules.append(
                shareRule(
                    "least share of \(subject.name)", Notice("rule.least-share-of", subject.words), least, subject.selection,
                    isLeast: true))
        }
        if let most = bounds.shareMax {
            rules.append(
                shareRule(
                    "largest share of \(subject.name)", Notice("rule.largest-share-of", subject.words), most,
                    subject.selection, isLeast: false))
        }
        return rules
    }

    /// Σ quantity of the selection − (factor · share + slack) · Σ quantity of the whole, at least or at most 0. `factor` is the part of
    /// the stated share that each of several selections has.
    func shareRule(
        _ name: String, _ title: Notice, _ share: Cited<Double>, _ selection: Selection, isLeast: Bool, slack: Double = 0,
        factor: Double = 1, of quantity: Quantity = .media, whole: Selection = .all
    ) -> DeliveryRule {
        DeliveryRule(
            name, title: title, from: share.origin,
            terms: [RuleTerm(1, quantity, selection), RuleTerm(-(factor * share.value + slack), quantity, whole)],
            atLeast: isLeast ? 0 : nil, atMost: isLeast ? nil : 0,
            stated: StatedNumber(share.value, .share, termSlopes: [0, -factor]))
    }

    /// One rule a period for limits per day.
    private func perPeriod(
        _ name: String, least leastTitle: Notice, most mostTitle: Notice, _ least: Cited<Money>?, _ most: Cited<Money>?,
        _ selection: Selection
    ) -> [DeliveryRule] {
        var rules: [DeliveryRule] = []
        for t in selection.periods(of: horizon.count) {
            var inPeriod = selection
            inPeriod.periods = t...t
            let day = horizon.days[t]
            if let least {
                rules.append(
                    DeliveryRule(
                        "\(name), at least, \(day)", title: leastTitle, day: day, from: least.origin,
                        terms: [RuleTerm(1, .media, inPeriod)], atLeast: least.value.yuan * daysPerPeriod,
                        stated: .limit(least.value.yuan, times: daysPerPeriod)))
            }
            if let most {
                rules.append(
                    DeliveryRule(
                        "\(name), at most, \(day)", title: mostTitle, day: day, from: most.origin,
                        terms: [RuleTerm(1, .media, inPeriod)], atMost: most.value.yuan * daysPerPeriod,
                        stated: .limit(most.value.yuan, times: daysPerPeriod)))
            }
        }
        return rules
    }
}
