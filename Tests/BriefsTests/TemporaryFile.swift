// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// A file that is gone after the test.
final class TemporaryFile: Sendable {
    let path: String
    private let folder: URL

    init(bytes: [UInt8], name: String) throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("briefs-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        path = folder.appendingPathComponent(name).path
        try Data(bytes).write(to: URL(fileURLWithPath: path))
    }

    deinit { try? FileManager.default.removeItem(at: folder) }
}
