// SPDX-License-Identifier: GPL-3.0-or-later
public import Delivery
import Market
import Response

/// Small random problems with everything that comes besides lines and budgets: stocks, flows, effects of options, links, subsidies.
public struct RandomSurface {
    private var random: SeededNumbers

    public init(_ seed: UInt64) { random = SeededNumbers(seed, 77) }

    public mutating func problem() -> DeliveryProblem {
        let count = random.count(1...4)
        let all = 0...(count - 1)
        let lines = (["search", "feed", "display"] as [Channel]).prefix(random.count(1...3)).map { channel in
            var line = Small.line(
                channel, cap: random.spread(20, 400), half: random.spread(20, 200), gmv: random.spread(1, 20),
                carryOver: random.chance(0.3) ? random.number(0.1, 0.6) : 0, maximum: .constant(random.spread(50, 500)))
            line.rates["tickets"] = .constant(random.number(0.2, 2))
            return line
        }
        let budget = (random.spread(50, 800) * 100).rounded() / 100
        var problem = Small.problem(lines, periods: count, budget: budget)
        for kind in ["venue", "coupon", "outer"].prefix(random.count(0...3)) {
            problem.choices.append(choice(kind, all, count))
        }
        if problem.choices.count > 1, random.chance(0.5) {
            let (first, second) = (problem.choices[0].kind, problem.choices[1].kind)
            let excludes = random.chance(0.5)
            problem.rules.append(
                DeliveryRule(
                    excludes ? "one of two" : "needs the other",
                    terms: [
                        RuleTerm(1, .picked(OptionPick(first, ["yes"]))),
                        RuleTerm(excludes ? 1 : -1, .picked(OptionPick(second, ["yes"]))),
                    ], atMost: excludes ? 1 : 0))
        }
        if random.chance(0.7) { addStocks(&problem, all) }
        if random.chance(0.6) {
            problem.subsidies = [
                DeliverySubsidy(
                    "co-funding", periods: all, base: [RuleTerm(1, .media)], share: random.number(0, 0.6),
                    cap: Money(fen: random.fen(0...20_000)),
                    opening: problem.choices.first.flatMap {
                        random.chance(0.5) ? RuleTerm(1, .picked(OptionPick($0.kind, ["yes"]))) : nil
                    })
            ]
        }
        if random.chance(0.4) { problem.objective = Small.profit }
        return problem
    }

    private mutating func choice(_ kind: String, _ all: ClosedRange<Int>, _ count: Int) -> DeliveryChoice {
        var effect = ResponseEffect(factor: .constant(random.number(0.7, 1.8)))
        if random.chance(0.4) { effect.cost = .constant(random.number(0, 0.3)) }
        if random.chance(0.4) { effect.rates = [.gmv: .constant(random.number(0, 3))] }
        var options = [
            ChoiceOption(name: "no", value: 0),
            ChoiceOption(name: "yes", value: 1, cost: .constant(random.number(0, 30) / Double(count)), effects: [effect]),
        ]
        if random.chance(0.4) {
            options.append(
                ChoiceOption(
                    name: "much", value: 2, cost: .constant(random.number(0, 60) / Double(count)),
                    effects: [ResponseEffect(factor: .constant(random.number(1, 2.2)))]))
        }
        return DeliveryChoice(kind: kind, channel: "venue", periods: all, unit: "level", options: options)
    }

    private mutating func addStocks(_ problem: inout DeliveryProblem, _ all: ClosedRange<Int>) {
        problem.reservoirs = [
            DeliveryReservoir(
                "tickets", initial: random.number(0, 50), decay: .constant(random.number(0, 0.5)),
                inflows: [RuleTerm(1, .outcome("tickets"))]),
            DeliveryReservoir("tired"),
        ]
        var recall = DeliveryFlow(
            "recall", kind: "recall", channel: "sms", from: "tickets", to: "tired", arriving: random.number(0.5, 1),
            lag: random.count(0...1), periods: all, cost: .constant(random.number(0, 0.1)), uses: ["messages": 1],
            rates: [.gmv: .constant(random.number(0.1, 5))])
        if random.chance(0.4) {
            recall.maximum = .constant(random.number(20, 300))
            recall.curve = .hill(HillCurve(cap: random.number(10, 100), halfSpend: random.number(10, 100)))
        }
        problem.flows = [recall]
        if random.chance(0.6) {
            let share = random.number(0.1, 0.6)
            problem.flows.append(
                DeliveryFlow(
                    "rest", from: "tired", to: "tickets", periods: all, least: .constant(share), most: .constant(share)))
        }
        if random.chance(0.5) {
            problem.rules.append(
                DeliveryRule("messages", terms: [RuleTerm(1, .outcome("messages"))], atMost: random.number(10, 200)))
        }
    }

    /// A random plan that keeps the budget on media, with the flows it asks for: units per period up to what there may be.
    public mutating func plan(of problem: DeliveryProblem) -> (spend: [[Double]], options: [Int], flows: [[Double]]) {
        let count = problem.horizon.count
        let budget = problem.rules[0].atMost ?? 0
        let total = random.number(0, budget)
        var shares = problem.lines.map { _ in (0..<count).map { _ in random.chance(0.3) ? 0 : random.number(0, 1) } }
        let sum = shares.reduce(0) { $0 + $1.reduce(0, +) }
        for index in shares.indices {
            for t in shares[index].indices where sum > 0 {
                shares[index][t] = min(shares[index][t] * total / sum, problem.lines[index].maximum[t])
            }
        }
        let options = problem.choices.map { random.count(0...($0.options.count - 1)) }
        let flows = problem.flows.map { _ in (0..<count).map { _ in random.number(0, 100) } }
        return (shares, options, flows)
    }
}
