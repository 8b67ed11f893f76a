// SPDX-License-Identifier: GPL-3.0-or-later
import Market

extension DeliveryProblem {
    /// Checks what the algebra takes for granted: finite numbers, signs, array lengths, unique names.
    ///
    /// Throws the first problem found, in the order of the document.
    public func validate() throws(DeliveryError) {
        let count = horizon.count
        var keys: Set<DeliveryMember> = []
        for (index, line) in lines.enumerated() {
            let path = "lines[\(index)]"
            guard keys.insert(line.member).inserted else {
                throw .badValue(path: path, found: line.key.description, notice: Notice("problem.duplicate-line"))
            }
            guard line.carryOver >= 0, line.carryOver < 1 else {
                throw .badValue(path: path + ".carry_over", found: "\(line.carryOver)", notice: Notice("problem.carry-over"))
            }
            guard line.carryIn >= 0, line.carryIn.isFinite else {
                throw .badValue(path: path + ".carry_in_yuan", found: "\(line.carryIn)", notice: Notice("problem.not-negative"))
            }
            try check(line.multipliers, count, path + ".multipliers")
            try check(line.minimum, count, path + ".spend_min_yuan")
            try check(line.maximum, count, path + ".spend_max_yuan")
            for (outcome, values) in line.rates.sorted(by: { $0.key < $1.key }) {
                try check(values, count, path + ".rates.\(outcome)", signed: true)
            }
        }
        for (index, choice) in choices.enumerated() {
            let path = "choices[\(index)]"
            guard !choice.options.isEmpty, Set(choice.options.map(\.name)).count == choice.options.count else {
                throw .badValue(
                    path: path + ".options", found: "\(choice.options.map(\.name))", notice: Notice("problem.options"))
            }
            guard choice.periods.lowerBound >= 0, choice.periods.upperBound < max(1, count) else {
                throw .badValue(path: path + ".periods", found: "\(choice.periods)", notice: Notice("problem.periods"))
            }
            for (number, option) in choice.options.enumerated() {
                try check(option.cost, count, path + ".options[\(number)].cost_yuan")
                for (outcome, values) in option.outcomes.sorted(by: { $0.key < $1.key }) {
                    try check(values, count, path + ".options[\(number)].outcomes.\(outcome)", signed: true)
                }
            }
        }
        for (index, rule) in rules.enumerated() {
            let path = "rules[\(index)]"
            let ends = [rule.atLeast, rule.atMost].compactMap { $0 }
            guard !ends.isEmpty, ends.allSatisfy(\.isFinite) else {
                throw .badValue(path: path, found: rule.name, notice: Notice("problem.rule-ends"))
            }
            guard rule.terms.allSatisfy({ $0.factor.isFinite }) else {
                throw .badValue(path: path + ".terms", found: rule.name, notice: Notice("problem.not-finite"))
            }
        }
        guard objective.terms.allSatisfy({ $0.factor.isFinite }) else {
            throw .badValue(path: "objective", found: objective.name, notice: Notice("problem.not-finite"))
        }
        guard afterHorizonWeight >= 0, afterHorizonWeight <= 1 else {
            throw .badValue(
                path: "after_horizon_weight", found: "\(afterHorizonWeight)", notice: Notice("problem.share"))
        }
        try validateBlocks()
    }

    /// Checks the length and the numbers of values by period.
    func check(
        _ values: PeriodValues, _ count: Int, _ path: String, signed: Bool = false
    ) throws(DeliveryError) {
        if case .each(let array) = values, array.count != count {
            throw .badValue(
                path: path, found: "\(array.count)", notice: Notice("problem.array-length", ["count": .count(count)]))
        }
        if values.violates(count: count, { $0.isFinite && abs($0) < 1e15 && (signed || $0 >= 0) }) {
            throw .badValue(
                path: path, found: "\(values)", notice: Notice(signed ? "problem.not-finite" : "problem.not-negative"))
        }
    }
}
