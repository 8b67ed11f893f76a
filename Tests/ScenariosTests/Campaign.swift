// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
import Delivery
import Market
import Records
import Response
import Scenarios

/// A small campaign that all scenarios can be stated for: four lines, three goods, affiliates for two of them.
struct Campaign {
    /// The brief's text after `scenario:`.
    var text: String
    var response = Campaign.response()
    var goods = Campaign.goods()
    var record: SpendRecord?

    /// Seven days from a Monday, 7,000 yuan, and what is added.
    init(_ extra: String = "", budget: String = "budget: 7000", begin: String = "2025-09-29", end: String = "2025-10-05") {
        text = ["begin: \(begin)", "end: \(end)", budget, extra].filter { !$0.isEmpty }.joined(separator: "\n")
    }

    static let scenarios = ["new-customer-acquisition", "fast-launch", "goods-acceleration"]

    func context(_ scenario: String) throws -> ScenarioContext {
        let brief = try BriefReader(scenarios: ScenarioCatalogue.terms).read(
            text: "scenario: \(scenario)\n" + text, file: "brief.yaml")
        return ScenarioContext(brief: brief, response: response, goods: goods, record: record)
    }

    func problem(_ scenario: String) throws -> DeliveryProblem {
        guard let module = ScenarioCatalogue.find(scenario) else { throw NoSuchScenario() }
        let problem = try module.problem(try context(scenario))
        try problem.validate()
        return problem
    }

    /// The line of the brief that has `part`, from 1.
    func line(of part: String) -> Int? {
        ("scenario:\n" + text).split(separator: "\n", omittingEmptySubsequences: false).firstIndex { $0.contains(part) }.map {
            $0 + 1
        }
    }

    struct NoSuchScenario: Error {}

    /// One day of history, the eve of the first day.
    static func history(_ rows: [(Channel, GoodsID, Audience, Int64)]) throws -> CampaignHistory {
        let eve = Day("2025-09-28") ?? Day(number: 20_359)
        return try CampaignHistory(
            records: rows.map {
                HistoryRecord(
                    day: eve, line: LineKey(channel: $0.0, goods: $0.1, audience: $0.2), spend: Money(fen: $0.3 * 100))
            }, cadence: .daily)
    }

    /// G1 is old and in stock (60), G2 was listed three weeks before the first day, G3 is sold out.
    static func goods() -> [Goods] {
        [
            Goods(
                id: "G1", price: Money(fen: 10_000), unitMargin: Money(fen: 4_000), stock: 60, listedOn: Day("2024-01-01")),
            Goods(id: "G2", price: Money(fen: 20_000), unitMargin: Money(fen: 5_000), listedOn: Day("2025-09-08")),
            Goods(id: "G3", price: Money(fen: 5_000), stock: 0, listedOn: Day("2024-01-01")),
        ]
    }

    static func rates(carts: Double, orders: Double, new: Double, gmv: Double) -> [Outcome: Estimate] {
        [.carts: carts, .orders: orders, .newCustomers: new, .gmv: gmv].mapValues { Estimate(mean: $0, standardError: 0) }
    }

    static func line(
        _ channel: Channel, _ goods: GoodsID, _ audience: Audience, rates: [Outcome: Estimate], weekday: [Double] = [],
        largest: Double? = 1000
    ) -> FittedLine {
        FittedLine(
            line: LineKey(channel: channel, goods: goods, audience: audience), primary: .visits,
            curve: .hill(HillCurve(cap: 1000, halfSpend: 500)), carryOver: 0.2, carryIn: 10, weekday: weekday, rates: rates,
            seen: largest.map { SpendRange(mean: $0 / 2, largest: $0, periods: 50) }, evidence: .fitted)
    }

    static func affiliate(_ goods: GoodsID, weekday: [Double] = []) -> FittedAffiliate {
        FittedAffiliate(
            goods: goods, curve: .hill(HillCurve(cap: 1000, halfSpend: 10)), settledShare: 0.8,
            rates: [.orders: Estimate(mean: 0.001, standardError: 0), .newCustomers: Estimate(mean: 0.0005, standardError: 0)],
            weekday: weekday, seenRates: 4...12, evidence: .fitted)
    }

    /// Search brings new customers, the members' line sales, the feed carts of the new item; one line is for what is sold out.
    static func response() -> FittedResponse {
        FittedResponse(
            cadence: .daily, asOf: Day("2025-09-28"),
            lines: [
                line("search", "G1", .stranger, rates: rates(carts: 0.1, orders: 0.02, new: 0.02, gmv: 2)),
                line("search", "G1", .member, rates: rates(carts: 0.1, orders: 0.06, new: 0, gmv: 6)),
                line("feed", "G2", .stranger, rates: rates(carts: 0.4, orders: 0.01, new: 0.01, gmv: 2)),
                line("display", "G3", .visitor, rates: rates(carts: 0.1, orders: 0.1, new: 0.05, gmv: 5)),
            ], affiliates: [affiliate("G1"), affiliate("G2")])
    }
}

extension DeliveryProblem {
    func rule(_ name: String) -> DeliveryRule? { rules.first { $0.name == name } }
    var keys: [String] { lines.map(\.key.description) }
}
