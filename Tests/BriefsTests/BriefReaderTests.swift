// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
import Market
import Testing

/// Reading briefs that are right.
@Suite struct BriefReaderTests {
    static let smallest = """
        scenario: goods-acceleration
        begin: 2025-09-29
        end: 2025-10-26
        budget: 262410.50            # yuan, in total
        history: history.csv
        goods: goods.csv
        """

    static let full = """
        scenario: fast-launch
        title: 双11 上新
        shop_name: 小店
        begin: 2025-10-01
        end: 2025-11-07
        budget: 100000
        history: data/history.csv
        world: /srv/world.yaml
        daily_budget: {min: 500, max: 20000}
        stages:
          - {name: burst, begin: 2025-11-01, end: 2025-11-07, share: 40 %}
          - name: seeding
            begin: 2025-10-01
            end: 2025-10-31
            min: 10000
            max: 60000
        channels:
          search: {daily_min: 100, total_max: 80000, bidding: roi, change_limit: 30 %}
          express: {package: 500}
          直通车: {exclude: true}
          tv: {kind: offsite, share_max: 0.25}
        goods_rules:
          "0012": {total_min: 10, rates_percent: [5, 10]}
        goods_select: [0012, B-7]
        audiences:
          stranger: {share_min: 0.5}
        targets: {roi: 3.0, cost_per_new_customer: 60, new_customers: 1000, gmv: 300000.55}
        affiliate:
          rates_percent: [15.5, 5, 10 %]
          settled_share: 0.85
          service_fee_percent: 2
          reserve_max: 30000
        programmes: [crown, {name: cold-start, multiplier: 1.3}]
        change_limit: 0.3
        overspend: {factor: 1.5}
        risk: {cvar: 0.9}
        experiments:
          - {channel: search, begin: 2025-05-01, end: 2025-05-14, outcome: new_customers, effect: 120, standard_error: 30}
        explore_share: 5 %
        reach_factor: 3
        carry_out_weight: 0.5
        objective: {min_marginal_return: 1.2}
        settings: {ramp_days: 7}
        customer_value: {new_customer_value_yuan: 35.5}
        aim: cart
        pacing: smooth
        attribution_days: 15
        """

