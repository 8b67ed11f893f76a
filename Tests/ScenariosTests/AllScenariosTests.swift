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

/// A campaign that every scenario finds something in: five channels, five audiences, three goods, affiliates, two weeks.
struct RichCampaign {
    static func campaign(_ extra: String = "") -> Campaign {
        var campaign = Campaign(
            extra, budget: "budget: 9000", begin: "2025-09-29", end: "2025-10-12")
        campaign.response = response()
        campaign.goods = goods()
        return campaign
    }

    static func goods() -> [Goods] {
        [
            Goods(
                id: "G1", category: "shoes", price: Money(fen: 10_000), unitMargin: Money(fen: 4_000), stock: 400,
                listedOn: Day("2024-01-01")),
            Goods(
                id: "G2", category: "shoes", price: Money(fen: 20_000), unitMargin: Money(fen: 5_000),
                listedOn: Day("2025-09-08")),
            Goods(
                id: "G3", category: "bags", price: Money(fen: 5_000), unitMargin: Money(fen: 1_500), stock: 90,
                listedOn: Day("2025-09-15")),
        ]
    }

    static func response() -> FittedResponse {
        var lines: [FittedLine] = []
        var number = 0.0
        let channels: [Channel] = ["search", "feed", "display", "livestream", "sms"]
        let goods: [GoodsID] = ["G1", "G2", "G3"]
        let audiences: [Audience] = [.stranger, .visitor, .fan, .purchased, .member]
        for channel in channels {
            for (g, id) in goods.enumerated() {
                for (a, audience) in audiences.enumerated() {
                    // Search meets everybody but strangers and members; live rooms show one category; messages reach buyers alone.
                    if channel == "search", ![.stranger, .visitor, .member].contains(audience) { continue }
                    if channel == "livestream", ![.visitor, .fan].contains(audience) { continue }
                    if channel == "sms", audience != .purchased { continue }
                    if channel == "display", g == 2 || audience == .member { continue }
                    if channel == "feed", audience == .member, g != 1 { continue }
                    number += 1
                    let isNew = a < 2
                    let orders = 0.02 + 0.002 * Double(a) + 0.001 * number.truncatingRemainder(dividingBy: 5)
                    let price = [100.0, 200, 50][g]
                    lines.append(
                        FittedLine(
                            line: LineKey(channel: channel, goods: id, audience: audience), primary: .clicks,
                            curve: .hill(HillCurve(cap: 60 + 3 * number, halfSpend: 20 + 2 * number)), carryOver: 0.1,
                            carryIn: 0,
                            weekday: [],
                            rates: [
                                .impressions: 30 + number, .carts: 0.08 + 0.002 * number, .orders: orders,
                                .newCustomers: isNew ? 0.8 * orders : 0, .gmv: orders * price,
                            ].filter { $0.value > 0 }.mapValues { Estimate(mean: $0, standardError: 0) },
                            seen: SpendRange(mean: 30, largest: 90, periods: 60), evidence: .fitted))
                }
            }
        }
        return FittedResponse(
            cadence: .daily, asOf: Day("2025-09-28"), lines: lines,
            affiliates: [Campaign.affiliate("G1"), Campaign.affiliate("G3")])
    }

