// SPDX-License-Identifier: GPL-3.0-or-later
import FoundationEssentials
import Market
import Replay
import Report
import Testing

@Suite struct GainReportViewTests {
    /// A report as its JSON says it, with the gain per 10,000 yuan and its ends.
    private func report(more: String, gain: String = "{\"mean\": 0.12, \"low\": 0.05, \"high\": 0.19}") throws -> GainReport {
        let json = """
            {"kind": "simulated-world", "scenario": "goods-acceleration", "outcome": "gmv", "begin": "2026-03-01",
             "end": "2026-03-28", "scope": "worlds", "details": [], "guarantees": [], "is_held_out": true, "replications": 20, "effective_sample_size": 20,
             "plan": {"total": 90000, "incremental": 43120, "spend_yuan": 20000, "new_customers": 400, "profit_yuan": 5000,
                "unspent_yuan": 0},
             "baselines": [
               {"baseline": "as-recorded", "gain": \(gain), "gain_on_total": {"mean": 0.04, "low": 0.01, "high": 0.07},
                "incremental_outcome_more_per_10000_yuan": \(more), "realized_spend_difference_share": -0.012, "losses": 3,
                "result": {"total": 85000, "incremental": 38500, "spend_yuan": 20243, "new_customers": 350,
                    "profit_yuan": 3800, "unspent_yuan": 120}},
               {"baseline": "equal-split", "gain": {"mean": -0.02, "low": -0.08, "high": 0.04},
                "gain_on_total": {"mean": -0.01}, "incremental_outcome_more_per_10000_yuan": {"mean": -400, "low": -1600,
                "high": 800}, "realized_spend_difference_share": 0, "losses": 11,
                "result": {"total": 91000, "incremental": 44000, "spend_yuan": 20000, "unspent_yuan": 0}}],
             "support": {"share_inside_range_seen": 0.8,
                "lines_beyond_range_seen": [{"channel": "feed", "goods": "G1", "audience": "all"}]},
             "notices": [{"key": "replay.unspent", "arguments": {"share": {"share": {"_0": 0.06}}}}]}
            """
        return try JSONDecoder().decode(GainReport.self, from: Data(json.utf8))
    }

    @Test func promisedFloorsAreCounted() throws {
        var report = try report(more: "{\"mean\": 1}")
        report.guarantees = [GuaranteeCount(outcome: .gmv, floor: 9900, promised: 0.8, amounts: [9900, 12_000, 1])]
        let text = GainReportView(report).lines().joined(separator: " ")
        #expect(
            text.contains("at least ¥9,900 of sales (GMV) with a probability of 80 %: it held in 2 of 3 markets"), "\(text)")
        #expect(!text.contains("not kept"))
        report.guarantees = [
            GuaranteeCount(outcome: .gmv, floor: 9900, promised: 0.8, amounts: [Double](repeating: 1, count: 30))
        ]
        #expect(GainReportView(report).lines().joined(separator: " ").contains("The promise is not kept."))
        let page = GainPage(report, catalogue: MessageCatalogue(.chinese)).html()
        #expect(page.contains("承诺没有兑现"))
    }

    @Test func theFirstLineIsTheEfficiencyGain() throws {
        let lines = GainReportView(
            try report(more: "{\"mean\": 2310, \"low\": 900, \"high\": 3700}"), settings: ViewSettings(width: 120)
        ).lines()
        let expected = """
            Efficiency gain 经营效率提升: +12 %. The plan brings ¥2,310 more sales (GMV) per ¥10,000 spent than the recorded policy;
            between ¥900 and ¥3,700 more.
            Against the strongest simple rule, an equal split, nothing is established: between -¥1,600 and ¥800 per ¥10,000 spent.
            goods-acceleration, 2026-03-01 to 2026-03-28. Evidence: a simulated market that the plan knew only through its exports.
            Nothing of the replayed period was known to fit or plan. 20 replications (effective sample size 20). Both sides spend
            the same; what was really spent differs by -1.2 %.

            The plan against, in sales (GMV) beyond what comes without any delivery
              against                per ¥10,000   between (95 %)   gain  on total  worse in
              the recorded policy        +¥2,310   ¥900 to ¥3,700  +12 %      +4 %   3 of 20
              an equal split               -¥400  -¥1,600 to ¥800   -2 %      -1 %  11 of 20  not established

            What each brought, on average
                                       spend  from delivery  in total  per new customer  profit  not spent
              the plan               ¥20,000        ¥43,120   ¥90,000            ¥50.00  ¥5,000      ¥0.00
              the recorded policy    ¥20,243        ¥38,500   ¥85,000            ¥57.84  ¥3,800       ¥120
              an equal split         ¥20,000        ¥44,000   ¥91,000                 –       –      ¥0.00

            How far history reaches
              80 % of the plan's money stays within the spend that history has seen.
              Beyond it: feed/G1/all.

            What to know
              - 6 % of the planned money could not be spent: the market had not that much to sell.
            """
        #expect(lines.joined(separator: "\n") == expected)
    }

    @Test func nothingIsEstablishedWhenTheRangeCoversZero() throws {
        let lines = GainReportView(
            try report(more: "{\"mean\": 310, \"low\": -900, \"high\": 1500}"), settings: ViewSettings(width: 300)
        ).lines()
        #expect(
            lines[0]
                == "Efficiency gain 经营效率提升: not established. Compared with the recorded policy, the plan brings "
                + "between -¥900 and ¥1,500 more sales (GMV) per ¥10,000 spent, and that range covers zero.")
        #expect(!lines.contains { $0.contains("+12 %.") })
    }

    @Test func oneCaseEstablishesNothing() throws {
        let lines = GainReportView(try report(more: "{\"mean\": 310}"), settings: ViewSettings(width: 300)).lines()
        #expect(lines[0].contains("not established"))
    }

    @Test func aLossIsCalledALoss() throws {
        let lines = GainReportView(
            try report(
                more: "{\"mean\": -2310, \"low\": -3700, \"high\": -900}",
                gain: "{\"mean\": -0.12, \"low\": -0.19, \"high\": -0.05}"), settings: ViewSettings(width: 300)
        ).lines()
        #expect(
            lines[0]
                == "Efficiency gain 经营效率提升: -12 %. The plan brings ¥2,310 less sales (GMV) per ¥10,000 spent than the recorded "
                + "policy; between ¥900 and ¥3,700 less.")
    }
}
