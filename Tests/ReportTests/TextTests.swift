// SPDX-License-Identifier: GPL-3.0-or-later
import Market
import Report
import Testing

@Suite struct NumberTextTests {
    @Test(
        arguments: [
            (0, "¥0.00"), (5, "¥0.05"), (123_450, "¥1,234.50"), (-100_000_000, "-¥1,000,000.00"),
            (9_007_199_254_740_991, "¥90,071,992,547,409.91"),
        ] as [(Int64, String)])
    func moneyIsWrittenToTheFen(fen: Int64, text: String) {
        #expect(NumberText.money(Money(fen: fen)) == text)
    }

    @Test(arguments: [
        (0.0, "¥0.00"), (12.345, "¥12.35"), (99.99, "¥99.99"), (99.996, "¥100"), (1234.5, "¥1,235"), (-1234.4, "-¥1,234"),
        (0.001234, "¥0.00123"), (-0.5, "-¥0.5"), (5e-11, "¥0.00"), (-5e-11, "¥0.00"), (.nan, "–"), (.infinity, "–"),
    ])
    func estimatesHaveNoMoreDigitsThanTheyMean(yuan: Double, text: String) {
        #expect(NumberText.money(yuan: yuan) == text)
    }

    @Test(arguments: [
        (0.0, "0"), (3.0, "3"), (80_000.0, "80,000"), (1234.56, "1,235"), (520.25, "520.3"), (0.012345, "0.01235"),
        (-2.5, "-2.5"), (1e-12, "1e-12"), (1e300, "1e300"), (.leastNonzeroMagnitude, "4.94e-324"), (-.infinity, "–"),
    ])
    func numbersAreReadable(value: Double, text: String) {
        #expect(NumberText.number(value) == text)
    }

    @Test(arguments: [
        (0.25, "25 %"), (0.1234, "12.3 %"), (1.0, "100 %"), (0.0, "0 %"), (2.5e-7, "0.00003 %"), (-0.031, "-3.1 %"),
        (0.0009, "0.09 %"),
    ])
    func sharesArePercent(share: Double, text: String) {
        #expect(NumberText.share(share) == text)
    }

    @Test func signsAreShownWhereAskedFor() {
        #expect(NumberText.signed(12, NumberText.money(yuan:)) == "+¥12.00")
        #expect(NumberText.signed(-12, NumberText.money(yuan:)) == "-¥12.00")
        #expect(NumberText.signed(0, NumberText.share) == "0 %")
    }

    @Test func everyDoubleCanBeWritten() {
        var random = CounterRandom(seed: 11)
        for _ in 0..<5000 {
            let value = Double(bitPattern: random.next())
            for text in [
                NumberText.number(value), NumberText.share(value), NumberText.money(yuan: value), NumberText.ratio(value),
                NumberText.fixed(value, 3), NumberText.significant(value, 3),
            ] {
                #expect(!text.isEmpty && text.utf8.count < 40)
            }
        }
    }
}

@Suite struct DisplayWidthTests {
    @Test(arguments: [
        ("", 0), ("abc", 3), ("货品加速", 8), ("ab货", 4), ("é", 1), ("e\u{301}", 1), ("한국", 4), ("\u{1112}\u{1161}\u{11AB}", 2),
        ("👍", 2), ("👍🏽", 2), ("👩‍👩‍👧", 2), ("🇨🇳", 2), ("❤️", 2), ("¥1", 2), ("，", 2), ("ｶ", 1), ("█▌", 2), ("…", 1), ("\u{200B}", 0),
    ])
    func countsCells(text: String, cells: Int) {
        #expect(DisplayWidth.of(text) == cells)
    }

    @Test func truncationKeepsTheWidth() {
        #expect(DisplayWidth.truncated("货品加速", to: 8) == "货品加速")
        // Five cells: two characters of two cells and the ellipsis.
        #expect(DisplayWidth.truncated("货品加速", to: 5) == "货品…")
        // Four cells hold one character and the ellipsis, as half a character cannot be shown.
        #expect(DisplayWidth.truncated("货品加速", to: 4) == "货…")
        #expect(DisplayWidth.truncated("abc", to: 1) == "…")
        #expect(DisplayWidth.truncated("abc", to: 0) == "")
    }
}

