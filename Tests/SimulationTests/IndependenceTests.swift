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
        let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.resolvingSymlinksInPath().path)
        let files = paths.filter { $0.hasSuffix(".swift") }.map { folder.appendingPathComponent($0) }
        #expect(files.count > 30)
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

    /// Targets of the package with the targets that each names, read from `Package.swift`.
    private static func dependencies() throws -> [String: Set<String>] {
        let text = try String(contentsOf: root.appendingPathComponent("Package.swift"), encoding: .utf8)
        var found: [String: Set<String>] = [:]
        for part in text.components(separatedBy: "arget(").dropFirst() {
            let head = part.components(separatedBy: "swiftSettings").first ?? part
            guard
                let name = head.range(of: #"name: "[^"]+""#, options: .regularExpression).map({
                    head[$0].dropFirst(7).dropLast()
                })
            else { continue }
            var names: Set<String> = []
            if let list = head.range(of: #"dependencies: \[[^\]]*\]"#, options: .regularExpression) {
                for word in head[list].components(separatedBy: "\"").enumerated() where word.offset % 2 == 1 {
                    names.insert(word.element)
                }
            }
            found[String(name)] = names
        }
        return found
    }

    @Test(
        "In the package's graph no way leads from the simulation to curves, fits, plans or solvers, nor from the planner to the simulation"
    )
    func graph() throws {
        let graph = try IndependenceTests.dependencies()
        #expect(graph.count > 15)
        func reach(_ target: String) -> Set<String> {
            var seen: Set<String> = []
            var open = [target]
            while let next = open.popLast() {
                for name in graph[next] ?? [] where seen.insert(name).inserted { open.append(name) }
            }
            return seen
        }
        #expect(graph["Simulation"] == ["Market"])
        #expect(graph["Market"] == [])
        for planner in ["Planning", "Scenarios", "Delivery", "Response", "Records", "Briefs", "Workspaces"] {
            #expect(graph[planner] != nil)
            #expect(!reach(planner).contains("Simulation"), "\(planner)")
        }
        #expect(reach("Replay").isSuperset(of: ["Simulation", "Planning"]))
    }

    /// Names of the curve families of `Response`: none may stand in the simulation, nor a formula of saturation in spend.
    @Test("No curve family is copied")
    func noCopies() throws {
        let curves = IndependenceTests.root.appendingPathComponent("Sources/Response/Curves").resolvingSymlinksInPath()
        let families = try FileManager.default.contentsOfDirectory(atPath: curves.path).filter { $0.hasSuffix("Curve.swift") }
            .map { String($0.dropLast(6)) }
        #expect(families.count > 2)
        let folder = IndependenceTests.root.appendingPathComponent("Sources/Simulation").resolvingSymlinksInPath()
        for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path) where path.hasSuffix(".swift") {
            let text = try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
            for family in families { #expect(!text.contains(family), "\(path): \(family)") }
            #expect(!text.contains("pow("), "\(path)")
        }
    }
}
