// SPDX-License-Identifier: GPL-3.0-or-later
import Delivery
import Market
import Planning
import Response
import Solver
import TestSupport
import Testing

/// Plans worked out by hand. A Hill line a x / (k + x) has slope a k / (k + x)², so that at price λ it takes x = √(a k / λ) − k.
@Suite struct HandSolvedTests {
    private func spend(_ plan: Plan) -> [Int64] { plan.lines.map(\.spend.fen) }

    /// a = (400, 900), k = 100 each, budget 300: √(a k) = (200, 300), together 500 = (300 + 200) √λ, so λ = 1;
    /// x = (100, 200), value 400/2 + 900 · 2/3 = 800.
    @Test func twoLinesShareABudgetAtEqualMarginals() throws {
        let problem = Small.problem(
            [Small.line("feed", cap: 400, half: 100), Small.line("search", cap: 900, half: 100)], budget: 300)
        let plan = try Planner.plan(problem).plan
        #expect(spend(plan).map { abs($0 - [10_000, 20_000][spend(plan).firstIndex(of: $0) ?? 0]) }.allSatisfy { $0 <= 20 })
        #expect(plan.cost == Money(fen: 30_000) && plan.budget == Money(fen: 30_000))
        #expect(abs(plan.certificate.value - 800) < 800e-6 && plan.certificate.bound >= 800 - 1e-9)
        #expect(plan.certificate.status == .optimal)
        #expect(abs((plan.explanation.marginalReturn ?? 0) - 1) < 2e-3)
        for line in plan.lines { #expect(abs(line.marginalReturn - 1) < 2e-3) }
    }

    /// Profit 400 x / (100 + x) − x: slope 1 at x = 100, of a budget of 1000. Profit 200 − 100 = 100.
    @Test func profitStopsBeforeTheBudget() throws {
        var problem = Small.problem([Small.line("search", cap: 400, half: 100)], budget: 1000)
        problem.objective = Small.profit
        let plan = try Planner.plan(problem).plan
        #expect(abs(plan.cost.fen - 10_000) <= 30)
        #expect(abs(plan.certificate.value - 100) < 1e-3)
        #expect(abs(plan.explanation.marginalReturn ?? 0) < 1e-9)
        #expect(plan.warnings.contains { $0.key == "plan.budget-not-spent" })
    }

    /// Item A sells 40 pieces at most at 10 yuan; line 1 (item A) sells 100 x / (100 + x) pieces, line 2 (item B, 1 yuan) sells
    /// 400 x / (100 + x). Without stock A would take nearly all; with it A reaches 40 at x = 200/3, and B takes the rest of 300.
    @Test func stockBinds() throws {
        let lines = [
            Small.line("search", goods: "A", cap: 100, half: 100, gmv: 10),
            Small.line("search", goods: "B", cap: 400, half: 100),
        ]
        let plan = try Planner.plan(Small.problem(lines, budget: 300, rules: [Small.stock("A", 40)])).plan
        let rest = 300 - 200.0 / 3
        let best = 400 + 400 * rest / (100 + rest)
        #expect(abs(plan.certificate.value - best) < 1e-5 * best, "\(plan.certificate)")
        #expect(abs(plan.lines[0].spend.fen - 6667) <= 2)
        #expect(plan.lines.first?.spend.yuan ?? 0 < 70 && plan.explanation.binding.contains { $0.rule == "stock of A" })
    }

    /// 400 x / (100 + x) ≥ 2 x up to x = 100: of 250 yuan a return of 2 lets 100 be spent, GMV 200.
    @Test func aReturnFloorStopsSpending() throws {
        let problem = Small.problem(
            [Small.line("search", cap: 400, half: 100)], budget: 250, rules: [Small.returnFloor(2, line: 7)])
        let plan = try Planner.plan(problem).plan
        #expect(plan.cost.fen <= 10_000 && plan.cost.fen >= 9_998)
        #expect(abs(plan.certificate.value - 200) < 0.02)
        #expect(plan.explanation.binding.first?.rule == "return on spend")
        #expect(plan.explanation.binding.first?.saidAt == "brief.yaml:7")
    }

    /// Budget 100, lines 400 x / (100 + x) and 130 x / (100 + x). Freely √(a k) = (200, 114.02), together 300 √λ, λ = 1.0957: the second
    /// gets 8.93. With a minimum of 60 if used: all to the first is 200; the minimum to the second 400 · 40/140 + 130 · 60/160 = 163.04.
    @Test func minimumIfUsedIsAllOrNothing() throws {
        var second = Small.line("search", cap: 130, half: 100)
        second.minimumIfUsed = MinimumIfUsed(amount: Money(fen: 6000), scope: .period)
        let problem = Small.problem([Small.line("feed", cap: 400, half: 100), second], budget: 100)
        let plan = try Planner.plan(problem).plan
        #expect(spend(plan) == [10_000, 0])
        #expect(abs(plan.certificate.value - 200) < 1e-9 * 200)
        var without = problem
        without.lines[1].minimumIfUsed = nil
        #expect(abs(try Planner.plan(without).plan.lines[1].spend.yuan - 8.93) < 0.3)
    }

    /// Packages of 60 yuan on 400 x / (100 + x) beside 100 x / (100 + x), budget 200. Three packages: 400 · 180/280 +
    /// 100 · 20/120 = 273.81; two: 400 · 120/220 + 100 · 80/180 = 262.63; one: 150 + 100 · 140/240 = 208.33.
    @Test func packagesComeWhole() throws {
        var line = Small.line("express", cap: 400, half: 100)
        line.package = Money(fen: 6000)
        let plan = try Planner.plan(Small.problem([line, Small.line("search", cap: 100, half: 100)], budget: 200)).plan
        #expect(spend(plan) == [18_000, 2_000])
        #expect(abs(plan.certificate.value - (400.0 * 180 / 280 + 100.0 * 20 / 120)) < 1e-9 * 300)
    }

    /// Commission beside one line 400 x / (100 + x), budget 100: 5 % brings 100 for 5, 10 % brings 150 for 20, 20 % brings 160 for 60.
    /// Totals: 100 + 400 · 95/195 = 294.87; 150 + 400 · 80/180 = 327.78; 160 + 400 · 40/140 = 274.29.
    @Test func commissionAndMediaShareTheBudget() throws {
        let options = [(5.0, 5.0, 100.0), (10, 20, 150), (20, 60, 160)].map {
            ChoiceOption(name: "\(Int($0.0)) %", value: $0.0, cost: .constant($0.1), outcomes: [.gmv: .constant($0.2)])
        }
        let choice = DeliveryChoice(
            kind: "commission", channel: "affiliate", goods: "A", periods: 0...0, unit: "percent", options: options)
        let problem = Small.problem([Small.line("search", goods: "A", cap: 400, half: 100)], budget: 100, choices: [choice])
        let plan = try Planner.plan(problem).plan
        #expect(plan.delivery.choices.map(\.option) == ["10 %"] && plan.delivery.choices.first?.value == 10)
        #expect(plan.delivery.media == Money(fen: 8000) && plan.delivery.commissionReserve == Money(fen: 2000))
        #expect(plan.cost == plan.budget)
        #expect(abs(plan.certificate.value - (150 + 400.0 * 80 / 180)) < 1e-6)
        #expect(plan.explanation.pricesAreFixedChoices)
    }

    /// Two days of one line with θ = 0.5 and nothing after the end: e = (x₁, x₂ + x₁/2). A yuan on day 1 works twice, so at f = 100 e /
    /// (100 + e) and a budget of 100: f′(x₁) + f′(e₂)/2 = f′(e₂) gives f′(e₂) = 2 f′(x₁), 100 + e₂ = (100 + x₁)/√2.
    /// e₂ = 100 − x₁/2 gives 200 − x₁/2 = (100 + x₁)/√2: x₁ = (200 − 70.7107)/(0.5 + 0.707107) = 107.1 > 100, so x₁ = 100.
    @Test func carryOverDrawsMoneyForward() throws {
        let plan = try Planner.plan(
            Small.problem([Small.line("search", cap: 100, half: 100, carryOver: 0.5)], periods: 2, budget: 100)
        ).plan
        let entries = plan.delivery.entries
        #expect(entries.map(\.spend.fen) == [10_000] && entries.first?.day == Small.begin)
        // 100/2 + 100 · 50/150
        #expect(abs(plan.certificate.value - (50 + 100.0 / 3)) < 1e-6)
    }
}
