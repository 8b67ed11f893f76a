// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
import Market
import Testing

/// Briefs that are wrong: each gets its error at the right line and field.
@Suite struct BadBriefTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var text: String
        /// `line field key` of every error, in order.
        var expected: [String]
        var testDescription: String { String(text.suffix(60)).replacing("\n", with: "⏎") }

        init(_ text: String, _ expected: String...) {
            self.text = text
            self.expected = expected
        }
    }

    /// Six lines that are right; cases add lines from 7 on.
    static func adding(_ lines: String, _ expected: String) -> Case {
        Case(BriefReaderTests.smallest + "\n" + lines, expected)
    }

    /// The six lines with one of them changed.
    static func changing(_ old: String, to new: String, _ expected: String) -> Case {
        Case(BriefReaderTests.smallest.replacing(old, with: new), expected)
    }

    static func shown(_ error: BriefError) -> String {
        let fault = error.fault
        return "\(fault.place?.line ?? 0) \(fault.place?.field ?? "-") \(fault.notice.key)"
    }

    static func errors(of text: String) -> [String] { errors(in: text).map(shown) }

    static func errors(in text: String) -> [BriefError] {
        do throws(BriefFaults) {
            _ = try BriefReader(scenarios: terms).read(text: text, file: "brief.yaml")
            return []
        } catch { return error.errors }
    }

    static let terms = [
        ScenarioTerms(
            name: "goods-acceleration",
            settings: [
                SettingTerm(name: "stock_share", unit: .share, bounds: 0...1, standard: 0.9, reason: .shareOfBudget),
                SettingTerm(name: "lookback_days", unit: .days, bounds: 1...500, standard: 365, reason: .newGoodsAge),
                SettingTerm(name: "floor_yuan", unit: .yuan, bounds: 0...100, standard: 30, reason: .promisedAmount),
            ]), ScenarioTerms(name: "fast-launch"),
    ]

    static let documents = [
        Case("", "1 - brief.empty"),
        Case("# nothing but a comment\n", "1 - brief.empty"),
        Case("---\n", "1 - brief.empty"),
        Case("42", "1  brief.not-a-map"),
        Case("- a\n- b", "1  brief.not-a-map"),
        Case("scenario: a\n\tbegin: 2025-01-01", "2 - brief.syntax-tab"),
        Case("scenario: a\nbudget：1000\nend: 2025-01-01", "2 - brief.syntax-full-width-colon"),
        Case("scenario: a\nbegin: \"2025\nend: 1", "2 - brief.syntax-open-quote"),
        Case("scenario: a\nbegin: [1, 2\nend: 1", "3 - brief.syntax"),
        Case("a: &x 1\nb: *x", "2 - brief.alias"),
        Case("a: &x 1", "1 - brief.alias"),
        Case("a: *x", "1 - brief.syntax"),
        Case("a: !!int 1", "1 - brief.tag"),
        Case("a: !mine 1", "1 - brief.tag"),
        Case("? [a, b]\n: 1", "1 - brief.bad-key"),
        Case("<<: {a: 1}", "1 - brief.bad-key"),
        Case("a: 1\n---\na: 2", "2 - brief.syntax"),
        Case("a: \u{1}", "1 - brief.syntax"),
        Case("a: 1\nb: \"x\\0y\"", "2 - brief.syntax"),
        Case("a: \"x\\\\\\u0000y\"", "1 - brief.syntax"),
        changing("goods: goods.csv", to: "budget: 5", "6 budget brief.repeated-key"),
        changing("goods: goods.csv", to: "\"budget\": 5", "6 budget brief.repeated-key"),
        Case("a: 1\nb: 1\na: 2\nb: 3\nb: 4", "3 a brief.repeated-key"),
        Case("a: {b: 1, 'b': 2}", "1 b brief.repeated-key"),
    ]

    static let tops = [
        changing("scenario: goods-acceleration", to: "# gone", "1 scenario brief.missing-key"),
        changing("begin: 2025-09-29", to: "# gone", "1 begin brief.missing-key"),
        changing("end: 2025-10-26", to: "# gone", "1 end brief.missing-key"),
        changing("budget: 262410.50", to: "# gone", "1 budget brief.missing-budget"),
        changing("goods-acceleration", to: "goods-accelleration", "1 scenario brief.unknown-scenario"),
        changing("goods-acceleration", to: "", "1 scenario brief.empty-value"),
        changing("goods-acceleration", to: "[a]", "1 scenario brief.not-one-value"),
        changing("history: h", to: "histroy: h", "5 histroy brief.unknown-key"),
        changing("262410.50", to: "-5", "4 budget brief.negative"),
        changing("262410.50", to: "0", "4 budget brief.out-of-range"),
        changing("262410.50", to: ".nan", "4 budget brief.bad-money"),
        changing("262410.50", to: ".inf", "4 budget brief.bad-money"),
        changing("262410.50", to: "NaN", "4 budget brief.bad-money"),
        changing("262410.50", to: "1e5", "4 budget brief.bad-money"),
        changing("262410.50", to: "1_000", "4 budget brief.bad-money"),
        changing("262410.50", to: "262,410.50", "4 budget brief.bad-money"),
        changing("262410.50", to: "26万", "4 budget brief.bad-money"),
        changing("262410.50", to: "262410.505", "4 budget brief.money-decimals"),
        changing("262410.50", to: "99999999999999999999", "4 budget brief.bad-money"),
        changing("262410.50", to: "", "4 budget brief.empty-value"),
        changing("262410.50", to: "{total: 5}", "4 budget brief.not-one-value"),
        changing("2025-09-29", to: "2025-02-29", "2 begin brief.no-such-date"),
        changing("2025-09-29", to: "2025-13-01", "2 begin brief.no-such-date"),
        changing("2025-09-29", to: "1025-09-29", "2 begin brief.no-such-date"),
        changing("2025-09-29", to: "2025/9/29", "2 begin brief.bad-date"),
        changing("2025-09-29", to: "2025-9-29", "2 begin brief.bad-date"),
        changing("2025-09-29", to: "tomorrow", "2 begin brief.bad-date"),
        changing("2025-10-26", to: "2025-09-28", "3 end brief.ends-before-begin"),
        // 400 days are accepted; 2025-09-29 with 401 days ends on 2026-11-03.
        changing("2025-10-26", to: "2026-11-03", "3 end brief.period-too-long"),
        changing("history.csv", to: "\"a\\nb\"", "5 history brief.bad-path"),
        changing("history.csv", to: "[a.csv]", "5 history brief.not-one-value"),
    ]

    static let rules = [
        adding("daily_budget: {min: 300, max: 200}", "7 daily_budget.min brief.minimum-above-maximum"),
        adding("daily_budget: {mn: 300}", "7 daily_budget.mn brief.unknown-key"),
        adding("daily_budget: 300", "7 daily_budget brief.not-a-map"),
        adding("channels: [search]", "7 channels brief.not-a-map"),
        adding("channels:\n  search:\n    dayly_min: 5", "9 channels.search.dayly_min brief.unknown-key"),
        adding("channels:\n  search:\n    daily_min: five", "9 channels.search.daily_min brief.bad-money"),
        adding(
            "channels:\n  search:\n    total_max: 5\n    total_min: 6",
            "10 channels.search.total_min brief.minimum-above-maximum"),
        adding("channels: {search: {share_max: 30}}", "7 channels.search.share_max brief.ambiguous-share"),
        adding("channels: {search: {share_max: 130 %}}", "7 channels.search.share_max brief.out-of-range"),
        adding("channels: {search: {share_max: -0.1}}", "7 channels.search.share_max brief.negative"),
        adding("channels: {search: {share_max: half}}", "7 channels.search.share_max brief.bad-share"),
        adding(
            "channels: {search: {share_min: 50 %, share_max: 0.4}}",
            "7 channels.search.share_min brief.minimum-above-maximum"),
        adding("channels: {search: {exclude: yes}}", "7 channels.search.exclude brief.bad-flag"),
        adding("channels: {search: {kind: serach}}", "7 channels.search.kind brief.bad-word"),
        adding(
            "channels: {search: {min_if_used: 50, daily_max: 40}}", "7 channels.search.min_if_used brief.minimum-above-maximum"),
        adding(
            "channels: {express: {package: 500, min_if_used: 1}}", "7 channels.express.min_if_used brief.exclude-each-other"),
        adding("channels: {\" search\": {daily_min: 1}}", "7 channels brief.bad-name"),
        adding("goods_rules: {A: {min_if_used: 1}}", "7 goods_rules.A.min_if_used brief.unknown-key"),
        adding("goods_select: []", "7 goods_select brief.empty-list"),
        adding("goods_select: A", "7 goods_select brief.not-a-list"),
        adding("goods_select:\n- A\n- B\n- A", "10 goods_select[3] brief.repeated-name"),
        adding("goods_select: [[A]]", "7 goods_select[1] brief.not-one-value"),
        adding("audiences: {stranger: 0.5}", "7 audiences.stranger brief.not-a-map"),
        adding("change_limit: 30", "7 change_limit brief.ambiguous-share"),
        adding("change_limit: 0", "7 change_limit brief.out-of-range"),
        adding("stages: {burst: 1}", "7 stages brief.not-a-list"),
        adding("stages:\n- {name: a, begin: 2025-10-01}", "8 stages[1].end brief.missing-key"),
        adding("stages:\n- {name: a, begin: 2025-09-28, end: 2025-10-01}", "8 stages[1].begin brief.outside-of-period"),
        adding("stages:\n- {name: a, begin: 2025-10-02, end: 2025-10-01}", "8 stages[1].end brief.ends-before-begin"),
        adding(
            "stages:\n- {name: b, begin: 2025-10-02, end: 2025-10-05}\n- {name: a, begin: 2025-10-01, end: 2025-10-02}",
            "8 stages[1].begin brief.stages-overlap"),
        adding(
            "stages:\n- {name: a, begin: 2025-10-02, end: 2025-10-05}\n- {name: a, begin: 2025-10-06, end: 2025-10-07}",
            "9 stages brief.repeated-name"),
        adding(
            "stages:\n- {name: a, begin: 2025-10-02, end: 2025-10-05, share: 0.1, budget: 5}",
            "8 stages[1].budget brief.exclude-each-other"),
        adding(
            "stages:\n- {name: a, begin: 2025-10-02, end: 2025-10-05, min: 2, max: 1}",
            "8 stages[1].min brief.minimum-above-maximum"),
    ]

    static let clauses = [
        adding("targets: {ROI: 3}", "7 targets.ROI brief.unknown-key"),
        adding("targets: {roi: 3x}", "7 targets.roi brief.bad-number"),
        adding("targets: {roi: -1}", "7 targets.roi brief.negative"),
        adding("targets: {roi: 1e9}", "7 targets.roi brief.bad-number"),
        adding("targets: {roi: 20000}", "7 targets.roi brief.out-of-range"),
        adding("targets: {cost_per_new_customer: 60.125}", "7 targets.cost_per_new_customer brief.money-decimals"),
        adding("targets: {new_customers: none}", "7 targets.new_customers brief.bad-number"),
        adding("affiliate: {rates_percent: [1550]}", "7 affiliate.rates_percent[1] brief.percent-above-hundred"),
        adding("affiliate: {rates_percent: [5, 0.05]}", "7 affiliate.rates_percent[2] brief.ambiguous-percent"),
        adding("affiliate: {rates_percent: [5, 5.0]}", "7 affiliate.rates_percent brief.repeated-name"),
        adding("affiliate: {rates_percent: 5}", "7 affiliate.rates_percent brief.not-a-list"),
        adding("affiliate: {rates_percent: []}", "7 affiliate.rates_percent brief.empty-list"),
        adding("affiliate: {rates: [5]}", "7 affiliate.rates brief.unknown-key"),
        adding("affiliate: {min_percent: 20, max_percent: 10}", "7 affiliate.min_percent brief.minimum-above-maximum"),
        adding("affiliate: {max_percent: ten}", "7 affiliate.max_percent brief.bad-percent"),
        adding("affiliate: {settled_share: 85}", "7 affiliate.settled_share brief.ambiguous-share"),
        adding("programmes: [{multiplier: 2}]", "7 programmes[1].name brief.missing-key"),
        adding("programmes: [crown, crown]", "7 programmes[2] brief.repeated-name"),
        adding("overspend: sometimes", "7 overspend brief.bad-flag"),
        adding("overspend: {factor: 0.5}", "7 overspend.factor brief.out-of-range"),
        adding("overspend: {days: 1.5}", "7 overspend.days brief.bad-count"),
        adding("risk: brave", "7 risk brief.not-a-map"),
        adding("risk: {cvar: 1}", "7 risk.cvar brief.out-of-range"),
        adding("risk: {cvar: 90}", "7 risk.cvar brief.ambiguous-share"),
        adding("risk: {cvar: 0.9, mean: true}", "7 risk.mean brief.exclude-each-other"),
        adding("explore_share: 5", "7 explore_share brief.ambiguous-share"),
        adding("reach_factor: 0", "7 reach_factor brief.out-of-range"),
        adding("objective: {profit: true, min_marginal_return: 1}", "7 objective.min_marginal_return brief.exclude-each-other"),
        adding("objective: {profits: true}", "7 objective.profits brief.unknown-key"),
        adding("settings: {stock_shar: 1}", "7 settings.stock_shar brief.unknown-key"),
        adding("settings: {stock_share: 90}", "7 settings.stock_share brief.ambiguous-share"),
        adding("settings: {lookback_days: 1.5}", "7 settings.lookback_days brief.bad-count"),
        adding("settings: {lookback_days: 501}", "7 settings.lookback_days brief.setting-out-of-range"),
        adding("settings: {floor_yuan: 100.01}", "7 settings.floor_yuan brief.setting-out-of-range"),
        adding("customer_value: {new_customer_value: 30}", "7 customer_value.new_customer_value brief.unknown-key"),
        adding("aim: sell", "7 aim brief.bad-word"),
        adding("bidding: 3", "7 bidding brief.bad-word"),
        adding("pacing: [smooth]", "7 pacing brief.not-one-value"),
        adding("attribution_days: 14", "7 attribution_days brief.bad-word"),
        adding("attribution_days: 15 days", "7 attribution_days brief.bad-count"),
        adding(
            "experiments:\n- {channel: tv, begin: 2025-01-01, end: 2025-01-09, outcome: orders, effect: 5, standard_error: 0}",
            "8 experiments[1].standard_error brief.out-of-range"),
        adding(
            "experiments:\n- {channel: tv, begin: 2025-01-01, end: 2025-01-09, outcome: sales, effect: 5, standard_error: 1}",
            "8 experiments[1].outcome brief.bad-word"),
        adding(
            "experiments:\n- {begin: 2025-01-01, end: 2025-01-09, outcome: orders, effect: 5, standard_error: 1}",
            "8 experiments[1].channel brief.missing-key"),
    ]

    @Test(arguments: documents + tops + rules + clauses)
    func everyErrorIsToldWhereItStands(bad: Case) {
        #expect(Self.errors(of: bad.text) == bad.expected)
    }

    @Test func allSlipsAreToldAtOnceInTheOrderOfTheFile() {
        let text = """
            scenario: fast-lunch
            begin: 2025-09-31
            end: 2025-10-26
            budget: -1
            channels: {search: {share_max: 30, nope: 1}}
            aim: sell
            """
        #expect(
            Self.errors(of: text) == [
                "1 scenario brief.unknown-scenario", "2 begin brief.no-such-date", "4 budget brief.negative",
                "5 channels.search.nope brief.unknown-key", "5 channels.search.share_max brief.ambiguous-share",
                "6 aim brief.bad-word",
            ])
    }

    @Test func anUnknownKeyComesWithTheNearestKnownOne() throws {
        let fault = try #require(firstFault(of: BriefReaderTests.smallest + "\nchanel: {}"))
        #expect(fault.found == "chanel")
        #expect(fault.notes == [Notice("brief.nearest", ["name": .text("channels")])])
        #expect(fault.notice.arguments["accepted"] == .list(BriefReader.keys))
        #expect(fault.kind == .data)
    }

    @Test func aRepeatedKeyNamesBothLines() throws {
        let fault = try #require(firstFault(of: BriefReaderTests.smallest + "\nscenario: b"))
        #expect(fault.place == Place(file: "brief.yaml", line: 7, field: "scenario"))
        #expect(fault.notes == [Notice("brief.first-at-line", ["line": .count(1)])])
    }

    @Test func whatANumberMayMeanIsSpelledOut() throws {
        let share = try #require(firstFault(of: BriefReaderTests.smallest + "\nexplore_share: 30"))
        #expect(share.notice.arguments == ["fraction": .number(0.3), "percent": .text("30 %")])
        let rate = try #require(firstFault(of: BriefReaderTests.smallest + "\naffiliate: {min_percent: 1550}"))
        #expect(rate.notice.arguments == ["hundredths": .share(0.155)])
        let small = try #require(firstFault(of: BriefReaderTests.smallest + "\naffiliate: {min_percent: 0.05}"))
        #expect(small.notice.arguments == ["small": .text("0.05 %"), "large": .share(0.05)])
    }

    @Test func bytesThatAreNotUTF8AreNamedByTheirLine() throws {
        // 场 in GBK is B3 A1.
        let bytes = Array("scenario: a\ntitle: ".utf8) + [0xB3, 0xA1, 0x0A]
        let path = try TemporaryFile(bytes: bytes, name: "gbk.yaml")
        #expect(throws: BriefFaults(.notUTF8(Place(file: path.path, line: 2)))) { try BriefReader().read(path: path.path) }
    }

    @Test func filesThatCannotBeReadAreTold() throws {
        #expect(throws: BriefFaults(.noFile(file: "/nowhere/brief.yaml"))) {
            try BriefReader().read(path: "/nowhere/brief.yaml")
        }
        #expect(throws: BriefFaults(.notAFile(file: "/"))) { try BriefReader().read(path: "/") }
        #expect(throws: BriefFaults(.notAFile(file: "/dev/zero"))) { try BriefReader().read(path: "/dev/zero") }
        #expect(throws: BriefFaults(.tooLarge(file: "brief.yaml", limit: 10))) {
            try BriefReader(limits: TextLimits(bytes: 10)).read(text: BriefReaderTests.smallest, file: "brief.yaml")
        }
    }

    @Test func aByteOrderMarkDoesNotMatter() throws {
        let bytes = [0xEF, 0xBB, 0xBF] + Array(BriefReaderTests.smallest.replacing("\n", with: "\r\n").utf8)
        let path = try TemporaryFile(bytes: bytes, name: "bom.yaml")
        #expect(try BriefReader().read(path: path.path).begin.origin?.line == 2)
    }

    @Test func namesAreCheckedAgainstThoseThatExist() throws {
        let text =
            BriefReaderTests.smallest + """

                channels: {serch: {daily_min: 5}, all: {daily_max: 9}}
                goods_select: [A1, A3]
                audiences: {fan: {exclude: true}}
                """
        let brief = try BriefReader().read(text: text, file: "brief.yaml")
        do throws(BriefFaults) {
            try brief.checkNames(channels: ["search", "display"], goods: ["A1", "A2"], audiences: ["stranger"])
            Issue.record("no error")
        } catch {
            #expect(
                error.errors.map(Self.shown) == [
                    "7 channels.serch brief.unknown-channel", "8 goods_select[2] brief.unknown-goods",
                    "9 audiences.fan brief.unknown-audience",
                ])
            #expect(error.fault.notes == [Notice("brief.nearest", ["name": .text("search")])])
        }
        try brief.checkNames(channels: ["serch"], goods: ["A1", "A3"])
    }

    private func firstFault(of text: String) -> Fault? {
        do throws(BriefFaults) {
            _ = try BriefReader().read(text: text, file: "brief.yaml")
            return nil
        } catch { return error.fault }
    }
}
