// SPDX-License-Identifier: GPL-3.0-or-later
public import Delivery
import Market
import Response

/// A large shop: commission for every goods in every stage out of a grid, beside media lines over many days.
///
/// Commission options have the supply of affiliates that `AffiliateTerms` describes: GMV = season · cap · r / (k + r), cost = settled share ·
/// rate · GMV. All under one budget, with stage budgets, stock of some goods and, where wanted, one rate for neighbouring stages at most
/// so many steps apart (links) and a programme that lifts all lines.
public struct LargeSurface {
    public var goods = 200
    public var levels = 8
    public var stages = 3
    public var lines = 20
    public var days = 38
    /// Rates may fall by at most two levels from one stage to the next.
    public var hasLinks = false
    /// A programme with a fee and a factor on all lines.
    public var hasProgramme = false

    public init() {}

    public func problem(seed: UInt64) -> DeliveryProblem {
        var random = SeededNumbers(seed, 38)
        let media = (0..<lines).map { index in
            let share = random.spread(400, 4000)
            var line = Small.line(
                Channel(rawValue: "channel-\(index)"), cap: random.spread(100, 1500), half: share, gmv: random.spread(20, 120),
                carryOver: index % 4 == 0 ? random.number(0.1, 0.5) : 0, maximum: .constant(4 * share))
            line.multipliers = .each((0..<days).map { _ in random.number(0.6, 1.6) })
            return line
        }
        var problem = Small.problem(media, periods: days, budget: 900_000)
        let ends = (0...stages).map { $0 * days / stages }
        for item in 0..<goods {
            let id = GoodsID(rawValue: "goods-\(item)")
            let cap = random.spread(200, 20_000)
            let half = random.spread(5, 40)
            let settled = random.number(0.7, 0.95)
            let price = random.spread(20, 500)
            for stage in 0..<stages {
                let season = random.number(0.5, 2.5)
                let span = ends[stage]...(ends[stage + 1] - 1)
                let options = (0..<levels).map { level in
                    let percent = Double(2 + 3 * level)
                    let daily = season * cap * percent / (half + percent)
                    return ChoiceOption(
                        name: "\(Int(percent)) %", value: percent, cost: .constant(daily * settled * percent / 100),
                        outcomes: [.gmv: .constant(daily), .orders: .constant(daily / price)])
                }
                problem.choices.append(
                    DeliveryChoice(
                        kind: "commission", channel: "affiliate", goods: id, periods: span, unit: "percent", options: options))
            }
            if hasLinks { problem.rules += links(id, problem.choices.suffix(stages)) }
            if item % 10 == 0 {
                problem.rules.append(Small.stock(id, random.number(0.3, 0.9) * 1.5 * cap * Double(days) / price))
            }
        }
        for stage in 0..<stages {
            let span = Selection(periods: ends[stage]...(ends[stage + 1] - 1))
            problem.rules.append(
                DeliveryRule("stage \(stage)", terms: [RuleTerm(1, .cost, span)], atMost: 1.3 * 900_000 / Double(stages)))
        }
        if hasProgramme {
            problem.choices.append(
                DeliveryChoice(
                    kind: "programme", channel: "programme", periods: 0...(days - 1), unit: "entry",
                    options: [
                        ChoiceOption(name: "no", value: 0),
                        ChoiceOption(
                            name: "yes", value: 1, cost: .constant(20_000 / Double(days)),
                            effects: [ResponseEffect(factor: 1.15)]),
                    ]))
        }
        return problem
    }

    /// level[next] ≥ level[this] − 2, as a sum of picks weighted by level.
    private func links(_ goods: GoodsID, _ choices: ArraySlice<DeliveryChoice>) -> [DeliveryRule] {
        zip(choices, choices.dropFirst()).map { first, second in
            func weighted(_ choice: DeliveryChoice, _ sign: Double) -> [RuleTerm] {
                choice.options.enumerated().dropFirst().map { level, option in
                    RuleTerm(
                        sign * Double(level), .picked(OptionPick("commission", [option.name])),
                        Selection(goods: [goods], periods: choice.periods.lowerBound...choice.periods.lowerBound))
                }
            }
            return DeliveryRule(
                "commission of \(goods) from period \(first.periods.upperBound + 1) on",
                terms: weighted(second, 1) + weighted(first, -1),
                atLeast: -2)
        }
    }
}
