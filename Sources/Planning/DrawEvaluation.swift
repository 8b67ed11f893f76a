// SPDX-License-Identifier: GPL-3.0-or-later
public import Delivery
import Market
import Response

/// A plan evaluated on every joint draw of the response.
struct DrawEvaluation: Sendable {
    /// Objective by draw; empty where there are no draws.
    private(set) var values: [Double] = []
    /// Outcome totals by draw.
    private(set) var outcomes: [Outcome: [Double]] = [:]

    init(problem: DeliveryProblem, spend: [[Double]], options: [Int], flows: [[Double]]) {
        let count = problem.lines.map(\.draws.count).filter { $0 > 0 }.min() ?? 0
        guard count > 0 else { return }
        for draw in 0..<count {
            let evaluation = problem.drawn(draw).evaluate(
                spend: spend, options: options, flows: flows, withRules: false)
            values.append(evaluation.value)
            for (outcome, total) in evaluation.outcomes { outcomes[outcome, default: []].append(total) }
        }
    }

    /// The 5th and 95th percentile of the draws around a mean.
    func interval(of mean: Double, _ draws: [Double]) -> Expectation {
        guard draws.count >= 20 else { return Expectation(mean: mean) }
        let sorted = draws.sorted()
        return Expectation(
            mean: mean, low: Quantile.of(sorted: sorted, 0.05), high: Quantile.of(sorted: sorted, 0.95))
    }
}

extension DeliveryProblem {
    /// The problem as draw number `draw` of the response has it.
    public func drawn(_ draw: Int) -> DeliveryProblem {
        var copy = self
        for index in copy.lines.indices {
            guard draw < copy.lines[index].draws.count else { continue }
            let drawn = copy.lines[index].draws[draw]
            copy.lines[index].curve = drawn.curve
            copy.lines[index].carryOver = drawn.carryOver
            for (outcome, rate) in drawn.rates {
                copy.lines[index].rates[outcome] = copy.lines[index].rates[outcome]?.map { _ in rate }
            }
            copy.lines[index].draws = []
        }
        for index in copy.choices.indices {
            for option in copy.choices[index].options.indices {
                let factors = copy.choices[index].options[option].drawFactors
                guard draw < factors.count else { continue }
                copy.choices[index].options[option].cost = copy.choices[index].options[option].cost.map { $0 * factors[draw] }
                copy.choices[index].options[option].outcomes = copy.choices[index].options[option].outcomes.mapValues {
                    values in
                    values.map { $0 * factors[draw] }
                }
            }
        }
        return copy
    }
}
