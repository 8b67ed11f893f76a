// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
public import Delivery
public import Market
import Response

extension DeliveryProblem {
    /// The problem of the periods that are left, with what is done taken off every rule that reaches back.
    ///
    /// A rule Σ factor · quantity ≤ limit over the whole campaign becomes the same rule over what is left, its limit less what the past came to;
    /// a change limit holds the first day to the last one delivered. Lines keep their carry-in, which has to be that of the first period
    /// left. Rules that are only about the past are dropped; limits that were passed already leave nothing and are named.
    public func remaining(after done: DoneDelivery) -> (problem: DeliveryProblem, notices: [Notice]) {
        let first = min(max(0, done.periods), horizon.count)
        guard first > 0 else { return (self, []) }
        var rest = self
        rest.horizon = Horizon(
            begin: horizon.begin.advanced(by: first * horizon.cadence.days), count: horizon.count - first,
            cadence: horizon.cadence)
        rest.stages = Array(stages.dropFirst(first))
        rest.lines = lines.map { $0.remaining(after: first, spent: done.yuan(of: $0.key).reduce(0, +)) }
        rest.choices = choices.compactMap { $0.remaining(after: first) }
        // What is in stock today is not recorded: stocks start as the brief says.
        rest.reservoirs = reservoirs.map { $0.remaining(after: first) }
        rest.flows = flows.compactMap { $0.remaining(after: first) }
        rest.subsidies = subsidies.compactMap { $0.remaining(after: first) }
        rest.objective.terms = objective.terms.compactMap { term in
            term.selection.remaining(after: first).map { RuleTerm(term.factor, term.quantity, $0) }
        }
        for index in rest.parts.indices {
            rest.parts[index].terms = parts[index].terms.compactMap { $0.remaining(after: first) }
        }
        var notices: [Notice] = []
        rest.rules = rules.compactMap { rule in
            let left = rule.remaining(after: first, done: done, in: self)
            notices += left.notices
            return left.rule
        }
        return (rest, notices)
    }
}

extension DeliveryRule {
    fileprivate func remaining(
        after first: Int, done: DoneDelivery, in problem: DeliveryProblem
    ) -> (rule: DeliveryRule?, notices: [Notice]) {
        var rule = self
        var isLeft = false
        var past = 0.0
        var amounts: [Double] = []
        let isExclusivity =
            atLeast == nil
            && terms.contains {
                if case .picked(let pick) = $0.quantity { pick.kind == DeliveryChoice.delivererKind } else { false }
            }
        for index in terms.indices {
            let term = terms[index]
            // Who delivers an item from now on does not depend on who did.
            let amount = isExclusivity ? 0 : done.amount(term.quantity, term.selection, in: problem)
            amounts.append(amount)
            past += term.factor * amount
            if let selection = term.selection.remaining(after: first) {
                rule.terms[index].selection = selection
                isLeft = true
            } else {
                rule.terms[index].selection = Selection(channels: [])
            }
        }
        rule.done = amounts
        let words: [String: MessageArgument] = [
            "rule": RuleWords.argument(title: title, name: name, day: day), "place": .text(origin?.text ?? ""),
        ]
        guard isLeft else {
            let size = 1e-6 * max(1, abs(past))
            let broken = past > (atMost ?? .infinity) + size || past < (atLeast ?? -.infinity) - size
            return (nil, broken ? [Notice("replan.broken-already", words)] : [])
        }
        // From a day without spend no change limit leads anywhere.
        if stated?.unit == .share, terms.count == 2, let earlier = amounts.last, earlier == 0,
            terms[1].selection.remaining(after: first) == nil
        {
            return (nil, [])
        }
        rule.atMost = atMost.map { $0 - past }
        rule.atLeast = atLeast.map { $0 - past }
        let isPlain = terms.allSatisfy { $0.factor >= 0 }
        var notices: [Notice] = []
        if isPlain, let most = rule.atMost, most < 0 {
            rule.atMost = 0
            if let least = rule.atLeast, least > 0 { rule.atLeast = 0 }
            notices.append(Notice("replan.passed-already", words))
        }
        // What was to be reached is reached.
        if isPlain, let least = rule.atLeast, least <= 0 { rule.atLeast = nil }
        guard rule.atLeast != nil || rule.atMost != nil else { return (nil, notices) }
        return (rule, notices)
    }
}

