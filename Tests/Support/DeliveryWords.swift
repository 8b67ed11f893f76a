// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
public import Delivery
public import Market
import Response

/// Short words for stating small delivery problems in tests.
public enum Small {
    /// A Monday.
    public static let begin = Day("2025-09-29") ?? Day(number: 20_360)

    /// Orders by a Hill curve, `gmv` yuan each.
    public static func line(
        _ channel: Channel, goods: GoodsID = .all, cap: Double, half: Double, gmv: Double = 1, carryOver: Double = 0,
        maximum: PeriodValues = 1_000_000
    ) -> DeliveryLine {
        DeliveryLine(
            key: LineKey(channel: channel, goods: goods), primary: .orders,
            curve: .hill(HillCurve(cap: cap, halfSpend: half)), carryOver: carryOver, rates: [.gmv: .constant(gmv)],
            maximum: maximum)
    }

    /// GMV is maximised, under a total budget where one is given.
    public static func problem(
        _ lines: [DeliveryLine], periods: Int = 1, budget: Double? = nil, choices: [DeliveryChoice] = [],
        rules: [DeliveryRule] = []
    ) -> DeliveryProblem {
        let total = budget.map { [DeliveryRule("total budget", terms: [RuleTerm(1, .cost)], atMost: $0)] } ?? []
        return DeliveryProblem(
            horizon: Horizon(begin: begin, count: periods), lines: lines, choices: choices, rules: total + rules,
            objective: DeliveryObjective(name: "GMV", unit: "yuan", terms: [RuleTerm(1, .outcome(.gmv))]), reported: [.gmv])
    }

    /// GMV less all cost.
    public static let profit = DeliveryObjective(
        name: "profit", unit: "yuan", terms: [RuleTerm(1, .outcome(.gmv)), RuleTerm(-1, .cost)])

    /// A rule on media money.
    public static func media(
        _ name: String, _ selection: Selection = .all, atLeast: Double? = nil, atMost: Double? = nil, line: Int? = nil
    ) -> DeliveryRule {
        DeliveryRule(
            name, from: line.map { Origin(file: "brief.yaml", line: $0, field: "rules") },
            terms: [RuleTerm(1, .media, selection)], atLeast: atLeast, atMost: atMost)
    }

    /// Σ GMV − ρ Σ cost ≥ 0.
    public static func returnFloor(_ least: Double, line: Int? = nil) -> DeliveryRule {
        DeliveryRule(
            "return on spend", from: line.map { Origin(file: "brief.yaml", line: $0, field: "targets.roi") },
            terms: [RuleTerm(1, .outcome(.gmv)), RuleTerm(-least, .cost)], atLeast: 0)
    }

    /// Orders of an item are limited.
    public static func stock(_ goods: GoodsID, _ pieces: Double) -> DeliveryRule {
        DeliveryRule("stock of \(goods)", terms: [RuleTerm(1, .outcome(.orders), Selection(goods: [goods]))], atMost: pieces)
    }
}
