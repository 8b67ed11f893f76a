// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Delivery
import Market
import Response
import Testing

@Suite struct DeliveryModelTests {
    /// Two periods, θ = 0.5, carry-in 8: e₁ = x₁ + 4, e₂ = x₂ + 0.5 e₁. With x = (6, 5): e = (10, 10).
    /// f(e) = 20 e / (10 + e) → f(10) = 10; multipliers (1, 2) → y = (10, 20); GMV at rate 3 is 90, cost 11.
    @Test func evaluatesCarryOverByHand() {
        let evaluation = DeliveryFixture.twoPeriods().evaluate(spend: [[6, 5]], options: [])
        #expect(evaluation.primary == [[10, 20]])
        #expect(evaluation.outcomes[.gmv] == 90)
        #expect(evaluation.value == 90)
        #expect(evaluation.rules == [11])
    }

    /// The algebra says the same: its rows hold at the point worked out by hand, and its objective has the same value.
    @Test func modelAgreesWithEvaluation() {
        let problem = DeliveryFixture.twoPeriods()
        let form = DeliveryModel(problem)
        var values = [Double](repeating: 0, count: form.model.variableCount)
        for (variable, amount) in zip(form.spend[0], [6.0, 5.0]) { values[variable.position] = amount }
        for row in form.model.curveRows { values[row.relation.term.input.position] = 10 }
        for (variable, amount) in zip(form.response[0], [10.0, 20.0]) { if let variable { values[variable.position] = amount } }
        for row in form.model.rows {
            let sum = LinearExpression(terms: row.terms).value(at: values)
            #expect(sum >= row.lower - 1e-12 && sum <= row.upper + 1e-12, "\(row.name)")
        }
        for row in form.model.curveRows {
            let term = row.relation.term
            #expect(values[row.relation.output.position] == term.scale * term.curve.value(at: values[term.input.position]))
        }
        #expect(form.model.objective.value(at: values) == 90)
    }

    /// What is left after the horizon counts with its weight: e after (6, 5) is 10, then 5, 2.5, … until less than 1 % is left.
    @Test func countsEffectAfterTheHorizon() {
        var problem = DeliveryFixture.twoPeriods()
        problem.afterHorizonWeight = 0.5
        let evaluation = problem.evaluate(spend: [[6, 5]], options: [])
        var expected = 0.0
        var e = 10.0
        for _ in 1...6 {
            e *= 0.5
            expected += 0.5 * 3 * 2 * 20 * e / (10 + e)
        }
        #expect(abs(evaluation.afterHorizon - expected) < 1e-9)
        #expect(abs(evaluation.value - 90 - expected) < 1e-9)
    }

    @Test func optionsCountInTheirPeriodsOnly() {
        var problem = DeliveryFixture.twoPeriods()
        problem.choices = [
            DeliveryChoice(
                kind: "commission", channel: "affiliate", goods: "A", periods: 1...1, unit: "percent",
                options: [
                    ChoiceOption(name: "5 %", value: 5, cost: 7, outcomes: [.gmv: 100]),
                    ChoiceOption(name: "9 %", value: 9, cost: 20, outcomes: [.gmv: 180]),
                ])
        ]
        let evaluation = problem.evaluate(spend: [[6, 5]], options: [1])
        #expect(evaluation.outcomes[.gmv] == 270)
        #expect(evaluation.rules == [31])
        #expect(DeliveryModel(problem).pick.map(\.count) == [2])
    }

    @Test func refusesWhatAlgebraTakesForGranted() {
        var problem = DeliveryFixture.twoPeriods()
        problem.lines[0].carryOver = 1
        #expect(throws: DeliveryError.self) { try problem.validate() }
        problem.lines[0].carryOver = 0.5
        problem.lines[0].maximum = .each([1])
        #expect(throws: DeliveryError.self) { try problem.validate() }
        problem.lines[0].maximum = .constant(.nan)
        #expect(throws: DeliveryError.self) { try problem.validate() }
        problem.lines[0].maximum = 100
        problem.lines.append(problem.lines[0])
        #expect(throws: DeliveryError.self) { try problem.validate() }
    }
}

enum DeliveryFixture {
    static func twoPeriods() -> DeliveryProblem {
        DeliveryProblem(
            horizon: Horizon(begin: Day(number: 20_000), count: 2),
            lines: [
                DeliveryLine(
                    key: LineKey(channel: "search", goods: "A"), primary: .orders,
                    curve: .hill(HillCurve(cap: 20, halfSpend: 10)),
                    carryOver: 0.5, carryIn: 8, multipliers: .each([1, 2]), rates: [.gmv: 3], maximum: 100)
            ],
            rules: [DeliveryRule("total budget", terms: [RuleTerm(1, .cost)], atMost: 50)],
            objective: DeliveryObjective(name: "GMV", unit: "yuan", terms: [RuleTerm(1, .outcome(.gmv))]))
    }
}
