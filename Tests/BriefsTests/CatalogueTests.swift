// SPDX-License-Identifier: GPL-3.0-or-later
import Briefs
import Foundation
import Market
import Testing

/// Everything that can be wrong has a wording, and every wording can be filled in.
@Suite struct CatalogueTests {
    /// Wordings by key, from the catalogue's English page.
    static func wordings() throws -> [String: String] {
        let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let file = root.appendingPathComponent("Sources/Report/Catalogue/Briefs+English.swift")
        var wordings: [String: String] = [:]
        // Lines with a tab are the page; all else is the Swift around it.
        for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") where line.contains("\t") {
            let parts = line.split(separator: "\t", maxSplits: 1)
            let key = parts[0].drop { $0 == " " }
            #expect(wordings.updateValue(String(parts[1]), forKey: String(key)) == nil, "\(line)")
        }
        return wordings
    }

    /// One of each error that the table of bad briefs does not produce.
    static let others: [BriefError] = [
        .noFile(file: "a"), .unreadable(file: "a", code: 13), .notAFile(file: "a"), .tooLarge(file: "a", limit: 1),
        .notUTF8(place), .tooDeep(place, limit: 1), .tooManyValues(place, limit: 1), .tooManyItems(place, found: 2, limit: 1),
        .repeatedKey(place, key: "a", firstLine: 1), .badName(place, found: "a"),
        .unknownName(place, what: "channel", found: "a", nearest: "b", accepted: ["b"]),
        .unknownName(place, what: "goods", found: "a", nearest: nil, accepted: []),
        .unknownName(place, what: "audience", found: "a", nearest: nil, accepted: []),
        .scenariosOverlap(place, scenario: "a", otherLine: 1),
    ]
    static let place = Place(file: "brief.yaml", line: 1, field: "a")

    @Test func everyNoticeHasAWordingThatItCanFill() throws {
        let wordings = try Self.wordings()
        let cases = BadBriefTests.documents + BadBriefTests.tops + BadBriefTests.rules + BadBriefTests.clauses
        var used: Set<String> = []
        for error in cases.flatMap({ BadBriefTests.errors(in: $0.text) }) + Self.others {
            for notice in [error.fault.notice] + error.fault.notes {
                let wording = try #require(wordings[notice.key], "\(notice.key)")
                let asked = Set(wording.matches(of: /\{([a-z]+)\}/).map { String($0.output.1) })
                #expect(asked == Set(notice.arguments.keys), "\(notice.key)")
                used.insert(notice.key)
            }
        }
        #expect(used == Set(wordings.keys))
    }
}
