// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
import Market
import Testing

/// Programmes of the platform as data.
@Suite struct ProgrammeTests {
    @Test func numbersOfAProgrammeAreRead() throws {
        let text =
            BriefReaderTests.smallest + """

                programmes:
                  - crown
                  - name: cold-start
                    begin: 2025-10-01
                    conditions: {first_delivery: true, channels: [search, feed], min_budget: 2000}
                    benefits: {response_multiplier: 1.3, multiplier_days: 30, co_funding_share: 20 %, co_funding_cap: 5000}
                """
        let brief = try BriefReader().read(text: text, file: "brief.yaml")
        let programmes = try ProgrammeReader.read(of: brief)
        #expect(programmes.map(\.name.value) == ["cold-start"])
        let programme = try #require(programmes.first)
        #expect(programme.begin?.value == Day("2025-10-01"))
        #expect(programme.conditions.firstDelivery?.value == true)
        #expect(programme.conditions.channels.map(\.value) == ["search", "feed"])
        #expect(
            programme.conditions.minBudget
                == Cited(
                    Money(fen: 200_000),
                    from: Origin(
                        file: "brief.yaml", line: 11, field: "programmes[2].conditions.min_budget")))
        #expect(programme.benefits.responseMultiplier?.value == 1.3 && programme.benefits.multiplierDays?.value == 30)
        #expect(programme.benefits.coFundingShare?.value == 0.2)
        #expect(programme.benefits.coFundingCap?.value == Money(fen: 500_000))
    }

    @Test(arguments: [
        ("{name: a, benefit: {}}", "programmes[1].benefit brief.unknown-key"),
        ("{name: a, benefits: {credit: -1}}", "programmes[1].benefits.credit brief.negative"),
        ("{name: a, benefits: {co_funding_share: 20}}", "programmes[1].benefits.co_funding_share brief.ambiguous-share"),
        ("{name: a, conditions: {channels: [b, b]}}", "programmes[1].conditions.channels[2] brief.repeated-name"),
        ("{name: a, begin: 2025-10-02, end: 2025-10-01}", "programmes[1].end brief.ends-before-begin"),
    ])
    func wrongNumbersAreToldWhereTheyStand(entry: String, expected: String) throws {
        let brief = try BriefReader().read(text: BriefReaderTests.smallest + "\nprogrammes: [\(entry)]", file: "brief.yaml")
        do throws(BriefFaults) {
            _ = try ProgrammeReader.read(of: brief)
            Issue.record("no error")
        } catch { #expect(error.errors.map(BadBriefTests.shown) == ["7 " + expected]) }
    }
}
