// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
import Campaigns
import Foundation
import Market
import Report

/// Briefs within the workspace's folder. Requests name them as this list does, never by a path.
struct BriefList: Sendable {
    /// Paths of the files, as `entries`.
    private let files: [String]
    let entries: [DeskPage.BriefEntry]

    /// Folders within the folder are looked into once, no deeper; more briefs than this are not listed.
    static let most = 500

    init(folder: String) {
        let manager = FileManager.default
        func briefs(in folder: String, prefix: String) -> [(path: String, name: String)] {
            ((try? manager.contentsOfDirectory(atPath: folder)) ?? []).sorted()
                .filter { $0.hasSuffix(".yaml") && $0 != "world.yaml" && !$0.hasPrefix(".") }
                .map { (folder + "/" + $0, prefix + $0) }
        }
        var found = briefs(in: folder, prefix: "")
        for name in ((try? manager.contentsOfDirectory(atPath: folder)) ?? []).sorted() where !name.hasPrefix(".") {
            let path = folder + "/" + name + "/brief.yaml"
            if manager.fileExists(atPath: path) { found.append((path, name)) }
        }
        var files: [String] = []
        var entries: [DeskPage.BriefEntry] = []
        for (path, name) in found.prefix(Self.most) {
            let reader = ScenarioNames.reader
            var entry = DeskPage.BriefEntry(name: name)
            do {
                let brief = try reader.read(path: path)
                entry.scenario = brief.scenario.value
                entry.begin = brief.begin.value
                entry.end = brief.end.value
                entry.budget = brief.budget?.value
            } catch {
                // Other YAML files of the folder are not briefs.
                guard (try? String(contentsOfFile: path, encoding: .utf8))?.contains("scenario") == true else { continue }
                entry.fault = FaultText(MessageCatalogue()).lines(DeskFaults.of(error)).first ?? ""
            }
            files.append(path)
            entries.append(entry)
        }
        self.files = files
        self.entries = entries
    }

    /// The path of a brief that can be planned; nil where the list has none of this name.
    func path(of name: String) -> String? {
        entries.firstIndex { $0.name == name && $0.fault == nil }.map { files[$0] }
    }

    /// Accepted replays of the folders.
    static func replays(folder: String) -> [DeskPage.ReplayEntry] {
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
        return names.prefix(most).compactMap { name in
            guard let expected = try? ExpectedReplay.read(folder: folder + "/" + name) else { return nil }
            return DeskPage.ReplayEntry(
                name: name, gain: Interval(mean: expected.gain, low: expected.gainLow, high: expected.gainHigh),
                replications: expected.replications)
        }
    }
}

/// Errors in words.
enum DeskFaults {
    static func of(_ error: any Error) -> [Fault] {
        switch error {
        case let several as any SeveralFaults: several.faults
        case let one as any FaultError: [one.fault]
        default: [Fault(.fault, Notice("command.fault", ["detail": .text("\(type(of: error))")]))]
        }
    }
}
