// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Incentives
import Records
import Report

/// Models of incremental value as files.
enum ModelFile {
    /// Largest model that is read, in bytes.
    static let limit = 256 << 20

    static func read(_ path: String) throws -> UpliftModel {
        guard FileManager.default.fileExists(atPath: path) else { throw CommandError.noFile(path) }
        let size = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
        guard size <= limit, let data = FileManager.default.contents(atPath: path) else {
            throw CommandError.notReadable(path)
        }
        let model: UpliftModel
        do { model = try JSONDecoder().decode(UpliftModel.self, from: data) } catch {
            throw IncentivesError.badModel(file: path)
        }
        try model.check(file: path)
        return model
    }

    static func write(_ model: UpliftModel, to path: String) throws {
        try AtomicFile.write(Array((try JSONText.text(model, indented: false) + "\n").utf8), to: path)
    }
}
