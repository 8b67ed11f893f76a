// SPDX-License-Identifier: GPL-3.0-or-later
import Delivery
import Market
import Planning
import Response
import TestSupport
import Testing

/// Options that work on responses, options that need one another, and money that the platform pays: by hand.
@Suite struct EffectTests {
    static func entry(_ kind: String, cost: Double, effects: [ResponseEffect] = [], gmv: Double = 0) -> DeliveryChoice {
        DeliveryChoice(
            kind: kind, channel: "venue", periods: 0...0, unit: "entry",
            options: [
                ChoiceOption(name: "no", value: 0),
                ChoiceOption(
                    name: "yes", value: 1, cost: .constant(cost), outcomes: gmv == 0 ? [:] : [.gmv: .constant(gmv)],
                    effects: effects),
            ])
    }

    private let search = Small.line("search", cap: 400, half: 100)

    /// f(100) = 200 without. With a fee of 20: 1.5 · f(80) = 1.5 · 177.78 = 266.67. With a fee of 60: 1.5 · f(40) = 171.43 < 200.
    @Test(arguments: [(20.0, 1.5 * 400 * 80 / 180, "yes"), (60.0, 200.0, "no")])
    func aVenueLiftsTheResponse(fee: Double, value: Double, option: String) throws {
        let venue = Self.entry("venue", cost: fee, effects: [ResponseEffect(factor: 1.5)])
        let plan = try Planner.plan(Small.problem([search], budget: 100, choices: [venue])).plan
        #expect(abs(plan.certificate.value - value) < 1e-4 * value, "\(plan.certificate)")
        #expect(plan.delivery.choices.map(\.option) == [option])
        #expect(plan.cost.fen == 10_000)
    }

    /// Two venues of factors 1.5 and 1.2, free: 200 · 1.8 = 360; where they exclude one another 200 · 1.5 = 300.
    @Test func factorsMultiplyUnlessTheyExclude() throws {
        let venues = [
            Self.entry("venue", cost: 0, effects: [ResponseEffect(factor: 1.5)]),
            Self.entry("outer", cost: 0, effects: [ResponseEffect(factor: 1.2)]),
        ]
        var problem = Small.problem([search], budget: 100, choices: venues)
        #expect(abs(try Planner.plan(problem).plan.certificate.value - 360) < 0.036)
        problem.rules.append(
            DeliveryRule(
                "venue or outer promotion",
                terms: [
                    RuleTerm(1, .picked(OptionPick("venue", ["yes"]))), RuleTerm(1, .picked(OptionPick("outer", ["yes"]))),
                ],
                atMost: 1))
        let plan = try Planner.plan(problem).plan
        #expect(abs(plan.certificate.value - 300) < 0.03)
        #expect(plan.delivery.choices.filter { $0.option == "yes" }.map(\.kind) == ["venue"])
    }

    /// The venue needs an enrolment of 40 yuan: 1.5 · f(60) = 225 > 200. At 60 yuan it does not pay (171.43 as above).
    @Test(arguments: [(40.0, 1.5 * 400 * 60 / 160, 2), (60.0, 200.0, 0)])
    func entryNeedsEnrolment(fee: Double, value: Double, picked: Int) throws {
        var problem = Small.problem(
            [search], budget: 100,
            choices: [
                Self.entry("venue", cost: 0, effects: [ResponseEffect(factor: 1.5)]), Self.entry("enrolment", cost: fee),
            ])
        problem.rules.append(
            DeliveryRule(
                "entry needs enrolment",
                terms: [
                    RuleTerm(1, .picked(OptionPick("venue", ["yes"]))), RuleTerm(-1, .picked(OptionPick("enrolment", ["yes"]))),
                ], atMost: 0))
        let plan = try Planner.plan(problem).plan
        #expect(abs(plan.certificate.value - value) < 1e-4 * value)
        #expect(plan.delivery.choices.filter { $0.option == "yes" }.count == picked)
    }

