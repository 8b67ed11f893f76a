// SPDX-License-Identifier: GPL-3.0-or-later
import Briefs
import Delivery
import Market
import Response
import Scenarios
import Testing

/// Commission rates: the grid to choose from, what each rate sells and costs.
@Suite struct CommissionTests {
    private let scenario = "goods-acceleration"

    /// At 10 % affiliates sell 1000 · 10/20 = 500 yuan a day; 80 % of it is settled; commission 10 % and a fee of 2 % of that cost
    /// 500 · 0.8 · 0.12 = 48 yuan. At 5 %: 333.33 yuan, cost 333.33 · 0.8 · 0.07 = 18.67.
    @Test func costOfARate() throws {
        let problem = try Campaign("affiliate: {rates_percent: [5, 10], service_fee_percent: 2}").problem(scenario)
        let choice = try #require(problem.choices.first)
        #expect(choice.kind == "commission" && choice.channel == "affiliate" && choice.goods == "G1" && choice.periods == 0...6)
        #expect(
            choice.options.map(\.name) == ["5 %", "10 %"] && choice.options.map(\.value) == [5, 10] && choice.unit == "percent")
        let ten = choice.options[1]
        for t in 0..<7 {
            #expect(abs((ten.outcomes[.gmv]?[t] ?? 0) - 500) < 1e-9)
            #expect(abs((ten.outcomes[.settledGMV]?[t] ?? 0) - 400) < 1e-9)
            #expect(abs((ten.outcomes[.orders]?[t] ?? 0) - 0.5) < 1e-9)
            #expect(abs(ten.cost[t] - 48) < 1e-9)
            #expect(abs(choice.options[0].cost[t] - 1000.0 / 3 * 0.8 * 0.07) < 1e-9)
        }
    }

    /// One rate for both goods: for each of the three rates on offer, of which one item lacks one, the second picks it where the first does.
    @Test func oneRateTiesTheGoods() throws {
        let problem = try Campaign(
            """
            affiliate: {rates_percent: [5, 10], one_rate: true}
            goods_rules: {G2: {rates_percent: [10, 15]}}
            """
        ).problem(scenario)
        let rules = problem.rules.filter { $0.title?.key == "rule.one-rate" }
        #expect(rules.map(\.name) == ["10 %", "15 %", "5 %"].map { "one rate for G1 and G2, \($0)" })
        func tied(_ options: [Int]) -> Bool {
            let spend = problem.lines.map { _ in [Double](repeating: 0, count: 7) }
            let values = problem.evaluate(spend: spend, options: options).rules
            return problem.rules.indices.allSatisfy { problem.rules[$0].title?.key != "rule.one-rate" || values[$0] == 0 }
        }
        // 10 % is the second rate of G1 and the first of G2.
        #expect(tied([1, 0]) && !tied([0, 0]) && !tied([1, 1]))
    }

    @Test func theBriefsSettledShareComesFirst() throws {
        let problem = try Campaign("affiliate: {rates_percent: [10], settled_share: 0.5}").problem(scenario)
        #expect(abs((problem.choices.first?.options[0].cost[0] ?? 0) - 500 * 0.5 * 0.1) < 1e-9)
    }

    /// Monday to Friday 0.8, at the weekend 1.5: mean 1.
    @Test func weekdaysMultiplySalesAndCost() throws {
        var campaign = Campaign("affiliate: {rates_percent: [10]}")
        campaign.response.affiliates = [Campaign.affiliate("G1", weekday: [0.8, 0.8, 0.8, 0.8, 0.8, 1.5, 1.5])]
        let option = try #require(try campaign.problem(scenario).choices.first?.options.first)
        #expect(abs(option.cost[0] - 0.8 * 40) < 1e-9 && abs(option.cost[6] - 1.5 * 40) < 1e-9)
    }

    /// 10 % would sell 7 · 0.5 = 3.5 pieces of G1; with a stock of 1 sales and cost end at 1/3.5 of it.
    @Test func stockEndsSales() throws {
        var campaign = Campaign("affiliate: {rates_percent: [10]}")
        campaign.goods[0].stock = 1
        let option = try #require(try campaign.problem(scenario).choices.first { $0.goods == "G1" }?.options.first)
        #expect(abs((option.outcomes[.orders]?.total(7) ?? 0) - 1) < 1e-4)
        #expect(abs(option.cost[0] - 40 / 3.5) < 1e-3)
    }

    @Test func gridsAndLimits() throws {
        func names(_ extra: String, goods: GoodsID = "G1") throws -> [String] {
            try Campaign(extra).problem(scenario).choices.first { $0.goods == goods }?.options.map(\.name) ?? []
        }
        #expect(
            try names("affiliate: {rates_percent: [4, 8.5, 12, 20], min_percent: 5, max_percent: 15}") == [
                "8.5 %", "12 %",
            ])
        let own = "affiliate: {rates_percent: [4, 8]}\ngoods_rules: {G2: {rates_percent: [30]}}"
        #expect(try names(own) == ["4 %", "8 %"])
        #expect(try names(own, goods: "G2") == ["30 %"])
        // Without a grid: whole steps from 4 % to one and a half times 12 %: (18 − 4) / 5 rounded up is 3.
        #expect(try names("") == ["4 %", "7 %", "10 %", "13 %", "16 %"])
        // No rate is allowed: no choice for the goods.
        #expect(try names("affiliate: {rates_percent: [4], min_percent: 5}").isEmpty)
    }

    @Test func anotherChannelName() throws {
        let problem = try Campaign("affiliate: {channel: 淘宝客, rates_percent: [10]}").problem("fast-launch")
        #expect(problem.choices.map(\.channel) == ["淘宝客"])
        #expect(problem.objective.terms.contains { $0.selection.channels == ["淘宝客"] })
    }

    /// Each joint draw multiplies sales and cost of a rate: 600 instead of 500 yuan a day is a factor of 1.2.
    @Test func drawsAreFactors() throws {
        var campaign = Campaign("affiliate: {rates_percent: [10]}")
        campaign.response.affiliates[0].draws = [.hill(HillCurve(cap: 1200, halfSpend: 10))]
        let factors = try campaign.problem(scenario).choices.first?.options.first?.drawFactors
        #expect(factors?.count == 1 && abs((factors?.first ?? 0) - 1.2) < 1e-12)
    }
}
