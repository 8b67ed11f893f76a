// SPDX-License-Identifier: GPL-3.0-or-later
public import Briefs
import Foundation

/// Playbooks that a brief may name: files `playbooks/NAME.yaml` beside the brief or in a folder above it.
public enum PlaybookFiles {
    /// All that a brief in `file` could name, by name; of two with one name the nearer. Throws where one cannot be read.
    @Sendable public static func playbooks(near file: String) throws(BriefFaults) -> [Playbook] {
        var found: [String: Playbook] = [:]
        for folder in ProgrammeFiles.folders(of: file, named: "playbooks") {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            for name in names.sorted() where name.hasSuffix(".yaml") {
                let playbook = try PlaybookReader.read(path: folder + "/" + name)
                if found[playbook.name] == nil { found[playbook.name] = playbook }
            }
        }
        return found.values.sorted { $0.name < $1.name }
    }
}
