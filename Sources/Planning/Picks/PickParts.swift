// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Delivery
import Solver

/// A delivery problem cut into parts that meet in its rules alone: lines that the same choices work on, with these choices.
///
/// Within a part every combination of options is a concave program of its own, priced in closed form. Whoever states the same with a share
/// of the response for each option (`ResponseEffect`) gets thousands of rows with a weak relaxation; parts have few and a strong one.
struct PickParts {
    /// One part.
    struct Part {
        /// Lines by number; may be none.
        var lines: [Int]
        /// Choices by number; none in the part that no choice works on.
        var choices: [Int]
        /// Option of each of `choices`, by combination.
        var combinations: [[Int]]
        /// By combination.
        var priced: [PricedPart]
    }

    private(set) var parts: [Part] = []
    /// Ends of the rules, by rule.
    let lower: [Double]
    let upper: [Double]
    /// More combinations than this in one part are not counted out.
    private static let combinationLimit = 64
    /// More rules than this make the master program the slow part.
    private static let ruleLimit = 400

    /// Nil where the problem is not of the kind: stocks and flows, subsidies, whole amounts tie parts together in other ways,
    /// or are no concave programs. S-shaped lines are bounded by their envelopes.
    init?(_ problem: DeliveryProblem) {
        guard problem.hasEffects, problem.reservoirs.isEmpty, problem.flows.isEmpty, problem.subsidies.isEmpty,
            problem.rules.count <= Self.ruleLimit,
            !problem.rules.contains(where: { $0.certainty != nil }),
            problem.lines.allSatisfy({ $0.package == nil && $0.minimumIfUsed == nil })
        else { return nil }
        lower = problem.rules.map { $0.atLeast ?? -.infinity }
        upper = problem.rules.map { $0.atMost ?? .infinity }
        for (lines, choices) in Self.groups(of: problem) {
            var combinations: [[Int]] = [[]]
            for number in choices {
                combinations = combinations.flatMap { start in problem.choices[number].options.indices.map { start + [$0] } }
                guard combinations.count <= Self.combinationLimit else { return nil }
            }
            var priced: [PricedPart] = []
            for options in combinations {
                guard let part = Self.part(of: problem, lines, choices, options) else { return nil }
                priced.append(part)
            }
            parts.append(Part(lines: lines, choices: choices, combinations: combinations, priced: priced))
        }
    }

    /// Lines and choices that hang together, in the order of their first choice; lines that no choice works on come last.
    private static func groups(of problem: DeliveryProblem) -> [(lines: [Int], choices: [Int])] {
        let working = problem.lines.map { problem.choicesWorking(on: $0) }
        var group = Array(problem.choices.indices)
        for numbers in working {
            guard let first = numbers.first else { continue }
            let target = group[first]
            let merged = Set(numbers.map { group[$0] })
            for number in group.indices where merged.contains(group[number]) { group[number] = target }
        }
        var result: [(lines: [Int], choices: [Int])] = []
        for name in Set(group).sorted() {
            let choices = group.indices.filter { group[$0] == name }
            let lines = problem.lines.indices.filter { !working[$0].isEmpty && group[working[$0][0]] == name }
            result.append((lines, choices))
        }
        let rest = problem.lines.indices.filter { working[$0].isEmpty }
        if !rest.isEmpty { result.append((rest, [])) }
        return result
    }

    private static func part(
        of problem: DeliveryProblem, _ lines: [Int], _ choices: [Int], _ options: [Int]
    ) -> PricedPart? {
        var own = problem
        own.lines = lines.map { problem.lines[$0] }
        own.choices = choices.map { problem.choices[$0] }
        let form = DeliveryModel(own, held: options)
        return PricedPart(form.model, sharing: form.ruleRows)
    }

    /// The options of all choices for one combination a part.
    func options(_ picks: [Int], count: Int) -> [Int] {
        var result = [Int](repeating: 0, count: count)
        for (part, pick) in zip(parts, picks) {
            for (choice, option) in zip(part.choices, part.combinations[pick]) { result[choice] = option }
        }
        return result
    }

    /// Σ rules (λ⁺ upper − λ⁻ lower).
    func rulePart(_ prices: [Double]) -> Double {
        prices.indices.reduce(0) { sum, rule in
            prices[rule] == 0 ? sum : sum + prices[rule] * (prices[rule] > 0 ? upper[rule] : lower[rule])
        }
    }

    /// Prices without those that press against an end that is not there.
    func repaired(_ prices: [Double]) -> [Double] {
        prices.indices.map { rule in
            if prices[rule] > 0, upper[rule] == .infinity { return 0 }
            if prices[rule] < 0, lower[rule] == -.infinity { return 0 }
            return prices[rule].isFinite ? prices[rule] : 0
        }
    }
}
