// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
import Delivery
import Market
import Response
import Scenarios
import Testing

/// What is maximised, and what the brief puts in its place.
@Suite struct ObjectiveTests {
    @Test func newCustomersCountOneOrTheirWorth() throws {
        let plain = try Campaign().problem("new-customer-acquisition")
        #expect(plain.objective.terms == [RuleTerm(1, .outcome(.newCustomers))] && plain.objective.unit == "new_customers")
        let valued = try Campaign("customer_value: {new_customer_value_yuan: 35.5}").problem("new-customer-acquisition")
        #expect(valued.objective.terms == [RuleTerm(35.5, .outcome(.newCustomers))] && valued.objective.unit == "yuan")
        let set = try Campaign("settings: {value_of_new_customer: 20}").problem("new-customer-acquisition")
        #expect(set.objective.terms == [RuleTerm(20, .outcome(.newCustomers))])
        #expect(plain.afterHorizonWeight == 1 && plain.reported == [.newCustomers, .orders, .gmv])
    }

    /// One channel's new customers count 50 yuan, those of all others, affiliates with them, 35.5.
    @Test func newCustomersCountByTheirChannel() throws {
        let one = try Campaign("customer_value: {new_customer_value_yuan: 35.5}").problem("new-customer-acquisition")
        let channel = try #require(one.lines.first?.key.channel)
        let others = Set(one.lines.map(\.key.channel)).union(one.choices.map(\.channel)).subtracting([channel])
        let text = "customer_value: {new_customer_value_yuan: 35.5, by_channel: {\(channel): 50}}"
        let problem = try Campaign(text).problem("new-customer-acquisition")
        #expect(!others.isEmpty && problem.objective.unit == "yuan")
        #expect(
            problem.objective.terms == [
                RuleTerm(35.5, .outcome(.newCustomers), Selection(channels: others)),
                RuleTerm(50, .outcome(.newCustomers), Selection(channels: [channel])),
            ])
    }

    /// The line of customers' benefits, which joins the problem later, has a term that counts it.
    @Test func benefitsCountBesideValuesByChannel() throws {
        let values = "customer_value: {new_customer_value_yuan: 35.5, by_channel: {feed: 50}}"
        let counting = try Campaign(values + "\nbenefits: benefits.yaml").problem("new-customer-acquisition").objective.terms
            .filter {
                $0.selection.covers(channel: .benefits, goods: .all, audience: .all)
            }
        #expect(counting.map(\.factor) == [35.5])
    }

    /// Channels without a value of their own need the common one, and a misspelt channel is not left out silently.
    @Test func valuesByChannelAreChecked() throws {
        #expect(throws: BriefFaults.self) {
            try Campaign("customer_value: {by_channel: {feed: 50}}").problem("new-customer-acquisition")
        }
        let misspelt = try Campaign("customer_value: {new_customer_value_yuan: 35, by_channel: {fead: 50}}").context(
            "new-customer-acquisition"
        ).brief
        #expect(throws: BriefFaults.self) { try misspelt.checkNames(channels: ["feed"]) }
    }

    /// Carts are worth the GMV that they lead to, 2 / 0.4 = 5 yuan, in the first four of seven days; afterwards GMV counts.
    @Test func aLaunchCountsCartsFirst() throws {
        let problem = try Campaign("settings: {launch_days: 4}").problem("fast-launch")
        let early = Selection(channels: ["feed"], goods: ["G2"], periods: 0...3)
        #expect(
            problem.objective.terms == [
                RuleTerm(5, .outcome(.carts), early),
                RuleTerm(1, .outcome(.gmv), Selection(channels: ["affiliate"], periods: 0...3)),
                RuleTerm(1, .outcome(.gmv), Selection(periods: 4...6)),
            ])
        #expect(problem.afterHorizonWeight == 0.5)
    }

    @Test func accelerationCountsSalesNow() throws {
        let problem = try Campaign().problem("goods-acceleration")
        #expect(problem.objective.name == "GMV" && problem.objective.unit == "yuan")
        #expect(problem.objective.terms == [RuleTerm(1, .outcome(.gmv))])
        #expect(problem.afterHorizonWeight == 0)
        #expect(try Campaign("carry_out_weight: 0.3").problem("goods-acceleration").afterHorizonWeight == 0.3)
    }

    /// Profit: GMV times the margin share, 40/100 of G1 and 50/200 of G2, less all cost. G3, of unknown margin, is not among the lines.
    @Test func profitWeighsByMargin() throws {
        for scenario in ["new-customer-acquisition", "goods-acceleration"] {
            let problem = try Campaign("objective: {profit: true}").problem(scenario)
            #expect(problem.objective.unit == "yuan")
            #expect(problem.objective.terms.last == RuleTerm(-1, .cost))
            for (id, share) in [("G1", 0.4), ("G2", 0.25)] as [(GoodsID, Double)] {
                #expect(problem.objective.terms.contains(RuleTerm(share, .outcome(.gmv), Selection(goods: [id]))))
            }
        }
    }

    @Test func aMarginalReturnIsAPriceOnMoney() throws {
        let problem = try Campaign("objective: {min_marginal_return: 1.2}").problem("goods-acceleration")
        #expect(problem.objective.terms == [RuleTerm(1, .outcome(.gmv)), RuleTerm(-1.2, .cost)])
    }

    /// On one campaign the three scenarios differ in lines, objective, rules and in what they would do with 1,000 yuan on day one:
    /// new customers come by search among strangers, sales among members, carts of the new item by the feed.
    @Test func scenariosWantDifferentThings() throws {
        var best: [String: String] = [:]
        var problems: [DeliveryProblem] = []
        for scenario in Campaign.scenarios {
            let problem = try Campaign().problem(scenario)
            problems.append(problem)
            let options = problem.choices.map { _ in 0 }
            let nothing = problem.lines.map { _ in [Double](repeating: 0, count: 7) }
            let values = problem.lines.indices.map { index in
                var spend = nothing
                spend[index][0] = 1000
                return (problem.evaluate(spend: spend, options: options).value, problem.keys[index])
            }
            best[scenario] = values.max { $0.0 < $1.0 }?.1
        }
        #expect(best["fast-launch"] == "feed/G2/stranger" && best["goods-acceleration"] == "search/G1/member")
        #expect(best["new-customer-acquisition"] == "search/G1/stranger")
        for (a, b) in [(0, 1), (0, 2), (1, 2)] {
            #expect(problems[a].keys != problems[b].keys && problems[a].objective != problems[b].objective)
            #expect(problems[a].reported != problems[b].reported)
        }
        #expect(problems[1].rules.map(\.name) != problems[2].rules.map(\.name))
    }

    @Test func theCatalogueIsComplete() {
        #expect(Set(ScenarioCatalogue.all.map(\.description.name)).isSuperset(of: Campaign.scenarios))
        #expect(ScenarioCatalogue.find("fast-launch")?.description.goalKey == "scenario.fast-launch.goal")
        #expect(ScenarioCatalogue.find("nothing") == nil)
        for module in ScenarioCatalogue.all {
            for term in module.description.settings { #expect(term.bounds.contains(term.standard), "\(term.name)") }
        }
    }
}
