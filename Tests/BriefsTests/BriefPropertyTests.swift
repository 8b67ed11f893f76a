// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
import Foundation
import Market
import Testing

/// What holds for every brief, on seeded random ones.
@Suite struct BriefPropertyTests {
    /// Cases per property; the full run is asked for by the environment.
    static let cases = ProcessInfo.processInfo.environment["WANXIANG_VERIFY"] == "1" ? 20_000 : 400

    /// The same brief with its maps in random order, in JSON: the canonical text stays, and so do all values but the lists' order.
    @Test func keyOrderAndStyleDoNotMatter() throws {
        let tree = try TextTree.parse(text: BriefReaderTests.full, file: "brief.yaml")
        let expected = try BriefReader().read(text: BriefReaderTests.full, file: "brief.yaml")
        for seed in 0..<UInt64(Self.cases / 10) {
            var random = CounterRandom(seed: seed)
            let json = Self.json(tree, &random)
            let brief = try BriefReader().read(text: json, file: "brief.json")
            #expect(brief.canonicalText == expected.canonicalText)
            #expect(brief.stages.map(\.name.value) == expected.stages.map(\.name.value))
            #expect(brief.targets.roi?.value == expected.targets.roi?.value)
            #expect(brief.affiliate?.rates?.value == expected.affiliate?.rates?.value)
        }
    }

    /// Changing any one scalar changes the canonical text.
    @Test func everyValueCounts() throws {
        let tree = try TextTree.parse(text: BriefReaderTests.full, file: "brief.yaml")
        var seen: Set<String> = [tree.canonicalText]
        var count = 0
        while let changed = Self.changingScalar(count, of: tree) {
            seen.insert(changed.canonicalText)
            count += 1
        }
        #expect(count > 60)
        #expect(seen.count == count + 1)
    }

    /// A damaged brief is read, or refused with the line of every error; nothing crashes or hangs.
    @Test func damagedBriefsAreReadOrRefusedWithALine() {
        let scraps: [String] = [
            ":", ": ", "\n", "\t", "- ", "[", "]", "{", "}", "\"", "'", "#", "&a ", "*a", "!", "|", ">", "%", "？", "：", "\u{0}",
            "\u{85}", "\u{2028}", "\u{E000}", "-", "--- ", "...", "~", "99999999999999999999", "1e400", ".nan", "-1", "0.005",
            "2025-02-30", "30 %", "? ", "<<: ", "\\", "\\ud83d", "budget: 1\n", "\u{FEFF}",
        ]
        var read = 0
        for seed in 0..<UInt64(Self.cases) {
            var random = CounterRandom(seed: seed, 7)
            var scalars = Array((seed % 2 == 0 ? BriefReaderTests.full : BriefReaderTests.smallest).unicodeScalars)
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let place = Int.random(in: 0...scalars.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0:
                    let end = min(scalars.count, place + Int.random(in: 1...12, using: &random))
                    scalars.removeSubrange(place..<end)
                case 1:
                    // Repeats a piece of the brief elsewhere.
                    let end = min(scalars.count, place + Int.random(in: 1...60, using: &random))
                    let piece = Array(scalars[place..<end])
                    scalars.insert(contentsOf: piece, at: Int.random(in: 0...scalars.count, using: &random))
                default:
                    let scrap = scraps[Int.random(in: 0..<scraps.count, using: &random)]
                    scalars.insert(contentsOf: scrap.unicodeScalars, at: place)
                }
            }
            let text = String(String.UnicodeScalarView(scalars))
            do throws(BriefFaults) {
                _ = try BriefReader().read(text: text, file: seed % 3 == 0 ? "brief.json" : "brief.yaml")
                read += 1
            } catch {
                let unplaced = error.errors.filter { $0.place?.line == nil }
                #expect(!error.errors.isEmpty && unplaced.isEmpty, "seed \(seed)")
                let lines = text.unicodeScalars.count { $0 == "\n" || $0 == "\u{85}" || $0 == "\u{2028}" } + 2
                #expect(error.errors.allSatisfy { ($0.place?.line ?? 0) <= lines }, "seed \(seed)")
            }
        }
        // The damage is mild enough that some briefs survive: both ways are tried.
        #expect(read > 0 && read < Self.cases)
    }

    private static func json(_ tree: TextTree, _ random: inout CounterRandom) -> String {
        switch tree.content {
        case .scalar(let text, _): return "\"\(text)\""
        case .list(let values):
            var parts: [String] = []
            for value in values { parts.append(json(value, &random)) }
            return "[" + parts.joined(separator: ",") + "]"
        case .map(let entries):
            var parts: [String] = []
            for entry in entries.shuffled(using: &random) {
                parts.append("\"\(entry.key)\"" + (Bool.random(using: &random) ? ": " : ":\n ") + json(entry.value, &random))
            }
            return "{" + parts.joined(separator: Bool.random(using: &random) ? ", " : " ,\n") + "}"
        }
    }

    /// The tree with its n-th scalar changed; nil when it has no more.
    private static func changingScalar(_ number: Int, of tree: TextTree) -> TextTree? {
        var left = number
        func change(_ tree: TextTree) -> TextTree {
            var tree = tree
            switch tree.content {
            case .scalar(let text, let quoted):
                if left == 0 { tree.content = .scalar(text + "x", quoted: quoted) }
                left -= 1
            case .list(let values): tree.content = .list(values.map(change))
            case .map(var entries):
                for index in entries.indices { entries[index].value = change(entries[index].value) }
                tree.content = .map(entries)
            }
            return tree
        }
        let changed = change(tree)
        return left < 0 ? changed : nil
    }
}
