// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
import Market
import Testing

/// Documents as trees with places, and documents that mean harm.
@Suite struct TextTreeTests {
    @Test func everyKeyAndValueKnowsItsPlace() throws {
        let text = """
            # comment
            名字: 小店
            list:
              - a
              - {b: 'c', d: }
            """
        let tree = try TextTree.parse(text: text, file: "t.yaml")
        #expect(tree.map?.map(\.key) == ["名字", "list"])
        #expect(tree["名字"] == TextTree(.scalar("小店", quoted: false), line: 2, column: 5))
        let list = try #require(tree["list"]?.list)
        #expect(list[0] == TextTree(.scalar("a", quoted: false), line: 4, column: 5))
        let entry = try #require(list[1].map?.first)
        #expect(entry.line == 5 && entry.column == 6 && entry.key == "b")
        #expect(entry.value == TextTree(.scalar("c", quoted: true), line: 5, column: 9))
        #expect(list[1]["d"]?.isNull == true && list[1]["e"] == nil)
    }

    @Test func nothingIsInterpreted() throws {
        let tree = try TextTree.parse(text: "[0012, yes, 1e5, 2026-07-04, 0x10, ~, \"~\", null, '']", file: "t.yaml")
        #expect(tree.list?.map(\.text) == ["0012", "yes", "1e5", "2026-07-04", "0x10", nil, "~", nil, ""])
    }

    @Test func canonicalTextForgetsFormAndOrderOnly() throws {
        func canonical(_ text: String, _ file: String = "t.yaml") throws -> String {
            try TextTree.parse(text: text, file: file).canonicalText
        }
        let block = "b: [1, x]\n# comment\na:\n  d: 'q\"\\'\n  c: true\nnothing:\n"
        #expect(try canonical(block) == #"{"a":{"c":"true","d":"q\"\\"},"b":["1","x"]}"#)
        #expect(try canonical(block) == canonical(#"{"a": {"d": "q\"\\", "c": true}, "b": [1, "x"]}"#, "t.json"))
        #expect(try canonical("[1, 2]") != canonical("[2, 1]"))
        #expect(try canonical("[1.0]") != canonical("[1]"))
        #expect(try canonical("[null]") != canonical("['null']"))
        // e with acute accent, composed and decomposed: Swift calls these strings equal, yet their bytes are not.
        #expect(try Array(canonical("[\u{E9}]").utf8) != Array(canonical("[e\u{301}]").utf8))
    }

    /// A harmless-looking page whose aliases stand for 10⁹ values is refused before the parser expands it.
    @Test func nestedAliasesDoNotHang() {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...9 {
            let alias = "*a\(level - 1)"
            text += "a\(level): &a\(level) [" + Array(repeating: alias, count: 10).joined(separator: ", ") + "]\n"
        }
        expectError(text, .alias(Place(file: "t.yaml", line: 2), name: "a0"))
        // As keys they would be hashed in full by the parser itself.
        expectError(text + "? *a9\n: 1\n", .alias(Place(file: "t.yaml", line: 2), name: "a0"))
    }

    @Test func anAmpersandInATextIsNoAnchor() throws {
        let tree = try TextTree.parse(text: "title: A&B *new*\nother: '&x'", file: "t.yaml")
        #expect(tree["title"]?.text == "A&B *new*" && tree["other"]?.text == "&x")
    }

    @Test func anEscapedBackslashBeforeAZeroIsHarmless() throws {
        let tree = try TextTree.parse(text: #"path: "C:\\0""# + "\n" + #"other: C:\0"#, file: "t.yaml")
        #expect(tree["path"]?.text == #"C:\0"# && tree["other"]?.text == #"C:\0"#)
    }

    @Test func depthAndSizeAreLimited() {
        let nested = String(repeating: "[", count: 40) + String(repeating: "]", count: 40)
        expectError(nested, .tooDeep(Place(file: "t.yaml", line: 1), limit: 32))
        // Deeper than the parser itself goes.
        let opened = String(repeating: "[", count: 100_000)
        #expect(errorKey(opened)?.hasPrefix("brief.") == true)
        let indented = (0..<2000).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
        #expect(errorKey(indented)?.hasPrefix("brief.") == true)
        let keys = String(repeating: "? ", count: 900) + "a"
        #expect(errorKey(keys)?.hasPrefix("brief.") == true)
        expectError(
            "a: 1\nb: [" + String(repeating: ",", count: 200) + "]", .tooManyValues(Place(file: "t.yaml", line: 2), limit: 50),
            TextLimits(values: 50))
        let many = "[" + String(repeating: "1,", count: 60) + "1]"
        #expect(errorKey(many, TextLimits(values: 50)) == "brief.too-many-values")
        #expect(errorKey(many, TextLimits(bytes: 50)) == "brief.too-large")
    }

    @Test func manyRepeatedKeysAreStillRepeatedKeys() {
        // More of them than the reader looks for: the first is told, without its second line.
        let text = (0..<40).map { "k\($0): 1\nk\($0): 2\n" }.joined()
        #expect(errorKey(text) == "brief.repeated-key")
    }

    @Test(arguments: ["\r\n", "\r", "\u{85}", "\u{2028}"])
    func repeatedKeysAreFoundAfterAnyLineBreak(lineBreak: String) {
        let text = ["a: 1", "b: 2", "a: 3", ""].joined(separator: lineBreak)
        #expect(errorKey(text) == "brief.repeated-key")
    }

    @Test(arguments: [
        ("serch", "search"), ("daily-min", "daily_min"), ("Roi", "roi"), ("begin_date", nil), ("x", nil), ("", nil),
    ])
    func theNearestNameIsFewEditsAway(found: String, expected: String?) {
        #expect(nearestName(to: found, in: ["search", "daily_min", "roi", "end"]) == expected)
    }

    private func errorKey(_ text: String, _ limits: TextLimits = TextLimits()) -> String? {
        do throws(BriefFaults) {
            _ = try TextTree.parse(text: text, file: "t.yaml", limits: limits)
            return nil
        } catch { return error.fault.notice.key }
    }

    private func expectError(
        _ text: String, _ expected: BriefError, _ limits: TextLimits = TextLimits(),
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(throws: BriefFaults(expected), sourceLocation: sourceLocation) {
            try TextTree.parse(text: text, file: "t.yaml", limits: limits)
        }
    }
}

/// Reading other documents than briefs by the same rules.
@Suite struct FieldReaderTests {
    @Test func anyDocumentIsReadWithTheSameCare() throws {
        let tree = try TextTree.parse(text: "world: first\nseed: 7\ndays: 500\nsed: 1\n", file: "world.yaml")
        var fields = FieldReader(file: "world.yaml")
        let section = fields.section(tree, field: "", line: 1, keys: ["world", "seed", "days"])
        let top = try #require(section)
        let world = fields.name(top, "world")
        let seed = fields.count(top, "seed", in: 0...100)
        let days = fields.count(top, "days", in: 1...400, unit: "days")
        #expect(world?.value == "first" && seed?.value == 7 && days == nil)
        do throws(BriefFaults) {
            try fields.finish()
            Issue.record("no error")
        } catch {
            #expect(
                error.errors.map(BadBriefTests.shown) == ["3 days brief.out-of-range", "4 sed brief.unknown-key"])
        }
    }
}
