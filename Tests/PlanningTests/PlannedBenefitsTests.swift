// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Delivery
import Incentives
import Market
import Planning
import Response
import Testing

@Suite struct PlannedBenefitsTests {
    /// 2,000 customers with one benefit of 1 yuan each, worth 4 − i/1000 with customer i: V(S) = 4 S − S²/2000, V′(S) = 4 − S/1000.
    private func reading() throws -> AllocateRequest.Reading {
        let count = 2_000
        let table = try AllocationTable(
            customers: .rows(count), benefits: ["coupon"],
            values: CellMatrix((0..<count).map { 4 - (Double($0) + 0.5) / 1_000 }, customers: count, benefits: 1),
            costs: CellMatrix(constant: [100], customers: count))
        return AllocateRequest.Reading(allocator: try Allocator(table: table, rules: []))
    }

    /// One channel over two days with f(x) = 3000 (1 − exp(−x/1000)) a day: f′(x) = 3 exp(−x/1000).
    private var problem: DeliveryProblem {
        let budget = DeliveryRule("total budget", terms: [RuleTerm(1, .cost)], atMost: 2_000)
        return DeliveryProblem(
            horizon: Horizon(begin: Day(number: 0), count: 2),
            lines: [
                DeliveryLine(
                    key: LineKey(channel: "search"), primary: .gmv,
                    curve: .exponential(ExponentialCurve(cap: 3_000, scaleSpend: 1_000)), maximum: 5_000)
            ], rules: [budget],
            objective: DeliveryObjective(name: "GMV", unit: "yuan", terms: [RuleTerm(1, .outcome(.gmv))]))
    }

    @Test func oneBudgetOneMarginalReturn() throws {
        var benefits = try PlannedBenefits(try reading(), budget: Money(fen: 200_000))
        let result = try benefits.plan(problem)
        // 3 exp(−x/1000) = 4 − S/1000 with S + 2x = 2000: x = 212, S = 1575, and both bring 2.425 on the last yuan.
        let spend = PlannedBenefits.spend(in: result.plan)
        var (low, high) = (0.0, 1_000.0)
        for _ in 0..<100 {
            let x = (low + high) / 2
            if 3 * (-x / 1_000).exponential > 4 - (2_000 - 2 * x) / 1_000 { low = x } else { high = x }
        }
        #expect(abs(spend.yuan - (2_000 - 2 * low)) < 12, "\(spend) against \(2_000 - 2 * low)")
        let (_, allocation) = try benefits.allocation(spend: spend)
        #expect(abs(allocation.prices[0].price - (result.plan.explanation.marginalReturn ?? 0)) < 0.02)
        #expect(allocation.benefits[0].costFen <= spend.fen)
        #expect(result.plan.cost <= Money(fen: 200_000))
        // What the plan counts on is what the allocation brings, within what a customer in parts brings.
        let counted = result.plan.lines.first { $0.line.channel == Channel.benefits }?.outcomes[.gmv] ?? 0
        #expect(abs(counted - (allocation.certificate?.value ?? 0)) < 5)
    }
}

extension Double {
    /// eˣ by its series, after halving x.
    fileprivate var exponential: Double {
        let small = self / 64
        var sum = 1.0
        var term = 1.0
        for n in 1...12 {
            term *= small / Double(n)
            sum += term
        }
        for _ in 0..<6 { sum *= sum }
        return sum
    }
}
