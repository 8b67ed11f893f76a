// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Market
import Response

extension DeliveryModel {
    /// Puts the effects of options between the responses of lines and whatever counts them.
    mutating func addEffects() {
        extras = problem.lines.map { _ in [] }
        if let held { return addHeldExtras(held) }
        for (index, line) in problem.lines.enumerated() {
            let numbers = problem.choicesWorking(on: line)
            guard !numbers.isEmpty else { continue }
            let curve = line.curve.curve
            var carried = line.carryIn
            for t in 0..<problem.horizon.count {
                carried = max(line.minimum[t], line.maximum[t]) + line.carryOver * carried
                extras[index].append([])
                guard let output = response[index][t] else { continue }
                let most = line.multipliers[t] * curve.value(at: carried)
                response[index][t] = addFactors(numbers, on: index, output, most: most, in: t)
            }
        }
    }

    /// What the held options add to the responses; their factors are in the multipliers.
    private mutating func addHeldExtras(_ held: [Int]) {
        for (index, line) in problem.lines.enumerated() {
            let numbers = problem.choices.indices.filter { number in
                problem.choices[number].options[held[number]].effects.contains { $0.covers(line) }
            }
            guard !numbers.isEmpty else { continue }
            extras[index] = (0..<problem.horizon.count).map { t in
                guard let output = response[index][t] else { return [] }
                return numbers.compactMap { number in
                    let extra = problem.choices[number].extra(of: held[number], on: line, in: t)
                    return extra.isNothing ? nil : (output, extra)
                }
            }
        }
    }

    /// The product of the held options' factors on a line's response in a period.
    func heldFactor(of line: DeliveryLine, in period: Int) -> Double {
        guard let held else { return 1 }
        return problem.choices.indices.reduce(1) { product, number in
            product * problem.choices[number].factor(of: held[number], on: line, in: period)
        }
    }

    /// A line's response in a period after the factors of the picked options, one choice after the other; remembers what options add.
    ///
    /// For a choice with different factors k: y = Σ_k y_k, 0 ≤ y_k ≤ most · Σ {z_o : factor of o is k}, and y′ = Σ_k k · y_k. With whole z
    /// only the picked factor's share is not 0, so that y′ is exact; the relaxation is the convex hull for one choice (Balas 1985).
    private mutating func addFactors(
        _ numbers: [Int], on index: Int, _ output: Variable, most: Double, in period: Int
    ) -> Variable {
        let line = problem.lines[index]
        var current = output
        var most = most
        let name = "\(line.key),\(period)"
        for number in numbers {
            let choice = problem.choices[number]
            let factors = choice.options.indices.map { choice.factor(of: $0, on: line, in: period) }
            let different = Set(factors).sorted()
            if different == [1] { continue }
            let next = model.variable("response[\(name),after \(choice.label)]")
            var split = LinearExpression(terms: [Term(current, -1)])
            var sum = LinearExpression(terms: [Term(next, -1)])
            for factor in different {
                let share = model.variable("share[\(name),\(choice.label),\(factor)]", upper: most)
                split.add(share, times: 1)
                sum.add(share, times: factor)
                if different.count > 1 {
                    var limit = LinearExpression(terms: [Term(share, 1)])
                    for option in factors.indices where factors[option] == factor {
                        limit.add(pick[number][option], times: -most)
                    }
                    model.add(rule("\(choice.label) at factor \(factor) on \(name)") { limit <= 0.0 })
                }
            }
            model.subject {
                rule("\(choice.label) divides \(name)") { split == 0.0 }
                rule("\(choice.label) changes \(name)") { sum == 0.0 }
            }
            current = next
            most *= different.last ?? 1
        }
        var found: [(share: Variable, extra: ResponseExtra)] = []
        for number in numbers { found += addExtras(number, on: line, current, most: most, in: period) }
        extras[index][period] = found
        return current
    }

    /// Shares of a response that carry what a choice's options add: w_o = y where option o is picked, else 0.
    private mutating func addExtras(
        _ number: Int, on line: DeliveryLine, _ response: Variable, most: Double, in period: Int
    ) -> [(share: Variable, extra: ResponseExtra)] {
        let choice = problem.choices[number]
        let found = choice.options.indices.map { choice.extra(of: $0, on: line, in: period) }
        let adding = found.indices.filter { !found[$0].isNothing }
        guard !adding.isEmpty else { return [] }
        let name = "\(line.key),\(period)"
        if adding.count == found.count, Set(found.map(\.cost)).count == 1, Set(found.map(\.rates)).count == 1 {
            return [(response, found[0])]
        }
        var shares: [(share: Variable, extra: ResponseExtra)] = []
        // y − Σ w is the share of the options that add nothing: between 0 and most · (1 − Σ z).
        var rest = LinearExpression(terms: [Term(response, 1)])
        var limit = rest
        for option in adding {
            let share = model.variable("share[\(name),\(choice.label)/\(choice.options[option].name)]", upper: most)
            let z = pick[number][option]
            model.add(rule("\(choice.label)/\(choice.options[option].name) on \(name)") { share <= most * z })
            rest.add(share, times: -1)
            limit.add(share, times: -1)
            limit.add(z, times: most)
            shares.append((share, found[option]))
        }
        model.subject {
            rule("what \(choice.label) adds to \(name)") { rest >= 0.0 }
            rule("what \(choice.label) leaves of \(name)") { limit <= most }
        }
        return shares
    }
}

extension DeliveryProblem {
    /// True when some option costs money by the response of a line.
    public var hasResponseCosts: Bool {
        lines.contains { line in choices.contains { $0.costsByResponse(of: line, periods: horizon.count) } }
    }
}

extension DeliveryChoice {
    /// True when some option costs money by the response of the line.
    func costsByResponse(of line: DeliveryLine, periods count: Int) -> Bool {
        options.contains { option in
            option.effects.contains { effect in
                effect.covers(line) && (0..<count).contains { effect.cost[$0] > 0 }
            }
        }
    }
}

extension DeliveryProblem {
    /// True when some option works on the response of a line, by a factor or by what it adds.
    public var hasEffects: Bool { choices.contains(where: \.hasEffects) }

    /// Choices that work on the response of a line, by number.
    public func choicesWorking(on line: DeliveryLine) -> [Int] {
        choices.indices.filter { number in choices[number].options.contains { $0.effects.contains { $0.covers(line) } } }
    }
}
