// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Delivery
import Market
import Planning
import TestSupport
import Testing

/// Impossible briefs: which of the merchant's rules contradict one another, where they were said, and the least change.
@Suite struct ConflictTests {
    private func lines() -> [DeliveryLine] {
        [
            Small.line("feed", cap: 100, half: 100), Small.line("search", cap: 100, half: 100),
            Small.line("display", cap: 50, half: 50),
        ]
    }

    private func conflict(_ problem: DeliveryProblem) throws -> [ConflictingRule] {
        do {
            let plan = try Planner.plan(problem).plan
            Issue.record("a plan was found: \(plan.certificate)")
            return []
        } catch {
            guard case .impossible(let rules) = error else { throw error }
            return rules.sorted { $0.rule < $1.rule }
        }
    }

    /// Search wants 500 at least, the budget is 300, said in lines 12 and 4: the floor has to give 200, or the budget 200 more.
    @Test func aFloorAboveTheBudget() throws {
        var problem = Small.problem(lines(), periods: 2)
        problem.rules = [
            DeliveryRule(
                "total budget", from: Origin(file: "brief.yaml", line: 4, field: "budget"), terms: [RuleTerm(1, .cost)],
                atMost: 300),
            Small.media("ceiling of feed", Selection(channels: ["feed"]), atMost: 100, line: 9),
            Small.media("floor of search", Selection(channels: ["search"]), atLeast: 500, line: 12),
            Small.media("day 1", Selection(periods: 0...0), atMost: 400, line: 15),
        ]
        let rules = try conflict(problem)
        #expect(rules.map(\.rule) == ["floor of search", "total budget"])
        #expect(rules.map(\.saidAt) == ["brief.yaml:12", "brief.yaml:4"])
        #expect(rules.compactMap(\.leastChange).map { ($0 * 100).rounded() / 100 } == [200, 200])
        #expect(rules.compactMap(\.wouldDo).map { ($0 * 100).rounded() / 100 } == [300, 500])
    }

    /// The same in the words of a fault: impossible, exit 2, each rule with its place and what would do.
    @Test func theFaultNamesRulesAndPlaces() throws {
        let problem = Small.problem(
            lines(), budget: 100,
            rules: [Small.media("floor of search", Selection(channels: ["search"]), atLeast: 150, line: 8)])
        do {
            _ = try Planner.plan(problem)
            Issue.record("a plan was found")
        } catch {
            let fault = error.fault
            #expect(fault.kind == .impossible && fault.notes.count == 2)
            #expect(fault.notes.allSatisfy { $0.key == "plan.conflicting-rule-repair" })
            #expect(fault.notes.contains { $0.arguments["place"] == .text("brief.yaml:8") })
        }
    }

    /// Feed at least 200, search at least 200, both together at most 300.
    @Test func threeRulesOfWhichAnyTwoAgree() throws {
        var problem = Small.problem(lines(), budget: 1000)
        problem.rules += [
            Small.media("floor of feed", Selection(channels: ["feed"]), atLeast: 200, line: 5),
            Small.media("floor of search", Selection(channels: ["search"]), atLeast: 200, line: 6),
            Small.media("ceiling of both", Selection(channels: ["feed", "search"]), atMost: 300, line: 7),
            Small.media("ceiling of display", Selection(channels: ["display"]), atMost: 10, line: 8),
        ]
        let rules = try conflict(problem)
        #expect(rules.map(\.rule) == ["ceiling of both", "floor of feed", "floor of search"])
        for rule in rules { #expect(abs((rule.leastChange ?? 0) - 100) < 0.01, "\(rule)") }
        // Each alone, given way by its least change, makes a plan possible; by a yuan less it does not.
        for index in problem.rules.indices {
            guard let found = rules.first(where: { $0.rule == problem.rules[index].name }), let would = found.wouldDo else {
                continue
            }
            for (step, isPossible) in [(0.01, true), (-1.0, false)] {
                var repaired = problem
                let isFloor = problem.rules[index].atLeast != nil
                if isFloor { repaired.rules[index].atLeast = would - step } else { repaired.rules[index].atMost = would + step }
                if isPossible {
                    #expect(throws: Never.self) { try Planner.plan(repaired) }
                } else {
                    #expect(throws: PlanError.self) { try Planner.plan(repaired) }
                }
            }
        }
    }

    /// Nobody can sell 500 pieces on curves that end at 100 + 100 + 50 = 250: one rule, impossible by itself.
    @Test func aQuotaBeyondAnyResponse() throws {
        let quota = DeliveryRule(
            "quota of orders", from: Origin(file: "brief.yaml", line: 20, field: "targets.orders"),
            terms: [RuleTerm(1, .outcome(.orders))], atLeast: 500)
        let rules = try conflict(Small.problem(lines(), budget: 1e6, rules: [quota]))
        #expect(rules.map(\.rule) == ["quota of orders"])
        #expect(rules.first?.saidAt == "brief.yaml:20")
        // Each line ends below its cap at its limit of 10⁶ yuan: 100 · 10⁶/(10⁶ + 100) …; together a little below 250 is left.
        #expect((rules.first?.wouldDo ?? 0) > 249 && (rules.first?.wouldDo ?? 0) < 250)
    }

    /// A quota that only this budget cannot reach: both are named. Best is 250 in the limit; 30 yuan bring less than 60 pieces.
    @Test func aQuotaBeyondTheBudget() throws {
        let quota = DeliveryRule("quota of orders", terms: [RuleTerm(1, .outcome(.orders))], atLeast: 60)
        let rules = try conflict(Small.problem(lines(), budget: 30, rules: [quota]))
        #expect(rules.map(\.rule) == ["quota of orders", "total budget"])
    }

    /// An option costs at least 50 and the budget is 20: the budget is named, and 50 would do.
    @Test func optionsDearerThanTheBudget() throws {
        let options = [50.0, 80].map { ChoiceOption(name: "\($0)", value: $0, cost: .constant($0), outcomes: [.gmv: 10]) }
        let choice = DeliveryChoice(
            kind: "commission", channel: "affiliate", goods: "A", periods: 0...0, unit: "percent", options: options)
        let rules = try conflict(Small.problem(lines(), budget: 20, choices: [choice]))
        #expect(rules.map(\.rule) == ["total budget"])
        #expect(abs((rules.first?.wouldDo ?? 0) - 50) < 0.01)
    }
}
