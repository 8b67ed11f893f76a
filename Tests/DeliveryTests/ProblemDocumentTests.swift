// SPDX-License-Identifier: GPL-3.0-or-later
import Delivery
import Foundation
import Market
import Response
import Testing

@Suite struct ProblemDocumentTests {
    static let small = """
        {"budget_yuan": 100, "horizon": {"begin": "2026-01-01", "periods": 2},
         "lines": [{"channel": "search", "curve": {"family": "hill", "cap": 10, "half_spend_yuan": 50}}],
         "objective": {"terms": [{"quantity": "gmv"}]}}
        """

    private func read(_ text: String) throws -> ProblemDocument {
        try JSONDecoder().decode(ProblemDocument.self, from: Data(text.utf8))
    }

    @Test func budgetBecomesRuleAndSpendLimit() throws {
        let problem = try read(Self.small).problem
        #expect(problem.rules.map(\.name) == ["total budget"])
        #expect(problem.rules[0].atMost == 100)
        #expect(problem.lines[0].maximum[0] == 100)
        #expect(problem.lines[0].primary == .gmv)
        try problem.validate()
    }

    @Test func writingAndReadingAgainChangesNothing() throws {
        var problem = DeliveryFixture.twoPeriods()
        problem.afterHorizonWeight = 0.25
        problem.lines[0].package = Money(fen: 50_000)
        problem.lines[0].minimumIfUsed = MinimumIfUsed(amount: Money(fen: 3_000), scope: .horizon)
        problem.choices = [
            DeliveryChoice(
                kind: "coupon", channel: "owned", audience: "fan", periods: 0...1, unit: "yuan",
                options: [
                    ChoiceOption(name: "none", value: 0), ChoiceOption(name: "5", value: 5, cost: 3, outcomes: [.orders: 1]),
                ])
        ]
        let data = try JSONEncoder().encode(ProblemDocument(problem, relativeGap: 1e-5))
        let again = try JSONDecoder().decode(ProblemDocument.self, from: data)
        #expect(again.problem == problem)
        #expect(again.relativeGap == 1e-5)
    }

    /// Each change of the small document breaks it in one way.
    @Test(arguments: [
        ("\"budget_yuan\": 100", "\"budget_yuan\": -1"),
        ("\"budget_yuan\": 100", "\"budgt_yuan\": 100"),
        ("\"budget_yuan\": 100, ", ""),
        ("\"half_spend_yuan\": 50", "\"half_spend_yuan\": 0"),
        ("\"cap\": 10", "\"cap\": \"ten\""),
        ("\"hill\"", "\"hil\""),
        ("\"periods\": 2", "\"periods\": 100000"),
        ("2026-01-01", "2026-02-30"),
        ("\"channel\": \"search\", ", ""),
        ("{\"quantity\": \"gmv\"}", "{\"quantity\": \"gmv\", \"periods\": [2, 1]}"),
    ])
    func refuses(part: String, broken: String) {
        #expect(throws: DecodingError.self) { try read(Self.small.replacingOccurrences(of: part, with: broken)) }
    }
}
