// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Delivery
import Market
import Planning
import Response
import TestSupport
import Testing

/// Rules as their makers stated them: what a per cent of the stated number brings, and which number would repair a contradiction.
@Suite struct StatementTests {
    private func returnFloor(_ least: Double) -> DeliveryRule {
        DeliveryRule(
            "return on spend", from: Origin(file: "brief.yaml", line: 7, field: "targets.roi"),
            terms: [RuleTerm(1, .outcome(.gmv)), RuleTerm(-least, .cost)], atLeast: 0,
            stated: StatedNumber(least, .number, termSlopes: [0, -1]))
    }

    private func conflict(_ problem: DeliveryProblem) -> [ConflictingRule] {
        do {
            _ = try Planner.plan(problem)
            return []
        } catch {
            guard case .impossible(let rules) = error else { return [] }
            return rules
        }
    }

    /// GMV 400 x / (100 + x) with at least 300 yuan returns 300 there, once; three times is reached up to x = 100/3. So the return would
    /// have to fall to 1, or the floor to 33.33.
    @Test func aRatioIsRepairedInItsOwnNumber() throws {
        let problem = Small.problem(
            [Small.line("search", cap: 400, half: 100)], budget: 1000,
            rules: [returnFloor(3), Small.media("floor", Selection(channels: ["search"]), atLeast: 300, line: 9)])
        let rules = conflict(problem)
        let ratio = try #require(rules.first { $0.rule == "return on spend" })
        #expect(abs((ratio.wouldDo ?? 0) - 1) < 1e-3 && (ratio.wouldDo ?? 2) <= 1 && ratio.number == 3)
        let floor = try #require(rules.first { $0.rule == "floor" })
        #expect(abs((floor.wouldDo ?? 0) - 100.0 / 3) < 0.05 && rules.count == 2)
    }

    /// 100 yuan a day on three days do not hold 500 in all: said once, it is one rule, which 500/3 a day would repair.
    @Test func aDailyLimitIsOneStatement() throws {
        var problem = Small.problem([Small.line("search", cap: 400, half: 100)], periods: 3, budget: 1000)
        for t in 0..<3 {
            let day = problem.horizon.days[t]
            problem.rules.append(
                DeliveryRule(
                    "daily budget, at most, \(day)", title: Notice("rule.daily-budget-most"), day: day,
                    from: Origin(file: "brief.yaml", line: 5, field: "daily_budget.max"),
                    terms: [RuleTerm(1, .media, Selection(periods: t...t))], atMost: 100))
        }
        problem.rules.append(Small.media("floor", atLeast: 500, line: 9))
        let rules = conflict(problem)
        #expect(rules.count == 2, "\(rules)")
        let daily = try #require(rules.first { $0.saidAt == "brief.yaml:5" })
        #expect(abs((daily.wouldDo ?? 0) - 500.0 / 3) < 1e-6 && daily.day == nil)
        #expect(abs((rules.first { $0.rule == "floor" }?.wouldDo ?? 0) - 300) < 1e-6)
    }

    /// The most that lines can spend is named with the factor that would do: 3 × 100 yuan against a floor of 450.
    @Test func limitsOfLinesAreNamedOnce() throws {
        let problem = Small.problem(
            [Small.line("search", cap: 400, half: 100, maximum: 100)], periods: 3,
            rules: [Small.media("floor", atLeast: 450, line: 9)])
        let rules = conflict(problem)
        let limits = try #require(rules.first { $0.rule == ConflictingRule.lineLimits })
        #expect(abs((limits.wouldDo ?? 0) - 1.5) < 1e-3 && rules.count == 2)
    }

    /// 400 x / (100 + x) at a return of 2: x = 100, GMV 200. At a return ρ: x = 400/ρ − 100, GMV = 400 − 100 ρ; one per cent of 2 brings 2.
    @Test func onePercentOfARatio() throws {
        let problem = Small.problem([Small.line("search", cap: 400, half: 100)], budget: 1000, rules: [returnFloor(2)])
        let result = try Planner.plan(problem)
        let price = try #require(result.plan.explanation.binding.first { $0.rule == "return on spend" })
        #expect(abs(price.gainFromOnePercent - 2) < 0.02, "\(price)")
        let loosened = try result.loosened(by: 0.01, count: 3, options: PlanOptions())
        let again = try #require(loosened.first { $0.rule == "return on spend" })
        #expect(abs(again.tried - 1.98) < 1e-9 && abs(again.gain - 2) < 0.05, "\(again)")
    }

    /// The dearest statements, by planning again: first-order gains and real ones agree on small concave problems.
    @Test func pricesAgreeWithPlanningAgain() throws {
        var compared = 0
        for seed in Effort.count(30, full: 400) {
            var random = RandomDelivery(9000 + seed)
            let problem = random.problem([.profit])
            // One per cent of a few yuan is a fen or two: what rounding does to them is no first-order gain.
            guard problem.lines.allSatisfy({ $0.curve.curve.isConcave }), problem.totalBudget?.limit ?? 1e3 > 100 else {
                continue
            }
            let result = try Planner.plan(problem, options: PlanOptions(relativeGap: 1e-9))
            let size = abs(result.plan.certificate.value)
            for price in result.plan.explanation.binding where price.gainFromOnePercent > 1e-3 * size {
                let again = try result.loosened(by: 0.01, count: 5, options: PlanOptions(relativeGap: 1e-9))
                guard let found = again.first(where: { $0.rule == price.rule }) else { continue }
                // A concave value: loosening brings no more than its price says.
                #expect(
                    found.gain <= price.gainFromOnePercent * (1 + 1e-3) + found.uncertainty + 0.02 * size * 0.01,
                    "seed \(seed): \(price) \(found)")
                compared += 1
            }
        }
        #expect(compared > 5)
    }

    /// Why a line gets nothing: worth less, no room, nothing to bring, a rule, a package.
    @Test func reasonsForNothing() throws {
        var shut = Small.line("shut", cap: 400, half: 100, maximum: 0)
        shut.maximumReason = Notice("line.limit-daily", ["place": .text("brief.yaml:4")])
        var packaged = Small.line("packaged", cap: 90, half: 100)
        packaged.package = Money(fen: 50_000)
        let lines = [
            Small.line("main", cap: 400, half: 100), Small.line("weak", cap: 20, half: 100), shut,
            Small.line("flat", cap: 0, half: 100), Small.line("barred", cap: 300, half: 100), packaged,
        ]
        let problem = Small.problem(
            lines, budget: 100, rules: [Small.media("no barred", Selection(channels: ["barred"]), atMost: 0, line: 6)])
        let plan = try Planner.plan(problem).plan
        let reasons = Dictionary(
            plan.explanation.nothing.map { ($0.line.channel, $0.reason.key) }, uniquingKeysWith: { first, _ in first })
        #expect(
            reasons == [
                "weak": "nothing.less", "shut": "nothing.no-room", "flat": "nothing.brings-nothing", "barred": "nothing.rule",
                "packaged": "nothing.less",
            ], "\(plan.explanation.nothing)")
    }
}
