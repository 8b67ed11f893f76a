// SPDX-License-Identifier: GPL-3.0-or-later
import FoundationEssentials
import Testing

@testable import Report

/// The sources are read to see that every key has a wording and every wording is used.
@Suite struct CatalogueScanTests {
    /// The package root.
    static let root = URL(filePath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Every Swift source outside of the catalogue, by path.
    static let sources: [(path: String, text: String)] = {
        // The browser workspace is a package of its own and speaks in the same words.
        ["Sources", "Desk/Sources"].flatMap { name -> [(path: String, text: String)] in
            let folder = root.appending(path: name).path
            let paths = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
            return paths.sorted().filter {
                $0.hasSuffix(".swift") && !$0.hasSuffix("+English.swift") && !$0.hasSuffix("+Chinese.swift")
            }.compactMap { path in
                FileManager.default.contents(atPath: folder + "/" + path).map { (path, String(decoding: $0, as: UTF8.self)) }
            }
        }
    }()

    /// Keys whose first part is an argument of `MessageCatalogue.name`, and goals of scenarios.
    static let patterns = [
        ("outcome.", ""), ("unit.", ""), ("choice.", ""), ("evidence.", ""), ("status.", ""), ("family.", ""),
        ("baseline.", ""), ("policy.", ""),
        ("scenario.", ".goal"),
    ]

    @Test func theScanSeesTheSources() {
        #expect(Self.sources.count > 20)
    }

    @Test func everyNoticeHasAWording() {
        var missing: [String] = []
        for (path, text) in Self.sources {
            for call in ["Notice(\"", "say.text(\"", "catalogue.text(\""] {
                var rest = text[...]
                while let found = rest.firstRange(of: call) {
                    rest = rest[found.upperBound...]
                    guard let end = rest.firstIndex(of: "\"") else { break }
                    let key = String(rest[..<end])
                    if !key.contains("\\"), key.contains("."), CataloguePages.english[key] == nil {
                        missing.append("\(path): \(key)")
                    }
                }
            }
        }
        #expect(missing.isEmpty, "\(missing.joined(separator: "\n"))")
    }

    @Test func everyWordingIsUsed() {
        // Every piece between two quotes is a literal, or what stands between two of them: enough to find a key.
        let literals = Set(Self.sources.flatMap { $0.text.split(separator: "\"").map(String.init) })
        // `"brief.syntax-\(slip)"` uses every key that begins so.
        let beginnings = literals.compactMap { literal -> Substring? in
            guard let end = literal.firstRange(of: "\\(")?.lowerBound, end > literal.startIndex else { return nil }
            let beginning = literal[..<end]
            guard beginning.contains("."), beginning.allSatisfy({ $0.isLowercase || $0 == "." || $0 == "-" }) else {
                return nil
            }
            return beginning.hasSuffix("-") || beginning.hasSuffix(".") ? beginning : nil
        }
        let unused = CataloguePages.english.keys.sorted().filter { key in
            !literals.contains(key) && !beginnings.contains { key.hasPrefix($0) && $0.count > 7 }
                && !Self.patterns.contains { key.hasPrefix($0.0) && key.hasSuffix($0.1) }
        }
        #expect(unused.isEmpty, "\(unused.joined(separator: "\n"))")
    }

    /// `{name}` in a wording has to be given by every notice of the key whose arguments are spelled out.
    @Test func everyPlaceholderIsGiven() {
        var missing: [String] = []
        for (path, text) in Self.sources {
            var rest = text[...]
            while let found = rest.firstRange(of: "Notice(\"") {
                rest = rest[found.upperBound...]
                guard let end = rest.firstIndex(of: "\"") else { break }
                let key = String(rest[..<end])
                guard let wording = CataloguePages.english[key], let call = Self.call(rest[end...]) else { continue }
                let names = wording.split(separator: "{", omittingEmptySubsequences: false).dropFirst().map {
                    $0.prefix { $0 != "}" && $0 != ":" }
                }
                for name in names where call.isEmpty || call.contains("[") {
                    if !call.contains("\"\(name)\":") { missing.append("\(path): \(key): \(name)") }
                }
            }
        }
        #expect(missing.isEmpty, "\(missing.joined(separator: "\n"))")
    }

    /// What follows a key up to the closing bracket of its call; nil when the text ends before.
    private static func call(_ text: Substring) -> Substring? {
        var depth = 1
        for index in text.indices {
            if text[index] == "(" { depth += 1 }
            if text[index] == ")" { depth -= 1 }
            if depth == 0 { return text[text.index(after: text.startIndex)..<index] }
        }
        return nil
    }

    /// Names in braces: those that are written out, and those that only choose a form.
    private static func placeholders(_ wording: String) -> (written: Set<Substring>, all: Set<Substring>) {
        let inside = wording.split(separator: "{", omittingEmptySubsequences: false).dropFirst().map { $0.prefix { $0 != "}" } }
        return (
            Set(inside.filter { !$0.contains(":") }), Set(inside.map { $0.prefix { $0 != ":" } })
        )
    }

    /// Chinese has no plural forms, so a name that only chooses one in English need not stand in Chinese.
    @Test func bothLanguagesSayTheSame() {
        let (english, chinese) = (CataloguePages.english, CataloguePages.chinese)
        #expect(english.keys.filter { chinese[$0] == nil }.sorted() == [], "not in Chinese")
        #expect(chinese.keys.filter { english[$0] == nil }.sorted() == [], "not in English")
        for (key, wording) in english {
            guard let other = chinese[key] else { continue }
            let (mine, theirs) = (Self.placeholders(wording), Self.placeholders(other))
            #expect(mine.written.isSubset(of: theirs.all) && theirs.all.isSubset(of: mine.all), "\(key)")
        }
    }

    @Test func chineseIsChinese() {
        let plain: Set<String> = ["unit.percent", "plan.conflicting-rule", "rule.on-day", "word.amount"]
        for (key, wording) in CataloguePages.chinese where !plain.contains(key) {
            #expect(wording.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }, "\(key)")
        }
    }

    @Test(arguments: Language.allCases) func noKeyStandsTwice(language: Language) {
        var seen: Set<String> = []
        for page in CataloguePages.pages(of: language) {
            for line in page.split(separator: "\n") {
                guard let (key, wording) = CataloguePages.entry(line) else {
                    Issue.record("no tab in: \(line)")
                    continue
                }
                #expect(seen.insert(key).inserted, "\(key) stands twice")
                #expect(!wording.isEmpty && wording.first != " " && wording.last != " ", "\(key)")
                #expect(wording.filter { $0 == "{" }.count == wording.filter { $0 == "}" }.count, "\(key)")
            }
        }
    }
}
