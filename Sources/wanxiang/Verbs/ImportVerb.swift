// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Foundation
import Market
import Records
import Report
import Workspaces

struct ImportVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Reads exports into the workspace and says what was taken and what was dropped.",
        discussion: """
            Example:
              wanxiang import downloads/
              wanxiang import report.csv --dry-run
              wanxiang import data.csv --format robyn --out campaign

            Encoding, header, layout and units are detected. Importing a day again replaces it and keeps the earlier version. Without a
            workspace in the folder one is made.
            """)

    @Argument(help: ArgumentHelp("Files, or folders of downloads.", valueName: "file"))
    var files: [String]

    @Option(
        help: ArgumentHelp("Layout: \(ImportFormat.allCases.map(\.rawValue).joined(separator: ", ")).", valueName: "format"))
    var format: String?

    @Option(help: ArgumentHelp("The channel of a report that does not name one.", valueName: "channel"))
    var channel: String?

    @Option(help: ArgumentHelp("Folder of the workspace.", valueName: "folder"))
    var workspace: String = "."

    @Option(help: ArgumentHelp("Day of the download; default the day after the last one in the files.", valueName: "date"))
    var on: String?

    @Option(
        help: ArgumentHelp(
            "Write history.csv, shop.csv and goods.csv to this folder instead of a workspace.", valueName: "folder"))
    var out: String?

    @Flag(help: "Show what would be taken without writing anything.")
    var dryRun = false

    @OptionGroup var common: CommonOptions

    func validate() throws {
        if files.isEmpty { throw ValidationError("Name at least one file or folder.") }
    }

    func run() async throws {
        try await common.run { console in
            let options = try importOptions()
            let day = try downloadDay()
            var merged = MergedImport()
            for path in try paths(console) { merged.add(try ExportReader.read(path: path, options: options), from: path) }
            var summary: ImportSummary?
            if !dryRun {
                // All files are one act: either the workspace holds all of them or none.
                if let out {
                    try CampaignFolder.write(to: out, records: merged.records, shop: merged.shop, goods: merged.goods)
                } else {
                    try CampaignFolder.make(workspace)
                    let place =
                        ShopWorkspace.exists(in: workspace)
                        ? try ShopWorkspace.open(folder: workspace) : try ShopWorkspace.create(folder: workspace)
                    summary = try place.importRecords(
                        merged.records, shop: merged.shop, goods: merged.goods, importedOn: day,
                        source: files.map { URL(fileURLWithPath: $0).lastPathComponent }.joined(separator: ", "))
                }
            }
            if console.isJSON {
                console.print(json: try JSONText.text(ImportDocument(files: merged.reports, summary: summary)))
            } else {
                console.print(ImportText(console.catalogue).lines(merged.reports, summary, isDryRun: dryRun, out: out))
            }
        }
    }

    private func importOptions() throws -> ImportOptions {
        var options = ImportOptions(channel: channel)
        if let format {
            guard let known = ImportFormat(rawValue: format) else {
                throw CommandError.badOption(
                    "--format", found: format, accepted: ImportFormat.allCases.map(\.rawValue).joined(separator: ", "))
            }
            options.format = known
        }
        return options
    }

    private func downloadDay() throws -> Day? {
        guard let on else { return nil }
        guard let day = Day(on) else { throw CommandError.badOption("--on", found: on, accepted: "a date such as 2025-09-29") }
        return day
    }

    /// The files named, and those in folders named.
    private func paths(_ console: Console) throws -> [String] {
        var paths: [String] = []
        for path in files {
            var isFolder: ObjCBool = false
            guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
                throw CommandError.noFile(path)
            }
            guard isFolder.boolValue else {
                paths.append(path)
                continue
            }
            let (taken, skipped) = try ExportFolder.files(in: path)
            paths += taken
            for file in skipped where file.reason != .kind {
                console.note(Notice("command.file-skipped", ["file": .text(file.name), "reason": .text(file.reason.rawValue)]))
            }
        }
        guard !paths.isEmpty else { throw CommandError.noFile(files.joined(separator: ", ")) }
        return paths
    }
}

/// Several files as one import: a later file's row takes the place of an earlier one's for the same day and line.
struct MergedImport {
    private var byKey: [RecordKey: HistoryRecord] = [:]
    private var shopByKey: [ShopKey: ShopRecord] = [:]
    private var goodsByID: [GoodsID: Goods] = [:]
    private(set) var reports: [ImportReport] = []

    private struct RecordKey: Hashable {
        var day: Day
        var line: LineKey
    }
    private struct ShopKey: Hashable {
        var day: Day
        var geo: String
    }

    mutating func add(_ imported: ImportedRecords, from path: String) {
        for record in imported.records { byKey[RecordKey(day: record.day, line: record.line)] = record }
        for record in imported.shop { shopByKey[ShopKey(day: record.day, geo: record.geo)] = record }
        for item in imported.goods { goodsByID[item.id] = item }
        reports.append(imported.report)
    }

    var records: [HistoryRecord] { byKey.values.sorted { ($0.day, $0.line) < ($1.day, $1.line) } }
    var shop: [ShopRecord] { shopByKey.values.sorted { ($0.day, $0.geo) < ($1.day, $1.geo) } }
    var goods: [Goods] { goodsByID.values.sorted { $0.id < $1.id } }
}

/// The JSON answer of `import`.
struct ImportDocument: Encodable {
    var files: [ImportReport]
    var summary: ImportSummary?
}
