// SPDX-License-Identifier: GPL-3.0-or-later
public import Market

/// A score that, above its threshold, opens a factor on responses.
///
///     reached ⟹ score + Σ points · outcome ≥ threshold            y · factor where reached
///
/// The points of the whole plan count, and so does the factor: a plan that reaches the score late is told too much.
public struct CapabilityScore: DeliveryBlock {
    public let terms: CapabilityTerms

    public init(_ terms: CapabilityTerms) { self.terms = terms }

    public func extend(_ problem: inout DeliveryProblem) {
        guard terms.factor > 1 else { return }
        let effect = ResponseEffect(on: Selection(channels: terms.channels), factor: .constant(terms.factor))
        if terms.score >= terms.threshold {
            for index in problem.lines.indices where effect.covers(problem.lines[index]) {
                problem.lines[index].multipliers = problem.lines[index].multipliers.map { $0 * terms.factor }
            }
            return
        }
        guard terms.points.contains(where: { $0.value > 0 }) else { return }
        let kind = "score \(terms.name)"
        var choice = DeliveryChoice(
            kind: kind, channel: "score", periods: problem.allPeriods, unit: "points",
            options: [
                ChoiceOption(name: "not reached", value: terms.score),
                ChoiceOption(name: "reached", value: terms.threshold, effects: [effect]),
            ])
        choice.isDecided = false
        problem.choices.append(choice)
        var rows = terms.points.sorted { $0.key < $1.key }.map { RuleTerm($0.value, .outcome($0.key)) }
        rows.append(RuleTerm(terms.score - terms.threshold, .picked(OptionPick(kind, ["reached"]))))
        problem.rules.append(DeliveryRule("score \(terms.name) from \(plain(terms.threshold)) on", terms: rows, atLeast: 0))
    }
}
