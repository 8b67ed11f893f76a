// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
import Delivery
import Market
import Records
import Response
import Scenarios
import Testing

/// The brief's limits as rules: terms, amounts, and the line each was said in.
@Suite struct RuleTests {
    private let scenario = "goods-acceleration"

    private func check(
        _ rule: DeliveryRule?, _ terms: [RuleTerm], atLeast: Double? = nil, atMost: Double? = nil, line: Int?,
        _ place: SourceLocation = #_sourceLocation
    ) {
        #expect(rule?.terms == terms, sourceLocation: place)
        #expect(rule?.atLeast == atLeast && rule?.atMost == atMost, sourceLocation: place)
        #expect(rule?.origin?.line == line && (line == nil || rule?.origin?.file == "brief.yaml"), sourceLocation: place)
    }

    @Test func totalsDaysAndShares() throws {
        let campaign = Campaign(
            """
            daily_budget: {max: 1500.25}
            channels:
              search:
                total_min: 700
                share_max: 60 %
              feed: {daily_min: 10}
            goods_rules:
              G2: {total_max: 3000}
            audiences:
              stranger:
                share_min: 0.5
            affiliate: {reserve_max: 900}
            """)
        let problem = try campaign.problem(scenario)
        check(problem.rule("total budget"), [RuleTerm(1, .cost)], atMost: 7000, line: campaign.line(of: "budget: 7000"))
        let search = Selection(channels: ["search"])
        check(
            problem.rule("floor of channel search"), [RuleTerm(1, .media, search)], atLeast: 700,
            line: campaign.line(of: "total_min"))
        check(
            problem.rule("largest share of channel search"), [RuleTerm(1, .media, search), RuleTerm(-0.6, .media)], atMost: 0,
            line: campaign.line(of: "share_max"))
        check(
            problem.rule("ceiling of goods G2"), [RuleTerm(1, .media, Selection(goods: ["G2"]))], atMost: 3000,
            line: campaign.line(of: "total_max"))
        check(
            problem.rule("least share of audience stranger"),
            [RuleTerm(1, .media, Selection(audiences: [.stranger])), RuleTerm(-0.5, .media)], atLeast: 0,
            line: campaign.line(of: "share_min"))
        check(
            problem.rule("commission reserve"), [RuleTerm(1, .choiceCost, Selection(channels: ["affiliate"]))], atMost: 900,
            line: campaign.line(of: "reserve_max"))
        let daily = problem.rules.filter { $0.name.hasPrefix("daily budget, at most") }
        #expect(daily.count == 7 && daily.allSatisfy { $0.atMost == 1500.25 && $0.origin?.line == 5 })
        #expect(daily.map { $0.terms[0].selection.periods?.lowerBound } == [0, 1, 2, 3, 4, 5, 6])
        #expect(daily.last?.name == "daily budget, at most, 2025-10-05")
        #expect(problem.rules.filter { $0.name.hasPrefix("daily limit of channel feed, at least") }.count == 7)
    }

    /// The tightest of the limits on a line: 2 × the largest seen (2000), the day's 1500.25, the channel's 800 a day.
    @Test func linesTakeTheTightestLimit() throws {
        let problem = try Campaign(
            """
            daily_budget: {max: 1500.25}
            channels: {search: {daily_max: 800}}
            """
        ).problem(scenario)
        #expect(problem.lines.map { $0.maximum[0] } == [1500.25, 800, 800])
        #expect(try Campaign("reach_factor: 0.5").problem(scenario).lines.map { $0.maximum[0] } == [500, 500, 500])
        // A line never used counts with the largest of its channel.
        var campaign = Campaign()
        campaign.response.lines[2].seen = nil
        #expect(try campaign.problem(scenario).lines.map { $0.maximum[0] } == [2000, 2000, 2000])
    }

    @Test func packagesAndMinimaGoToTheLines() throws {
        let problem = try Campaign("channels: {search: {package: 300}, feed: {min_if_used: 50}}").problem(scenario)
        #expect(problem.lines.map(\.package) == [nil, Money(fen: 30_000), Money(fen: 30_000)])
        #expect(problem.lines.first?.minimumIfUsed == MinimumIfUsed(amount: Money(fen: 5000), scope: .period))
    }

