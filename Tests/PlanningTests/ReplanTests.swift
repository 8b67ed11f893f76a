// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Delivery
import Market
import Planning
import Response
import TestSupport
import Testing

/// Mid-flight: what is done is taken off every rule, and the rest is planned again.
@Suite struct ReplanTests {
    private func done(_ rows: [(Channel, Int, Int64)], periods: Int) -> DoneDelivery {
        DoneDelivery(
            entries: rows.map {
                DoneDelivery.Entry(line: LineKey(channel: $0.0), period: $0.1, spend: Money(fen: $0.2 * 100))
            }, periods: periods)
    }

    /// Of 300 yuan over 3 days 150 are spent on the first: 150 are left for two equal days of one line, 75 each.
    @Test func theRestOfTheBudget() throws {
        let problem = Small.problem([Small.line("search", cap: 400, half: 100)], periods: 3, budget: 300)
        let (rest, notices) = problem.remaining(after: done([("search", 0, 150)], periods: 1))
        #expect(rest.horizon.begin == Small.begin.advanced(by: 1) && rest.horizon.count == 2 && notices.isEmpty)
        let plan = try Planner.plan(rest).plan
        #expect(plan.cost == Money(fen: 15_000) && plan.budget == Money(fen: 15_000))
        #expect(plan.delivery.entries.allSatisfy { abs($0.spend.fen - 7500) < 200 })
    }

