// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
import Market
import Testing

/// `scenarios:`: several scenarios in one brief.
@Suite struct JointReaderTests {
    static let terms = [
        ScenarioTerms(
            name: "shop-wide",
            settings: [SettingTerm(name: "target_return", unit: .number, bounds: 0...1000, standard: 1, reason: .returnOnSpend)]
        ),
        ScenarioTerms(name: "new-customer-acquisition"),
    ]
    static let tail = "begin: 2025-09-29\nend: 2025-10-26\nbudget: 262410.50\n"

    static func read(_ entries: String) throws(BriefFaults) -> Brief {
        try BriefReader(scenarios: terms).read(text: tail + entries, file: "brief.yaml")
    }

    static func errors(_ entries: String) -> [String] {
        do throws(BriefFaults) {
            _ = try read(entries)
            return []
        } catch { return error.errors.map(BadBriefTests.shown) }
    }

    @Test func aWholeBrief() throws {
        let brief = try Self.read(
            """
            scenarios:
              - scenario: shop-wide
                settings: {target_return: 2.0}
                goods_select: [A, B]
                channels: [search, feed]
                weight: 1.5
                budget: {min: 10000, max: 60000}
              - scenario: new-customer-acquisition
            """)
        #expect(brief.entries.count == 2 && brief.settings.isEmpty)
        #expect(brief.scenario.value == "shop-wide + new-customer-acquisition" && brief.scenario.origin?.line == 4)
        let first = brief.entries[0]
        #expect(first.settings.first?.value.value == 2 && first.settings.first?.value.origin?.line == 6)
        #expect(first.settings.first?.value.origin?.field == "scenarios[1].settings.target_return")
        #expect(first.goodsSelect?.value.map(\.value) == ["A", "B"])
        #expect(first.channels.map(\.value) == ["search", "feed"] && first.channels[1].origin?.line == 8)
        #expect(first.weight?.value == 1.5 && first.budgetMin?.value == Money(fen: 1_000_000))
        #expect(first.budgetMax?.origin?.field == "scenarios[1].budget.max")
        #expect(brief.entries[1].weight == nil && brief.entries[1].goodsSelect == nil)
    }

    /// A scenario may stand there twice where each has goods of its own; its entries are numbered.
    @Test func oneScenarioTwice() throws {
        let brief = try Self.read(
            "scenarios:\n  - {scenario: shop-wide, goods_select: [A]}\n  - {scenario: shop-wide, goods_select: [B]}")
        #expect(brief.entryNames == ["shop-wide 1", "shop-wide 2"])
        #expect(
            Self.errors(
                "scenarios:\n  - {scenario: shop-wide, goods_select: [A, B]}\n  - {scenario: shop-wide, goods_select: [B]}")
                == ["6 scenarios[2] brief.scenarios-overlap"])
        #expect(
            Self.errors("scenarios:\n  - {scenario: shop-wide}\n  - {scenario: shop-wide, goods_select: [B]}")
                == ["6 scenarios[2] brief.scenarios-overlap"])
    }

    @Test(arguments: [
        (
            "scenario: shop-wide\nscenarios:\n  - scenario: shop-wide\n  - scenario: new-customer-acquisition",
            "5 scenarios brief.exclude-each-other"
        ),
        (
            "settings: {target_return: 1}\nscenarios:\n  - scenario: shop-wide\n  - scenario: new-customer-acquisition",
            "5 scenarios brief.exclude-each-other"
        ),
        ("scenarios:\n  - scenario: shop-wide", "4 scenarios brief.out-of-range"),
        ("scenarios:", "4 scenarios brief.empty-value"),
        ("scenarios: shop-wide", "4 scenarios brief.not-a-list"),
        (
            "scenarios:\n  - scenario: shop-wdie\n  - scenario: new-customer-acquisition",
            "5 scenarios[1].scenario brief.unknown-scenario"
        ),
        (
            "scenarios:\n  - {scenario: shop-wide, wieght: 2}\n  - scenario: new-customer-acquisition",
            "5 scenarios[1].wieght brief.unknown-key"
        ),
        (
            "scenarios:\n  - {scenario: shop-wide, settings: {target_retrun: 2}}\n  - scenario: new-customer-acquisition",
            "5 scenarios[1].settings.target_retrun brief.unknown-key"
        ),
        (
            "scenarios:\n  - {scenario: new-customer-acquisition, settings: {target_return: 2}}\n  - scenario: shop-wide",
            "5 scenarios[1].settings.target_return brief.unknown-key"
        ),
        ("scenarios:\n  - {weight: 2}\n  - scenario: new-customer-acquisition", "5 scenarios[1].scenario brief.missing-key"),
        (
            "scenarios:\n  - {scenario: shop-wide, weight: 0}\n  - scenario: new-customer-acquisition",
            "5 scenarios[1].weight brief.out-of-range"
        ),
        (
            "scenarios:\n  - {scenario: shop-wide, goods_select: []}\n  - scenario: new-customer-acquisition",
            "5 scenarios[1].goods_select brief.empty-list"
        ),
        (
            "scenarios:\n  - {scenario: shop-wide, channels: []}\n  - scenario: new-customer-acquisition",
            "5 scenarios[1].channels brief.empty-list"
        ),
        (
            "scenarios:\n  - {scenario: shop-wide, budget: {min: 5, max: 4}}\n  - scenario: new-customer-acquisition",
            "5 scenarios[1].budget.min brief.minimum-above-maximum"
        ),
    ])
    func wrong(_ text: String, _ expected: String) {
        let found = Self.errors(text)
        #expect(found == [expected])
    }

    @Test func nineAreTooMany() {
        let entries = (1...9).map { "  - {scenario: shop-wide, goods_select: [G\($0)]}" }.joined(separator: "\n")
        #expect(Self.errors("scenarios:\n" + entries) == ["4 scenarios brief.too-many-items"])
    }

    /// Nearest keys and names are told.
    @Test func nearestNames() {
        do throws(BriefFaults) {
            _ = try Self.read("scenarios:\n  - {scenario: shop-wide, wieght: 2}\n  - scenario: new-customer-acquisition")
            Issue.record("accepted")
        } catch {
            guard case .unknownKey(_, _, let nearest, _)? = error.errors.first else {
                Issue.record("\(error.errors)")
                return
            }
            #expect(nearest == "weight")
        }
    }
}
