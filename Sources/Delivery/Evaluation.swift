// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
public import Market
import Response

/// What given amounts bring on the true curves: the arbiter of every value that a plan claims.
public struct Evaluation: Sendable, Hashable {
    /// The objective, the weighted effect after the horizon included.
    public internal(set) var value = 0.0
    /// Part of `value` that comes after the horizon.
    public internal(set) var afterHorizon = 0.0
    /// Σ of each rule's terms, in the order of the problem's rules.
    public internal(set) var rules: [Double] = []
    /// Totals over horizon by outcome.
    public internal(set) var outcomes: [Outcome: Double] = [:]
    /// spend[line][period] as given, yuan.
    public let spend: [[Double]]
    /// Number of the picked option of each choice, as given.
    public let options: [Int]
    /// primary[line][period], effects of the picked options included.
    public internal(set) var primary: [[Double]] = []
    /// Units that flow, flow[flow][period]: as given, or what the stock allows.
    public internal(set) var flows: [[Double]] = []
    /// Responses to the flows, by flow and period.
    public internal(set) var flowResponses: [[Double]] = []
    /// Stock at the end of each period, by reservoir; below 0 where responses took out more than there was.
    public internal(set) var stocks: [[Double]] = []
    /// Yuan that the platform pays, by subsidy and period.
    public internal(set) var subsidies: [[Double]] = []
    /// Weighted primary outcome after the horizon, by line.
    var tails: [Double] = []
    /// What the picked options add to one unit of response, by line and period; empty for a line that no option works on.
    var extras: [[ResponseExtra]] = []
}

extension DeliveryProblem {
    /// Evaluates spend[line][period] in yuan, one option number a choice and units by flow and period, without any rule being enforced
    /// and without refused outcome.
    ///
    /// A flow never moves more than its source holds: where several ask for more, all get the same share. Flows that are not given
    /// move what they must.
    ///
    /// Without rules their sums stay empty, for who asks for value and outcomes on many draws.
    public func evaluate(
        spend: [[Double]], options: [Int], flows: [[Double]] = [], withRules: Bool = true
    ) -> Evaluation {
        var result = Evaluation(spend: spend, options: options)
        respond(&result)
        flow(flows, &result)
        subsidize(&result)
        if withRules { result.rules = rules.map { rule in rule.terms.reduce(0) { $0 + total($1, in: result) } } }
        let without = objective.terms.reduce(0) { $0 + total($1, in: result) }
        result.value = objective.terms.reduce(0) { $0 + total($1, in: result, withTail: true) }
        result.afterHorizon = result.value - without
        for outcome in outcomes { result.outcomes[outcome] = total(RuleTerm(1, .outcome(outcome)), in: result) }
        return result
    }

    private func respond(_ result: inout Evaluation) {
        let count = horizon.count
        let closed = closedLines(result.options)
        let working = choices.indices.filter { choices[$0].hasEffects }
        result.primary.reserveCapacity(lines.count)
        for (index, line) in lines.enumerated() {
            let curve = line.curve.curve
            var carried = line.carryIn
            var outcome: [Double] = []
            outcome.reserveCapacity(count)
            for t in 0..<count {
                carried = result.spend[index][t] + line.carryOver * carried
                outcome.append(line.multipliers[t] * curve.value(at: carried))
            }
            var extras: [ResponseExtra] = []
            for number in working {
                let choice = choices[number]
                let option = result.options[number]
                guard choice.options[option].effects.contains(where: { $0.covers(line) }) else { continue }
                if extras.isEmpty { extras = [ResponseExtra](repeating: ResponseExtra(), count: count) }
                for t in 0..<count {
                    outcome[t] *= choice.factor(of: option, on: line, in: t)
                    let extra = choice.extra(of: option, on: line, in: t)
                    extras[t].cost += extra.cost
                    extras[t].rates.merge(extra.rates, uniquingKeysWith: +)
                }
            }
            result.primary.append(outcome)
            result.extras.append(extras)
            var tail = 0.0
            if afterHorizonWeight > 0, line.carryOver > 0, count > 0 {
                var share = line.carryOver
                var steps = 0
                while share >= DeliveryModel.smallestTailShare, steps < DeliveryModel.mostTailPeriods {
                    carried *= line.carryOver
                    tail += line.multipliers[count - 1] * curve.value(at: carried)
                    share *= line.carryOver
                    steps += 1
                }
            }
            result.tails.append(closed[index] ? 0 : tail * afterHorizonWeight)
        }
    }

