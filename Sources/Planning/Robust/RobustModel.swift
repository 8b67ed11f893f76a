// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Delivery
import Market
import Response

/// A guaranteed rule under one weighting of the draws: Σ_d w_d · (terms in draw d) ≥ the rule's floor.
struct GuaranteeCut {
    var rule: Int
    var weights: [Double]
}

/// A delivery problem whose objective is a weighted sum over draws, with cuts for guaranteed rules.
///
///     maximize   Σ_ℓ,t a[ℓ,t] + options + money,    a[ℓ,t] ≤ m[ℓ,t] · Σ_d w_d · worth_d · f_d(s_d · e[ℓ,t])
///     subject to all rules on the centre of the response, and for every cut k  Σ a_k[ℓ,t] + options ≥ floor
///
/// Lines that no rule on outcomes is about have this one curve a period, so that large problems keep the structure that is priced
/// line by line.
struct RobustModel {
    let form: DeliveryModel
    private(set) var model: Model

    /// `weights` nil keeps the problem's own objective at the centre of the response.
    init(
        _ problem: DeliveryProblem, objective: DrawTable, weights: [Double]?, guarantees: [Int: DrawTable],
        cuts: [GuaranteeCut]
    ) {
        var base = problem
        for index in guarantees.keys {
            // The cuts take the rule's place.
            base.rules[index].atLeast = -.infinity
        }
        if weights != nil {
            for index in base.lines.indices where !problem.hasOutcomeRule(on: index, but: Set(guarantees.keys)) {
                base.lines[index].multipliers = 0
            }
            base.objective.terms = []
        }
        form = DeliveryModel(base)
        model = form.model
        if let weights { maximize(problem, objective, weights) }
        for (number, cut) in cuts.enumerated() {
            guard let table = guarantees[cut.rule], let floor = problem.rules[cut.rule].atLeast else { continue }
            var sum = LinearExpression()
            add(problem, table, cut.weights, "cut \(number)", withTail: false, to: &sum)
            let rule = problem.rules[cut.rule]
            let expression = sum
            model.add(Algebra.rule(rule.name, from: rule.origin) { expression >= floor })
        }
    }

    private mutating func maximize(_ problem: DeliveryProblem, _ table: DrawTable, _ weights: [Double]) {
        var sum = LinearExpression()
        add(problem, table, weights, "worth", withTail: true, to: &sum)
        model.maximize(sum)
    }

    private mutating func add(
        _ problem: DeliveryProblem, _ table: DrawTable, _ weights: [Double], _ name: String, withTail: Bool,
        to sum: inout LinearExpression
    ) {
        let curves = table.mixtures(weights: weights)
        let count = problem.horizon.count
        for (index, line) in problem.lines.enumerated() {
            for t in 0..<count {
                if table.media[index][t] != 0 { sum.add(form.spend[index][t], times: table.media[index][t]) }
                guard let curve = curves[index][t], line.multipliers[t] > 0 else { continue }
                let output = model.variable("\(name)[\(line.key),\(t)]")
                let input = form.input[index][t]
                model.add(rule("\(name) of \(line.key), period \(t + 1)") { output <= line.multipliers[t] * (input |> curve) })
                sum.add(output)
            }
            guard withTail, count > 0, let curve = curves[index][count - 1] else { continue }
            addTail(problem, line, form.input[index][count - 1], curve, name, &sum)
        }
        for (index, worth) in table.optionWorth(weights: weights).enumerated() {
            for (number, amount) in worth.enumerated() where amount != 0 { sum.add(form.pick[index][number], times: amount) }
        }
    }

    private mutating func addTail(
        _ problem: DeliveryProblem, _ line: DeliveryLine, _ last: Variable, _ curve: MixtureCurve, _ name: String,
        _ sum: inout LinearExpression
    ) {
        let multiplier = line.multipliers[problem.horizon.count - 1]
        guard problem.afterHorizonWeight > 0, line.carryOver > 0, multiplier > 0 else { return }
        var previous = last
        var share = line.carryOver
        var step = 0
        while share >= DeliveryModel.smallestTailShare, step < DeliveryModel.mostTailPeriods {
            step += 1
            let bound = model.upper[previous.position] * line.carryOver
            let effective = model.variable("\(name) effective[\(line.key),+\(step)]", upper: bound)
            let flow = LinearExpression(terms: [Term(effective, 1), Term(previous, -line.carryOver)])
            let output = model.variable("\(name)[\(line.key),+\(step)]")
            model.subject {
                rule("\(name): carry-over of \(line.key), \(step) after the end") { flow == 0.0 }
                rule("\(name) of \(line.key), \(step) after the end") { output <= multiplier * (effective |> curve) }
            }
            sum.add(output, times: problem.afterHorizonWeight)
            previous = effective
            share *= line.carryOver
        }
    }
}

extension DeliveryProblem {
    /// True when a rule counts an outcome of a line.
    func hasOutcomeRule(on index: Int, but left: Set<Int>) -> Bool {
        let line = lines[index]
        return rules.indices.contains { number in
            !left.contains(number)
                && rules[number].terms.contains { term in
                    guard case .outcome(let outcome) = term.quantity, outcome == line.primary || line.rates[outcome] != nil
                    else { return false }
                    return term.selection.covers(line)
                }
        }
    }
}
