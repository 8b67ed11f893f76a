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
import Response
import Workspaces

struct ReplanVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replan",
        abstract: "Mid-flight: what was spent is fixed, the rest is planned again with what was learned.",
        discussion: """
            Example:
              wanxiang replan brief.yaml
              wanxiang replan brief.yaml --spent spent.csv --plan plan.csv --csv rest.csv

            What was spent comes from the brief's history or the workspace, days since the campaign began, or from a file of the plan's
            form (date,channel,goods,audience,spend). Curves are fitted again with these days. The plan in force, from --plan or the
            workspace, is compared with the new one: what moves, and why.
            """)

    @OptionGroup var campaign: CampaignOptions
    @OptionGroup var limits: SolveLimits
    @OptionGroup var common: CommonOptions

    @Option(help: ArgumentHelp("First day to plan again; default the day after the last one spent.", valueName: "date"))
    var from: String?

    @Option(
        help: ArgumentHelp(
            "What was spent, where the history does not have it: date,channel,goods,audience,spend.", valueName: "file"))
    var spent: String?

    @Option(help: ArgumentHelp("The plan in force as CSV; default the last one stored for this brief.", valueName: "file"))
    var plan: String?

    @Option(help: ArgumentHelp("Write the new plan of the days that are left as CSV.", valueName: "file"))
    var csv: String?

    func run() async throws {
        try await common.run { console in
            let campaign = try campaign.campaign(isReplan: true)
            let day = try OptionValues.day("--from", from, example: "2025-10-08")
            let progress = FitProgress(console)
            var pipeline = Pipeline(campaign, options: try limits.options())
            pipeline.fitProgress = { progress.step($0, of: $1) }
            let store = try PlanStore(campaign, workspace: self.campaign.workspace, path: self.campaign.brief)
            let earlier = try plan.map { try PlanCSV.read(path: $0) } ?? store.latest()?.delivery.entries
            let replanning = Replanning(
                campaign: campaign, pipeline: pipeline, earlier: earlier,
                spent: try spent.map { try PlanCSV.read(path: $0) } ?? [], from: day)
            let answer = try replanning.run()
            progress.finish()
            if let csv { try AtomicFile.write(PlanCSV.write(answer.result.plan.delivery), to: csv) }
            let json = try JSONText.text(ReplanDocument(replan: answer.report, plan: answer.result.plan))
            try store.save(kind: "replan", json: json, response: answer.response)
            if console.isJSON {
                console.print(json: json)
            } else {
                let settings = ViewSettings(console.catalogue, style: console.outputStyle)
                console.print(ReplanView.lines(answer.report, settings))
                console.print(
                    PlanView(
                        answer.result.plan, title: campaign.brief.scenario.value, reported: answer.result.problem.reported,
                        settings: settings
                    ).lines())
            }
            for notice in answer.response.warnings { console.warn(notice) }
        }
    }
}

/// The answer of `replan`.
struct ReplanDocument: Codable {
    var replan: ReplanReport
    var plan: Plan
}
