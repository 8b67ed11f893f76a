// SPDX-License-Identifier: GPL-3.0-or-later
import Delivery
import Market
import Planning
import Response
import TestSupport
import Testing

/// Programmes as choices: joined where it pays. f(x) = 400 x / (100 + x) of search.
@Suite struct ProgrammeEntryTests {
    private let search = Small.line("search", goods: "A", cap: 400, half: 100)

    private func plan(_ terms: ProgrammeTerms..., in problem: DeliveryProblem) throws -> Plan {
        var problem = problem
        for programme in terms { ProgrammeEntry(programme).extend(&problem) }
        let plan = try Planner.plan(problem).plan
        for choice in plan.delivery.choices { _ = try choice.checked() }
        return plan
    }

    private func isJoined(_ plan: Plan) -> Bool { plan.delivery.choices.contains { $0.option != "none" } }

    /// With a benefit of nothing the problem is the one without the programme, whatever it asks for.
    @Test func noBenefitIsNoProgramme() {
        var terms = ProgrammeTerms(name: "edge")
        terms.minBudget = Money(fen: 5000)
        terms.fee = Money(fen: 100)
        terms.coFundingShare = 0.3
        let plain = Small.problem([search], budget: 100)
        var problem = plain
        ProgrammeEntry(terms).extend(&problem)
        #expect(problem == plain)
    }

    /// Co-funding of a quarter, at most 20 yuan, for those who spend at least 100 of media in all: joined, M = 120. For those who spend 150 it
    /// cannot be joined: f(100) = 200.
    @Test(arguments: [(10_000, 400.0 * 120 / 220, true), (15_000, 200, false)])
    func theLeastBudgetDecides(least: Int64, value: Double, joins: Bool) throws {
        var terms = ProgrammeTerms(name: "edge")
        terms.minBudget = Money(fen: least)
        terms.coFundingShare = 0.25
        terms.coFundingCap = Money(fen: 2000)
        let plan = try plan(terms, in: Small.problem([search], budget: 100))
        #expect(abs(plan.certificate.value - value) < 2e-4 * value, "\(plan.certificate)")
        #expect(isJoined(plan) == joins)
    }

    /// 50 visits of the outer channel, a yuan each, open 1.5 in the venue: 1.5 · f(150) = 360 > f(200) = 266.67. A weight of 120 is out of
    /// reach of a channel that brings 100.
    @Test(arguments: [(50.0, 360.0, true), (120, 400.0 * 200 / 300, false)])
    func accumulatedWeightOpensAFactor(weight: Double, value: Double, joins: Bool) throws {
        let outer = DeliveryLine(
            key: LineKey(channel: "weibo"), primary: .visits,
            curve: .piecewise(PiecewiseCurve(spends: [100], outcomes: [100])!),
            maximum: 200)
        var terms = ProgrammeTerms(name: "outer")
        terms.channels = ["search"]
        terms.threshold = ProgrammeTerms.Threshold(outcome: .visits, channels: ["weibo"], amount: weight)
        terms.factor = 1.5
        let plan = try plan(terms, in: Small.problem([outer, search], budget: 200))
        #expect(abs(plan.certificate.value - value) < 2e-4 * value, "\(plan.certificate)")
        #expect(isJoined(plan) == joins)
    }

    /// Support for the first of two days: equal days without it, f(50) + f(50) = 266.67; with 1.5 on the first (a k: 60,000 and 40,000)
    /// √600 : √400 gives x₁ + 100 = 300 · 0.5505, x₁ = 65.15, value 1.5 · f(65.15) + f(34.85) = 340.06.
    @Test func coldStartEndsAfterItsDays() throws {
        var terms = ProgrammeTerms(name: "cold-start")
        terms.factor = 1.5
        terms.factorDays = 1
        let plan = try plan(terms, in: Small.problem([search], periods: 2, budget: 100))
        #expect(abs(plan.certificate.value - 340.05) < 0.1, "\(plan.certificate)")
        #expect(plan.delivery.entries.first.map { abs($0.spend.yuan - 65.15) < 3 } == true)
    }

