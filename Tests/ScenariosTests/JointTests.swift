// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
import Delivery
import Market
import Planning
import Response
import Scenarios
import Solver
import Testing

/// Several scenarios in one brief: one optimum, by hand and against enumeration.
@Suite struct JointTests {
    /// Visits = cap · x ÷ (half + x) on one day, with sales and new customers for a visit.
    static func line(
        _ channel: Channel, _ goods: GoodsID, cap: Double = 1000, half: Double = 100, gmv: Double = 1, new: Double = 0.01,
        carryOver: Double = 0
    ) -> FittedLine {
        FittedLine(
            line: LineKey(channel: channel, goods: goods, audience: .stranger), primary: .visits,
            curve: .hill(HillCurve(cap: cap, halfSpend: half)), carryOver: carryOver, carryIn: 0, weekday: [],
            rates: [.gmv: gmv, .newCustomers: new].mapValues { Estimate(mean: $0, standardError: 0) },
            seen: SpendRange(mean: 1000, largest: 100_000, periods: 50), evidence: .fitted)
    }

    static func context(
        _ brief: String, _ lines: [FittedLine], budget: Double = 500, days: Int = 1
    ) throws -> ScenarioContext {
        let end = Day("2025-09-29")?.advanced(by: days - 1) ?? Day(number: 0)
        let text = "begin: 2025-09-29\nend: \(end)\nbudget: \(budget)\n" + brief
        let read = try BriefReader(scenarios: ScenarioCatalogue.terms).read(text: text, file: "brief.yaml")
        let response = FittedResponse(cadence: .daily, asOf: Day("2025-09-28"), lines: lines, affiliates: [])
        let goods = Set(lines.map(\.line.goods)).sorted().map { Goods(id: $0, price: Money(fen: 10_000)) }
        return ScenarioContext(brief: read, response: response, goods: goods)
    }

    static func plan(_ brief: String, _ lines: [FittedLine], budget: Double = 500, days: Int = 1) throws -> PlanResult {
        try Planner.plan(JointScenarios.problem(context(brief, lines, budget: budget, days: days)))
    }

    static let apart = """
        customer_value: {new_customer_value_yuan: 400}
        scenarios:
          - {scenario: goods-acceleration, goods_select: [G1]}
          - {scenario: new-customer-acquisition, goods_select: [G2]}
        """

    /// Sales 1000 x ÷ (100 + x) and new customers worth 4 · 1000 y ÷ (100 + y) with x + y = 500: the next yuan brings the same where
    /// 100 + y = 2 (100 + x), so x = 400/3, y = 1100/3.
    @Test func disjointGoodsShareTheBudgetAtEqualMarginals() throws {
        let plan = try Self.plan(Self.apart, [Self.line("search", "G1"), Self.line("search", "G2")]).plan
        let spend = Dictionary(uniqueKeysWithValues: plan.lines.map { ($0.line.goods, $0.spend.yuan) })
        #expect(abs((spend["G1"] ?? 0) - 400.0 / 3) < 0.2 && abs((spend["G2"] ?? 0) - 1100.0 / 3) < 0.2)
        let expected = 1000 * (400.0 / 3) / (700.0 / 3) + 4000 * (1100.0 / 3) / (1400.0 / 3)
        #expect(abs(plan.certificate.value - expected) < 0.01 && plan.certificate.status == .optimal)
        let parts = try #require(plan.parts)
        #expect(parts.parts.map(\.name) == ["goods-acceleration", "new-customer-acquisition"])
        #expect(abs(parts.parts.reduce(0) { $0 + $1.weighted } - plan.certificate.value) < 1e-6)
        #expect(parts.money.map(\.parts) == [["goods-acceleration"], ["new-customer-acquisition"]])
        #expect(parts.money.map(\.media).total() == plan.delivery.media && parts.deliveries.isEmpty)
        #expect(parts.parts[0].goods == ["G1"] && parts.parts[1].goods == ["G2"])
        // 100 000 ÷ (700/3)² for one more yuan, in either scenario.
        #expect(parts.parts.allSatisfy { abs($0.nextYuan - 100_000 / (700.0 / 3 * 700.0 / 3)) < 0.01 })
    }

