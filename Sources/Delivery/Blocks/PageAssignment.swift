// SPDX-License-Identifier: GPL-3.0-or-later
public import Market

/// Goods and page versions on the slots of an audience's page: an assignment.
///
///     maximize Σ views · attention[slot] · orders a view[goods]   each slot one goods, each goods one slot or none
public struct PageAssignment: DeliveryBlock {
    public let terms: PageTerms

    public init(_ terms: PageTerms) { self.terms = terms }

    public func extend(_ problem: inout DeliveryProblem) {
        guard terms.viewsPerDay > 0, !terms.slots.isEmpty else { return }
        let goods = Set(terms.candidates.map(\.goods)).sorted()
        let days = problem.daysPerPeriod
        for id in goods {
            var nothing = ChoiceOption(name: "not shown", value: 0)
            nothing.isSaid = false
            var options = [nothing]
            for (place, attention) in terms.slots.enumerated() {
                for candidate in terms.candidates where candidate.goods == id {
                    let orders = terms.viewsPerDay * attention * candidate.ordersPerView * days
                    options.append(
                        ChoiceOption(
                            name: Self.name(place, candidate.version), value: Double(place + 1),
                            outcomes: [.orders: .constant(orders), .gmv: .constant(orders * candidate.orderValue)]))
                }
            }
            problem.choices.append(
                DeliveryChoice(
                    kind: "page", channel: "page", goods: id, audience: terms.audience, periods: problem.allPeriods,
                    unit: "slot", options: options))
        }
        let versions = Set(terms.candidates.map(\.version)).sorted()
        for place in terms.slots.indices {
            // Versions that no goods has would be unknown options.
            let names = Set(versions.map { Self.name(place, $0) })
            problem.rules.append(
                DeliveryRule(
                    "slot \(place + 1) of the page for \(terms.audience)",
                    terms: [RuleTerm(1, .picked(OptionPick("page", names)), Selection(audiences: [terms.audience]))], atMost: 1)
            )
        }
    }

    private static func name(_ place: Int, _ version: String) -> String {
        version.isEmpty ? "slot \(place + 1)" : "slot \(place + 1), \(version)"
    }
}