    @Test func stagesAreBudgetsSharesAndMultipliers() throws {
        var campaign = Campaign(
            """
            stages:
              - name: seeding
                begin: 2025-09-29
                end: 2025-09-30
                budget: 1000
              - name: burst
                begin: 2025-10-04
                end: 2025-10-05
                share: 40 %
                max: 5000
            """)
        campaign.response.lines[1].stages = ["burst": 2]
        campaign.response.lines[1].weekday = [1, 1, 1, 1, 1, 1.5, 0.5]
        let problem = try campaign.problem(scenario)
        #expect(problem.stages == ["seeding", "seeding", "", "", "", "burst", "burst"])
        check(
            problem.rule("budget of stage seeding"), [RuleTerm(1, .media, Selection(periods: 0...1))], atLeast: 1000,
            atMost: 1000, line: campaign.line(of: "budget: 1000"))
        let burst = RuleTerm(1, .media, Selection(periods: 5...6))
        // Kept to a hundredth of a per cent: 39.99 % … 40.01 %.
        check(
            problem.rule("share of stage burst, at least"), [burst, RuleTerm(-(0.4 - 1e-4), .media)], atLeast: 0,
            line: campaign.line(of: "share:"))
        check(
            problem.rule("share of stage burst, at most"), [burst, RuleTerm(-(0.4 + 1e-4), .media)], atMost: 0,
            line: campaign.line(of: "share:"))
        check(problem.rule("ceiling of stage burst"), [burst], atMost: 5000, line: campaign.line(of: "max: 5000"))
        // Line 1 of the response is the feed's: Saturday 1.5 × 2, Sunday 0.5 × 2.
        let launched = problem.lines[0]
        #expect(launched.key.channel == "feed" && launched.multipliers == .each([1, 1, 1, 1, 1, 3, 1]))
    }

