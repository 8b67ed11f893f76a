// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Market
import Planning
import Replay

/// All scenario folders within a folder, replayed one after another.
public struct SuiteRun {
    /// Folders with a brief, sorted by name.
    public let folders: [String]

    /// Nil where the path is a brief, or a folder with one, or has none within.
    public init?(path: String) {
        let manager = FileManager.default
        guard !manager.fileExists(atPath: path + "/brief.yaml"),
            let names = try? manager.contentsOfDirectory(atPath: path)
        else { return nil }
        let root = path.hasSuffix("/") ? String(path.dropLast()) : path
        folders = names.map { root + "/" + $0 }.filter { manager.fileExists(atPath: $0 + "/brief.yaml") }.sorted()
        if folders.isEmpty { return nil }
    }

    public static func name(of folder: String) -> String { URL(fileURLWithPath: folder).lastPathComponent }
}
