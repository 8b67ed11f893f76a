// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

/// Every example brief of the delivery surface is planned as a person does it, and uses what it shows.
@Suite struct SurfaceExampleTests {
    static let examples = CommandHarness.scenarios.deletingLastPathComponent().appendingPathComponent("docs/examples")

    /// Example, kinds of choices that its plan must hold.
    @Test(arguments: [
        ("affiliates", ["commission", "presale-subsidy", "commission-doubling", "service-fee"]),
        ("programmes", ["programme", "venue"]), ("owned-channels", ["posts", "messages", "service"]),
        ("tickets", ["messages"]),
        ("audience-operations", ["coupon", "page", "referral", "keyword-landing", "contract"]),
    ])
    func examplesPlan(name: String, kinds: [String]) throws {
        let shop = try CommandHarness()
        defer { shop.remove() }
        let brief = Self.examples.appendingPathComponent(name + ".yaml").path
        let answer = try shop.run(["plan", brief, "--json"])
        #expect(answer.code == 0, "\(answer.errors)")
        let plan = try #require(answer.json as? [String: Any])
        let delivery = try #require(plan["delivery"] as? [String: Any])
        let choices = try #require(delivery["choices"] as? [[String: Any]])
        let found = Set(choices.compactMap { $0["kind"] as? String })
        for kind in kinds { #expect(found.contains(kind), "\(kind) is not among \(found.sorted())") }
        let certificate = try #require(plan["certificate"] as? [String: Any])
        #expect((certificate["violation"] as? Double ?? 1) <= 1e-9)
        // Proved to what was asked for, but for what rounding to fen took.
        let rounding = try #require(certificate["rounding_loss"] as? Double) / #require(certificate["bound"] as? Double)
        let asked = try #require(certificate["gap_asked"] as? Double)
        #expect(try #require(certificate["gap"] as? Double) - rounding <= 1.01 * asked, "\(certificate)")
        let cost = try #require(plan["cost_fen"] as? Int)
        let budget = try #require(plan["budget_fen"] as? Int)
        #expect(cost <= budget)
    }

    /// A plan that joins programmes is made again from its stored inputs, byte for byte: the programmes are among them.
    @Test func aPlanWithProgrammesIsMadeAgain() throws {
        let shop = try CommandHarness()
        defer { shop.remove() }
        for file in ["programmes.yaml", "goods.csv"] {
            try FileManager.default.copyItem(
                at: Self.examples.appendingPathComponent(file), to: shop.folder.appendingPathComponent(file))
        }
        // Submitting makes the workspace in which plans are kept from then on.
        #expect(try shop.run(["submit", "programmes.yaml"]).code == 0)
        #expect(try shop.run(["plan", "programmes.yaml"]).code == 0)
        let again = try shop.run(["plan", "programmes.yaml", "--again", "0"])
        #expect(again.code == 0, "\(again.errors)")
    }

    /// What a decision is worth is told; so is a programme that nobody knows, with those that there are.
    @Test func decisionsAreExplained() throws {
        let shop = try CommandHarness()
        defer { shop.remove() }
        let brief = Self.examples.appendingPathComponent("programmes.yaml").path
        let answer = try shop.run(["explain", brief])
        #expect(answer.code == 0, "\(answer.errors)")
        #expect(answer.output.contains("What decisions are worth") && answer.output.contains("edge"), "\(answer.output)")
        try shop.write(
            "scenario: goods-acceleration\nbegin: 2026-01-05\nend: 2026-01-11\nbudget: 1000\nprogrammes: [egde]\n",
            to: "brief.yaml")
        let wrong = try shop.run(["plan", "brief.yaml"])
        #expect(wrong.code == 65 && wrong.errors.contains("brief.yaml:5"), "\(wrong.code) \(wrong.errors)")
    }

    /// A rate without its unit is refused, with file and line; with ‰ or bp it is read.
    @Test(arguments: [
        ("affiliate: {rates_percent: [1550]}", false), ("affiliate: {rates_percent: [0.155]}", false),
        ("affiliate: {rates_percent: [1550 bp]}", true), ("affiliate: {rates_percent: [155 ‰]}", true),
        ("affiliate: {unpaid_balances: 8}", false), ("affiliate: {unpaid_balances: 80 ‰}", true),
        ("programmes: [{name: x, benefits: {co_funding_share: 10}}]", false),
        ("owned: [{name: a, channel: sms, kind: messages, list: 10, visits_per_contact: 3}]", false),
        ("owned: [{name: a, channel: sms, kind: messages, list: 10, visits_per_contact: 3 %}]", true),
        ("owned: [{name: a, channel: sms, kind: letters, list: 10, visits_per_contact: 3 %}]", false),
        ("owned: [{name: a, channel: sms, kind: messages, recovers_from: b, visits_per_contact: 3 %}]", false),
        ("reservations: [{name: t, event_begin: 2026-01-11, event_end: 2026-01-10, recall: 10 %}]", false),
        ("referral: {known: 10, conversion: 20 %, levels: [{reward_yuan: 5}]}", false),
        ("pages: [{audience: fan, views_per_day: 10, slots: [2], candidates: []}]", false),
        ("contracts: [{channel: brand-zone, fee_per_day_yuan: -1}]", false),
    ])
    func ratesNeedTheirUnit(part: String, isFine: Bool) throws {
        let shop = try CommandHarness()
        defer { shop.remove() }
        try shop.write(
            "scenario: goods-acceleration\nbegin: 2026-01-05\nend: 2026-01-11\nbudget: 1000\n\(part)\n", to: "brief.yaml")
        let answer = try shop.run(["plan", "brief.yaml", "--json"])
        if isFine {
            #expect(answer.code == 0, "\(answer.errors)")
        } else {
            #expect(answer.code == 65 && answer.errors.contains("brief.yaml:5"), "\(answer.code) \(answer.errors)")
        }
    }
}
