// SPDX-License-Identifier: GPL-3.0-or-later
public import Market

/// One add-on at one threshold for an audience: gain = taken · orders · value, cost = taken · orders · discount.
public struct BasketCompletion: DeliveryBlock {
    public let terms: BasketTerms

    public init(_ terms: BasketTerms) { self.terms = terms }

    public func extend(_ problem: inout DeliveryProblem) {
        let offers = terms.addOns.filter { $0.taken > 0 && $0.value > 0 }
        guard terms.ordersPerDay > 0, !offers.isEmpty else { return }
        let days = problem.daysPerPeriod
        for id in Set(offers.map(\.goods)).sorted() {
            var nothing = ChoiceOption(name: "none", value: 0)
            nothing.isSaid = false
            var options = [nothing]
            for offer in offers where offer.goods == id {
                let taken = offer.taken * terms.ordersPerDay * days
                options.append(
                    ChoiceOption(
                        name: "\(plain(offer.discount)) yuan off from \(plain(offer.threshold)) yuan", value: offer.discount,
                        cost: .constant(taken * offer.discount), outcomes: [.gmv: .constant(taken * offer.value)],
                        limit: offer.threshold))
            }
            problem.choices.append(
                DeliveryChoice(
                    kind: "add-on", channel: "basket", goods: id, audience: terms.audience, periods: problem.allPeriods,
                    unit: "yuan", options: options))
        }
        let names = Set(offers.map { "\(plain($0.discount)) yuan off from \(plain($0.threshold)) yuan" })
        problem.rules.append(
            DeliveryRule(
                "one add-on for \(terms.audience)",
                terms: [RuleTerm(1, .picked(OptionPick("add-on", names)), Selection(audiences: [terms.audience]))], atMost: 1))
    }
}