    /// Stocks and flows, period by period.
    private func flow(_ wanted: [[Double]], _ result: inout Evaluation) {
        let count = horizon.count
        result.flows = flows.map { _ in [Double](repeating: 0, count: count) }
        result.flowResponses = result.flows
        result.stocks = reservoirs.map { _ in [Double](repeating: 0, count: count) }
        guard !flows.isEmpty || !reservoirs.isEmpty else { return }
        let place = Dictionary(uniqueKeysWithValues: reservoirs.enumerated().map { ($1.name, $0) })
        let sources = flows.map { $0.source.flatMap { place[$0] } }
        let targets = flows.map { $0.target.flatMap { place[$0] } }
        let open = flows.map { flow in flow.opening.map { min(1, max(0, total($0, in: result))) } ?? 1 }
        var end = reservoirs.map(\.initial)
        for t in 0..<count {
            let start = reservoirs.indices.map { max(0, end[$0]) * (1 - reservoirs[$0].decay[t]) }
            for (index, flow) in flows.enumerated() where flow.periods.contains(t) {
                var units = index < wanted.count ? wanted[index][t] : 0
                if let source = sources[index] {
                    units = min(max(units, flow.least[t] * start[source]), flow.most[t] * start[source])
                }
                result.flows[index][t] = max(0, flow.least[t] > 0 ? units : min(units, flow.maximum[t] * open[index]))
            }
            for reservoir in reservoirs.indices {
                let leaving = flows.indices.filter { sources[$0] == reservoir }
                let asked = leaving.reduce(0) { $0 + result.flows[$1][t] }
                guard asked > start[reservoir] else { continue }
                for index in leaving { result.flows[index][t] *= start[reservoir] / asked }
            }
            for (index, flow) in flows.enumerated() where flow.periods.contains(t) {
                let units = result.flows[index][t]
                result.flowResponses[index][t] = flow.curve?.curve.value(at: units) ?? units
            }
            for (index, reservoir) in reservoirs.enumerated() {
                var stock = start[index] + reservoir.natural[t]
                for term in reservoir.inflows { stock += total(term, in: result, within: t..<(t + 1)) }
                for number in flows.indices {
                    if sources[number] == index { stock -= result.flows[number][t] }
                    let sent = t - flows[number].lag
                    if targets[number] == index, sent >= 0 { stock += flows[number].arriving * result.flows[number][sent] }
                }
                result.stocks[index][t] = stock
                end[index] = stock
            }
        }
    }

    private func subsidize(_ result: inout Evaluation) {
        let count = horizon.count
        for (index, subsidy) in subsidies.enumerated() {
            let earlier = (0..<index).filter { subsidies[$0].overlaps(subsidy) }
            let open = subsidy.opening.map { min(1, max(0, total($0, in: result))) } ?? 1
            var left = subsidy.cap.yuan * open
            var paid = [Double](repeating: 0, count: count)
            for t in subsidy.periods.clamped(to: 0...max(0, count - 1)) where t < count {
                var base = subsidy.base.reduce(0) { $0 + total($1, in: result, within: t..<(t + 1)) }
                for other in earlier { base -= result.subsidies[other][t] }
                paid[t] = max(0, min(left, subsidy.share * base, subsidy.mostPerPeriod?[t] ?? .infinity))
                left -= paid[t]
            }
            result.subsidies.append(paid)
        }
    }

