// SPDX-License-Identifier: GPL-3.0-or-later
import FoundationEssentials
import Market

/// One table that can be imported: a file, a file of an archive, a sheet of a workbook, or standard input.
public struct ExportFile: Sendable {
    private enum Place: Sendable {
        case path
        case memory([UInt8])
        case entry(ZipArchive, ZipArchive.Entry)
        case sheet(ZipArchive, Int)
    }

    /// The name that reports and errors show; `downloads.zip/report.csv` for a file of an archive.
    public let name: String
    private let place: Place

    private init(_ name: String, _ place: Place) {
        self.name = name
        self.place = place
    }

    /// Opens it for reading.
    public func open() throws(RecordsError) -> ByteSource {
        switch place {
        case .path: return try ByteSource(path: name)
        case .memory(let bytes): return ByteSource(bytes: bytes, file: name)
        case .entry(let archive, let entry): return ByteSource(try archive.open(entry), file: name)
        case .sheet(let archive, let index):
            guard let workbook = Workbook(archive) else { throw .badArchive(Market.Place(file: name), reason: "no workbook") }
            return ByteSource(bytes: try workbook.table(index), file: name)
        }
    }

    /// Reads what comes from standard input: a table as it comes, an archive or workbook as a whole (at most 512 MiB).
    public static func stageStandardInput(
        options: ImportOptions, progress: ((Int) -> Void)? = nil
    ) throws(RecordsError) -> (staged: [StagedExport], skipped: [ExportFolder.Skipped]) {
        var source = ByteSource.standardInput()
        guard ZipArchive.isZip(try source.peek(4)) else {
            return ([try ExportReader.stage(source, options: options, progress: progress)], [])
        }
        var bytes: [UInt8] = []
        while try source.read(into: &bytes) {
            guard bytes.count <= 512 << 20 else { throw .badArchive(Market.Place(file: "-"), reason: "too large") }
        }
        let (files, skipped) = try tables(in: bytes, name: "-")
        var staged: [StagedExport] = []
        for file in files { staged.append(try ExportReader.stage(file.open(), options: options, progress: progress)) }
        return (staged, skipped)
    }

    /// The tables in the file at `path`: itself, or what is in it when it is an archive or a workbook; and what was passed over.
    public static func tables(in path: String) throws(RecordsError) -> (taken: [ExportFile], skipped: [ExportFolder.Skipped]) {
        var head: [UInt8] = []
        do throws(RecordsError) {
            var source = try ByteSource(path: path)
            head = try source.peek(4)
        } catch {
            throw error
        }
        guard ZipArchive.isZip(head) else { return ([ExportFile(path, .path)], []) }
        return try tables(in: ZipArchive(RandomBytes(path: path)), name: path)
    }

    /// Bytes of one file that has no name in the file system, such as standard input.
    public static func tables(in bytes: [UInt8], name: String) throws(RecordsError) -> (
        taken: [ExportFile], skipped: [ExportFolder.Skipped]
    ) {
        guard ZipArchive.isZip(bytes) else { return ([ExportFile(name, .memory(bytes))], []) }
        return try tables(in: ZipArchive(RandomBytes(bytes, file: name)), name: name)
    }

