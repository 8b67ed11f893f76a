// SPDX-License-Identifier: GPL-3.0-or-later
import Market

extension DeliveryProblem {
    /// The lines as the given options make them: factors in their multipliers, what options add in their rates.
    ///
    /// What a response costs (benefits redeemed) is in `responseCost(holding:)`.
    public func lines(holding options: [Int]) -> [DeliveryLine] {
        guard choices.contains(where: \.hasEffects) else { return lines }
        let count = horizon.count
        return lines.map { line in
            var held = line
            var multipliers = line.multipliers.values(count)
            var added: [Outcome: [Double]] = [:]
            for (number, choice) in choices.enumerated() where choice.hasEffects {
                for t in 0..<count {
                    multipliers[t] *= choice.factor(of: options[number], on: line, in: t)
                    for (outcome, rate) in choice.extra(of: options[number], on: line, in: t).rates {
                        added[outcome, default: [Double](repeating: 0, count: count)][t] += rate
                    }
                }
            }
            held.multipliers = .each(multipliers)
            for (outcome, rates) in added where outcome != line.primary {
                held.rates[outcome] = .each((0..<count).map { rates[$0] + (line.rates[outcome]?[$0] ?? 0) })
            }
            return held
        }
    }

    /// Yuan that one unit of each line's primary outcome costs in each period under the given options.
    public func responseCost(holding options: [Int]) -> [[Double]] {
        lines.map { line in
            (0..<horizon.count).map { t in
                choices.indices.reduce(0) { $0 + choices[$1].extra(of: options[$1], on: line, in: t).cost }
            }
        }
    }
}
