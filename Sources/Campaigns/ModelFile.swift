// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
public import Incentives
import Records
import Report

/// Models of incremental value as files.
public enum ModelFile {
    /// Largest model that is read, in bytes.
    public static let limit = 256 << 20

    public static func read(_ path: String) throws -> UpliftModel {
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

    public static func write(_ model: UpliftModel, to path: String) throws {
        try AtomicFile.write(Array((try JSONText.text(model, indented: false) + "\n").utf8), to: path)
    }
}
