// SPDX-License-Identifier: GPL-3.0-or-later
import Delivery
import Market
import Response
import Testing

/// What a commission option brings and costs, by hand: supply 1000 r / (10 + r) yuan a day at r percent.
@Suite struct CommissionGridTests {
    private func grid(_ plans: [CommissionPlan], days: Int = 3) -> CommissionGrid {
        CommissionGrid(
            goods: "A", channel: "affiliate", supply: .hill(HillCurve(cap: 1000, halfSpend: 10)),
            season: [Double](repeating: 1, count: days), plans: plans)
    }

    private func subsidy(_ kind: CommissionSubsidyTerms.Kind, _ level: Double, pool: Double? = nil) -> CommissionSubsidyTerms {
        var terms = CommissionSubsidyTerms(kind: kind, level: level)
        terms.pool = pool
        return terms
    }

    /// 10 % raised to 160 %: 6 % more, 6/0.9 as no fee is taken of it: 16.667 %, 625 yuan a day instead of 500. The merchant pays 62.50, the
    /// platform 37.50; on the day without the subsidy 50.
    @Test func presaleFactorRaisesSalesNotTheRate() throws {
        var grid = grid([CommissionPlan(rates: [0.1])], days: 2)
        grid.subsidies = [(subsidy(.presale, 1.6), [true, false])]
        let option = try #require(grid.choice(over: 0...1)?.options.first)
        #expect(abs((option.outcomes[.gmv]?[0] ?? 0) - 625) < 1e-9 && abs((option.outcomes[.gmv]?[1] ?? 0) - 500) < 1e-9)
        #expect(abs(option.cost[0] - 62.5) < 1e-9 && abs(option.cost[1] - 50) < 1e-9)
        #expect(abs((option.outcomes[.platformSubsidy(.presale)]?[0] ?? 0) - 37.5) < 1e-9)
        #expect(option.companions.map(\.kind) == ["presale-subsidy"] && option.companions.first?.value == 1.6)
    }

    /// Doubling up to 5 %: at 3 % it adds 3, at 8 % five. With at most 2 yuan an order of 100: 2 %.
    @Test func doublingAddsUpToItsLimit() {
        var terms = subsidy(.doubling, 0.05)
        #expect(terms.added(rate: 0.03, price: 100) == 0.03 && terms.added(rate: 0.08, price: 100) == 0.05)
        terms.orderCap = 2
        #expect(terms.added(rate: 0.08, price: 100) == 0.02)
    }

    /// 20 % for the first 10 pieces of 100 yuan, then 5 %: 666.67 a day (6.667 pieces) until they are gone. The second day sells 3.333 pieces
    /// in half of it and half of 333.33 in the other: 500, cost 66.67 + 8.33 = 75; the third 333.33.
    @Test func firstPiecesRunOutWithinADay() throws {
        var grid = grid([CommissionPlan(kind: .marketing, rates: [0.2], firstPieces: 10, thereafter: 0.05)])
        grid.rates = [.orders: 0.01]
        let option = try #require(grid.choice(over: 0...2)?.options.first)
        let gmv = try #require(option.outcomes[.gmv])
        #expect(abs(gmv[0] - 2000.0 / 3) < 1e-9 && abs(gmv[1] - 500) < 1e-9 && abs(gmv[2] - 1000.0 / 3) < 1e-9)
        #expect(abs(option.cost[1] - 75) < 1e-9)
        #expect(option.limit == 10 && option.name == "marketing 20 % for the first 10")
    }

    /// Presale balances unpaid 10 %, refunds before 20 %, clawed back 5 %: 0.9 · 0.8 · 0.95 = 0.684 settles on presale days, 0.76 else.
    @Test func onlySettledValueCosts() throws {
        var grid = grid([CommissionPlan(rates: [0.1])], days: 2)
        grid.settlement = SettlementShares(unpaidBalance: 0.1, refundedBefore: 0.2, refundedAfter: 0.05)
        grid.isPresale = [true, false]
        grid.serviceFee = 0.02
        let option = try #require(grid.choice(over: 0...1)?.options.first)
        #expect(abs(option.cost[0] - 500 * 0.684 * 0.12) < 1e-9 && abs(option.cost[1] - 500 * 0.76 * 0.12) < 1e-9)
        #expect(option.companions.map(\.kind) == ["service-fee"])
    }

    /// A targeted plan that speaks to 40 % of the affiliates sells 40 %; a source with 30 % of them at half the conversion, two days late,
    /// 0.7 + 0.3 · 0.5 of a push on the first day, 0.7 of a push on the second and third.
    @Test func plansReachAndSourcesDelay() throws {
        var grid = grid([CommissionPlan(kind: .targeted, rates: [0.1], reach: 0.4)])
        grid.sources = [
            AffiliateSource(name: "taobao", share: 0.7),
            AffiliateSource(name: "weibo", share: 0.3, conversion: 0.5, delayDays: 2),
        ]
        let option = try #require(grid.choice(over: 0...2)?.options.first)
        let gmv = try #require(option.outcomes[.gmv])
        #expect(abs(gmv[0] - 500 * 0.4 * 0.85) < 1e-9 && abs(gmv[1] - 500 * 0.4 * 0.7) < 1e-9)
        #expect(option.kind == "targeted-commission")
    }

    /// Where a pool can run out every rate is there twice: with the subsidy, and without.
    @Test func poolsMakeTwoOptions() throws {
        var grid = grid([CommissionPlan(rates: [0.05, 0.1])])
        grid.subsidies = [(subsidy(.presale, 1.6, pool: 20), [true, true, true])]
        let choice = try #require(grid.choice(over: 0...2))
        #expect(choice.options.map(\.name) == ["5 %", "5 %, pool empty", "10 %", "10 %, pool empty"])
        #expect(choice.options[1].outcomes[.platformSubsidy(.presale)] == nil)
        #expect(choice.options[1].cost.total(3) < choice.options[0].cost.total(3))
    }
}