    @Test func theSmallestBriefIsCompleteAndKnowsItsLines() throws {
        let brief = try BriefReader().read(text: Self.smallest, file: "shop/brief.yaml")
        #expect(
            brief.scenario == Cited("goods-acceleration", from: Origin(file: "shop/brief.yaml", line: 1, field: "scenario")))
        #expect(brief.budget == Cited(Money(fen: 26_241_050), from: Origin(file: "shop/brief.yaml", line: 4, field: "budget")))
        // 29 September to 26 October: 2 days and 26 days.
        #expect(brief.dayCount == 28)
        #expect(brief.history?.value == BriefPath(written: "history.csv", resolved: "shop/history.csv"))
        #expect(brief.goodsSelect == nil && brief.affiliate == nil && brief.channels.isEmpty)
        #expect(brief.reachFactor == Cited(2))
    }

    @Test func everyKeyIsRead() throws {
        let brief = try BriefReader().read(text: Self.full, file: "brief.yaml")
        #expect(brief.title?.value == "双11 上新" && brief.shopName?.value == "小店")
        #expect(brief.world?.value.resolved == "/srv/world.yaml")
        #expect(brief.dailyMin?.value == Money(fen: 50_000) && brief.dailyMax?.value == Money(fen: 2_000_000))
        #expect(brief.stages.map(\.name.value) == ["seeding", "burst"])
        #expect(brief.stages[1].share?.value == 0.4)
        #expect(brief.stages[0].bounds.totalMin?.origin == Origin(file: "brief.yaml", line: 15, field: "stages[2].min"))
        #expect(brief.stage(on: Day("2025-11-01")!)?.name.value == "burst")
        #expect(brief.channels.map(\.channel.value) == ["search", "express", "直通车", "tv"])
        #expect(brief.rule(for: Channel("search"))?.form.bidding?.value == .roi)
        #expect(brief.rule(for: Channel("search"))?.changeLimit?.value == 0.3)
        #expect(brief.rule(for: Channel("express"))?.package?.value == Money(fen: 50_000))
        #expect(brief.rule(for: Channel("直通车"))?.exclude?.value == true)
        #expect(brief.rule(for: Channel("tv"))?.kind?.value == .offsite)
        #expect(brief.rule(for: GoodsID("0012"))?.rates?.value == [0.05, 0.1])
        #expect(brief.goodsSelect?.value.map(\.value) == ["0012", "B-7"])
        #expect(brief.rule(for: Audience.stranger)?.bounds.shareMin?.value == 0.5)
        #expect(brief.targets.roi?.value == 3 && brief.targets.cost(per: .newCustomers)?.value == Money(fen: 6000))
        #expect(brief.targets.quota(of: .newCustomers)?.value == 1000 && brief.targets.quota(of: .gmv)?.value == 300_000.55)
        #expect(brief.affiliate?.rates?.value == [0.05, 0.1, 0.155] && brief.affiliate?.serviceFee?.value == 0.02)
        #expect(brief.affiliate?.channel == Cited("affiliate"))
        #expect(brief.programmes.map(\.name.value) == ["crown", "cold-start"])
        #expect(brief.programmes[1].terms?["multiplier"]?.text == "1.3")
        #expect(brief.overspend?.value == Overspend(factor: 1.5, days: 7))
        #expect(brief.risk?.value == .cvar(level: 0.9))
        #expect(brief.experiments.first?.line.value == LineKey(channel: "search"))
        #expect(brief.experiments.first?.standardError.value == 30)
        #expect(brief.exploreShare?.value == 0.05 && brief.reachFactor.value == 3 && brief.carryOutWeight?.value == 0.5)
        #expect(brief.objective?.value == .minMarginalReturn(1.2))
        #expect(brief.setting("ramp_days")?.value == 7)
        #expect(brief.newCustomerValue?.value == Money(fen: 3550))
        #expect(brief.form.aim?.value == .cart && brief.form.pacing?.value == .smooth)
        #expect(brief.form.attributionDays?.value == 15)
    }

    @Test func anOpenBudgetHasToBeSaid() throws {
        let text = Self.smallest.replacing("262410.50", with: "flexible")
        #expect(try BriefReader().read(text: text, file: "brief.yaml").budget == nil)
    }

    @Test func jsonIsReadByTheSameRules() throws {
        let json = """
            {"scenario": "goods-acceleration", "begin": "2025-09-29", "end": "2025-10-26",
            \t"budget": 262410.50, "history": "history.csv", "goods": "goods.csv", "title": "\\u53cc \\ud83d\\ude00"}
            """
        let brief = try BriefReader().read(text: json, file: "brief.json")
        #expect(brief.budget?.value == Money(fen: 26_241_050) && brief.budget?.origin?.line == 2)
        #expect(brief.title?.value == "双 😀")
    }

    @Test(arguments: [
        ("risk: mean", RiskAttitude.mean), ("risk: {mean: true}", .mean), ("risk: {mean}", .mean),
        ("risk: {cvar: 95 %}", .cvar(level: 0.95)),
    ])
    func riskHasShortForms(line: String, expected: RiskAttitude) throws {
        let brief = try BriefReader().read(text: Self.smallest + "\n" + line, file: "brief.yaml")
        #expect(brief.risk?.value == expected)
    }

    @Test func settingsAreCheckedAgainstTheScenario() throws {
        let terms = [
            ScenarioTerms(
                name: "goods-acceleration",
                settings: [
                    SettingTerm(name: "stock_share", unit: .share, bounds: 0...1, standard: 0.9, reason: .shareOfBudget),
                    SettingTerm(name: "lookback_days", unit: .days, bounds: 1...500, standard: 365, reason: .newGoodsAge),
                    SettingTerm(name: "floor_yuan", unit: .yuan, bounds: 0...100, standard: 30, reason: .promisedAmount),
                ])
        ]
        let text = Self.smallest + "\nsettings: {floor_yuan: 30.5, stock_share: 80 %, lookback_days: 500}"
        let brief = try BriefReader(scenarios: terms).read(text: text, file: "brief.yaml")
        #expect(brief.setting("stock_share")?.value == 0.8)
        #expect(brief.setting("lookback_days")?.value == 500)
        #expect(brief.setting("floor_yuan")?.value == 30.5)
    }
}
