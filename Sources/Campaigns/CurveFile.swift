// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Market
public import Response

/// Curves from a file: those of another tool, as `docs/curves.schema.json` describes them, or what `fit --json` wrote.
public enum CurveFile {
    /// Larger files are refused before they are read.
    public static let largestFile = 256 << 20

    public static func read(_ path: String) throws -> FittedResponse {
        guard FileManager.default.fileExists(atPath: path) else { throw CommandError.noFile(path) }
        let size = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
        guard size <= largestFile, let data = FileManager.default.contents(atPath: path) else {
            throw CommandError.notReadable(path)
        }
        // A fit of ours counts days per period by a number, the documented form says `daily`.
        if let kind = try? JSONDecoder().decode(Kind.self, from: data), kind.affiliates != nil {
            do { return try JSONDecoder().decode(FittedResponse.self, from: data) } catch let error as DecodingError {
                throw error.asFault(file: path)
            }
        }
        return try CurveDocument.read(data, file: path)
    }

    private struct Kind: Decodable {
        struct Anything: Decodable { init(from decoder: any Decoder) throws {} }
        var affiliates: Anything?
    }
}
