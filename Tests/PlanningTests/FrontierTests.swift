// SPDX-License-Identifier: GPL-3.0-or-later
import Delivery
import Market
import Planning
import TestSupport
import Testing

/// Outcome against budget, and the price of money.
@Suite struct FrontierTests {
    /// 400 x / (100 + x) and 900 x / (100 + x): with both in use √λ = 500 / (200 + B), value 1300 − 500²/(200 + B).
    @Test func followsTheFormula() throws {
        let problem = Small.problem(
            [Small.line("feed", cap: 400, half: 100), Small.line("search", cap: 900, half: 100)], budget: 100)
        let budgets: [Int64] = [60_000, 10_000, 30_000, 120_000]
        let points = try Frontier.points(of: problem, budgets: budgets.map { Money(fen: $0) })
        #expect(points.map(\.budget.fen) == budgets.sorted())
        for point in points {
            let both = 200 + point.budget.yuan
            #expect(abs(point.value.mean - (1300 - 250_000 / both)) < 1e-6 * 1300)
            #expect(abs(point.marginalReturn - 250_000 / both / both) < 2e-3 * point.marginalReturn)
            #expect(point.cost == point.budget)
        }
    }

    /// On random concave problems without options: value grows, by less and less; the price falls, and lies between the slopes on
    /// both sides.
    @Test func isConcave() throws {
        for seed in Effort.count(25, full: 500) {
            var random = RandomDelivery(9000 + seed)
            let problem = random.problem([.stock])
            guard let total = problem.totalBudget?.limit else { continue }
            let budgets = (1...8).compactMap { Money(yuan: total * Double($0) / 4) }
            let points = try Frontier.points(of: problem, budgets: budgets)
            #expect(points.count == budgets.count)
            // What gap and rounding may move, per yuan.
            let size = (points.last?.value.mean ?? 0) * 4e-6 + 1e-3
            for (a, b) in zip(points, points.dropFirst()) {
                let step = b.budget.yuan - a.budget.yuan
                let slope = (b.value.mean - a.value.mean) / step
                #expect(slope >= -size / step, "seed \(seed)")
                let slack = size / step + 0.02 * abs(slope)
                #expect(a.marginalReturn >= slope - slack && slope >= b.marginalReturn - slack, "seed \(seed): \(a) \(b)")
            }
        }
    }

    @Test func needsABudget() {
        #expect(throws: PlanError.self) {
            try Frontier.points(of: Small.problem([Small.line("feed", cap: 1, half: 1)]), budgets: [Money(fen: 100)])
        }
    }

    /// The price of the total budget is what one more yuan brings: within 1 % of a finite difference around the plan, where the whole
    /// budget is used and the plan is large against a fen.
    @Test func priceIsAFiniteDifference() throws {
        var compared = 0
        for seed in Effort.count(60, full: 1000) {
            var random = RandomDelivery(11_000 + seed)
            let problem = random.problem([.ratio]).scaled(money: 1000, worth: 1)
            guard let total = problem.totalBudget?.limit else { continue }
            let tight = PlanOptions(relativeGap: 1e-9)
            let plan = try Planner.plan(problem, options: tight).plan
            guard let price = plan.explanation.marginalReturn, price * total > 1e-3 * plan.certificate.value else { continue }
            let step = total * 1e-3
            guard let less = Money(yuan: total - step), let more = Money(yuan: total + step) else { continue }
            let low = try Planner.plan(problem.with(budget: less), options: tight).plan.certificate.value
            let high = try Planner.plan(problem.with(budget: more), options: tight).plan.certificate.value
            let left = (plan.certificate.value - low) / (total - less.yuan)
            let right = (high - plan.certificate.value) / (more.yuan - total)
            // At a kink, where another limit begins to bind, the price lies between the two sides.
            let slack = 0.01 * price + 1e-8 * plan.certificate.value / step
            #expect(price <= left + slack && price >= right - slack, "seed \(seed): \(left) \(price) \(right)")
            compared += 1
        }
        #expect(compared > 20)
    }
}