    /// A coupon that lifts by 1.5 and costs 0.1 yuan an order, out of the same 100 yuan: x + 60 x / (100 + x) = 100,
    /// x² + 60 x − 10,000 = 0, x = 74.403; 600 x / (100 + x) = 255.97 > 200. At 0.5 yuan: x² + 300 x − 10,000 = 0, x = 30.278, 139.44 < 200.
    @Test(arguments: [(0.1, 255.97, "yes"), (0.5, 200.0, "no")])
    func couponsShareTheBudget(cost: Double, value: Double, option: String) throws {
        let coupon = Self.entry("coupon", cost: 0, effects: [ResponseEffect(factor: 1.5, cost: .constant(cost), per: .orders)])
        let plan = try Planner.plan(Small.problem([search], budget: 100, choices: [coupon])).plan
        #expect(abs(plan.certificate.value - value) < 2e-4 * value, "\(plan.certificate)")
        #expect(plan.delivery.choices.map(\.option) == [option])
        #expect(plan.cost <= Money(fen: 10_000) && plan.cost >= Money(fen: 9_980))
        if option == "yes" { #expect(abs((plan.benefitCost?.yuan ?? 0) - 25.6) < 0.1) }
    }

    /// An outcome on top of the response: one in ten orders joins as a member (worth 5 yuan each): 200 + 0.1 · 200 · 5 = 300.
    @Test func ratesComeOnTop() throws {
        let club = Self.entry("club", cost: 0, effects: [ResponseEffect(rates: ["members": 0.1])])
        var problem = Small.problem([search], budget: 100, choices: [club])
        problem.objective.terms.append(RuleTerm(5, .outcome("members")))
        let plan = try Planner.plan(problem).plan
        #expect(abs(plan.certificate.value - 300) < 0.03)
        #expect(abs((plan.outcomes["members"]?.mean ?? 0) - 20) < 1e-6)
    }

    /// The platform pays a quarter of media, at most 20: M − 20 = 100, f(120) = 218.18. At most 40: 0.75 M = 100, f(133.33) = 228.57.
    @Test(arguments: [(2000, 400.0 * 120 / 220, 2000), (4000, 400.0 * (400.0 / 3) / (100 + 400.0 / 3), 3333)])
    func coFundingBuysMore(cap: Int64, value: Double, paid: Int64) throws {
        var problem = Small.problem([search], budget: 100)
        problem.subsidies = [
            DeliverySubsidy("co-funding", periods: 0...0, base: [RuleTerm(1, .media)], share: 0.25, cap: Money(fen: cap))
        ]
        let plan = try Planner.plan(problem).plan
        #expect(abs(plan.certificate.value - value) < 1e-4 * value, "\(plan.certificate)")
        #expect(abs((plan.platformPays?.fen ?? 0) - paid) <= 2)
        #expect(plan.cost <= Money(fen: 10_000) && plan.cost.fen >= 9_997)
        #expect(plan.cost == plan.delivery.media - (plan.platformPays ?? .zero))
        // Paid by the platform is neither cost nor gain: profit counts it once, as media that was not paid.
        problem.objective = Small.profit
        let profit = try Planner.plan(problem).plan
        #expect(abs(profit.certificate.value - (profit.outcomes[.gmv]?.mean ?? 0) + profit.cost.yuan) < 0.011)
    }

    /// Nothing comes of a subsidy that has not been joined, and nothing changes where its cap is zero.
    @Test func aSubsidyNeedsItsOption() throws {
        var problem = Small.problem([search], budget: 100, choices: [Self.entry("plan", cost: 30)])
        problem.subsidies = [
            DeliverySubsidy(
                "credit", periods: 0...0, base: [RuleTerm(1, .media)], share: 1, cap: Money(fen: 5000),
                opening: RuleTerm(1, .picked(OptionPick("plan", ["yes"]))))
        ]
        // 100 − 30 + 50 = 120 yuan of media.
        let plan = try Planner.plan(problem).plan
        #expect(abs(plan.certificate.value - 400.0 * 120 / 220) < 0.03)
        problem.subsidies[0].cap = .zero
        let without = try Planner.plan(problem).plan
        #expect(without.delivery.choices.map(\.option) == ["no"])
        #expect(abs(without.certificate.value - 200) < 0.02)
    }
}
