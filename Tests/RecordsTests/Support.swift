// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// A fresh folder for files of one test; the system clears it.
func temporaryFolder() throws -> String {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("wanxiang-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder.path
}

/// `../shared/data` beside the package: recorded data that are not part of it and may be absent.
let sharedData: String = {
    URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("shared/data").path
}()