    /// Both want the one line: 500 yuan bring 1000 · 500/600 visits, each 1 yuan of sales and 0.01 new customers of 400 yuan.
    @Test func aSharedLineCountsForBoth() throws {
        let brief = """
            customer_value: {new_customer_value_yuan: 400}
            scenarios:
              - {scenario: goods-acceleration, weight: 2}
              - scenario: new-customer-acquisition
            """
        let result = try Self.plan(brief, [Self.line("search", "G1")])
        #expect(result.problem.lines.count == 1 && result.problem.choices.isEmpty)
        #expect(abs(result.plan.certificate.value - (2 + 4) * 1000 * 500 / 600) < 1e-6)
        let parts = try #require(result.plan.parts)
        #expect(parts.money.count == 1 && parts.money[0].parts.count == 2 && parts.money[0].media == Money(fen: 50_000))
        #expect(parts.parts.allSatisfy { $0.media == .zero && $0.sharedMedia == Money(fen: 50_000) })
    }

    /// Shop-wide takes G1 for itself: sales of 1.5 a visit beat new customers of 0.01 · 100, so that shop-wide delivers it; with 0.01 · 400
    /// it does not. The two never share it.
    @Test(arguments: [(100, "shop-wide", 1.5), (400, "new-customer-acquisition", 4.0)])
    func oneDeliversContestedGoods(_ worth: Int, _ deliverer: String, _ each: Double) throws {
        let brief = """
            customer_value: {new_customer_value_yuan: \(worth)}
            scenarios:
              - scenario: shop-wide
              - scenario: new-customer-acquisition
            """
        let result = try Self.plan(brief, [Self.line("search", "G1", gmv: 1.5)])
        #expect(abs(result.plan.certificate.value - each * 1000 * 500 / 600) < 0.01)
        #expect(result.plan.certificate.status == .optimal)
        let parts = try #require(result.plan.parts)
        #expect(parts.deliveries.map(\.deliveredBy) == [deliverer])
        #expect(parts.money.map(\.parts) == [[deliverer]])
        #expect(result.plan.lines.count == 1 && result.plan.delivery.entries.count == 1)
    }

