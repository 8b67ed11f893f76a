// SPDX-License-Identifier: GPL-3.0-or-later
import Delivery
import Market
import Planning
import Response
import Solver
import TestSupport
import Testing

/// Problems at the edge of what makes sense get a plan, or an error, and never a crash.
@Suite struct DegeneratePlanTests {
    private let two = [Small.line("feed", cap: 400, half: 100), Small.line("search", cap: 900, half: 100)]

    private func checked(_ problem: DeliveryProblem) throws -> Plan {
        let plan = try Planner.plan(problem).plan
        let ledger = PlanLedger(plan.delivery, of: problem.canonical())
        #expect(ledger.breaches.isEmpty)
        #expect(plan.certificate.bound >= plan.certificate.value && plan.certificate.value.isFinite)
        #expect(abs(plan.certificate.value - ledger.value) <= 1e-9 * max(1, abs(ledger.value)))
        return plan
    }

    @Test func noMoney() throws {
        let plan = try checked(Small.problem(two, periods: 3, budget: 0))
        #expect(plan.cost == .zero && plan.delivery.entries.isEmpty && plan.certificate.value == 0)
        #expect(plan.certificate.status == .optimal)
    }

    @Test func oneFen() throws {
        // 0.01 yuan: slope 9 against 4 at zero, so that search gets it; value 900 · 0.01/100.01.
        let plan = try checked(Small.problem(two, periods: 2, budget: 0.01))
        #expect(plan.cost == Money(fen: 1) && plan.delivery.entries.map(\.line.channel) == ["search"])
        #expect(abs(plan.certificate.value - 900 * 0.01 / 100.01) < 1e-12)
    }

    @Test func tenBillionYuan() throws {
        // 10¹² fen on curves of that size, x = (1/3, 2/3) of the budget as in the small case, to the fen.
        let half = 1e10 / 3
        var problem = Small.problem(
            [
                Small.line("feed", cap: 400, half: half, maximum: 1e10),
                Small.line("search", cap: 900, half: half, maximum: 1e10),
            ],
            budget: 1e10)
        let plan = try checked(problem)
        #expect(plan.cost == Money(fen: 1_000_000_000_000))
        #expect(abs(plan.certificate.value - 800) < 1e-3 && plan.certificate.status == .optimal)
        // Far beyond any use: the money is spent all the same, since every fen brings a little.
        problem = Small.problem(two.map { line in with(line) { $0.maximum = 1e10 } }, budget: 1e10)
        #expect(abs(try checked(problem).certificate.value - 1300) < 1e-3)
    }

    private func with(_ line: DeliveryLine, _ change: (inout DeliveryLine) -> Void) -> DeliveryLine {
        var copy = line
        change(&copy)
        return copy
    }

    @Test func oneLineTakesAll() throws {
        let plan = try checked(Small.problem([two[0]], budget: 77.77))
        #expect(plan.delivery.entries.map(\.spend.fen) == [7777])
    }

    @Test func noLines() throws {
        let plan = try checked(Small.problem([], periods: 2, budget: 100))
        #expect(plan.cost == .zero && plan.certificate.value == 0)
    }

    @Test func noPeriods() throws {
        let plan = try checked(Small.problem(two, periods: 0, budget: 100))
        #expect(plan.delivery.entries.isEmpty && plan.certificate.value == 0)
    }

    @Test func flatCurvesGetNothingThatMatters() throws {
        let flat = [Small.line("feed", cap: 0, half: 100), Small.line("search", cap: 0, half: 10)]
        let plan = try checked(Small.problem(flat, budget: 100))
        #expect(plan.certificate.value == 0 && plan.certificate.bound <= 1e-9 && plan.certificate.status == .optimal)
    }

    @Test func equalCurvesShareEqually() throws {
        // Four equal lines: at a gap of 10⁻⁶ each has a quarter up to a percent or so; the value is that of equal shares.
        let channels: [Channel] = ["a", "b", "c", "d"]
        let plan = try checked(Small.problem(channels.map { Small.line($0, cap: 100, half: 50) }, periods: 3, budget: 600))
        #expect(abs(plan.certificate.value - 12 * 50) < 600e-6)
        #expect(plan.cost == Money(fen: 60_000))
    }

    @Test func aStepNearly() throws {
        // Nothing up to 50 yuan, 100 pieces from 50.01 on: worth it for one of two such lines with 60 yuan.
        let step = try #require(PiecewiseCurve(spends: [50, 50.01, 100], outcomes: [0, 100, 100]))
        let lines = ["a", "b"].map { (channel: Channel) in
            with(Small.line(channel, cap: 1, half: 1)) { $0.curve = .piecewise(step) }
        }
        let plan = try checked(Small.problem(lines, budget: 60))
        #expect(abs(plan.certificate.value - 100) < 1e-6 && plan.certificate.status == .optimal)
        #expect(abs(try checked(Small.problem(lines, budget: 110)).certificate.value - 200) < 1e-6)
        #expect(try checked(Small.problem(lines, budget: 40)).certificate.value == 0)
    }

    @Test func tinyRates() throws {
        // A rate of 10⁻⁹ instead of 1 changes the value's unit and nothing else.
        let tiny = two.map { line in with(line) { $0.rates = [.gmv: 1e-9] } }
        let plan = try checked(Small.problem(tiny, budget: 300))
        #expect(plan.cost == Money(fen: 30_000))
        #expect(abs(plan.certificate.value - 800e-9) < 800e-15, "\(plan.certificate)")
    }

    @Test func linesWithoutRoom() throws {
        let shut = two.map { line in with(line) { $0.maximum = .constant(0) } }
        #expect(try checked(Small.problem(shut, budget: 100)).cost == .zero)
        // A limit of a third of a fen holds no fen at all.
        let narrow = two.map { line in with(line) { $0.maximum = .constant(1.0 / 300) } }
        #expect(try checked(Small.problem(narrow, budget: 100)).cost == .zero)
    }

    @Test func badNumbersAreRefused() {
        for change: (inout DeliveryLine) -> Void in [
            { $0.maximum = .constant(.nan) }, { $0.carryOver = 1 }, { $0.carryIn = -1 }, { $0.multipliers = -1 },
            { $0.maximum = .constant(.infinity) }, { $0.rates = [.gmv: .constant(.nan)] },
        ] {
            #expect(throws: PlanError.self) { try Planner.plan(Small.problem([with(two[0], change)], budget: 100)) }
        }
        #expect(throws: PlanError.self) { try Planner.plan(Small.problem([two[0], two[0]], budget: 100)) }
    }
}
