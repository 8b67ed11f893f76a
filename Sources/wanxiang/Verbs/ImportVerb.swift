// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Campaigns
import Foundation
import Market
import Records
import Report
import Scenarios
import Workspaces

struct ImportVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Reads exports into the workspace and says what was taken and what was dropped.",
        discussion: """
            Example:
              wanxiang import downloads/
              wanxiang import report.csv --dry-run
              wanxiang import report.csv --map "实际花费=spend" --map "投放渠道=channel"
              wanxiang import data.csv --format robyn --out campaign
              unzip -p downloads.zip report.csv | wanxiang import -

            Takes CSV, TSV, zip archives and workbooks (.xlsx). Encoding, header, layout, dates and units are detected. Importing a day
            again replaces it and keeps the earlier version. A campaign report and a goods report of the same days are joined: the money is
            counted once. Without a workspace in the folder one is made.

            --map says what a column means: date, channel, campaign, goods, audience, spend, impressions, clicks, carts, orders,
            new_customers, gmv …; with spend:CHANNEL for a table that has one column for each channel. The workspace remembers it.

            A file of orders (customer, time, amount) is stored for value: customers under names that lead back to nobody.
            """)

    @Argument(help: ArgumentHelp("Files, or folders of downloads; - for standard input.", valueName: "file"))
    var files: [String]

    @Option(
        help: ArgumentHelp("Layout: \(ImportFormat.allCases.map(\.rawValue).joined(separator: ", ")).", valueName: "format"))
    var format: String?

    @Option(help: ArgumentHelp("The channel of a report that does not name one.", valueName: "channel"))
    var channel: String?

    @Option(help: ArgumentHelp("What a column means; may be given several times.", valueName: "column=meaning"))
    var map: [String] = []

    @Flag(help: "Forget what was said by --map before.")
    var forgetMap = false

    @Option(help: ArgumentHelp("How dates such as 7/4/2026 are read: dmy or mdy.", valueName: "order"))
    var dates: String?

    @Option(
        help: ArgumentHelp(
            "What a campaign of Google Ads or Meta Ads becomes: audience, channel or sum.", valueName: "role"))
    var campaigns: String?

    @OptionGroup var place: WorkspaceOptions

    @Option(help: ArgumentHelp("Day of the download; default the day after the last one in each file.", valueName: "date"))
    var on: String?

    @Option(
        help: ArgumentHelp(
            "Write history.csv, shop.csv and goods.csv to this folder instead of a workspace.", valueName: "folder"))
    var out: String?

    @Flag(help: "Store customers of an orders file by their ids instead of hidden names.")
    var plainIds = false

    @Flag(help: "Show what would be taken without writing anything.")
    var dryRun = false

    @OptionGroup var common: CommonOptions

    func validate() throws {
        if files.isEmpty { throw ValidationError("Name at least one file or folder.") }
        if !map.isEmpty, forgetMap { throw ValidationError("Use --map to set the columns or --forget-map, not both.") }
    }

    func run() async throws {
        try await common.run { console in
            let given = try givenMap()
            let options = try importOptions(given)
            let day = try OptionValues.day("--on", on, example: "2025-09-29")
            var input = ImportFiles(options, console)
            try input.read(files)
            input.noteSkipped()
            var answer = ImportDocument(files: [], skipped: input.skipped)
            if dryRun {
                for file in input.staged { try file.count() }
            } else if let out {
                let merged = try MergedImport(input.staged)
                try CampaignFolder.write(to: out, records: merged.records, shop: merged.shop, goods: merged.goods)
                for file in input.orders {
                    console.note(Notice("command.import-orders-left", ["file": .text(file.report.file)]))
                }
            } else {
                let workspace = try place.openOrCreate()
                let key = plainIds || input.orders.isEmpty ? nil : try CustomerKey.make(folder: place.workspace)
                if given != nil || forgetMap { try workspace.remember(given) }
                // All files are one act: either the workspace holds all of them or none.
                answer.imports = try workspace.importStaged(
                    input.staged, orders: input.orders, customers: key, importedOn: day)
                answer.customerKey = key == nil ? nil : place.workspace + "/" + CustomerKey.fileName
                answer.summary = ImportSummary.total(of: answer.imports)
            }
            input.endProgress()
            answer.files = input.staged.map(\.report)
            answer.orders = input.orders.map(OrdersTaken.init)
            answer.needs = try needs(input)
            if console.isJSON {
                console.print(json: try JSONText.text(answer))
            } else {
                console.print(ImportText(console.catalogue).lines(answer, isDryRun: dryRun, out: out))
            }
        }
    }

    private func givenMap() throws -> ImportMap? {
        guard !map.isEmpty else { return nil }
        do {
            return try ImportMap(map)
        } catch {
            let fields = ImportField.allCases.map(\.rawValue) + ImportMap.wideMeanings.filter { $0.contains(":") }
            let found =
                switch error {
                case .badEntry(let entry): entry
                case .noDate: map.joined(separator: ", ")
                }
            throw CommandError.badOption("--map", found: found, accepted: "COLUMN=\(fields.joined(separator: "|"))")
        }
    }

    private func importOptions(_ given: ImportMap?) throws -> ImportOptions {
        var options = ImportOptions(channel: channel)
        if let format {
            guard let known = ImportFormat(rawValue: format) else {
                throw CommandError.badOption(
                    "--format", found: format, accepted: ImportFormat.allCases.map(\.rawValue).joined(separator: ", "))
            }
            options.format = known
        }
        if let dates {
            guard let order = DateOrder(rawValue: dates) else {
                throw CommandError.badOption("--dates", found: dates, accepted: "dmy, mdy")
            }
            options.dates = order
        }
        if let campaigns {
            guard let role = ImportOptions.CampaignRole(rawValue: campaigns) else {
                throw CommandError.badOption("--campaigns", found: campaigns, accepted: "audience, channel, sum")
            }
            options.campaigns = role
        }
        if let given { return given.applied(to: options) }
        guard !forgetMap, place.exists, let known = try? place.open().importMap() else { return options }
        return known.applied(to: options)
    }

    /// What neither these files nor the workspace know, and which scenarios report it.
    private func needs(_ input: ImportFiles) throws -> [ImportNeed] {
        guard input.staged.contains(where: { $0.report.lines > 0 }) else { return [] }
        var known = Set(Outcome.canonical)
        for file in input.staged where file.report.lines > 0 { known.subtract(file.report.missing) }
        for file in input.staged where file.report.lines > 0 {
            known.formUnion(Outcome.canonical.filter { !file.report.missing.contains($0) })
        }
        if place.exists, out == nil, let stored = try? place.open().knownOutcomes() { known.formUnion(stored) }
        return ImportNeed.of(known)
    }
}