    private static func tables(in archive: ZipArchive, name: String) throws(RecordsError) -> (
        taken: [ExportFile], skipped: [ExportFolder.Skipped]
    ) {
        if let workbook = Workbook(archive) {
            let isOne = workbook.sheetCount == 1
            return (
                (0..<workbook.sheetCount).map {
                    ExportFile(isOne ? name : "\(name)/sheet\($0 + 1)", .sheet(archive, $0))
                }, []
            )
        }
        var taken: [ExportFile] = []
        var skipped: [ExportFolder.Skipped] = []
        let names = archive.entries.map(\.name)
        for entry in archive.entries.sorted(by: { ExportFolder.comesBefore($0.name, $1.name) }) where !entry.name.hasSuffix("/")
        {
            let file = entry.name.split(separator: "/").last.map(String.init) ?? entry.name
            let isCopy = ExportFolder.originalName(of: entry.name).flatMap(names.firstIndex(of:)).map { index in
                archive.entries[index].checksum == entry.checksum && archive.entries[index].size == entry.size
            }
            if ExportFolder.isLock(file.lowercased()) || entry.name.hasPrefix("__MACOSX/") {
                skipped.append(.init(name: "\(name)/\(entry.name)", reason: .lock))
            } else if !ExportFolder.isTable(file.lowercased()) {
                skipped.append(.init(name: "\(name)/\(entry.name)", reason: .kind))
            } else if isCopy == true {
                skipped.append(.init(name: "\(name)/\(entry.name)", reason: .copy))
            } else {
                taken.append(ExportFile("\(name)/\(entry.name)", .entry(archive, entry)))
            }
        }
        return (taken, skipped)
    }
}

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
            /// A table, but not of a layout that is known.
            case unknown
        }
        /// Name in the folder.
        public var name: String
        public var reason: Reason

        public init(name: String, reason: Reason) {
            self.name = name
            self.reason = reason
        }
    }

    /// The files of `folder` that can be exports, earlier downloads first, and those passed over.
    ///
    /// - Throws: `noFile` when there is no such folder.
    public static func files(in folder: String) throws(RecordsError) -> (taken: [String], skipped: [Skipped]) {
        let names: [String]
        do { names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted(by: comesBefore) } catch {
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
            } else if !isTable(lower), !lower.hasSuffix(".zip"), !lower.hasSuffix(".xlsx") {
                skipped.append(Skipped(name: name, reason: .kind))
            } else if let original = originalName(of: name), names.contains(original), same(base + name, base + original) {
                skipped.append(Skipped(name: name, reason: .copy))
            } else {
                taken.append(base + name)
            }
        }
        return (taken, skipped)
    }

    static func isTable(_ name: String) -> Bool { [".csv", ".tsv", ".txt", ".tab"].contains(where: name.hasSuffix) }

    static func isLock(_ name: String) -> Bool {
        name.hasPrefix(".") || name.hasPrefix("~$") || name.hasPrefix("._")
            || [".crdownload", ".part", ".tmp", ".download", "#"].contains(where: name.hasSuffix)
    }

    /// Names in the order in which downloads come: `report.csv`, `report (1).csv`, `report (2).csv`, `report (10).csv`.
    static func comesBefore(_ a: String, _ b: String) -> Bool {
        let (first, second) = (key(a), key(b))
        return (first.stem, first.copy, a) < (second.stem, second.copy, b)
    }

    private static func key(_ name: String) -> (stem: String, copy: Int) {
        guard let original = originalName(of: name) else { return (name, 0) }
        let digits = name[..<(name.lastIndex(of: ")") ?? name.endIndex)].reversed().prefix { $0.isNumber }.reversed()
        return (original, Int(String(digits)) ?? 0)
    }

    /// `report.csv` for `report (2).csv`; nil when the name is not that of a copy.
    static func originalName(of name: String) -> String? {
        guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return nil }
        let stem = name[..<dot]
        guard stem.hasSuffix(")"), let open = stem.lastIndex(of: "(") else { return nil }
        let number = stem[stem.index(after: open)...].dropLast()
        guard !number.isEmpty, number.allSatisfy(\.isNumber) else { return nil }
        let plain = stem[..<open]
        return String(plain.hasSuffix(" ") ? plain.dropLast() : plain) + String(name[dot...])
    }

    private static func same(_ a: String, _ b: String) -> Bool {
        let size = { (path: String) in try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int }
        guard size(a) == size(b), let first = FileManager.default.contents(atPath: a),
            let second = FileManager.default.contents(atPath: b)
        else { return false }
        return first == second
    }
}
