// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// Runs the built command as a person does: as a process, in a folder of its own.
struct CommandHarness {
    struct Answer {
        var code: Int32
        var output: String
        var errors: String

        /// The output as JSON; nil when it is anything else.
        var json: Any? { try? JSONSerialization.jsonObject(with: Data(output.utf8)) }
    }

    /// A fresh folder, removed when the test is over.
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("wanxiang-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    func remove() { try? FileManager.default.removeItem(at: folder) }

    /// The command beside the test bundle.
    static let binary: URL = {
        let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }?.bundleURL ?? Bundle.main.bundleURL
        let beside = bundle.pathExtension == "xctest" ? bundle.deletingLastPathComponent() : bundle
        return beside.appendingPathComponent("wanxiang")
    }()

    /// The folder `scenarios/` of the package.
    static let scenarios = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("scenarios")

    /// All scenario folders with a brief, by name.
    static var scenarioNames: [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: scenarios.path)) ?? []
        return names.filter {
            FileManager.default.fileExists(
                atPath: scenarios.appendingPathComponent($0).appendingPathComponent("brief.yaml").path)
        }.sorted()
    }

    func write(_ text: String, to name: String) throws {
        try text.write(to: folder.appendingPathComponent(name), atomically: true, encoding: .utf8)
    }

    func read(_ name: String) -> String? { try? String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8) }

    func exists(_ name: String) -> Bool {
        FileManager.default.fileExists(atPath: folder.appendingPathComponent(name).path)
    }

    func run(_ arguments: [String], input: String? = nil, environment: [String: String] = [:]) throws -> Answer {
        let process = Process()
        process.executableURL = Self.binary
        process.arguments = arguments
        process.currentDirectoryURL = folder
        var variables = ProcessInfo.processInfo.environment
        variables["LANG"] = "C"
        variables["LC_ALL"] = nil
        process.environment = variables.merging(environment) { $1 }
        // Files instead of pipes: nothing can fill up and wait.
        let output = folder.appendingPathComponent(".stdout")
        let errors = folder.appendingPathComponent(".stderr")
        for file in [output, errors] { try Data().write(to: file) }
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        let given = folder.appendingPathComponent(".stdin")
        try Data((input ?? "").utf8).write(to: given)
        process.standardInput = try FileHandle(forReadingFrom: given)
        try process.run()
        process.waitUntilExit()
        return Answer(
            code: process.terminationStatus, output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
            errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
    }
}
