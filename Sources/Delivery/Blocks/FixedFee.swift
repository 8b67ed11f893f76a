// SPDX-License-Identifier: GPL-3.0-or-later
public import Market

/// A fixed fee: a whole number of contracts, each with what it brings in a day, a factor on its channel's lines, and for an exclusive
/// keyword a flow of known customers who search it and land on the page, until all have been.
public struct FixedFee: DeliveryBlock {
    public let terms: FixedFeeTerms

    public init(_ terms: FixedFeeTerms) { self.terms = terms }

    public func extend(_ problem: inout DeliveryProblem) {
        guard !terms.bringsNothing, terms.most > 0, let periods = problem.periods(from: terms.begin, to: terms.end) else {
            return
        }
        let days = problem.daysPerPeriod
        var options = [ChoiceOption(name: "none", value: 0)]
        for number in 1...terms.most {
            let pieces = Double(number)
            // Each further one adds the same; the factor is there or it is not.
            options.append(
                ChoiceOption(
                    name: terms.most == 1 ? "bought" : "\(number)", value: terms.feePerDay * pieces,
                    cost: .constant(terms.feePerDay * pieces * days),
                    outcomes: terms.outcomes.mapValues { .constant($0 * pieces * days) },
                    effects: terms.factor == 1
                        ? [] : [ResponseEffect(on: Selection(channels: [terms.channel]), factor: .constant(terms.factor))]))
        }
        let choice = DeliveryChoice(
            kind: terms.kind, channel: terms.channel, periods: periods, unit: "yuan", options: options)
        problem.choices.append(choice)
        guard terms.known * terms.searching > 0 else { return }
        let stock = "known customers of \(terms.channel)"
        problem.reservoirs.append(DeliveryReservoir(stock, initial: terms.known))
        problem.flows.append(
            DeliveryFlow(
                "landing of \(terms.channel)", channel: terms.channel, audience: .purchased, from: stock, periods: periods,
                most: .constant(problem.perPeriod(min(1, terms.searching))), maximum: .constant(terms.known),
                rates: [
                    .visits: 1, .recalled: 1, .orders: .constant(terms.ordersPerVisit),
                    .gmv: .constant(terms.ordersPerVisit * terms.orderValue),
                ],
                opening: RuleTerm(
                    1, .picked(OptionPick(terms.kind, Set(options.dropFirst().map(\.name)))),
                    Selection(channels: [terms.channel]))))
    }
}
