// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Market
import Records
public import Replay
import Report

/// What was measured on the worlds of a campaign, beside its brief: `oracle.json`.
public enum OracleFile {
    public static let name = "oracle.json"

    /// The measurements of a folder; none where there is no file.
    public static func read(folder: String) throws -> OracleCache {
        let path = folder + "/" + name
        guard let data = FileManager.default.contents(atPath: path) else { return OracleCache() }
        do { return try JSONDecoder().decode(OracleCache.self, from: data) } catch let error as DecodingError {
            throw error.asFault(file: path)
        }
    }

    /// Writes the measurements on one line each world, without spaces: they are many numbers and nobody edits them.
    public static func write(_ cache: OracleCache, folder: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let data = try encoder.encode(cache)
        try AtomicFile.write([UInt8](data) + [0x0A], to: folder + "/" + name)
    }
}
