// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
import Delivery
import Foundation
import Market
import Planning
import Response
import Scenarios
import Testing

/// What shops reported, each a file of rates under `Cases`: the blocks state it, the planner plans it, and the plan's totals are compared.
/// `docs/cases.md` says of each what is fitted and what is not.
@Suite struct NamedCaseTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases")

    /// GMV less all cost, with the tools of a case and the lines of the test.
    private func problem(_ name: String, lines: [DeliveryLine] = [], orderWorth: Double = 1) throws -> DeliveryProblem {
        let path = Self.folder.appending(path: name + ".yaml").path
        let brief = try BriefReader(scenarios: ScenarioCatalogue.terms).read(path: path)
        let budget = try #require(brief.budget?.value.yuan)
        let days = brief.end.value.number - brief.begin.value.number + 1
        var problem = DeliveryProblem(
            horizon: Horizon(begin: brief.begin.value, count: days), lines: lines, choices: [],
            rules: [DeliveryRule("total budget", terms: [RuleTerm(1, .cost)], atMost: budget)],
            objective: DeliveryObjective(
                name: "profit", unit: "yuan", terms: [RuleTerm(orderWorth, .outcome(.gmv)), RuleTerm(-1, .cost)]),
            reported: [.gmv, .orders])
        for tool in brief.tools.owned { OwnedChannel(tool.value).extend(&problem) }
        for tool in brief.tools.reservations { Reservation(tool.value).extend(&problem) }
        for tool in brief.tools.coupons { SegmentBenefit(tool.value).extend(&problem) }
        if let hours = brief.tools.staffHoursPerDay { problem.limit(.staffHours, perDay: hours.value, rule: "staff hours") }
        try problem.validate()
        return problem
    }

    private func plan(_ name: String, lines: [DeliveryLine] = [], orderWorth: Double = 1) throws -> Plan {
        try Planner.plan(problem(name, lines: lines, orderWorth: orderWorth)).plan
    }

    /// Units of a flow over all periods.
    private func units(_ plan: Plan, _ name: String) -> Double {
        (plan.flows ?? []).filter { $0.name == name }.flatMap(\.units).reduce(0, +)
    }

    private func mean(_ plan: Plan, _ outcome: Outcome) -> Double { plan.outcomes[outcome]?.mean ?? 0 }

    /// 1.81 million tickets, 270 thousand recalled, to the thousand.
    @Test func entryTickets() throws {
        let plan = try plan("entry-tickets")
        let held = try #require(plan.stocks?.first { $0.name == Reservation.stock("ticket") })
        #expect((held.amounts[0] / 1000).rounded() == 1810, "\(held)")
        #expect((mean(plan, .recalled) / 1000).rounded() == 270, "\(plan.outcomes)")
        #expect((mean(plan, .recalled) / held.amounts[0] * 1000).rounded() == 149)
    }

    /// The reported claim rate contradicts the tickets: 41 % of 5 million views are 240 thousand more than were reported. Views are not fitted.
    @Test func theClaimRateDoesNotFitTheViews() throws {
        let venue = DeliveryLine(
            key: LineKey(channel: "venue"), primary: .visits,
            curve: .piecewise(try #require(PiecewiseCurve(spends: [100], outcomes: [5_000_000]))), maximum: 100)
        let plan = try plan("entry-tickets-by-views", lines: [venue])
        let held = try #require(plan.stocks?.first { $0.name == Reservation.stock("ticket") })
        #expect((held.amounts[0] / 10_000).rounded() == 205, "\(held)")
        #expect(mean(plan, .recalled) > 300_000)
    }

    /// 120 thousand reservations in 7 days of which 40 % order: 48 thousand orders, beside 3 thousand before.
    @Test func applianceReservations() throws {
        let now = try plan("appliance-reservations")
        #expect((units(now, "call of reservation") / 1000).rounded() == 120, "\(String(describing: now.flows))")
        #expect((mean(now, .orders) / 1000).rounded() == 48)
        let before = try plan("appliance-reservations-before")
        #expect((mean(before, .orders) / 1000).rounded() == 3)
    }

    /// Of 10,000 holders 3,500 return. A fifth of those who returned order, 7 % of the holders: "over 20 %" cannot be of the holders as well.
    @Test func snackReservations() throws {
        let plan = try plan("snack-reservations")
        #expect(abs(mean(plan, .recalled) - 3500) < 1, "\(plan.outcomes)")
        #expect(abs(mean(plan, .orders) - 700) < 1)
    }

    /// 280 of the 400 order on a launch day; beside 797 other orders that is 26 %.
    @Test func coreCustomers() throws {
        let plan = try plan("core-customers")
        #expect(abs(units(plan, "core group") - 400) < 0.01, "\(String(describing: plan.flows))")
        let core = units(plan, "core group") * 0.7
        #expect((core / mean(plan, .orders) * 100).rounded() == 26, "\(plan.outcomes)")
    }

    /// 40 thousand yuan a week for 60 thousand customers, a twelfth for 5 thousand, as long as the coupons' face value is left out of the worth.
    /// Counted, it takes half of that; and of a margin of 40 % it would leave less than nothing, so that the plan gives no coupon.
    @Test func boundCustomers() throws {
        let all = try plan("bound-customers-all")
        #expect((mean(all, .gmv) / 1000).rounded() == 40, "\(all.outcomes)")
        let trial = try plan("bound-customers-trial")
        #expect(abs(mean(trial, .gmv) * 12 - mean(all, .gmv)) < 1)
        let cost = mean(all, .gmv) - all.certificate.value
        #expect(cost > 20_000 && cost < 21_000, "\(cost)")
        #expect(all.delivery.choices.map(\.option) == ["10 yuan"])
        #expect(try plan("bound-customers-all", orderWorth: 0.4).delivery.choices.allSatisfy { $0.option == "none" })
    }

    /// 2 %, 5 % and 30 % of 10,000 come back: 3,700 in all.
    @Test func recallMessages() throws {
        let plan = try plan("recall-messages")
        #expect(abs(mean(plan, .visits) - 3700) < 0.5, "\(plan.outcomes)")
    }

    /// 180 thousand yuan a day on top, and still proved: 1.26 million in 7 days.
    @Test func teaShop() throws {
        let plan = try plan("tea-shop")
        #expect((mean(plan, .gmv) / 7 / 1000).rounded() == 180, "\(plan.outcomes)")
        #expect(plan.certificate.gap <= 1e-4 && plan.certificate.violation <= 1e-9)
    }

    /// Ten hours are twenty customers at half an hour, ten at an hour.
    @Test func advisors() throws {
        let plan = try plan("advisors")
        #expect(
            abs(units(plan, "quick") - 20) < 1e-3 && abs(units(plan, "thorough") - 10) < 1e-3,
            "\(String(describing: plan.flows))")
    }

    /// The decided get nothing, the price-sensitive 200 yuan: 10 more orders of 900 for 200 off 20 orders, 5,000. The same 100 for everybody
    /// would win nobody and cost 2,000.
    @Test func differentBenefits() throws {
        let plan = try plan("different-benefits")
        #expect(plan.delivery.choices.map(\.option) == ["none", "200 yuan"], "\(plan.delivery.choices)")
        #expect(abs(plan.certificate.value - 5000) < 1e-3)
    }

    /// Packages of 500 yuan a day: of 1,800 yuan in four days three are bought, and 300 yuan are left.
    @Test func expressPush() throws {
        var line = DeliveryLine(
            key: LineKey(channel: "express"), primary: .orders,
            curve: .hill(HillCurve(cap: 4000, halfSpend: 500)), rates: [.gmv: .constant(1)], maximum: 10_000)
        line.package = Money(fen: 50_000)
        let problem = DeliveryProblem(
            horizon: Horizon(begin: try #require(Day("2025-11-03")), count: 4), lines: [line], choices: [],
            rules: [DeliveryRule("total budget", terms: [RuleTerm(1, .cost)], atMost: 1800)],
            objective: DeliveryObjective(name: "GMV", unit: "yuan", terms: [RuleTerm(1, .outcome(.gmv))]), reported: [.gmv])
        let plan = try Planner.plan(problem).plan
        #expect(plan.cost == Money(fen: 150_000), "\(plan.delivery.entries)")
        #expect(plan.delivery.entries.allSatisfy { $0.spend.fen % 50_000 == 0 })
    }
}