    /// A return of 2 over the whole campaign: 100 yuan brought 150 so far, so the rest has to make up for 50.
    @Test func aReturnReachesBack() throws {
        let roi = DeliveryRule(
            "return on spend", terms: [RuleTerm(1, .outcome(.gmv)), RuleTerm(-2, .cost)], atLeast: 0,
            stated: StatedNumber(2, .number, termSlopes: [0, -1]))
        let problem = Small.problem(
            [Small.line("search", cap: 400, half: 100)], periods: 2, budget: 1000, rules: [roi])
        let before = DoneDelivery(
            entries: [
                DoneDelivery.Entry(
                    line: LineKey(channel: "search"), period: 0, spend: Money(fen: 10_000), outcomes: [.gmv: 150])
            ], periods: 1)
        let rest = problem.remaining(after: before).problem
        let rule = try #require(rest.rules.first { $0.name == "return on spend" })
        #expect(rule.atLeast == 50 && rule.done == [150, 100])
        // 400 x / (100 + x) − 2 x ≥ 50 means 2 x² − 150 x + 5000 ≤ 0, which holds nowhere. At 1.5 the past is even, and x ≤ 166.67.
        #expect(throws: PlanError.self) { try Planner.plan(rest) }
        let looser = rule.stated(with: 1.5)
        #expect(looser.atLeast == 0 && looser.terms[1].factor == -1.5)
        var possible = rest
        possible.rules[try #require(rest.rules.firstIndex { $0.name == rule.name })] = looser
        let plan = try Planner.plan(possible).plan
        #expect(abs(plan.cost.yuan - 500.0 / 3) < 0.05)
    }

    /// A change limit holds the first day that is left to the last one that ran; limits that are passed leave nothing; the past alone is
    /// reported.
    @Test func limitsReachBack() throws {
        var problem = Small.problem(
            [Small.line("search", cap: 400, half: 100), Small.line("feed", cap: 400, half: 100)], periods: 3)
        let search = Selection(channels: ["search"])
        problem.rules = [
            DeliveryRule(
                "rise",
                terms: [RuleTerm(1, .media, Selection(periods: 1...1)), RuleTerm(-1.5, .media, Selection(periods: 0...0))],
                atMost: 0, stated: StatedNumber(0.5, .share, termSlopes: [0, -1])),
            Small.media("ceiling of search", search, atMost: 80, line: 4),
            Small.media("day 1", Selection(periods: 0...0), atMost: 90, line: 5),
            Small.media("floor of search", search, atLeast: 60, line: 6),
            Small.media("total", atMost: 500, line: 7),
        ]
        let (rest, notices) = problem.remaining(after: done([("search", 0, 100), ("feed", 0, 20)], periods: 1))
        #expect(rest.rules.map(\.name) == ["rise", "ceiling of search", "total"])
        #expect(rest.rules.map(\.atMost) == [180, 0, 380])
        #expect(notices.map(\.key).sorted() == ["replan.broken-already", "replan.passed-already"])
        let plan = try Planner.plan(rest).plan
        #expect(plan.lines.first { $0.line.channel == "search" }?.spend == .zero)
        #expect(plan.delivery.entries.filter { $0.day == rest.horizon.begin }.map(\.spend).total() <= Money(fen: 18_000))
    }

    /// Bellman: when a plan's own first days are done, what is planned again is worth what the rest of the plan was.
    @Test func theRestOfABestPlanIsBest() throws {
        var compared = 0
        for seed in Effort.count(60, full: 800) {
            var random = RandomDelivery(11_000 + seed)
            let problem = random.problem([.floors, .profit]).canonical()
            guard problem.horizon.count > 1, problem.lines.allSatisfy({ $0.curve.curve.isConcave && $0.package == nil }) else {
                continue
            }
            let options = PlanOptions(relativeGap: 1e-8)
            let whole = try Planner.plan(problem, options: options)
            let periods = 1 + Int(seed) % (problem.horizon.count - 1)
            var entries: [DoneDelivery.Entry] = []
            var begun = problem
            for (index, line) in problem.lines.enumerated() {
                var carried = line.carryIn
                for t in 0..<periods {
                    carried = whole.spend[index][t] + line.carryOver * carried
                    guard let spend = Money(yuan: whole.spend[index][t]) else { continue }
                    entries.append(DoneDelivery.Entry(line: line.key, period: t, spend: spend))
                }
                begun.lines[index].carryIn = carried
            }
            let rest = begun.remaining(after: DoneDelivery(entries: entries, periods: periods)).problem
            let again = try Planner.plan(rest, options: options).plan
            let kept = whole.spend.map { Array($0.dropFirst(periods)) }
            let before = rest.evaluate(spend: kept, options: whole.options).value
            let size = max(1, abs(whole.plan.certificate.value))
            // Rounding to the fen leaves its own small loss on both sides.
            let slack = 1e-6 * size + abs(whole.plan.certificate.roundingLoss) + abs(again.certificate.roundingLoss)
            #expect(again.certificate.value >= before - slack, "seed \(seed): \(again.certificate) \(before)")
            #expect(again.certificate.bound >= before - 1e-9 * size, "seed \(seed)")
            if let budget = problem.totalBudget?.limit, let most = Money(yuan: budget) {
                #expect(entries.map(\.spend).total() + again.cost <= most, "seed \(seed)")
            }
            compared += 1
        }
        #expect(compared > 10)
    }

    /// What moved is told with the marginal returns that moved it.
    @Test func movesHaveReasons() throws {
        // The earlier plan gave each line half; now search has proved four times as good.
        let problem = Small.problem(
            [Small.line("search", cap: 800, half: 100), Small.line("feed", cap: 200, half: 100)], periods: 2, budget: 400)
        let before = done([("search", 0, 100), ("feed", 0, 100)], periods: 1)
        let result = try Planner.plan(problem.remaining(after: before).problem)
        let earlier = [0, 1].flatMap { day in
            (["search", "feed"] as [Channel]).map {
                PlanEntry(day: Small.begin.advanced(by: day), line: LineKey(channel: $0), spend: Money(fen: 10_000))
            }
        }
        let report = ReplanReport(result, done: before, campaignBegin: Small.begin, earlier: earlier, notices: [])
        #expect(report.spent == Money(fen: 20_000) && report.planned == report.spent && report.earlierRest == report.spent)
        let reasons = Dictionary(
            report.moves.map { ($0.line.channel, $0.reason.key) }, uniquingKeysWith: { first, _ in first })
        #expect(reasons == ["search": "replan.brings-more", "feed": "replan.brings-less"])
        #expect(report.moves.map { $0.now - $0.earlier }.total() == .zero)
    }
}
