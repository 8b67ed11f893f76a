// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Market

extension DeliveryModel {
    /// factor · Σ quantity over the selection where the variables have the given values, without what comes after the horizon.
    public func value(of term: RuleTerm, at values: [Double]) -> Double {
        var expression = LinearExpression()
        append(term, to: &expression)
        return expression.value(at: values)
    }

    /// Adds factor · Σ quantity over the selection, within a range of periods, to an expression.
    func append(
        _ term: RuleTerm, to expression: inout LinearExpression, withTail: Bool = false, within range: Range<Int>? = nil
    ) {
        var periods = term.selection.periods(of: problem.horizon.count)
        if let range { periods = periods.clamped(to: range) }
        guard !periods.isEmpty else { return }
        let factor = term.factor
        let selection = term.selection
        switch term.quantity {
        case .media: media(selection, periods, factor, &expression)
        case .choiceCost: choiceCost(selection, periods, factor, &expression)
        case .flowCost: flowCost(selection, periods, factor, &expression)
        case .subsidy: subsidy(selection, periods, factor, &expression)
        case .cost:
            media(selection, periods, factor, &expression)
            choiceCost(selection, periods, factor, &expression)
            flowCost(selection, periods, factor, &expression)
            subsidy(selection, periods, -factor, &expression)
        case .outcome(let outcome):
            lines(outcome, selection, periods, factor, withTail, &expression)
            options(outcome, selection, periods, factor, &expression)
            flows(outcome, selection, periods, factor, &expression)
        case .stock(let name):
            for (index, reservoir) in problem.reservoirs.enumerated() where reservoir.name == name {
                for t in periods { expression.add(stock[index][t], times: factor) }
            }
        case .picked(let pick):
            for (index, choice) in problem.choices.enumerated()
            where selection.covers(channel: choice.channel, goods: choice.goods, audience: choice.audience)
                && periods.contains(choice.periods.lowerBound)
            {
                for (number, option) in choice.options.enumerated() where pick.covers(choice, option) {
                    expression.add(self.pick[index][number], times: factor)
                }
            }
        }
    }

    private func media(_ selection: Selection, _ periods: Range<Int>, _ factor: Double, _ sum: inout LinearExpression) {
        for (index, line) in problem.lines.enumerated() where selection.covers(line) {
            for t in periods { sum.add(spend[index][t], times: factor) }
        }
    }

    private func choiceCost(_ selection: Selection, _ periods: Range<Int>, _ factor: Double, _ sum: inout LinearExpression) {
        for (index, choice) in problem.choices.enumerated()
        where selection.covers(channel: choice.channel, goods: choice.goods, audience: choice.audience) {
            guard let held = choice.periods.common(with: periods) else { continue }
            for (number, option) in choice.options.enumerated() {
                let amount = held.reduce(0) { $0 + option.cost[$1] }
                if amount != 0 { sum.add(pick[index][number], times: factor * amount) }
            }
        }
        for (index, line) in problem.lines.enumerated() where !extras[index].isEmpty && selection.covers(line) {
            for t in periods {
                for (share, extra) in extras[index][t] where extra.cost != 0 { sum.add(share, times: factor * extra.cost) }
            }
        }
    }

    private func flowCost(_ selection: Selection, _ periods: Range<Int>, _ factor: Double, _ sum: inout LinearExpression) {
        for (index, flow) in problem.flows.enumerated()
        where selection.covers(channel: flow.channel, goods: flow.goods, audience: flow.audience) {
            for t in periods {
                if let units = self.flow[index][t], flow.cost[t] != 0 { sum.add(units, times: factor * flow.cost[t]) }
            }
        }
    }

    private func subsidy(_ selection: Selection, _ periods: Range<Int>, _ factor: Double, _ sum: inout LinearExpression) {
        // A base is stated before the subsidies themselves.
        for (index, subsidy) in problem.subsidies.enumerated()
        where index < self.subsidy.count
            && selection.covers(channel: subsidy.channel, goods: subsidy.goods, audience: subsidy.audience)
        {
            for t in periods { if let paid = self.subsidy[index][t] { sum.add(paid, times: factor) } }
        }
    }

    private func lines(
        _ outcome: Outcome, _ selection: Selection, _ periods: Range<Int>, _ factor: Double, _ withTail: Bool,
        _ sum: inout LinearExpression
    ) {
        let count = problem.horizon.count
        for (index, line) in problem.lines.enumerated() where selection.covers(line) {
            if !extras[index].isEmpty {
                for t in periods {
                    for (share, extra) in extras[index][t] {
                        if let rate = extra.rates[outcome], rate != 0 { sum.add(share, times: factor * rate) }
                    }
                }
            }
            guard outcome == line.primary || line.rates[outcome] != nil else { continue }
            for t in periods {
                if let y = response[index][t] { sum.add(y, times: factor * line.rate(of: outcome, in: t)) }
            }
            if withTail, periods.upperBound == count, count > 0 {
                let rate = line.rate(of: outcome, in: count - 1)
                for y in tail[index] { sum.add(y, times: factor * rate * problem.afterHorizonWeight) }
            }
        }
    }

    private func options(
        _ outcome: Outcome, _ selection: Selection, _ periods: Range<Int>, _ factor: Double, _ sum: inout LinearExpression
    ) {
        for (index, choice) in problem.choices.enumerated()
        where selection.covers(channel: choice.channel, goods: choice.goods, audience: choice.audience) {
            guard let held = choice.periods.common(with: periods) else { continue }
            for (number, option) in choice.options.enumerated() {
                guard let values = option.outcomes[outcome] else { continue }
                sum.add(pick[index][number], times: factor * held.reduce(0) { $0 + values[$1] })
            }
        }
    }

    private func flows(
        _ outcome: Outcome, _ selection: Selection, _ periods: Range<Int>, _ factor: Double, _ sum: inout LinearExpression
    ) {
        for (index, flow) in problem.flows.enumerated()
        where flow.brings(outcome)
            && selection.covers(channel: flow.channel, goods: flow.goods, audience: flow.audience)
        {
            for t in periods {
                if let units = self.flow[index][t], let use = flow.uses[outcome]?[t] { sum.add(units, times: factor * use) }
                if let answers = flowResponse[index][t], let rate = flow.rates[outcome]?[t] {
                    sum.add(answers, times: factor * rate)
                }
            }
        }
    }
}

extension ClosedRange<Int> {
    /// The common part with a half-open range, nil where there is none.
    fileprivate func common(with range: Range<Int>) -> Range<Int>? {
        let low = Swift.max(lowerBound, range.lowerBound)
        let high = Swift.min(upperBound + 1, range.upperBound)
        return low < high ? low..<high : nil
    }
}