    /// factor · Σ quantity over a selection at an evaluation's amounts, within a range of periods.
    public func total(
        _ term: RuleTerm, in state: Evaluation, withTail: Bool = false, within range: Range<Int>? = nil
    ) -> Double {
        let count = horizon.count
        var periods = term.selection.periods(of: count)
        if let range { periods = periods.clamped(to: range) }
        guard !periods.isEmpty else { return 0 }
        var sum = 0.0
        switch term.quantity {
        case .media: sum = media(term.selection, periods, state)
        case .choiceCost: sum = choiceCost(term.selection, periods, state)
        case .flowCost: sum = flowCost(term.selection, periods, state)
        case .subsidy: sum = subsidy(term.selection, periods, state)
        case .cost:
            sum =
                media(term.selection, periods, state) + choiceCost(term.selection, periods, state)
                + flowCost(term.selection, periods, state) - subsidy(term.selection, periods, state)
        case .outcome(let outcome):
            sum = brought(outcome, term.selection, periods, state, withTail: withTail && periods.upperBound == count)
        case .stock(let name):
            for (index, reservoir) in reservoirs.enumerated() where reservoir.name == name {
                for t in periods { sum += state.stocks[index][t] }
            }
        case .picked(let pick):
            for (index, choice) in choices.enumerated()
            where term.selection.covers(channel: choice.channel, goods: choice.goods, audience: choice.audience)
                && periods.contains(choice.periods.lowerBound)
            {
                if pick.covers(choice, choice.options[state.options[index]]) { sum += 1 }
            }
        }
        return term.factor * sum
    }

    private func media(_ selection: Selection, _ periods: Range<Int>, _ state: Evaluation) -> Double {
        var sum = 0.0
        for (index, line) in lines.enumerated() where selection.covers(line) {
            for t in periods { sum += state.spend[index][t] }
        }
        return sum
    }

    private func choiceCost(_ selection: Selection, _ periods: Range<Int>, _ state: Evaluation) -> Double {
        var sum = 0.0
        for (index, choice) in choices.enumerated()
        where selection.covers(channel: choice.channel, goods: choice.goods, audience: choice.audience) {
            let option = choice.options[state.options[index]]
            for t in periods where choice.periods.contains(t) { sum += option.cost[t] }
        }
        for (index, line) in lines.enumerated() where !state.extras[index].isEmpty && selection.covers(line) {
            for t in periods { sum += state.primary[index][t] * state.extras[index][t].cost }
        }
        return sum
    }

    private func flowCost(_ selection: Selection, _ periods: Range<Int>, _ state: Evaluation) -> Double {
        var sum = 0.0
        for (index, flow) in flows.enumerated()
        where selection.covers(channel: flow.channel, goods: flow.goods, audience: flow.audience) {
            for t in periods { sum += state.flows[index][t] * flow.cost[t] }
        }
        return sum
    }

    private func subsidy(_ selection: Selection, _ periods: Range<Int>, _ state: Evaluation) -> Double {
        var sum = 0.0
        for (index, subsidy) in subsidies.enumerated()
        where index < state.subsidies.count
            && selection.covers(channel: subsidy.channel, goods: subsidy.goods, audience: subsidy.audience)
        {
            for t in periods { sum += state.subsidies[index][t] }
        }
        return sum
    }

    private func brought(
        _ outcome: Outcome, _ selection: Selection, _ periods: Range<Int>, _ state: Evaluation, withTail: Bool
    ) -> Double {
        let count = horizon.count
        var sum = 0.0
        for (index, line) in lines.enumerated() where selection.covers(line) {
            if !state.extras[index].isEmpty {
                for t in periods { sum += state.primary[index][t] * (state.extras[index][t].rates[outcome] ?? 0) }
            }
            // Looked up once a line: a plan is evaluated on hundreds of draws.
            guard let rates = outcome == line.primary ? 1 : line.rates[outcome] else { continue }
            let responses = state.primary[index]
            if case .constant(let rate) = rates {
                var all = 0.0
                for t in periods { all += responses[t] }
                sum += rate * all
            } else {
                for t in periods { sum += responses[t] * rates[t] }
            }
            if withTail, count > 0 { sum += state.tails[index] * rates[count - 1] }
        }
        for (index, choice) in choices.enumerated()
        where selection.covers(channel: choice.channel, goods: choice.goods, audience: choice.audience) {
            guard let values = choice.options[state.options[index]].outcomes[outcome] else { continue }
            for t in periods where choice.periods.contains(t) { sum += values[t] }
        }
        for (index, flow) in flows.enumerated()
        where flow.brings(outcome)
            && selection.covers(channel: flow.channel, goods: flow.goods, audience: flow.audience)
        {
            for t in periods {
                sum += state.flows[index][t] * (flow.uses[outcome]?[t] ?? 0)
                sum += state.flowResponses[index][t] * (flow.rates[outcome]?[t] ?? 0)
            }
        }
        return sum
    }
}
