// SPDX-License-Identifier: GPL-3.0-or-later
import FoundationEssentials
import Market

/// A folder of downloads.
public enum ExportFolder {
    /// A file that is not worth reading, and why.
    public struct Skipped: Sendable, Hashable, Codable {
        public enum Reason: String, Sendable, Hashable, Codable {
            /// `report (2).csv` beside `report.csv` with the same content.
            case copy
            /// Lock and temporary files of office programs and downloads.
            case lock
            /// Not a table.
            case kind
        }
        /// Name in the folder.
        public var name: String
        public var reason: Reason
    }

    /// The files of `folder` that can be exports, by name, and those passed over.
    ///
    /// - Throws: `noFile` when there is no such folder.
    public static func files(in folder: String) throws(RecordsError) -> (taken: [String], skipped: [Skipped]) {
        let names: [String]
        do { names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted() } catch {
            throw .noFile(file: folder)
        }
        let base = folder.hasSuffix("/") ? folder : folder + "/"
        var taken: [String] = []
        var skipped: [Skipped] = []
        for name in names {
            let lower = name.lowercased()
            var isFolder = false
            _ = FileManager.default.fileExists(atPath: base + name, isDirectory: &isFolder)
            if isFolder { continue }
            if isLock(lower) {
                skipped.append(Skipped(name: name, reason: .lock))
            } else if ![".csv", ".tsv", ".txt"].contains(where: lower.hasSuffix) {
                skipped.append(Skipped(name: name, reason: .kind))
            } else if let original = originalName(of: name), names.contains(original), same(base + name, base + original) {
                skipped.append(Skipped(name: name, reason: .copy))
            } else {
                taken.append(base + name)
            }
        }
        return (taken, skipped)
    }

    private static func isLock(_ name: String) -> Bool {
        name.hasPrefix(".") || name.hasPrefix("~$") || name.hasSuffix(".crdownload") || name.hasSuffix(".part")
            || name.hasSuffix(".tmp") || name.hasSuffix("#")
    }

    /// `report.csv` for `report (2).csv`; nil when the name is not that of a copy.
    private static func originalName(of name: String) -> String? {
        guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return nil }
        let stem = name[..<dot]
        guard stem.hasSuffix(")"), let open = stem.lastIndex(of: "(") else { return nil }
        let number = stem[stem.index(after: open)...].dropLast()
        guard !number.isEmpty, number.allSatisfy(\.isNumber) else { return nil }
        let plain = stem[..<open]
        return String(plain.hasSuffix(" ") ? plain.dropLast() : plain) + String(name[dot...])
    }

    private static func same(_ a: String, _ b: String) -> Bool {
        guard let first = FileManager.default.contents(atPath: a), let second = FileManager.default.contents(atPath: b) else {
            return false
        }
        return first == second
    }
}
