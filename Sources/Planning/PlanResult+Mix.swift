// SPDX-License-Identifier: GPL-3.0-or-later
public import Market
import Delivery

extension PlanResult {
    /// What each line would bring of an outcome if the plan's media were split as `recent` was, evenly over the periods, on the same curves
    /// and with the same choices. Lines that the plan may not use are left out; nil where none is left or the plan has no media.
    public func outcomes(_ outcome: Outcome, splitAs recent: [LineKey: Money]) -> [LineKey: Double]? {
        let known = Set(problem.lines.map(\.key))
        let total = recent.filter { known.contains($0.key) }.values.reduce(0) { $0 + $1.yuan }
        let media = plan.delivery.media.yuan
        guard total > 0, media > 0 else { return nil }
        let count = problem.horizon.count
        let closed = problem.closedLines(options)
        let split = problem.lines.indices.map { index in
            let share = closed[index] ? 0 : (recent[problem.lines[index].key]?.yuan ?? 0) / total
            return [Double](repeating: media * share / Double(count), count: count)
        }
        return outcomes(outcome, spend: split)
    }

    /// What each line of the plan brings of an outcome.
    public func outcomes(_ outcome: Outcome) -> [LineKey: Double] { outcomes(outcome, spend: spend) }

    private func outcomes(_ outcome: Outcome, spend: [[Double]]) -> [LineKey: Double] {
        let evaluation = problem.evaluate(spend: spend, options: options, flows: flows)
        var result: [LineKey: Double] = [:]
        for (index, line) in problem.lines(holding: options).enumerated() {
            guard outcome == line.primary || line.rates[outcome] != nil else { continue }
            // Of several lines of a key one alone has money.
            result[line.key, default: 0] += (0..<problem.horizon.count).reduce(0) { sum, t in
                sum + evaluation.primary[index][t] * (outcome == line.primary ? 1 : line.rate(of: outcome, in: t))
            }
        }
        return result
    }
}
