// SPDX-License-Identifier: GPL-3.0-or-later
import Delivery
import Foundation
import Market
import Planning
import Response
import Solver
import TestSupport
import Testing

/// Plans over joint draws: hand-solved cases, and honesty against a search over all splits.
@Suite struct RobustTests {
    /// A line that brings `perYuan[d]` yuan of GMV a yuan in draw d, up to 1,000 yuan.
    private func linear(_ channel: Channel, perYuan: [Double]) throws -> DeliveryLine {
        func straight(_ slope: Double) throws -> ResponseCurve {
            .piecewise(try #require(PiecewiseCurve(spends: [1000], outcomes: [1000 * slope])))
        }
        let mean = perYuan.reduce(0, +) / Double(perYuan.count)
        return DeliveryLine(
            key: LineKey(channel: channel), primary: .gmv, curve: try straight(mean), maximum: 1000,
            draws: try perYuan.map { CurveDraw(curve: try straight($0), carryOver: 0, rates: [:]) })
    }

    private func spend(_ plan: Plan, _ channel: Channel) -> Double {
        plan.lines.filter { $0.line.channel == channel }.map(\.spend).total().yuan
    }

    /// Safe brings 1 always; bold 2 or 0.5 with equal chance. The mean of bold, 1.25, is better; of its worse half, 0.5, it is not.
    @Test func cautionTakesTheSafeLine() throws {
        let problem = Small.problem(
            [try linear("bold", perYuan: [2, 2, 0.5, 0.5]), try linear("safe", perYuan: [1, 1, 1, 1])], budget: 100)
        let mean = try Planner.plan(problem, options: PlanOptions(risk: .mean)).plan
        #expect(spend(mean, "bold") == 100 && abs(mean.certificate.value - 125) < 1e-6)
        let careful = try Planner.plan(problem, options: PlanOptions(risk: .cvar(level: 0.5))).plan
        #expect(spend(careful, "safe") == 100 && abs(careful.certificate.value - 100) < 1e-3)
        #expect(careful.certificate.status == .optimal, "\(careful.certificate)")
        #expect(careful.risk?.measure == .cvar(level: 0.5) && abs((careful.risk?.valueOfMeanPlan ?? 0) - 50) < 1e-6)
    }

    /// Rain and shine bring 2 in turn and 0 otherwise: half and half brings 1 per yuan for sure, all on one nothing in the bad case.
    @Test func cautionSpreads() throws {
        let problem = Small.problem(
            [try linear("rain", perYuan: [2, 0]), try linear("shine", perYuan: [0, 2])], budget: 100)
        let plan = try Planner.plan(problem, options: PlanOptions(risk: .cvar(level: 0.5))).plan
        #expect(abs(spend(plan, "rain") - 50) < 0.02 && abs(spend(plan, "shine") - 50) < 0.02)
        #expect(abs(plan.certificate.value - 100) < 0.05 && plan.certificate.bound >= plan.certificate.value)
        #expect(plan.certificate.status == .optimal, "\(plan.certificate)")
    }

    /// Nine draws of 1 and one of 0.5 a yuan: 50 with 90 % certainty means 50 in the worst tenth, which takes 100 yuan. Another line
    /// brings 3, so that nothing goes beyond what the guarantee needs: of 250 yuan, 150 there.
    @Test func aGuaranteedFloorHoldsInTheWorstDraws() throws {
        var bold = try linear("search", perYuan: [Double](repeating: 1, count: 9) + [0.5])
        bold.rates = [.orders: 1]
        bold.draws = bold.draws.map { CurveDraw(curve: $0.curve, carryOver: 0, rates: [.orders: 1]) }
        var problem = Small.problem([bold, try linear("feed", perYuan: [Double](repeating: 3, count: 10))], budget: 250)
        problem.rules.append(
            DeliveryRule("guaranteed orders", terms: [RuleTerm(1, .outcome(.orders))], atLeast: 50, certainty: 0.9))
        let plan = try Planner.plan(problem).plan
        #expect(abs(spend(plan, "search") - 100) < 0.05 && abs(spend(plan, "feed") - 150) < 0.05)
        let guarantee = try #require(plan.risk?.guarantees.first)
        #expect(guarantee.worstMean >= 50 - 1e-6 && guarantee.reached == 1)
        #expect(plan.warnings.contains { $0.key == "plan.guarantee-is-safe" })
        // Without certainty the centre, 0.95 a yuan, decides: 50 / 0.95 yuan.
        problem.rules[1].certainty = nil
        #expect(abs(spend(try Planner.plan(problem).plan, "search") - 50 / 0.95) < 0.05)
    }

    @Test func curvesWithoutDrawsSayThatTheyCannotMindRisk() throws {
        let problem = Small.problem([Small.line("search", cap: 400, half: 100)], budget: 100)
        let plan = try Planner.plan(problem, options: PlanOptions(risk: .cvar(level: 0.9))).plan
        #expect(plan.risk == nil && plan.warnings.contains { $0.key == "plan.no-draws" })
    }

    /// Two or three uncertain lines in a few periods with carry-over: the measure is no worse than any of many splits of the budget,
    /// the bound is above, the money is spent to the fen.
    @Test func noSplitIsBetter() throws {
        for seed in Effort.count(25, full: 400) {
            var random = SeededNumbers(seed, 31)
            let periods = random.count(1...3)
            let draws = random.count(4...30)
            let channels: [Channel] = ["a", "b", "c"]
            let lines = (0..<random.count(2...3)).map { index -> DeliveryLine in
                var line = Small.line(
                    channels[index], cap: random.number(50, 500), half: random.number(20, 300),
                    carryOver: random.chance(0.5) ? random.number(0, 0.6) : 0, maximum: 2000)
                line.draws = (0..<draws).map { _ in
                    CurveDraw(
                        curve: .hill(HillCurve(cap: random.number(10, 600), halfSpend: random.number(20, 400))),
                        carryOver: line.carryOver, rates: [.gmv: random.number(0.5, 1.5)])
                }
                return line
            }
            let budget = (random.number(50, 800) * 100).rounded() / 100
            let problem = Small.problem(lines, periods: periods, budget: budget)
            let level = random.number(0.3, 0.95)
            let plan = try Planner.plan(problem, options: PlanOptions(risk: .cvar(level: level))).plan
            #expect(plan.certificate.bound >= plan.certificate.value, "seed \(seed)")
            #expect(plan.cost.yuan == budget, "seed \(seed): \(plan.cost) of \(budget)")
            func measure(_ spend: [[Double]]) -> Double {
                let values = (0..<draws).map { problem.drawn($0).evaluate(spend: spend, options: []).value }.sorted()
                // The mean of the lowest (1 − level) · draws values, the last one in part.
                var left = (1 - level) * Double(draws)
                var sum = 0.0
                for value in values where left > 0 {
                    sum += value * min(1, left)
                    left -= 1
                }
                return sum / ((1 - level) * Double(draws))
            }
            let ledger = PlanLedger(plan.delivery, of: problem)
            let own = measure(ledger.yuan)
            #expect(abs(own - plan.certificate.value) < 1e-6 * max(1, own), "seed \(seed): \(own) \(plan.certificate)")
            for _ in 0..<200 {
                var shares = lines.map { _ in (0..<periods).map { _ in -log(random.number(1e-9, 1)) } }
                let total = shares.reduce(0) { $0 + $1.reduce(0, +) }
                shares = shares.map { $0.map { $0 / total * budget } }
                #expect(measure(shares) <= plan.certificate.bound * (1 + 1e-9), "seed \(seed)")
            }
            #expect(plan.certificate.gap < 2e-3, "seed \(seed): \(plan.certificate)")
        }
    }
}