    /// Orders 4 x / (100 + x) of 100 yuan, profit. Without: x = 100, 200 − 100 = 100. A packet of 10 yuan that half of the orders use, 1.3 times
    /// as many orders: 95 · 1.3 = 123.5 an order; x + 26 x / (100 + x) = 100 gives x = 87.84, value 143.17.
    @Test func redPacketsCostMarginAndRaiseConversion() throws {
        var terms = ProgrammeTerms(name: "packet")
        terms.redPacket = ProgrammeTerms.RedPacket(yuanPerOrder: 10, redeemed: 0.5, conversion: 1.3)
        var problem = Small.problem([Small.line("search", cap: 4, half: 100, gmv: 100)], budget: 100)
        problem.objective = Small.profit
        let joined = try plan(terms, in: problem)
        #expect(abs(joined.certificate.value - 143.17) < 0.05, "\(joined.certificate)")
        // Half of it paid by the platform is cheaper, and still no gain by itself.
        terms.redPacket?.platformShare = 0.5
        let shared = try plan(terms, in: problem)
        #expect(shared.certificate.value > joined.certificate.value)
        let gmv = try #require(shared.outcomes[.gmv]?.mean)
        #expect(abs(shared.certificate.value - (gmv - shared.cost.yuan)) < 0.02)
    }

    /// Two packets that do not stack: the better one alone.
    @Test func packetsDoNotStack() throws {
        var first = ProgrammeTerms(name: "packet")
        first.factor = 1.3
        first.excludes = ["threshold"]
        var second = ProgrammeTerms(name: "threshold")
        second.factor = 1.2
        second.excludes = ["packet"]
        let plan = try plan(first, second, in: Small.problem([search], budget: 100))
        #expect(abs(plan.certificate.value - 260) < 0.05)
        second.excludes = []
        first.excludes = []
        #expect(abs(try self.plan(first, second, in: Small.problem([search], budget: 100)).certificate.value - 312) < 0.05)
    }

    /// A venue is entered by each goods: fee 30, factor 1.5. A (f) enters, B (40 x / (100 + x)) does not.
    @Test func goodsEnterOneByOne() throws {
        var terms = ProgrammeTerms(name: "venue-1", kind: "venue")
        terms.fee = Money(fen: 3000)
        terms.factor = 1.5
        let small = Small.line("search", goods: "B", cap: 40, half: 100)
        let plan = try plan(terms, in: Small.problem([search, small], budget: 200))
        let entered = plan.delivery.choices.filter { $0.value == 1 }
        #expect(entered.map(\.goods) == ["A"] && entered.first?.unit == "entry", "\(plan.delivery.choices)")
    }

    /// Stages of 30 and 70 yuan on two days, with credit of 50 for joining. Unspent budget rolls on: the first day may spend at most 30, both
    /// together 100. Joined: 30 and 70 of media; not joined: 25 and 25.
    @Test func stageBudgetsRollOn() throws {
        var terms = ProgrammeTerms(name: "growth")
        let days = Small.problem([search], periods: 2).horizon.days
        terms.stageBudgets = [
            .init(begin: days[0], end: days[0], budget: Money(fen: 3000)),
            .init(begin: days[1], end: days[1], budget: Money(fen: 7000)),
        ]
        terms.credit = Money(fen: 5000)
        var problem = Small.problem([search], periods: 2, budget: 50)
        problem.lines[0].maximum = 500
        problem.lines[0].multipliers = .each([2, 1])
        let plan = try plan(terms, in: problem)
        let fen = plan.delivery.entries.map(\.spend.fen)
        #expect(fen.count == 2 && abs(fen[0] - 3000) <= 2 && abs(fen[1] - 7000) <= 2, "\(fen)")
        #expect(plan.cost.fen <= 5000 && plan.cost.fen >= 4998 && plan.platformPays?.fen == 5000)
        terms.rollsOn = false
        terms.stageBudgets[0].budget = Money(fen: 5000)
        let other = try self.plan(terms, in: problem)
        #expect(abs((other.delivery.entries.first?.spend.fen ?? 0) - 5000) <= 2)
    }

    /// Credit and co-funding together never pay more than the media itself.
    @Test func subsidiesDoNotPayTwice() throws {
        var terms = ProgrammeTerms(name: "crown")
        terms.credit = Money(fen: 8000)
        terms.coFundingShare = 0.5
        terms.coFundingCap = Money(fen: 100_000)
        var problem = Small.problem([search], budget: 100)
        problem.lines[0].maximum = 60
        let plan = try plan(terms, in: problem)
        #expect(plan.delivery.media.fen == 6000)
        #expect((plan.platformPays?.fen ?? 0) <= 6000 && plan.cost >= .zero)
    }
}