    /// What a problem is made of without names and numbers.
    static func structure(_ problem: DeliveryProblem) -> Set<String> {
        func term(_ term: RuleTerm) -> String {
            "\(term.factor < 0 ? "−" : "+")\(term.quantity.name) \(selection(term.selection))"
        }
        func selection(_ selection: Selection) -> String {
            func list<Name: RawRepresentable<String>>(_ names: Set<Name>?) -> String {
                names.map { $0.map(\.rawValue).sorted().joined(separator: ",") } ?? "*"
            }
            return [
                list(selection.channels), list(selection.goods), list(selection.audiences),
                selection.periods.map { "\($0)" } ?? "*",
            ].joined(separator: "|")
        }
        var parts: Set<String> = []
        for line in problem.lines {
            let shut = (0..<problem.horizon.count).map { line.maximum[$0] == 0 ? "0" : "1" }.joined()
            parts.insert("line \(line.key) \(line.package != nil) \(line.minimumIfUsed != nil) \(shut)")
        }
        for choice in problem.choices {
            let effects = choice.options.flatMap { $0.effects.map { selection($0.selection) + " \($0.per?.rawValue ?? "")" } }
            parts.insert("choice \(choice.kind) \(choice.goods) \(choice.audience) \(choice.periods) \(effects.sorted())")
        }
        for reservoir in problem.reservoirs { parts.insert("stock \(reservoir.inflows.map(term).sorted())") }
        for flow in problem.flows { parts.insert("flow \(flow.kind) \(flow.rates.keys.map(\.rawValue).sorted())") }
        for rule in problem.rules {
            let ends = "\(rule.atLeast != nil) \(rule.atMost != nil) \(rule.certainty != nil)"
            parts.insert("rule \(ends) \(rule.terms.map(term).sorted())")
        }
        parts.insert("objective \(problem.objective.terms.map(term).sorted()) \(problem.afterHorizonWeight > 0)")
        return parts
    }
}

/// All forty scenarios on one campaign.
@Suite struct AllScenariosTests {
    @Test func areFortyWithNamesOfTheirOwn() {
        let all = ScenarioCatalogue.all.map(\.description)
        #expect(all.count == 40 && Set(all.map(\.name)).count == 40 && Set(all.map(\.chineseName)).count == 40)
        #expect(Set(all.map(\.family)) == Set(ScenarioFamily.allCases))
        for scenario in all {
            #expect(!scenario.kpis.isEmpty && !scenario.formula.isEmpty, "\(scenario.name)")
            for setting in scenario.settings {
                #expect(setting.bounds.contains(setting.standard), "\(scenario.name), \(setting.name)")
            }
        }
    }

    /// Two scenarios that build the same problem from the same brief would be one too many.
    @Test func everyPairDiffersInStructure() throws {
        let campaign = RichCampaign.campaign()
        var known: [(name: String, structure: Set<String>)] = []
        for scenario in ScenarioCatalogue.all.map(\.description.name) {
            let structure = RichCampaign.structure(try campaign.problem(scenario))
            for other in known { #expect(other.structure != structure, "\(scenario) is \(other.name)") }
            known.append((scenario, structure))
        }
    }

    /// Each is planned, keeps its rules, and does something else with the money than any other.
    @Test func everyPairDiffersInItsPlan() throws {
        let campaign = RichCampaign.campaign()
        var known: [(name: String, plan: [String])] = []
        for scenario in ScenarioCatalogue.all.map(\.description.name) {
            let problem = try campaign.problem(scenario)
            let result = try Planner.plan(problem, options: PlanOptions(relativeGap: 1e-3, nodeLimit: 60))
            let certificate = result.plan.certificate
            #expect(certificate.violation <= 1e-8 && certificate.bound >= certificate.value, "\(scenario): \(certificate)")
            #expect(certificate.gap < 0.05, "\(scenario): \(certificate)")
            if let budget = result.plan.budget { #expect(result.plan.cost <= budget, "\(scenario)") }
            #expect(certificate.value > 0, "\(scenario): \(certificate)")
            var plan: [String] = []
            for (row, line) in result.problem.lines.enumerated() {
                for (t, yuan) in result.spend[row].enumerated() where yuan > 0 { plan.append("\(line.key) \(t) \(yuan)") }
            }
            for (choice, option) in zip(result.problem.choices, result.options) {
                plan.append("\(choice.kind) \(choice.goods) \(choice.audience) \(choice.options[option].name)")
            }
            for other in known { #expect(other.plan != plan, "\(scenario) plans as \(other.name)") }
            known.append((scenario, plan))
        }
    }

    /// Settings out of bounds are refused with their name and what is accepted.
    @Test func settingsHaveBounds() throws {
        for scenario in ScenarioCatalogue.all.map(\.description) {
            for setting in scenario.settings {
                let campaign = RichCampaign.campaign("settings: {\(setting.name): -1}")
                #expect(throws: (any Error).self, "\(scenario.name), \(setting.name)") { try campaign.context(scenario.name) }
            }
        }
    }
}