@Suite struct TextTableTests {
    @Test func columnsAlignByCellsAndNoLineEndsInSpaces() {
        var table = TextTable([.init("channel"), .init("money", .right), .init("note")], indent: 0)
        table.add(["直通车", "¥1.00", ""])
        table.add(["search", "¥1,000.00", "x"])
        #expect(
            table.lines() == [
                "channel      money  note",
                "直通车       ¥1.00",
                "search   ¥1,000.00  x",
            ])
    }

    @Test func namesGiveWayToTheWidthAndNumbersDoNot() {
        var table = TextTable([.init(""), .init("", .right)], indent: 0)
        table.add([String(repeating: "货", count: 40), "¥1,000.00"])
        let lines = table.lines(width: 30)
        // 30 cells: 9 for the number, 2 between, 19 for the name: nine characters and the ellipsis.
        #expect(lines == [String(repeating: "货", count: 9) + "…  ¥1,000.00"])
    }

    @Test func everyLineIsAsWideAsAllowed() {
        var random = CounterRandom(seed: 5)
        let alphabet = Array("ab 货品👍e\u{301}\u{1B}[31m\t\n")
        for _ in 0..<200 {
            var table = TextTable([.init("one"), .init("two", maximum: 9), .init("three", .right)])
            for _ in 0..<3 {
                table.add(
                    (0..<3).map { _ in
                        String((0..<(random.next() % 12)).map { _ in alphabet[Int(random.next() % UInt64(alphabet.count))] })
                    })
            }
            for line in table.lines(width: 60) {
                #expect(DisplayWidth.of(line) <= 60)
                #expect(line.last != " ")
                #expect(!line.unicodeScalars.contains { $0.value < 0x20 })
            }
        }
    }

    @Test func missingAndSurplusCellsDoNoHarm() {
        var table = TextTable([.init("a"), .init("b")], indent: 0)
        table.add(["x"])
        table.add(["x", "y", "z"])
        #expect(table.lines() == ["a  b", "x", "x  y"])
    }
}

@Suite struct SafeTextTests {
    @Test func escapeSequencesCannotReachTheTerminal() {
        #expect(SafeText.line("a\u{1B}[2Jb") == "a\u{FFFD}[2Jb")
        #expect(SafeText.line("a\u{9B}31mb\u{07}") == "a\u{FFFD}31mb\u{FFFD}")
        #expect(SafeText.line("a\r\nb\tc") == "a b c" || SafeText.line("a\r\nb\tc") == "a  b c")
    }

    @Test func textCannotBeReordered() {
        #expect(SafeText.line("gnp.\u{202E}exe") == "gnp.\u{FFFD}exe")
        #expect(SafeText.line("\u{2066}\u{FEFF}\u{2028}") == "\u{FFFD}\u{FFFD} ")
    }

    @Test func plainTextStays() {
        for text in ["连衣裙 夏季新款", "été", "👩‍👩‍👧", "a\"b'c<d>&e"] { #expect(SafeText.line(text) == text) }
    }
}

@Suite struct SmallTextTests {
    @Test func styleIsSilentWhenOff() {
        #expect(TextStyle.plain("x", .bold) == "x")
        #expect(TextStyle(isEnabled: true)("x", .bold) == "\u{1B}[1mx\u{1B}[0m")
        #expect(TextStyle(isEnabled: true)("x", .plain) == "x")
    }

    @Test func barsShowShares() {
        #expect(TextBars.bar(0.5, width: 4) == "██")
        // 0.3 · 4 cells · 8 = 9.6 → 10 eighths: one cell and two eighths.
        #expect(TextBars.bar(0.3, width: 4) == "█▎")
        #expect(TextBars.bar(1e-9, width: 4) == "▏")
        #expect(TextBars.bar(7, width: 4) == "████")
        #expect(TextBars.bar(0, width: 4) == "")
        #expect(TextBars.bar(.nan, width: 4) == "")
    }

    @Test func sparklinesBeginAtZero() {
        #expect(TextBars.sparkline([0, 7, 14]) == "▁▅█")
        #expect(TextBars.sparkline([0, 0]) == "▁▁")
        #expect(TextBars.sparkline([1, .nan, 1]) == "█ █")
        // Four values in two cells: means 1 and 3.
        #expect(TextBars.sparkline([0, 2, 3, 3], width: 2) == "▃█")
        #expect(TextBars.sparkline([]) == "")
    }

    @Test func progressIsWrittenWhenItCanBeSeen() {
        var line = ProgressLine("fitting", isTerminal: true)
        #expect(line.step(0, of: 300) == "\rfitting                        0 %\u{1B}[K")
        #expect(line.step(1, of: 300) == nil)
        #expect(line.step(150, of: 300) == "\rfitting ██████████            50 %\u{1B}[K")
        #expect(line.finished() == "\r\u{1B}[K")
        var silent = ProgressLine("fitting", isTerminal: false)
        #expect(silent.step(150, of: 300) == nil)
        #expect(silent.finished() == "fitting\n")
    }

    @Test func textWrapsAtSpacesAndBetweenChineseCharacters() {
        #expect(TextWrap.lines("one two three four", width: 12, first: "- ") == ["- one two", "  three four"])
        #expect(TextWrap.lines("货品加速货品加速", width: 12, first: "") == ["货品加速货品", "加速"])
        // A closing mark stays with the character before it.
        #expect(TextWrap.lines("货品加速货品，加速", width: 12, first: "") == ["货品加速货", "品，加速"])
        #expect(TextWrap.lines("about 21.4 % more", width: 11) == ["about", "21.4 % more"])
        #expect(TextWrap.lines("", width: 20) == [""])
    }
}