/// An outcome that nothing imported so far knows, and the scenarios that look at it.
struct ImportNeed: Encodable {
    var outcome: Outcome
    /// Scenarios whose goal it is.
    var goals: [String]

    /// Outcomes that some scenario is about first of all and that are not known.
    static func of(_ known: Set<Outcome>) -> [ImportNeed] {
        let missing = Outcome.canonical.filter { !known.contains($0) }
        return missing.compactMap { outcome in
            let names = ScenarioNames.all.filter { $0.kpis.first == outcome }.map(\.name)
            return names.isEmpty ? nil : ImportNeed(outcome: outcome, goals: names)
        }
    }
}

/// The JSON answer of `import`.
struct ImportDocument: Encodable {
    var files: [ImportReport]
    var skipped: [ExportFolder.Skipped]
    /// One for each file, in the order in which they were stored.
    var imports: [ImportSummary] = []
    /// All of them together.
    var summary: ImportSummary?
    var needs: [ImportNeed] = []
    var orders: [OrdersTaken] = []
    /// Where the key is that hides customers' ids; nil where nothing was hidden.
    var customerKey: String?

    private enum CodingKeys: String, CodingKey {
        case files, skipped, imports, summary, needs, orders
        case customerKey = "customer_key"
    }
}

/// What was taken of a file of orders.
struct OrdersTaken: Encodable {
    var report: OrderReport
    var customers: Int
    var firstDay: Day?
    var lastDay: Day?

    init(_ rows: OrderRows) {
        report = rows.report
        customers = rows.customers.count
        firstDay = rows.period?.lowerBound
        lastDay = rows.period?.upperBound
    }

    private enum CodingKeys: String, CodingKey {
        case report, customers
        case firstDay = "first_day"
        case lastDay = "last_day"
    }
}
