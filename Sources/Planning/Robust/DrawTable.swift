// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Delivery
import Market
import Response

/// What one unit of every line's and option's response is worth in each joint draw, for one sum of terms (an objective, a rule).
///
/// The value of amounts x in draw d is  Σ_ℓ,t m[ℓ,t] · worth_d[ℓ,t] · f_{ℓ,d}(s_{ℓ,d} · e[ℓ,t]) + options + money. What lasts from day to
/// day is taken at its centre θ for all draws; a draw's own θ_d enters by what steady spend comes to, s_d = (1 − θ) / (1 − θ_d).
struct DrawTable {
    /// Number of joint draws.
    let count: Int
    private let problem: DeliveryProblem
    /// Periods of a line whose units are worth the same.
    private struct PeriodClass {
        /// One number a draw.
        var worth: [Double]
    }
    private var classes: [[PeriodClass]] = []
    /// classOf[line][period]; −1 where nothing counts.
    private var classOf: [[Int]] = []
    /// options[choice][option][draw].
    private var options: [[[Double]]] = []
    /// Worth of a yuan of media, by line and period.
    private(set) var media: [[Double]] = []
    /// Whether effect after the horizon counts.
    private let withTail: Bool

    /// Draws that all uncertain parts of a problem have in common; 0 where nothing has draws.
    static func count(of problem: DeliveryProblem) -> Int {
        problem.lines.map(\.draws.count).filter { $0 > 0 }.min() ?? 0
    }

    init(_ problem: DeliveryProblem, terms: [RuleTerm], withTail: Bool) {
        self.problem = problem
        self.withTail = withTail
        count = DrawTable.count(of: problem)
        let periods = problem.horizon.count
        for line in problem.lines {
            var own: [PeriodClass] = []
            var map = [Int](repeating: -1, count: periods)
            var money = [Double](repeating: 0, count: periods)
            let covering = terms.filter {
                $0.selection.covers(line)
            }
            for t in periods == 0 ? 0..<0 : 0..<periods {
                var worth = [Double](repeating: 0, count: count)
                for term in covering where term.selection.periods(of: periods).contains(t) {
                    switch term.quantity {
                    case .media, .cost: money[t] += term.factor
                    case .outcome(let outcome):
                        for draw in 0..<count { worth[draw] += term.factor * DrawTable.rate(line, outcome, t, draw) }
                    default: break
                    }
                }
                // An outcome that costs more than it is worth is refused, as in every plan.
                for draw in worth.indices { worth[draw] = max(0, worth[draw]) }
                guard worth.contains(where: { $0 > 0 }) else { continue }
                if let known = own.firstIndex(where: { $0.worth == worth }) {
                    map[t] = known
                } else {
                    map[t] = own.count
                    own.append(PeriodClass(worth: worth))
                }
            }
            classes.append(own)
            classOf.append(map)
            media.append(money)
        }
        for choice in problem.choices {
            options.append(
                choice.options.map { option in
                    (0..<count).map { draw in
                        DrawTable.amount(choice, option, terms, periods)
                            * (draw < option.drawFactors.count ? option.drawFactors[draw] : 1)
                    }
                })
        }
    }

    private static func rate(_ line: DeliveryLine, _ outcome: Outcome, _ period: Int, _ draw: Int) -> Double {
        if outcome == line.primary { return 1 }
        guard let centre = line.rates[outcome] else { return 0 }
        return draw < line.draws.count ? line.draws[draw].rates[outcome] ?? centre[period] : centre[period]
    }

    private static func amount(
        _ choice: DeliveryChoice, _ option: ChoiceOption, _ terms: [RuleTerm], _ periods: Int
    ) -> Double {
        var sum = 0.0
        for term in terms
        where term.selection.covers(channel: choice.channel, goods: choice.goods, audience: choice.audience) {
            for t in term.selection.periods(of: periods) where choice.periods.contains(t) {
                switch term.quantity {
                case .choiceCost, .cost: sum += term.factor * option.cost[t]
                case .outcome(let outcome): sum += term.factor * (option.outcomes[outcome]?[t] ?? 0)
                default: break
                }
            }
        }
        return sum
    }

    /// Σ weights · worth · response of a line in a period, as one curve of its effective spend; nil where nothing counts.
    func mixtures(weights: [Double]) -> [[MixtureCurve?]] {
        problem.lines.indices.map { line in
            let made = classes[line].map { mixture(problem.lines[line], worth: $0.worth, weights: weights) }
            return classOf[line].map { $0 < 0 ? nil : made[$0] }
        }
    }