    /// 30 % a day: six pairs of rows over seven days, x ≤ 1.3 · the day before and x ≥ 0.7 · the day before.
    @Test func changeLimits() throws {
        let campaign = Campaign("change_limit: 0.3")
        let problem = try campaign.problem(scenario)
        let rises = problem.rules.filter { $0.name.hasPrefix("rise of total spend") }
        let falls = problem.rules.filter { $0.name.hasPrefix("fall of total spend") }
        #expect(rises.count == 6 && falls.count == 6)
        let today = RuleTerm(1, .media, Selection(periods: 1...1))
        check(
            rises.first, [today, RuleTerm(-1.3, .media, Selection(periods: 0...0))], atMost: 0,
            line: campaign.line(of: "change_limit"))
        check(
            falls.first, [today, RuleTerm(-0.7, .media, Selection(periods: 0...0))], atLeast: 0,
            line: campaign.line(of: "change_limit"))
        #expect(rises.first?.name == "rise of total spend, 2025-09-30")
        let channel = try Campaign("channels: {search: {change_limit: 10 %}}").problem(scenario)
        #expect(channel.rule("rise of channel search, 2025-09-30")?.terms[0].selection.channels == ["search"])
        // Smooth pacing is a change limit of 20 %.
        #expect(
            try Campaign("pacing: smooth").problem(scenario).rule("rise of total spend, 2025-09-30")?.terms[1].factor == -1.2)
    }

    /// With a record the first day is held to the last one delivered: 400 yuan by the plan's lines on the eve, of all lines 500.
    @Test func changeLimitsReachBack() throws {
        var campaign = Campaign("change_limit: 0.3\nchannels: {feed: {change_limit: 0.5}}")
        campaign.record = try SpendRecord(
            history: Campaign.history([
                ("search", "G1", .stranger, 300), ("feed", "G2", .stranger, 100), ("owned", "all", .all, 100),
            ]))
        let problem = try campaign.problem(scenario)
        let today = RuleTerm(1, .media, Selection(periods: 0...0))
        check(
            problem.rule("rise of total spend, 2025-09-29"), [today], atMost: 520, line: campaign.line(of: "change_limit: 0.3"))
        check(
            problem.rule("fall of total spend, 2025-09-29"), [today], atLeast: 280, line: campaign.line(of: "change_limit: 0.3")
        )
        #expect(problem.rule("rise of channel feed, 2025-09-29")?.atMost == 150)
        // A record that ended long ago holds nothing back.
        campaign.record?.lastDay = Day("2025-08-01")
        #expect(try campaign.problem(scenario).rule("rise of total spend, 2025-09-29") == nil)
    }

    /// A line is held to what it could really spend, unless the brief says otherwise.
    @Test func deliverabilityLimitsLines() throws {
        var campaign = Campaign()
        var record = try SpendRecord(history: Campaign.history([("search", "G1", .stranger, 300)]))
        record.deliverability = [
            SpendRecord.DeliverabilityEntry(
                line: LineKey(channel: "search", goods: "G1", audience: .stranger),
                found: Deliverability(ceiling: 321, stuckDays: 8, days: 10))
        ]
        campaign.record = record
        let line = try #require(
            campaign.problem(scenario).lines.first { $0.key.audience == .stranger && $0.key.channel == "search" })
        #expect(line.maximum[0] == 321 && line.maximumReason?.key == "line.limit-deliverable")
        campaign.text += "\ndeliverability: false"
        let free = try #require(campaign.problem(scenario).lines.first { $0.key == line.key })
        #expect(free.maximum[0] == 2000 && free.maximumReason?.key == "line.limit-reach")
    }

    /// Of 10 % that explore, two lines without history get at least all together and a quarter each.
    @Test func someMoneyExplores() throws {
        var campaign = Campaign("explore_share: 10 %")
        for index in [1, 2] { campaign.response.lines[index].evidence = .prior }
        let problem = try campaign.problem(scenario)
        let unknown = problem.lines.filter { $0.evidence == .prior }.map(\.key)
        #expect(unknown.count == 2)
        let rule = try #require(problem.rule("exploration"))
        #expect(rule.terms.map(\.factor) == [1, 1, -0.1] && rule.atLeast == 0)
        #expect(problem.rule("trial of \(unknown[0])")?.terms.map(\.factor) == [1, -0.025])
        #expect(try Campaign("explore_share: 10 %").problem(scenario).rule("exploration") == nil)
    }

    /// A flexible budget maximises profit; where nothing says what a sale is worth, that is an error.
    @Test func flexibleBudgetsMaximiseProfit() throws {
        var campaign = Campaign(budget: "budget: flexible")
        #expect(try campaign.problem(scenario).objective.name == "profit")
        let customers = try Campaign("customer_value: {new_customer_value_yuan: 80}", budget: "budget: flexible").problem(
            "new-customer-acquisition")
        #expect(customers.objective.terms == [RuleTerm(80, .outcome(.newCustomers)), RuleTerm(-1, .cost)])
        campaign.goods = campaign.goods.map { Goods(id: $0.id, stock: $0.stock, listedOn: $0.listedOn) }
        #expect(throws: ScenarioError.self) { try campaign.problem(scenario) }
    }

    /// Every rule says what number it was stated with, and follows it.
    @Test func rulesFollowTheirNumbers() throws {
        let campaign = Campaign(
            """
            daily_budget: {max: 1500}
            channels: {search: {share_max: 60 %, total_min: 700}}
            targets: {roi: 3, cost_per_order: 60}
            change_limit: 0.3
            """)
        for rule in try campaign.problem(scenario).rules {
            #expect(rule.title != nil, "\(rule.name)")
            let again = rule.stated(with: rule.number.value)
            #expect(again.terms == rule.terms && again.atMost == rule.atMost && again.atLeast == rule.atLeast)
        }
        let problem = try campaign.problem(scenario)
        #expect(problem.rule("return on spend")?.stated(with: 2.5).terms.last?.factor == -2.5)
        #expect(problem.rule("largest share of channel search")?.stated(with: 0.7).terms.last?.factor == -0.7)
        let fall = try #require(problem.rule("fall of total spend, 2025-09-30")?.stated(with: 0.4).terms.last?.factor)
        #expect(abs(fall + 0.6) < 1e-12)
        #expect(problem.rule("daily budget, at most, 2025-09-29")?.stated(with: 1600).atMost == 1600)
        #expect(problem.rule("floor of channel search")?.stated(with: 650).atLeast == 650)
        #expect(problem.rule("return on spend")?.looserDirection == -1)
        #expect(problem.rule("cost per orders")?.looserDirection == 1)
        #expect(problem.rule("fall of total spend, 2025-09-30")?.looserDirection == 1)
    }

    /// 7,000 yuan in 7 days: 1,500 on a day at most; every 3 days together 3,000 at most, five such windows.
    @Test func overspend() throws {
        let campaign = Campaign("overspend: {factor: 1.5, days: 3}")
        let problem = try campaign.problem(scenario)
        let days = problem.rules.filter { $0.name.hasPrefix("daily overspend") }
        let windows = problem.rules.filter { $0.name.hasPrefix("3-day overspend") }
        #expect(days.count == 7 && days.allSatisfy { $0.atMost == 1500 })
        #expect(windows.map { $0.terms[0].selection.periods } == [0...2, 1...3, 2...4, 3...5, 4...6])
        #expect(windows.allSatisfy { $0.atMost == 3000 && $0.origin?.line == campaign.line(of: "overspend") })
    }

    @Test func targets() throws {
        let campaign = Campaign(
            """
            targets:
              roi: 3
              cost_per_new_customer: 60
              new_customers: 100
              new_customer_share: 0.3
            """)
        for scenario in Campaign.scenarios {
            let problem = try campaign.problem(scenario)
            check(
                problem.rule("return on spend"), [RuleTerm(1, .outcome(.gmv)), RuleTerm(-3, .cost)], atLeast: 0,
                line: campaign.line(of: "roi"))
            check(
                problem.rule("cost per new_customers"), [RuleTerm(1, .cost), RuleTerm(-60, .outcome(.newCustomers))], atMost: 0,
                line: campaign.line(of: "cost_per"))
            check(
                problem.rule("quota of new_customers"), [RuleTerm(1, .outcome(.newCustomers))], atLeast: 100,
                line: campaign.line(of: "new_customers: 100"))
            check(
                problem.rule("share of new customers"),
                [RuleTerm(1, .outcome(.newCustomers)), RuleTerm(-0.3, .outcome(.orders))], atLeast: 0,
                line: campaign.line(of: "new_customer_share"))
        }
        let floor = try Campaign("settings: {return_floor: 2}").problem("goods-acceleration").rule("return on spend")
        #expect(floor?.terms.last == RuleTerm(-2, .cost) && floor?.origin?.line == 5)
    }

    @Test func stockAndTrialRules() throws {
        let problem = try Campaign().problem("goods-acceleration")
        check(
            problem.rule("stock of G1"), [RuleTerm(1, .outcome(.orders), Selection(goods: ["G1"]))], atMost: 60, line: nil)
        #expect(problem.rule("stock of G2") == nil)
        // Two goods are launched: each gets at least 10 % / 2 of the media, and four of seven days half of it.
        let launch = try Campaign("goods_select: [G1, G2]\nsettings: {launch_days: 4}").problem("fast-launch")
        check(
            launch.rule("trial of goods G1"), [RuleTerm(1, .media, Selection(goods: ["G1"])), RuleTerm(-0.05, .media)],
            atLeast: 0, line: nil)
        check(
            launch.rule("share of the launch window"),
            [RuleTerm(1, .media, Selection(periods: 0...3)), RuleTerm(-0.5, .media)],
            atLeast: 0, line: nil)
    }

    /// Weekly data: limits a day are seven times as large a period, 14 days are two periods.
    @Test func weeklyPeriods() throws {
        var campaign = Campaign("daily_budget: {max: 300}\nsettings: {launch_days: 7}", end: "2025-10-12")
        campaign.response.cadence = .weekly
        let problem = try campaign.problem("fast-launch")
        #expect(problem.horizon.count == 2 && problem.lines.map { $0.maximum[0] } == [2000])
        #expect(problem.rules.filter { $0.name.hasPrefix("daily budget") }.map(\.atMost) == [2100, 2100])
        #expect(problem.rule("share of the launch window")?.terms[0].selection.periods == 0...0)
    }
}
