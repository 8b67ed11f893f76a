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
import Workspaces

/// The daily round: new downloads in, plan against what happened, what needs a look, and the rest planned again.
struct TodayVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "today",
        abstract: "The daily round: imports new downloads, compares plan and actual, warns, and plans the rest again.",
        discussion: """
            Example:
              wanxiang today brief.yaml --downloads ~/Downloads
              wanxiang today brief.yaml --plan plan.csv --csv rest.csv

            Compares with the last plan stored for the brief, or with --plan. The brief's change limits hold for the proposal too: lines
            start from what really ran.
            """)

    @OptionGroup var campaign: CampaignOptions
    @OptionGroup var limits: SolveLimits
    @OptionGroup var common: CommonOptions

    @Option(help: ArgumentHelp("Folder or file to import first; may be repeated.", valueName: "path"))
    var downloads: [String] = []

    @Option(
        help: ArgumentHelp(
            "The plan in force as JSON of plan --json; default the last one stored for this brief.", valueName: "file"))
    var plan: String?

    @Option(help: ArgumentHelp("Write the proposal for the days that are left as CSV.", valueName: "file"))
    var csv: String?

    @Flag(help: "Compare and warn only; do not plan the rest again.")
    var noReplan = false

    func run() async throws {
        try await common.run { console in
            var imported: ImportSummary?
            if !downloads.isEmpty { imported = try importDownloads(console) }
            let campaign = try campaign.campaign(isReplan: true)
            let store = try PlanStore(campaign, workspace: self.campaign.workspace, path: self.campaign.brief)
            guard let inForce = try plan.map(Self.plan(in:)) ?? store.latest() else {
                throw TodayError.noPlan(self.campaign.brief)
            }
            guard let review = DailyReview(inForce, records: campaign.known.records) else {
                throw TodayError.notBegun(begin: inForce.delivery.horizon.begin, until: campaign.known.coveredUntil)
            }
            var answer = TodayDocument(imported: imported, review: review)
            var proposal: Replanning.Answer?
            if !noReplan, review.until < campaign.brief.end.value {
                let progress = FitProgress(console)
                var pipeline = Pipeline(campaign, options: try limits.options())
                pipeline.fitProgress = { progress.step($0, of: $1) }
                let found = try Replanning(
                    campaign: campaign, pipeline: pipeline, earlier: inForce.delivery.entries, spent: [], from: nil
                ).run()
                progress.finish()
                proposal = found
                answer.replan = found.report
                answer.plan = found.result.plan
                if let csv { try AtomicFile.write(PlanCSV.write(found.result.plan.delivery), to: csv) }
            }
            if console.isJSON {
                console.print(json: try JSONText.text(answer))
            } else {
                let settings = ViewSettings(console.catalogue, style: console.outputStyle)
                console.print(DailyReviewView.lines(review, settings))
                if let proposal {
                    console.print([""] + ReplanView.lines(proposal.report, settings))
                    console.print(
                        PlanView(
                            proposal.result.plan, title: campaign.brief.scenario.value,
                            reported: proposal.result.problem.reported, settings: settings
                        ).lines())
                }
            }
        }
    }

    /// New downloads as one act into the workspace that the brief's history comes from.
    private func importDownloads(_ console: Console) throws -> ImportSummary? {
        let (brief, file) = try Campaign.brief(at: campaign.brief)
        if let history = brief.history { throw TodayError.ownHistory(history.value.written) }
        let folder = Campaign.workspaceFolder(
            campaign.workspace, briefFolder: URL(fileURLWithPath: file).deletingLastPathComponent().path)
        let workspace = try ShopWorkspace.open(
            folder: folder, shop: brief.shopName?.value ?? ShopWorkspace.defaultShop)
        var options = ImportOptions(channel: nil)
        if let known = try workspace.importMap() { options = known.applied(to: options) }
        var input = ImportFiles(options, console)
        try input.read(downloads)
        input.noteSkipped()
        let isHidden = try !input.orders.isEmpty && workspace.hidesCustomers() != false
        let summaries = try workspace.importStaged(
            input.staged, orders: input.orders, customers: isHidden ? CustomerKey.make(folder: folder) : nil, importedOn: nil)
        input.endProgress()
        return ImportSummary.total(of: summaries)
    }

    private static func plan(in path: String) throws -> Plan {
        do { return try PlanJSON.read(path) } catch let error as DecodingError { throw error.asFault(file: path) }
    }
}

/// The answer of `today`.
struct TodayDocument: Encodable {
    var imported: ImportSummary?
    var review: DailyReview
    var replan: ReplanReport?
    var plan: Plan?
}

/// Why there is nothing to compare today.
enum TodayError: FaultError {
    case noPlan(String)
    case notBegun(begin: Day, until: Day?)
    /// What is imported into a workspace would not be seen.
    case ownHistory(String)

    var fault: Fault {
        switch self {
        case .ownHistory(let file): Fault(.usage, found: file, Notice("today.own-history"))
        case .noPlan(let brief): Fault(.data, Notice("today.no-plan", ["brief": .text(brief)]))
        case .notBegun(let begin, let until):
            Fault(
                .data,
                until.map { Notice("today.not-begun", ["begin": .day(begin), "until": .day($0)]) }
                    ?? Notice("today.no-history", ["begin": .day(begin)]))
        }
    }
}