    private func mixture(_ line: DeliveryLine, worth: [Double], weights: [Double]) -> MixtureCurve {
        guard !line.draws.isEmpty else {
            var sum = 0.0
            for (weight, unit) in zip(weights, worth) { sum += weight * unit }
            return MixtureCurve([MixtureCurve.Component(weight: sum, curve: line.curve)])
        }
        return MixtureCurve(
            (0..<count).map { draw in
                MixtureCurve.Component(
                    weight: weights[draw] * worth[draw], inputScale: DrawTable.inputScale(line, draw),
                    curve: line.draws[draw].curve)
            })
    }

    private static func inputScale(_ line: DeliveryLine, _ draw: Int) -> Double {
        (1 - line.carryOver) / max(1e-9, 1 - line.draws[draw].carryOver)
    }

    /// Σ weights · worth of every option.
    func optionWorth(weights: [Double]) -> [[Double]] {
        options.map { choice in
            choice.map { draws in zip(weights, draws).reduce(0) { $0 + $1.0 * $1.1 } }
        }
    }

    /// The sum of the terms in every draw.
    func values(spend: [[Double]], options chosen: [Int]) -> [Double] {
        var values = [Double](repeating: 0, count: count)
        let periods = problem.horizon.count
        var money = 0.0
        for (index, line) in problem.lines.enumerated() {
            for t in 0..<periods { money += media[index][t] * spend[index][t] }
            guard classOf[index].contains(where: { $0 >= 0 }) else { continue }
            let effective = effectiveSpend(line, spend[index])
            if line.draws.isEmpty {
                for t in effective.indices {
                    let kind = classOf[index][min(t, periods - 1)]
                    guard kind >= 0 else { continue }
                    let response = weight(line, t) * line.curve.value(at: effective[t])
                    for draw in 0..<count { values[draw] += response * classes[index][kind].worth[draw] }
                }
                continue
            }
            for draw in 0..<count {
                let curve = line.draws[draw].curve
                let scale = DrawTable.inputScale(line, draw)
                var sum = 0.0
                for t in effective.indices {
                    let kind = classOf[index][min(t, periods - 1)]
                    guard kind >= 0 else { continue }
                    sum += weight(line, t) * classes[index][kind].worth[draw] * curve.value(at: scale * effective[t])
                }
                values[draw] += sum
            }
        }
        for (choice, option) in chosen.enumerated() {
            for draw in 0..<count { values[draw] += options[choice][option][draw] }
        }
        return values.map { $0 + money }
    }

    /// Multiplier of a period, and of the days after the last one with the weight of what comes after the horizon.
    private func weight(_ line: DeliveryLine, _ period: Int) -> Double {
        let periods = problem.horizon.count
        return period < periods ? line.multipliers[period] : line.multipliers[periods - 1] * problem.afterHorizonWeight
    }

    /// e[t] within the horizon and, where it counts, after it.
    private func effectiveSpend(_ line: DeliveryLine, _ spend: [Double]) -> [Double] {
        var carried = line.carryIn
        var effective: [Double] = []
        for amount in spend {
            carried = amount + line.carryOver * carried
            effective.append(carried)
        }
        guard withTail, problem.afterHorizonWeight > 0, line.carryOver > 0, !spend.isEmpty else { return effective }
        var share = line.carryOver
        while share >= DeliveryModel.smallestTailShare, effective.count - spend.count < DeliveryModel.mostTailPeriods {
            carried *= line.carryOver
            effective.append(carried)
            share *= line.carryOver
        }
        return effective
    }

    /// Worth of the next yuan by line and period under weights on the draws.
    func marginals(spend: [[Double]], weights: [Double]) -> [[Double]] {
        let curves = mixtures(weights: weights)
        let periods = problem.horizon.count
        return problem.lines.indices.map { index in
            let line = problem.lines[index]
            let effective = effectiveSpend(line, spend[index])
            var later = 0.0
            var row = [Double](repeating: 0, count: periods)
            for t in stride(from: effective.count - 1, through: 0, by: -1) {
                let slope = curves[index][min(t, periods - 1)].map { $0.finiteSlope(at: effective[t]) } ?? 0
                later = weight(line, t) * slope + line.carryOver * later
                if t < periods { row[t] = later + media[index][t] }
            }
            return row
        }
    }
}
