// SPDX-License-Identifier: GPL-3.0-or-later
import Briefs
import Market
import Report
import Scenarios
import Testing

/// Every setting says why it has the bounds that it has.
@Suite struct SettingReasonTests {
    static let settings = ScenarioCatalogue.terms.flatMap { terms in terms.settings.map { (terms.name, $0) } }

    @Test func everyReasonIsWordedInBothLanguages() {
        #expect(Self.settings.count > 100)
        let english = Set(MessageCatalogue(.english).keys)
        let chinese = Set(MessageCatalogue(.chinese).keys)
        for reason in BoundReason.allCases {
            #expect(english.contains(reason.key) && chinese.contains(reason.key), "\(reason)")
            #expect(Self.settings.contains { $0.1.reason == reason }, "nobody gives the reason \(reason)")
        }
    }

    /// Every standard is within its bounds, and just beyond either bound a brief is refused at its line, with setting, bounds and reason.
    @Test func aBriefBeyondABoundIsToldWhy() {
        for (scenario, term) in Self.settings {
            #expect(term.bounds.contains(term.standard), "\(scenario) \(term.name)")
            for value in [term.bounds.lowerBound - 1, term.bounds.upperBound + 1] {
                let written = term.unit == .share ? "\(Self.plain(value * 100)) %" : Self.plain(value)
                let text = """
                    scenario: \(scenario)
                    begin: 2026-01-05
                    end: 2026-01-11
                    budget: 1000
                    settings:
                      \(term.name): \(written)

                    """
                let faults: [Fault]
                do throws(BriefFaults) {
                    _ = try BriefReader(scenarios: ScenarioCatalogue.terms).read(text: text, file: "brief.yaml")
                    faults = []
                } catch { faults = error.errors.map(\.fault) }
                #expect(faults.count == 1 && faults.first?.place?.line == 6, "\(scenario) \(term.name) \(written): \(faults)")
                for language in [Language.english, .chinese] {
                    let say = MessageCatalogue(language)
                    let said = faults.map { FaultText(say).message($0) }.joined()
                    #expect(said.contains("settings." + term.name) && said.contains(say.text(term.reason.key)), "\(said)")
                }
            }
        }
    }

    /// Without an exponent, and without a fraction where there is none.
    static func plain(_ value: Double) -> String {
        value == value.rounded() ? "\(Int64(value))" : "\((value * 10_000).rounded() / 10_000)"
    }
}
