// SPDX-License-Identifier: GPL-3.0-or-later
import Market
import Testing

@testable import Report

@Suite struct MessageCatalogueTests {
    let say = MessageCatalogue()

    @Test func argumentsAreWrittenByTheirType() {
        let notice = Notice("plan.budget-not-spent", ["left": .money(Money(fen: 123_450))])
        #expect(say.text(for: notice).hasPrefix("¥1,234.50 of the budget is not spent"))
        #expect(say.text(of: .share(0.25)) == "25 %")
        #expect(say.text(of: .number(1234.5)) == "1,235")
        #expect(say.text(of: .count(-12_345)) == "-12,345")
        #expect(say.text(of: .list(["a", "b"])) == "a, b")
        #expect(MessageCatalogue(.chinese).text(of: .list(["a", "b"])) == "a、b")
    }

    @Test func longListsAreCutShort() {
        let text = say.text(of: .list((1...50).map { "n\($0)" }))
        #expect(text.hasSuffix("n40 and 10 more"))
    }

    @Test func theNumberDecidesTheForm() {
        #expect(say.text("label.more-lines", ["count": .count(1)]) == "1 more line")
        #expect(say.text("label.more-lines", ["count": .count(2)]) == "2 more lines")
    }

    @Test func aMissingKeyShowsItselfAndItsArguments() {
        let notice = Notice("no.such-key", ["b": .count(2), "a": .text("x")])
        #expect(say.text(for: notice) == "no.such-key (a = x, b = 2)")
        #expect(say.text("no.such-key") == "no.such-key")
        #expect(!say.has("no.such-key"))
    }

    @Test func aMissingArgumentStaysVisible() {
        #expect(say.text("label.more-choices") == "and {count} more")
    }

    @Test func bracesInAValueAreText() {
        let text = say.text("plan.none-found", ["method": .text("{count}")])
        #expect(text.contains("({count})"))
    }

    @Test func aPlaceThatNobodyNamedLeavesNoBrackets() {
        let arguments: [String: MessageArgument] = ["rule": .text("total budget"), "place": .text("")]
        #expect(say.text("plan.conflicting-rule", arguments) == "total budget")
    }

    @Test func valuesCannotControlTheTerminal() {
        let text = say.text("plan.none-found", ["method": .text("\u{1B}]0;x\u{07}")])
        #expect(!text.unicodeScalars.contains { $0.value < 0x20 })
    }

    @Test func chineseCountsLargeEstimatesInMyriads() {
        let chinese = MessageCatalogue(.chinese)
        #expect(chinese.money(yuan: 9_999.4) == "¥9,999")
        #expect(chinese.money(yuan: 9_999.6) == "¥1万")
        #expect(chinese.money(yuan: 123_456) == "¥12.35万")
        #expect(chinese.money(yuan: -99_994_999) == "-¥9,999万")
        #expect(chinese.money(yuan: 99_996_000) == "¥1亿")
        #expect(chinese.number(1_234_567_890) == "12.35亿")
        #expect(chinese.number(1234) == "1,234")
        #expect(say.money(yuan: 123_456) == "¥123,456")
        #expect(chinese.text(of: .money(Money(fen: 12_345_678_90))) == "¥12,345,678.90")
        #expect(chinese.text(of: .money(Money(fen: 123_450))) == "¥1,234.50")
    }

    @Test func chineseFaultsReadOn() {
        let fault = Fault(.data, at: Place(file: "需求.yaml", line: 4, field: "budget"), found: "12x", Notice("brief.negative"))
        #expect(FaultText(MessageCatalogue(.chinese)).lines(fault) == ["错误: 需求.yaml:4: budget: 填写的是“12x”；小于零。只接受零或正数。"])
    }

    @Test(arguments: [
        ("zh", Language.chinese), ("zh_CN.UTF-8", .chinese), ("en_GB", .english), ("C", .english), ("EN", .english),
    ])
    func localesNameLanguages(tag: String, language: Language) {
        #expect(Language(tag: tag) == language)
    }

    @Test func otherLocalesNameNone() {
        #expect(Language(tag: "de_DE") == nil)
        #expect(Language(tag: "") == nil)
    }
}

@Suite struct FaultTextTests {
    let text = FaultText(MessageCatalogue())

    @Test func saysWhereWhatAndWhatInstead() {
        let fault = Fault(
            .data, at: Place(file: "brief.yaml", line: 4, field: "budget"), found: "12x", Notice("brief.bad-money"),
            notes: [Notice("brief.nearest", ["name": .text("budget")])])
        #expect(
            text.lines(fault) == [
                "error: brief.yaml:4: budget: found \"12x\"; this is not an amount of yuan. "
                    + "Write digits with at most two decimals, such as 262410.50, without unit or separators.",
                "note: Did you mean budget?",
            ])
    }

    @Test func leavesOutWhatIsNotKnown() {
        #expect(text.message(Fault(.data, Notice("problem.share"))) == "This has to be between 0 and 1.")
        #expect(
            text.message(Fault(.data, at: Place(file: "", field: "lines[0]"), Notice("problem.share")))
                == "lines[0]: This has to be between 0 and 1.")
    }

    @Test func hostileValuesAreShownHarmlessAndShort() {
        let fault = Fault(
            .data, at: Place(file: "a\u{1B}[2J.csv"), found: String(repeating: "x\u{1B}\n", count: 10_000),
            Notice("problem.share"))
        let lines = text.lines(fault)
        #expect(lines.count == 1)
        #expect(lines.allSatisfy { DisplayWidth.of($0) < 200 && !$0.unicodeScalars.contains { $0.value < 0x20 } })
    }

    @Test func colourOnlyWhereAskedFor() {
        let coloured = FaultText(MessageCatalogue(), style: TextStyle(isEnabled: true))
        #expect(coloured.warning(Notice("plan.unbounded")).hasPrefix("\u{1B}[33mwarning\u{1B}[0m: "))
        #expect(text.warning(Notice("plan.unbounded")).hasPrefix("warning: "))
    }
}
