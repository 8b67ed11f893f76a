// SPDX-License-Identifier: GPL-3.0-or-later
import Delivery
import Market
import Planning
import Response
import TestSupport
import Testing

/// Stocks and flows, on problems small enough to solve by hand.
@Suite struct ReservoirTests {
    /// One ticket for every yuan, at most 60 in a period; tickets halve from one period to the next; a fifth of the recalled order.
    private func tickets(budget: Double, messages: Double = 1e9) -> DeliveryProblem {
        var problem = Small.problem([], periods: 3, budget: budget)
        problem.lines = [
            DeliveryLine(
                key: LineKey(channel: "venue"), primary: "tickets",
                curve: .piecewise(PiecewiseCurve(spends: [60], outcomes: [60])!),
                maximum: 1000)
        ]
        problem.reservoirs = [
            DeliveryReservoir("tickets", unit: "tickets", decay: 0.5, inflows: [RuleTerm(1, .outcome("tickets"))])
        ]
        problem.flows = [
            DeliveryFlow(
                "recall", kind: "recall", from: "tickets", periods: 2...2, uses: ["messages": 1], rates: [.orders: 0.2])
        ]
        problem.rules.append(
            DeliveryRule("message capacity", terms: [RuleTerm(1, .outcome("messages"))], atMost: messages))
        problem.objective = DeliveryObjective(name: "orders", unit: "orders", terms: [RuleTerm(1, .outcome(.orders))])
        return problem
    }

    /// Budget 100. The 60 of the second period are 30 at the start of the third; the 40 of the first are 10: 40 recalled, 8 orders.
    @Test func ticketsAreBoughtLate() throws {
        let plan = try Planner.plan(tickets(budget: 100)).plan
        #expect(abs(plan.certificate.value - 8) < 1e-6, "\(plan.certificate)")
        #expect(plan.delivery.entries.map(\.spend.fen) == [4000, 6000])
        #expect(plan.flows?.first.map { abs($0.units[2] - 40) < 1e-6 } == true)
        // End of the periods: 40; 40/2 + 60 = 80; 80/2 − 40 = 0.
        let stock = try #require(plan.stocks?.first)
        for (amount, expected) in zip(stock.amounts, [40.0, 80, 0]) { #expect(abs(amount - expected) < 1e-6) }
        #expect(plan.delivery.choices.map(\.kind) == ["recall"])
    }

    /// 25 messages recall 25 tickets: 5 orders, however much money there is; more capacity brings more.
    @Test func capacityLimitsTheRecall() throws {
        var before = 0.0
        for (capacity, orders) in [(25.0, 5.0), (35, 7), (45, 8), (1000, 8)] {
            let plan = try Planner.plan(tickets(budget: 100, messages: capacity)).plan
            #expect(abs(plan.certificate.value - orders) < 1e-6, "\(capacity): \(plan.certificate)")
            #expect(plan.certificate.value >= before - 1e-9)
            before = plan.certificate.value
        }
    }

    /// A list of 1,000 fans; an SMS costs 5 fen, one in 50 orders 100 yuan of margin: 2 yuan a contact. Contacted people rest and come
    /// back at half a period's share. Budget 40 yuan: 800 contacts in all. Period 1: all that is wanted from 1,000.
    /// With 3 periods and a budget of 100 yuan (2,000 contacts): 1,000 in the first, 500 have come back in the second, and of the
    /// 1,000 resting then (500 + 500) 500 more in the third: 2,000 contacts, 40 orders.
    @Test func contactedPeopleRest() throws {
        var problem = Small.problem([], periods: 3, budget: 100)
        problem.reservoirs = [DeliveryReservoir("rested", initial: 1000), DeliveryReservoir("tired")]
        problem.flows = [
            DeliveryFlow(
                "sms", kind: "messages", channel: "sms", from: "rested", to: "tired", periods: 0...2, cost: 0.05,
                rates: [.orders: 0.02]),
            DeliveryFlow("rest", from: "tired", to: "rested", periods: 0...2, least: 0.5, most: 0.5),
        ]
        problem.objective = DeliveryObjective(name: "orders", unit: "orders", terms: [RuleTerm(1, .outcome(.orders))])
        let plan = try Planner.plan(problem).plan
        // Period 1: 1,000. Period 2 starts with 0 rested and 1,000 tired, 500 come back and can be contacted from period 3 on: 500.
        #expect(abs(plan.certificate.value - 0.02 * 1500) < 1e-6, "\(plan.certificate)")
        #expect(plan.cost.fen == 7500 && plan.contactCost?.fen == 7500)
        problem.rules[0].atMost = 40
        let less = try Planner.plan(problem).plan
        #expect(abs(less.certificate.value - 0.02 * 800) < 1e-6)
        #expect(less.cost.fen == 4000)
    }

    /// Responses cannot take more out of a stock than there is: 50 strangers, a line that would bring 80 visits.
    @Test func responsesEndWithTheStock() throws {
        var problem = Small.problem([], periods: 1, budget: 100)
        problem.lines = [
            DeliveryLine(
                key: LineKey(channel: "feed"), primary: .visits,
                curve: .piecewise(PiecewiseCurve(spends: [100], outcomes: [80])!),
                maximum: 100)
        ]
        problem.reservoirs = [DeliveryReservoir("strangers", initial: 50, inflows: [RuleTerm(-1, .outcome(.visits))])]
        problem.objective = DeliveryObjective(name: "visits", unit: "visits", terms: [RuleTerm(1, .outcome(.visits))])
        let plan = try Planner.plan(problem).plan
        #expect(abs(plan.certificate.value - 50) < 1e-6, "\(plan.certificate)")
    }

    /// 100 visitors, a tenth become fans by themselves in each period, a fan at the end is worth 3: 10 + 9 fans, 57 in all.
    @Test func whatIsLeftAtTheEndCounts() throws {
        var problem = Small.problem([], periods: 2, budget: 10)
        problem.reservoirs = [DeliveryReservoir("visitors", initial: 100), DeliveryReservoir("fans")]
        problem.flows = [
            DeliveryFlow("following", from: "visitors", to: "fans", periods: 0...1, least: 0.1, most: 0.1)
        ]
        problem.objective = DeliveryObjective(
            name: "fans", unit: "yuan", terms: [RuleTerm(3, .stock("fans"), Selection(periods: 1...1))])
        let plan = try Planner.plan(problem).plan
        #expect(abs(plan.certificate.value - 57) < 1e-9)
    }
}
