// SPDX-License-Identifier: GPL-3.0-or-later
import Delivery
public import Market

/// Why an option was picked: what the best plan without it would bring.
public struct Alternative: Sendable, Hashable, Codable {
    /// What is chosen, where it is booked and for which goods.
    public var kind: String
    public var channel: Channel
    public var goods: GoodsID
    public var audience: Audience
    public var picked: String
    /// The option that the best plan without the picked one takes; nil where no such plan keeps the rules.
    public var other: String?
    /// Objective of the plan less that of the best plan without the picked option: what the decision is worth.
    public var worth: Double?

    private enum CodingKeys: String, CodingKey { case kind, channel, goods, audience, picked, other, worth }
}

extension Planner {
    /// Most decisions that are explained by planning again.
    public static let mostAlternatives = 16

    /// For each decision that opens something or works on responses (programmes, venues, contracts, keywords, coupons): the plan is made
    /// once more without the picked option. Decisions that are only one level out of a grid are left out.
    public static func alternatives(to result: PlanResult, options: PlanOptions = PlanOptions()) throws(PlanError)
        -> [Alternative]
    {
        let problem = result.problem
        var found: [Alternative] = []
        for (index, choice) in problem.choices.enumerated() where choice.isDecided && problem.opens(choice) {
            guard found.count < mostAlternatives, choice.options.count > 1 else { continue }
            var without = problem
            let picked = choice.options[result.options[index]]
            without.choices[index].options.removeAll { $0.name == picked.name }
            var answer = Alternative(
                kind: choice.kind, channel: choice.channel, goods: choice.goods, audience: choice.audience, picked: picked.name)
            do throws(PlanError) {
                let other = try plan(without.withoutUnknownOptions(), options: options)
                let place = other.problem.choices.firstIndex {
                    $0.kind == choice.kind && $0.channel == choice.channel && $0.goods == choice.goods
                        && $0.audience == choice.audience && $0.periods == choice.periods
                }
                answer.other = place.map { other.problem.choices[$0].options[other.options[$0]].name }
                answer.worth = result.plan.certificate.value - other.plan.certificate.value
            } catch {
                guard case .impossible = error else { throw error }
            }
            found.append(answer)
        }
        return found
    }
}

extension DeliveryProblem {
    /// True when picking an option of the choice does more than cost and bring by itself.
    fileprivate func opens(_ choice: DeliveryChoice) -> Bool {
        if choice.options.contains(where: { !$0.effects.isEmpty }) { return true }
        let openings = flows.compactMap(\.opening) + subsidies.compactMap(\.opening)
        return choice.kind == "contract"
            || openings.contains { term in
                guard case .picked(let pick) = term.quantity else { return false }
                return pick.kind == choice.kind
                    && term.selection.covers(channel: choice.channel, goods: choice.goods, audience: choice.audience)
            }
    }

    /// Without what speaks of options that are not there any more: it counts as not picked.
    fileprivate func withoutUnknownOptions() -> DeliveryProblem {
        func isKnown(_ term: RuleTerm) -> RuleTerm? {
            guard case .picked(let pick) = term.quantity, let wanted = pick.options else { return term }
            let names = Set(choices.filter { $0.kind == pick.kind }.flatMap { $0.options.map(\.name) })
            let left = wanted.intersection(names)
            guard !left.isEmpty else { return nil }
            var kept = term
            kept.quantity = .picked(OptionPick(pick.kind, left))
            return kept
        }
        var copy = self
        for index in copy.rules.indices { copy.rules[index].terms = copy.rules[index].terms.compactMap(isKnown) }
        copy.flows = copy.flows.compactMap { flow in
            guard let opening = flow.opening else { return flow }
            guard let left = isKnown(opening) else { return nil }
            var kept = flow
            kept.opening = left
            return kept
        }
        copy.subsidies = copy.subsidies.compactMap { subsidy in
            guard let opening = subsidy.opening else { return subsidy }
            guard let left = isKnown(opening) else { return nil }
            var kept = subsidy
            kept.opening = left
            return kept
        }
        return copy
    }
}
