// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Delivery
import Market
import Solver

extension DeliveryProblem {
    /// The first of `rules` that no plan keeps whatever the other rules say, with the limit that would just do: a quota beyond what
    /// the lines can bring at all contradicts nothing, and naming the budget beside it would send the merchant the wrong way.
    func hopelessRule(among candidates: [DeliveryRule], _ settings: SolveOptions) throws(PlanError) -> ConflictingRule? {
        for rule in candidates {
            for limit in [rule.atLeast, rule.atMost].compactMap({ $0 }) {
                let isFloor = limit == rule.atLeast
                guard let best = try best(of: rule, isFloor: isFloor, settings) else { continue }
                let beyond = isFloor ? limit - best.bound : best.bound - limit
                guard beyond > 1e-9 * max(abs(limit), abs(best.bound)) else { continue }
                let number = rule.number
                // Of a number that is a factor of the rule there is no telling from its limit.
                let wouldDo =
                    number.isLinear && number.limitSlope != 0
                    ? number.value + (best.value - limit) / number.limitSlope : nil
                return ConflictingRule(
                    rule: rule.name, title: rule.title, day: rule.day, saidAt: rule.origin?.text, number: number.value,
                    unit: number.unit, leastChange: wouldDo.map { abs($0 - number.value) }, wouldDo: wouldDo)
            }
        }
        return nil
    }

    /// The most (least) that a rule's terms can come to with no rule in force; nil where that has no limit or is not found.
    ///
    /// The bound says that nothing beyond it exists; the value, what a plan reaches.
    private func best(
        of rule: DeliveryRule, isFloor: Bool, _ settings: SolveOptions
    ) throws(PlanError) -> (value: Double, bound: Double)? {
        var alone = self
        alone.rules = []
        alone.afterHorizonWeight = 0
        let terms = rule.terms.map { RuleTerm(isFloor ? $0.factor : -$0.factor, $0.quantity, $0.selection) }
        alone.objective = DeliveryObjective(name: rule.name, unit: "", terms: terms)
        do {
            let solution = try ModelSolver.solve(DeliveryModel(alone).model, options: settings)
            guard solution.status == .optimal, let value = solution.value, let bound = solution.certificate.bound else {
                return nil
            }
            return isFloor ? (value, bound) : (-value, -bound)
        } catch { throw .solver(error) }
    }
}
