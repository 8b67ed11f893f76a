// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
import Delivery
import Market
import Response
import Scenarios
import Testing

/// Which lines and goods a scenario takes, and what it says where there are none.
@Suite struct EligibilityTests {
    @Test func newCustomersAreFoundAmongStrangers() throws {
        let problem = try Campaign().problem("new-customer-acquisition")
        #expect(problem.keys == ["feed/G2/stranger", "search/G1/stranger"])
        #expect(problem.choices.map(\.goods) == ["G1", "G2"])
    }

    /// Money for what is sold out is no use to any scenario.
    @Test func soldOutGoodsAreLeftOut() throws {
        var campaign = Campaign()
        for scenario in Campaign.scenarios { #expect(!(try campaign.problem(scenario)).keys.contains("display/G3/visitor")) }
        campaign.goods[2].stock = 1
        #expect(try campaign.problem("new-customer-acquisition").keys.first == "display/G3/visitor")
    }

    @Test func aLaunchIsAboutNewGoods() throws {
        let problem = try Campaign().problem("fast-launch")
        #expect(problem.keys == ["feed/G2/stranger"])
        #expect(problem.choices.map(\.goods) == ["G2"])
        // 2025-09-08 is 21 days before the first day: within 21 days, not within 20.
        #expect(try Campaign("settings: {new_within_days: 21}").problem("fast-launch").keys == ["feed/G2/stranger"])
        #expect(throws: ScenarioError.self) { try Campaign("settings: {new_within_days: 20}").problem("fast-launch") }
        // Goods that the brief selects are launched however old they are.
        let chosen = try Campaign("goods_select: [G1]").problem("fast-launch")
        #expect(chosen.keys == ["search/G1/member", "search/G1/stranger"])
    }

    @Test func accelerationIsAboutGoodsInStock() throws {
        let problem = try Campaign().problem("goods-acceleration")
        #expect(problem.keys == ["feed/G2/stranger", "search/G1/member", "search/G1/stranger"])
        #expect(try Campaign("goods_select: [G2]").problem("goods-acceleration").keys == ["feed/G2/stranger"])
    }

    @Test func whatTheBriefExcludesIsLeftOut() throws {
        let scenario = "goods-acceleration"
        #expect(try Campaign("channels: {search: {exclude: true}}").problem(scenario).keys == ["feed/G2/stranger"])
        let withoutG2 = try Campaign("goods_rules: {G2: {exclude: true}}").problem(scenario)
        #expect(!withoutG2.keys.contains("feed/G2/stranger") && withoutG2.choices.map(\.goods) == ["G1"])
        #expect(!(try Campaign("audiences: {member: {exclude: true}}").problem(scenario)).keys.contains("search/G1/member"))
        #expect(try Campaign("channels: {affiliate: {exclude: true}}").problem(scenario).choices.isEmpty)
    }

    @Test func ownedAndCommissionChannelsAreNoLines() throws {
        var campaign = Campaign()
        let rates = Campaign.rates(carts: 1, orders: 1, new: 1, gmv: 1)
        campaign.response.lines += [
            Campaign.line("groups", "G1", .stranger, rates: rates), Campaign.line("affiliate", "G1", .all, rates: rates),
            Campaign.line("house", "G1", .stranger, rates: rates),
        ]
        #expect(try campaign.problem("goods-acceleration").lines.map(\.key.channel).filter { $0 == "house" }.count == 1)
        #expect(
            !(try campaign.problem("goods-acceleration")).keys.contains { $0.hasPrefix("groups") || $0.hasPrefix("affiliate") })
        campaign.text += "\nchannels: {house: {kind: owned}}"
        #expect(!(try campaign.problem("goods-acceleration")).keys.contains { $0.hasPrefix("house") })
    }

    @Test func nothingEligible() throws {
        var campaign = Campaign()
        campaign.response.affiliates = []
        campaign.response.lines = [
            Campaign.line("search", "G3", .member, rates: Campaign.rates(carts: 1, orders: 1, new: 1, gmv: 1))
        ]
        let looksFor = [
            "new-customer-acquisition": "scenario.looks-for-strangers", "fast-launch": "scenario.looks-for-new-goods",
            "goods-acceleration": "scenario.looks-for-goods-in-stock",
        ]
        for scenario in Campaign.scenarios {
            do {
                _ = try campaign.problem(scenario)
                Issue.record("\(scenario) was stated")
            } catch let error as ScenarioError {
                #expect(error.fault.kind == .data && error.fault.notice.key == "scenario.nothing-eligible")
                #expect(error.fault.notes.map(\.key) == [looksFor[scenario]])
            }
        }
    }

    @Test func aMissingOutcomeIsSaid() throws {
        var campaign = Campaign()
        campaign.response.affiliates = []
        for index in campaign.response.lines.indices {
            campaign.response.lines[index].rates = [.orders: Estimate(mean: 0.1, standardError: 0)]
        }
        let missing: [(String, Outcome)] = [
            ("new-customer-acquisition", .newCustomers), ("fast-launch", .carts), ("goods-acceleration", .gmv),
        ]
        for (scenario, outcome) in missing {
            #expect(throws: ScenarioError.outcomeUnknown(scenario: scenario, outcome: outcome)) {
                try campaign.problem(scenario)
            }
        }
    }

    /// A channel that no one has used yet but the product knows by name is no mistake; affiliates neither.
    @Test func knownKindsOfChannelsAreAccepted() throws {
        _ = try Campaign("channels: {douyin: {daily_max: 100}, 淘宝客: {exclude: true}}").problem("goods-acceleration")
    }

    @Test func flexibleBudgetsNeedSomeLimit() throws {
        var campaign = Campaign("objective: {profit: true}", budget: "budget: flexible")
        // Twice the largest spend seen is a limit.
        #expect(try campaign.problem("goods-acceleration").lines.map { $0.maximum[0] } == [2000, 2000, 2000])
        campaign.response.lines = campaign.response.lines.map { line in
            var unseen = line
            unseen.seen = nil
            return unseen
        }
        #expect(throws: ScenarioError.self) { try campaign.problem("goods-acceleration") }
    }
}
