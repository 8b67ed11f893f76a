// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import ArgumentParser
import Briefs
import Campaigns
import Delivery
import Foundation
import Market
import Planning
import Records
import Report

struct CompareVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare", abstract: "Plans several briefs and shows them side by side.",
        discussion: """
            Example:
              wanxiang compare low.yaml high.yaml
              wanxiang compare scenarios/shop-wide scenarios/multi-goal plan.json --goal profit_yuan --html compare.html

            Besides briefs, files that `plan --json` printed can be compared. Differences are to the first plan; plans on the same curves
            are subtracted draw by draw.
            """)

    @Argument(help: ArgumentHelp("Briefs, folders with a brief.yaml, or plans as JSON.", valueName: "brief or plan"))
    var briefs: [String]

    @Option(help: ArgumentHelp("Hide all days after this one from fit and plan.", valueName: "date"))
    var asOf: String?

    @Option(help: ArgumentHelp("Folder of the workspace.", valueName: "folder"))
    var workspace: String?

    @Option(
        help: ArgumentHelp(
            "Figure to rank by, such as gmv_yuan, new_customers, profit_yuan, return_on_spend; default the first that all have.",
            valueName: "figure"))
    var goal: String?

    @Option(help: ArgumentHelp("Write everything as one HTML page that needs no network.", valueName: "file"))
    var html: String?

    @Option(help: ArgumentHelp("Write the page's charts as SVG files into this folder.", valueName: "folder"))
    var charts: String?

    @Option(help: ArgumentHelp("Write all figures, differences and money as one long CSV table.", valueName: "file"))
    var csv: String?

    @Option(
        help: ArgumentHelp(
            "Write the battle map: stages by goals, with tools, programmes, money and expected result.", valueName: "file"))
    var battleMap: String?

    @Flag(help: "Write the CSV so that spreadsheets read Chinese right (UTF-8 with a byte order mark).")
    var excel = false

    @OptionGroup var limits: SolveLimits
    @OptionGroup var common: CommonOptions

    func validate() throws {
        if briefs.count < 2 { throw ValidationError("Name at least two briefs or plans to compare.") }
        if briefs.count > 2000 { throw ValidationError("At most 2000 briefs or plans can be compared at once.") }
    }

    func run() async throws {
        try await common.run { console in
            let options = try limits.options()
            let names = Self.names(of: briefs)
            var plans: [ComparedPlan] = []
            for (path, name) in zip(briefs, names) {
                if path.hasSuffix(".json"), let plan = try Self.plan(path) {
                    plans.append(ComparedPlan(name: name, plan: plan))
                    continue
                }
                var selection = CampaignOptions()
                selection.brief = path
                selection.asOf = asOf
                selection.workspace = workspace
                let campaign = try selection.campaign()
                let result = try Pipeline(campaign, options: options).planWithBenefits(campaign.known)
                plans.append(ComparedPlan(result, name: name, campaign: campaign))
            }
            let comparison = Comparison(plans)
            let ranking = Ranking(comparison, goal: goal)
            if let goal, ranking == nil { throw CompareError.unknownGoal(goal, known: comparison.rows.map(\.figure.id)) }
            if let csv { try AtomicFile.write(CompareCSV.write(comparison, byteOrderMark: excel), to: csv) }
            if html != nil || charts != nil {
                let page = ComparePage(comparison, ranking: ranking, catalogue: console.catalogue)
                try PageFiles.write(page.html(), html: html, charts: charts)
            }
            if let battleMap {
                try AtomicFile.write(Array(BattleMapPage(plans, catalogue: console.catalogue).html().utf8), to: battleMap)
            }
            if console.isJSON {
                console.print(json: try JSONText.text(CompareDocument(comparison, ranking: ranking)))
            } else {
                let settings = ViewSettings(console.catalogue, style: console.outputStyle)
                console.print(CompareView(comparison, ranking: ranking, settings: settings).lines())
            }
        }
    }

    /// The plan in a file that `plan --json` wrote; nil for JSON that is a brief.
    private static func plan(_ path: String) throws -> Plan? {
        guard let data = FileManager.default.contents(atPath: path) else { throw CommandError.noFile(path) }
        struct Kind: Decodable {
            var scenario: String?
        }
        if let kind = try? JSONDecoder().decode(Kind.self, from: data), kind.scenario != nil { return nil }
        do { return try PlanJSON.read(path) } catch is DecodingError { throw CompareError.notAPlan(path) }
    }

    /// The files' names, or with their folders' where several have the same file name. A folder goes by its own name.
    static func names(of paths: [String]) -> [String] {
        func short(_ path: String) -> String {
            URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
        }
        let counts = Dictionary(paths.map { (short($0), 1) }, uniquingKeysWith: +)
        return paths.map { path in
            let folder = URL(fileURLWithPath: path).deletingLastPathComponent().lastPathComponent
            return (counts[short(path)] ?? 1) > 1 ? folder + "/" + short(path) : short(path)
        }
    }
}

/// Why plans cannot be compared as asked.
enum CompareError: FaultError {
    case unknownGoal(String, known: [String])
    case notAPlan(String)

    var fault: Fault {
        switch self {
        case .unknownGoal(let goal, let known):
            Fault(
                .usage, found: goal, Notice("compare.unknown-goal", ["goal": .text(goal)]),
                notes: [Notice("compare.goal-names", ["names": .list(known)])])
        case .notAPlan(let path): Fault(.data, Notice("compare.not-a-plan", ["path": .text(path)]))
        }
    }
}