extension Selection {
    /// The part of the selection from a period on, counted from there; nil where nothing is left.
    fileprivate func remaining(after first: Int) -> Selection? {
        guard let periods else { return self }
        guard periods.upperBound >= first else { return nil }
        var copy = self
        copy.periods = max(0, periods.lowerBound - first)...(periods.upperBound - first)
        return copy
    }
}

extension PeriodValues {
    fileprivate func remaining(after first: Int) -> PeriodValues {
        switch self {
        case .constant: self
        case .each(let values): .each(Array(values.dropFirst(first)))
        }
    }
}

extension DeliveryLine {
    fileprivate func remaining(after first: Int, spent: Double) -> DeliveryLine {
        var copy = self
        copy.multipliers = multipliers.remaining(after: first)
        copy.rates = rates.mapValues { $0.remaining(after: first) }
        copy.minimum = minimum.remaining(after: first)
        copy.maximum = maximum.remaining(after: first)
        if let least = minimumIfUsed, least.scope == .horizon {
            // Of a line that is in use only the rest of its minimum is due.
            let left = least.amount.yuan - spent
            copy.minimumIfUsed = left > 0 ? Money(yuan: left).map { MinimumIfUsed(amount: $0, scope: .horizon) } : nil
        }
        return copy
    }
}

extension DeliveryChoice {
    fileprivate func remaining(after first: Int) -> DeliveryChoice? {
        guard periods.upperBound >= first else { return nil }
        var copy = self
        copy.periods = max(0, periods.lowerBound - first)...(periods.upperBound - first)
        for index in copy.options.indices {
            copy.options[index].cost = options[index].cost.remaining(after: first)
            copy.options[index].outcomes = options[index].outcomes.mapValues { $0.remaining(after: first) }
            copy.options[index].effects = options[index].effects.compactMap { $0.remaining(after: first) }
        }
        return copy
    }
}

extension RuleTerm {
    fileprivate func remaining(after first: Int) -> RuleTerm? {
        selection.remaining(after: first).map { RuleTerm(factor, quantity, $0) }
    }
}

extension ResponseEffect {
    fileprivate func remaining(after first: Int) -> ResponseEffect? {
        guard let selection = selection.remaining(after: first) else { return nil }
        return ResponseEffect(
            on: selection, factor: factor.remaining(after: first), rates: rates.mapValues { $0.remaining(after: first) },
            cost: cost.remaining(after: first), per: per)
    }
}

extension DeliveryReservoir {
    fileprivate func remaining(after first: Int) -> DeliveryReservoir {
        var copy = self
        copy.decay = decay.remaining(after: first)
        copy.natural = natural.remaining(after: first)
        copy.inflows = inflows.compactMap { $0.remaining(after: first) }
        copy.most = most?.remaining(after: first)
        return copy
    }
}

extension DeliveryFlow {
    fileprivate func remaining(after first: Int) -> DeliveryFlow? {
        guard periods.upperBound >= first else { return nil }
        var copy = self
        copy.periods = max(0, periods.lowerBound - first)...(periods.upperBound - first)
        copy.least = least.remaining(after: first)
        copy.most = most.remaining(after: first)
        copy.maximum = maximum.remaining(after: first)
        copy.cost = cost.remaining(after: first)
        copy.uses = uses.mapValues { $0.remaining(after: first) }
        copy.rates = rates.mapValues { $0.remaining(after: first) }
        copy.opening = opening?.remaining(after: first)
        return copy
    }
}

extension DeliverySubsidy {
    fileprivate func remaining(after first: Int) -> DeliverySubsidy? {
        guard periods.upperBound >= first else { return nil }
        var copy = self
        copy.periods = max(0, periods.lowerBound - first)...(periods.upperBound - first)
        copy.base = base.compactMap { $0.remaining(after: first) }
        copy.mostPerPeriod = mostPerPeriod?.remaining(after: first)
        copy.opening = opening?.remaining(after: first)
        return copy
    }
}