    /// The planner's answer against all ways to give 3 to 5 goods to one of two scenarios, each planned without any choice.
    @Test(arguments: 1...12)
    func exclusivityAgainstEnumeration(_ seed: UInt64) throws {
        var random = Draws(seed)
        let count = 3 + Int(seed % 3)
        let ids = (1...count).map { GoodsID(rawValue: "G\($0)") }
        let lines = ids.flatMap { id in
            (["search", "feed"] as [Channel]).map { channel in
                Self.line(
                    channel, id, cap: random.number(200, 3000), half: random.number(50, 400), gmv: random.number(0.5, 4),
                    new: random.number(0.001, 0.03), carryOver: seed.isMultiple(of: 2) ? random.number(0, 0.5) : 0)
            }
        }
        let brief = """
            customer_value: {new_customer_value_yuan: 120}
            scenarios:
              - {scenario: shop-wide, settings: {target_return: \(seed.isMultiple(of: 3) ? 3 : 0), most_per_goods: 0.6}}
              - {scenario: new-customer-acquisition, channels: [search, feed]}
            """
        let problem = try JointScenarios.problem(Self.context(brief, lines, budget: 900, days: 3)).canonical()
        let result = try Planner.plan(problem)
        #expect(problem.choices.count == count && problem.lines.count == 4 * count)
        var best = -Double.infinity
        for number in 0..<(1 << count) {
            let options = (0..<count).map { (number >> $0) & 1 }
            let closed = problem.closedLines(options)
            var fixed = problem
            fixed.lines = zip(problem.lines, closed).compactMap { $1 ? nil : $0 }
            fixed.choices = []
            fixed.rules.removeAll { rule in rule.terms.contains { if case .picked = $0.quantity { true } else { false } } }
            guard let plan = try? Planner.plan(fixed).plan else { continue }
            best = max(best, plan.certificate.value)
        }
        let found = result.plan.certificate
        #expect(found.value >= best - 2e-4 * abs(best), "\(found.value) against \(best)")
        #expect(found.bound >= best - 1e-7 * abs(best), "\(found.bound) below \(best)")
        #expect(found.violation <= 1e-9 && found.bound >= found.value)
        let closed = problem.closedLines(result.options)
        for index in problem.lines.indices where closed[index] { #expect(result.spend[index].allSatisfy { $0 == 0 }) }
        let parts = try #require(result.plan.parts)
        #expect(parts.money.map(\.media).total() == result.plan.delivery.media)
    }

    /// A return of 8 is asked of shop-wide alone: its goods keep it, the other's bring 1 yuan of sales a visit and need not.
    @Test func rulesHoldForTheirOwnPart() throws {
        let brief = """
            customer_value: {new_customer_value_yuan: 400}
            scenarios:
              - {scenario: shop-wide, goods_select: [G1], settings: {target_return: 8, most_per_goods: 1}}
              - {scenario: new-customer-acquisition, goods_select: [G2]}
            """
        let plan = try Self.plan(brief, [Self.line("search", "G1"), Self.line("search", "G2")]).plan
        let first = try #require(plan.lines.first { $0.line.goods == "G1" })
        // 1000 x ÷ (100 + x) ≥ 8 x up to x = 25.
        #expect(abs(first.spend.yuan - 25) < 0.02)
        let gmv = plan.outcomes[.gmv]?.mean ?? 0
        #expect(gmv < 8 * plan.cost.yuan)
    }

    /// Its part of the budget is kept to the fen.
    @Test func aPartOfTheBudget() throws {
        let brief = Self.apart.replacing("goods_select: [G1]", with: "goods_select: [G1], budget: {min: 210.05, max: 300}")
        let plan = try Self.plan(brief, [Self.line("search", "G1"), Self.line("search", "G2")]).plan
        #expect(plan.parts?.parts[0].media == Money(fen: 21_005))
        #expect(plan.delivery.media == Money(fen: 50_000))
    }

    /// Shop-wide with goods that the merchant chose: each of its goods has a part, those that another delivers need none.
    @Test func aFloorOfGoodsIsSetAsideForWhatOthersDeliver() throws {
        let brief = """
            customer_value: {new_customer_value_yuan: 400}
            scenarios:
              - {scenario: shop-wide-custom, settings: {target_return: 0}}
              - {scenario: new-customer-acquisition, goods_select: [G2]}
            """
        let plan = try Self.plan(
            brief, [Self.line("search", "G1", gmv: 5), Self.line("search", "G2", gmv: 0.1)]
        ).plan
        #expect(plan.parts?.deliveries.map(\.deliveredBy) == ["new-customer-acquisition"])
        #expect(plan.lines.allSatisfy { $0.spend > .zero })
    }

    /// Goals in different units are not added.
    @Test func unitsNeedAWeight() throws {
        let entries = "scenarios:\n  - {scenario: goods-acceleration}\n  - {scenario: new-customer-acquisition}"
        #expect(throws: ScenarioError.self) { try Self.plan(entries, [Self.line("search", "G1")]) }
        do { _ = try Self.plan(entries, [Self.line("search", "G1")]) } catch let error as ScenarioError {
            #expect(error.fault.notice.key == "scenario.joint-unit" && error.fault.place?.line == 6)
        }
        let weighed = entries.replacing("acquisition}", with: "acquisition, weight: 400}")
        #expect(abs(try Self.plan(weighed, [Self.line("search", "G1")]).plan.certificate.value - 5000 * 500 / 600) < 1e-6)
    }

    /// Without overlap the joint plan is never worse than separate plans of the best fixed split of the budget.
    @Test(arguments: 1...8)
    func neverWorseThanAFixedSplit(_ seed: UInt64) throws {
        var random = Draws(seed)
        let lines = (["G1", "G2"] as [GoodsID]).flatMap { id in
            (["search", "feed", "display"] as [Channel]).map { channel in
                Self.line(
                    channel, id, cap: random.number(200, 3000), half: random.number(50, 400), gmv: random.number(0.5, 4),
                    new: random.number(0.001, 0.03))
            }
        }
        let joint = try Self.plan(Self.apart, lines, budget: 1000, days: 2).plan.certificate
        var best = 0.0
        for step in 1..<20 {
            var sum = 0.0
            for (name, id, budget) in [
                ("goods-acceleration", "G1", 50 * step), ("new-customer-acquisition", "G2", 1000 - 50 * step),
            ] {
                let brief = "customer_value: {new_customer_value_yuan: 400}\nscenario: \(name)\ngoods_select: [\(id)]"
                let context = try Self.context(brief, lines, budget: Double(budget), days: 2)
                let scenario = try #require(ScenarioCatalogue.find(name))
                sum += try Planner.plan(scenario.problem(context)).plan.certificate.value
            }
            best = max(best, sum)
        }
        #expect(joint.value >= best * (1 - 1e-6), "\(joint.value) against \(best)")
    }
}

/// Numbers by a seed.
private struct Draws {
    private var state: UInt64
    init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }

    mutating func number(_ low: Double, _ high: Double) -> Double {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return low + (high - low) * Double(state >> 11) / Double(1 << 53)
    }
}
