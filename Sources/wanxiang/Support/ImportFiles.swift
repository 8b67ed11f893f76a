// SPDX-License-Identifier: GPL-3.0-or-later
import Campaigns
import Foundation
import Market
import Records
import Report

/// Reads files, folders, archives and standard input for an import: reports, and customers' orders.
struct ImportFiles {
    let options: ImportOptions
    let console: Console
    private(set) var staged: [StagedExport] = []
    private(set) var orders: [OrderRows] = []
    private(set) var skipped: [ExportFolder.Skipped] = []

    init(_ options: ImportOptions, _ console: Console) {
        self.options = options
        self.console = console
    }

    /// Reads all of `paths`; a folder stands for the downloads in it, `-` for standard input.
    mutating func read(_ paths: [String]) throws {
        for path in paths {
            if path == "-" {
                let (read, passed) = try ExportFile.stageStandardInput(options: options, progress: progress("-"))
                staged += read
                skipped += passed
                continue
            }
            var isFolder: ObjCBool = false
            guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
                throw CommandError.noFile(path)
            }
            if isFolder.boolValue {
                let (files, passed) = try ExportFolder.files(in: path)
                skipped += passed
                for file in files { try read(file: file, isNamed: false) }
            } else {
                try read(file: path, isNamed: true)
            }
        }
        guard !staged.isEmpty || !orders.isEmpty else { throw CommandError.noExports(paths.joined(separator: ", ")) }
    }

    /// In a folder of downloads a table of another kind is passed over; one that the user named is an error.
    private mutating func read(file: String, isNamed: Bool) throws {
        let (tables, passed) = try ExportFile.tables(in: file)
        skipped += passed
        for table in tables {
            var source = try table.open()
            if options.format == nil, try OrdersReader.recognises(&source) {
                orders.append(try OrdersReader.rows(source))
                continue
            }
            do {
                staged.append(try ExportReader.stage(source, options: options, progress: progress(table.name)))
            } catch {
                guard !isNamed || tables.count > 1, error.isUnknownLayout else { throw error }
                skipped.append(.init(name: table.name, reason: .unknown))
            }
        }
    }

    private func progress(_ name: String) -> ((Int) -> Void)? {
        guard console.errorIsTerminal else { return nil }
        return { [console] rows in
            console.progress(
                "\r" + console.catalogue.text("command.import-reading", ["rows": .count(rows), "file": .text(name)])
                    + "\u{1B}[K")
        }
    }

    func endProgress() { if console.errorIsTerminal { console.progress("\r\u{1B}[K") } }

    /// What was passed over, but for files that are no tables at all.
    func noteSkipped() {
        for file in skipped where file.reason != .kind {
            console.note(
                Notice(
                    "command.file-skipped",
                    ["file": .text(file.name), "reason": .text(console.catalogue.text("records.skip.\(file.reason.rawValue)"))])
            )
        }
    }
}

extension RecordsError {
    /// A table or file of another kind, which a folder of downloads may well have.
    fileprivate var isUnknownLayout: Bool {
        switch self {
        case .unknownFormat, .notATable, .empty: true
        default: false
        }
    }
}

/// Several files as one history in memory, for writing canonical files.
struct MergedImport {
    private struct Key: Hashable {
        var day: Day
        var line: LineKey
        var view: ReportView
    }
    private struct ShopKey: Hashable {
        var day: Day
        var geo: String
    }
    private var byKey: [Key: HistoryRecord] = [:]
    private var shopByKey: [ShopKey: ShopRecord] = [:]
    private var goodsByID: [GoodsID: Goods] = [:]

    /// Adds files in the order of their last days: a newer row takes the place of an older one of the same report.
    init(_ files: [StagedExport]) throws {
        let ordered = files.enumerated().sorted {
            ($0.element.lastDay?.number ?? .min, $0.offset) < ($1.element.lastDay?.number ?? .min, $1.offset)
        }
        for (_, file) in ordered {
            try file.forEach { record, line in
                guard byKey.count < HistoryCSV.rowLimit else {
                    throw RecordsError.tooLarge(Place(file: file.report.file), what: .rows, limit: HistoryCSV.rowLimit)
                }
                byKey[Key(day: record.day, line: record.line, view: file.views[line])] = record
            }
            for record in file.shop { shopByKey[ShopKey(day: record.day, geo: record.geo)] = record }
            for item in file.goods { goodsByID[item.id] = item }
        }
    }

    var records: [HistoryRecord] {
        ReportView.joined(
            byKey.sorted { ($0.key.day, $0.key.line) < ($1.key.day, $1.key.line) }.map { ViewedRecord($0.value, $0.key.view) })
    }
    var shop: [ShopRecord] { shopByKey.values.sorted { ($0.day, $0.geo) < ($1.day, $1.geo) } }
    var goods: [Goods] { goodsByID.values.sorted { $0.id < $1.id } }
}
