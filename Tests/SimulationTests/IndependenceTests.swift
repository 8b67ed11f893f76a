// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

@Suite("The world knows no curve")
struct IndependenceTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    @Test("No file of the simulation imports anything but the market's words and the C library")
    func imports() throws {
        let folder = IndependenceTests.root.appendingPathComponent("Sources/Simulation")
        let files = try FileManager.default.contentsOfDirectory(
            at: folder.resolvingSymlinksInPath(), includingPropertiesForKeys: nil
        )
        .filter { $0.pathExtension == "swift" }
        #expect(files.count > 10)
        var imported: Set<String> = []
        for file in files {
            for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
                let words = line.split(separator: " ")
                if let index = words.firstIndex(of: "import"), index <= 1, index + 1 < words.count {
                    imported.insert(String(words[index + 1]))
                }
            }
        }
        #expect(imported.subtracting(["Market", "Glibc", "Musl", "Darwin"]).isEmpty)
    }
}
