// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Delivery
import Market
import Response
import Solver
import TestSupport
import Testing

@testable import Planning

/// Picks whose options work on the responses of lines: by hand, and against counting all combinations out.
@Suite struct PickSearchTests {
    /// A coupon on an item: every order costs its yuan, responses grow by `factor`.
    static func coupon(_ goods: GoodsID, _ levels: [(yuan: Double, factor: Double)], periods: Int) -> DeliveryChoice {
        DeliveryChoice(
            kind: "coupon", channel: "benefit", goods: goods, periods: 0...(periods - 1), unit: "yuan",
            options: [ChoiceOption(name: "none", value: 0)]
                + levels.map { level in
                    ChoiceOption(
                        name: "\(level.yuan)", value: level.yuan,
                        effects: [
                            ResponseEffect(
                                on: Selection(goods: [goods]), factor: .constant(level.factor), cost: .constant(level.yuan),
                                per: .orders)
                        ])
                })
    }

    /// One line, orders = 300 x / (100 + x), 1 yuan each; a coupon of 0.1 yuan doubles them to 600 x / (100 + x). The budget of 100 is
    /// x + 60 x / (100 + x), so x² + 60 x − 10⁴ = 0, x = 74.40 and 255.97 orders; without the coupon x = 100 and 150 orders.
    @Test func aCouponThatPaysIsPicked() throws {
        let problem = Small.problem(
            [Small.line("search", goods: "G1", cap: 300, half: 100)], budget: 100,
            choices: [Self.coupon("G1", [(0.1, 2)], periods: 1)])
        let x = (-60 + (3600.0 + 40_000).squareRoot()) / 2
        let expected = 600 * x / (100 + x)
        #expect(abs(x + 0.1 * expected - 100) < 1e-9)
        let plan = try Planner.plan(problem).plan
        #expect(abs(plan.certificate.value - expected) < 1e-4 * expected, "\(plan.certificate), \(expected)")
        #expect(plan.certificate.status == .optimal && plan.certificate.method.hasPrefix("picks"))
        #expect(plan.delivery.choices.map(\.option) == ["0.1"])
    }

    /// The same coupon at 2 yuan an order takes more of the budget than it brings.
    @Test func aCouponThatCostsTooMuchIsNot() throws {
        let problem = Small.problem(
            [Small.line("search", goods: "G1", cap: 300, half: 100)], budget: 100,
            choices: [Self.coupon("G1", [(2, 2)], periods: 1)])
        let plan = try Planner.plan(problem).plan
        #expect(abs(plan.certificate.value - 150) < 1e-3, "\(plan.certificate)")
        #expect(plan.certificate.status == .optimal && plan.delivery.choices.map(\.option) == ["none"])
    }

    /// Problems of 1–3 goods with a choice each, sometimes one over all goods, floors on return, stock, carry-over.
    static func problem(_ seed: UInt64) -> DeliveryProblem {
        var random = SeededNumbers(seed, 4711)
        let periods = random.count(1...4)
        let goods = (["G1", "G2", "G3"] as [GoodsID]).prefix(random.count(1...3))
        var lines: [DeliveryLine] = []
        for id in goods {
            for channel in (["search", "feed"] as [Channel]).prefix(random.count(1...2)) {
                lines.append(
                    Small.line(
                        channel, goods: id, cap: random.spread(20, 400), half: random.spread(20, 200),
                        gmv: random.spread(2, 20), carryOver: random.chance(0.3) ? random.number(0.1, 0.6) : 0,
                        maximum: .constant(random.spread(50, 500))))
            }
        }
        var choices = goods.map { id in
            coupon(
                id,
                (1...random.count(1...3)).map { (random.number(0, 3) * Double($0), 1 + random.number(0, 0.5) * Double($0)) },
                periods: periods)
        }
        if random.chance(0.3) {
            choices.append(
                DeliveryChoice(
                    kind: "venue", channel: "venue", periods: 0...(periods - 1), unit: "entry",
                    options: [
                        ChoiceOption(name: "no", value: 0),
                        ChoiceOption(
                            name: "yes", value: 1, cost: .constant(random.number(0, 40)),
                            effects: [ResponseEffect(factor: .constant(random.number(0.9, 1.4)))]),
                    ]))
        }
        var rules: [DeliveryRule] = []
        if random.chance(0.3) { rules.append(Small.returnFloor(random.number(0.2, 2))) }
        if random.chance(0.3) { rules.append(Small.stock("G1", random.spread(50, 400))) }
        return Small.problem(lines, periods: periods, budget: random.spread(50, 800), choices: choices, rules: rules)
    }

    /// The optimum over all combinations, each solved with its picks held, and the bound that all of them share.
    static func counted(_ problem: DeliveryProblem) throws -> Double? {
        var combinations: [[Int]] = [[]]
        for choice in problem.choices {
            combinations = combinations.flatMap { start in choice.options.indices.map { start + [$0] } }
        }
        var best: Double?
        for held in combinations {
            let solution = try ModelSolver.solve(DeliveryModel(problem, held: held).model)
            if !solution.values.isEmpty, let value = solution.value { best = max(best ?? -.infinity, value) }
        }
        return best
    }

    @Test func agreesWithAllCombinationsCounted() throws {
        var suited = 0
        let runs: UInt64 = 60
        for seed in 0..<runs {
            let problem = Self.problem(seed).canonical()
            let expected = try Self.counted(problem)
            let outcome = try PickSearch.solve(problem, PlanOptions())
            guard let expected else {
                #expect(outcome == nil, "seed \(seed)")
                continue
            }
            guard let outcome else { continue }
            suited += 1
            let form = DeliveryModel(problem, held: outcome.options)
            let value = try #require(try ModelSolver.solve(form.model).value)
            #expect(value >= expected * (1 - 1.1e-4), "seed \(seed): \(value) < \(expected)")
            #expect(outcome.bound >= expected * (1 - 1e-9), "seed \(seed): \(outcome.bound) < \(expected)")
            #expect(outcome.bound <= expected * (1 + 2e-4), "seed \(seed): \(outcome.bound) > \(expected)")
        }
        #expect(suited >= Int(runs) * 9 / 10)
    }

    /// A held model is the open one with its binaries fixed.
    @Test func aHeldModelIsTheOpenOneFixed() throws {
        for seed in 0..<20 as Range<UInt64> {
            let problem = Self.problem(seed).canonical()
            let held = problem.choices.map { Int(seed) % $0.options.count }
            let closed = DeliveryModel(problem, held: held)
            let open = DeliveryModel(problem)
            var fixed = open.model
            for (picks, option) in zip(open.pick, held) {
                for (number, variable) in picks.enumerated() {
                    fixed.bound(variable, lower: number == option ? 1 : 0, upper: number == option ? 1 : 0)
                }
            }
            let (a, b) = (try ModelSolver.solve(closed.model), try ModelSolver.solve(fixed))
            #expect((a.value == nil) == (b.value == nil), "seed \(seed)")
            if let x = a.value, let y = b.value { #expect(abs(x - y) <= 1e-4 * max(1, abs(x)), "seed \(seed): \(x), \(y)") }
        }
    }
}
