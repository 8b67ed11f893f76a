// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import ArgumentParser
import Briefs
import Campaigns
import Foundation
import Market
import Planning
import Records
import Replay
import Report

struct ReplayVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay", abstract: "Says what a plan would have gained, against what was done and simple rules.",
        discussion: """
            Example:
              wanxiang replay scenarios/goods-acceleration
              wanxiang replay scenarios/goods-acceleration --until-width 10% --baseline equal-split
              wanxiang replay scenarios/goods-acceleration --plan plan.csv --replications 20
              wanxiang replay decisions.csv --policy policy.csv
              wanxiang replay scenarios --expect
              wanxiang replay scenarios/goods-acceleration --expect
              wanxiang replay scenarios/goods-acceleration --refresh --reason "curves now weigh recent weeks more"

            A brief with a world is replayed in that simulated market, which the plan knows only by its exported history. A brief with a
            recorded history is replayed on the days from its first day on, which fit and plan do not see. A CSV is a randomized log:
            decisions made by chance, with the columns action, propensity and reward (or the Open Bandit names), and slot, unit
            and features where there are any. A folder of scenario folders is a suite: all of them, and what they say together.
            """)

    @Argument(
        help: ArgumentHelp(
            "The brief (YAML or JSON), a folder with a brief.yaml, or a randomized log (CSV).", valueName: "brief or log"))
    var brief: String

    @Option(help: ArgumentHelp("Hide all days after this one from fit and plan.", valueName: "date"))
    var asOf: String?

    @Option(
        help: ArgumentHelp("Folder of the workspace; without it the brief's folder or the current one.", valueName: "folder"))
    var workspace: String?

    @OptionGroup var limits: SolveLimits
    @OptionGroup var world: WorldReplayOptions
    @OptionGroup var log: LogReplayOptions
    @OptionGroup var common: CommonOptions

    @Option(help: ArgumentHelp("A plan to judge in place of the brief's own; choices.csv beside it counts.", valueName: "file"))
    var plan: String?

    @Flag(help: "Compare with expected.json beside the brief; exit code 3 when value or gain fell.")
    var expect = false

    @Flag(help: "Write expected.json anew, and oracle.json in a world, showing old and new; needs --reason.")
    var refresh = false

    @Option(help: ArgumentHelp("Why expected.json is refreshed; kept in it.", valueName: "text"))
    var reason: String?

    private var isLog: Bool { brief.lowercased().hasSuffix(".csv") }

    func validate() throws {
        if refresh, reason?.isEmpty ?? true {
            throw ValidationError("--refresh needs --reason: why is another result right now?")
        }
        if refresh, expect { throw ValidationError("Use --expect to compare or --refresh to accept, not both.") }
        if expect || refresh, plan != nil || isLog || !world.isUsual {
            throw ValidationError("--expect and --refresh are about the brief's own plan and all baselines, open loop.")
        }
        if !isLog, log.isUsed {
            throw ValidationError("--policy, --share and --…-column are for randomized logs (a CSV file).")
        }
    }

    @Option(help: ArgumentHelp("Write the result as one HTML page that needs no network.", valueName: "file"))
    var html: String?

    @Option(help: ArgumentHelp("Write the page's charts as SVG files into this folder.", valueName: "folder"))
    var charts: String?

    func run() async throws {
        try await common.run { console in
            if let suite = SuiteRun(path: brief) {
                try await replay(suite, console)
            } else if isLog {
                try show(LogReplayRun(path: brief, columns: log.columns, shares: log.share, policies: log.policy), console)
            } else {
                try await replay(console)
            }
        }
    }

    private func show(_ run: LogReplayRun, _ console: Console) throws {
        let report = try run.report()
        if console.isJSON {
            console.print(json: try JSONText.text(report))
        } else {
            let settings = ViewSettings(console.catalogue, style: console.outputStyle)
            console.print(LogReportView(report, settings: settings).lines())
        }
    }

    private func replay(_ console: Console) async throws {
        let (report, shortfalls) = try await replay(folder: brief, console)
        if html != nil || charts != nil {
            try PageFiles.write(GainPage(report, catalogue: console.catalogue).html(), html: html, charts: charts)
        }
        if console.isJSON {
            console.print(json: try JSONText.text(report))
        } else {
            let settings = ViewSettings(console.catalogue, style: console.outputStyle)
            console.print(GainReportView(report, settings: settings).lines())
        }
        guard shortfalls.isEmpty else { throw ReplayShortfall(notices: shortfalls) }
    }

    /// Every campaign, then the table; one that fell short does not keep the others from being replayed.
    private func replay(_ suite: SuiteRun, _ console: Console) async throws {
        var campaigns: [SuiteCampaign] = []
        var shortfalls: [Notice] = []
        for folder in suite.folders {
            console.note(folder)
            let (report, fell) = try await replay(folder: folder, console)
            campaigns.append(SuiteCampaign(name: SuiteRun.name(of: folder), report: report))
            for notice in fell { console.note(notice) }
            shortfalls += fell
        }
        let report = SuiteReport(campaigns)
        if html != nil || charts != nil {
            let page = SuitePage(report.campaigns.map { ($0.name, $0.gain) }, catalogue: console.catalogue)
            try PageFiles.write(page.html(), html: html, charts: charts)
        }
        if console.isJSON {
            console.print(json: try JSONText.text(report))
        } else {
            let settings = ViewSettings(console.catalogue, style: console.outputStyle, width: 150)
            console.print(SuiteReportView(report, settings: settings).lines())
        }
        guard shortfalls.isEmpty else { throw ReplayShortfall(notices: shortfalls) }
    }

    /// One campaign, compared with or accepted as its expected.json; what fell short of it is told.
    private func replay(folder: String, _ console: Console) async throws -> (report: GainReport, shortfalls: [Notice]) {
        let campaign = try Campaign(path: folder, asOf: OptionValues.day("--as-of", asOf), workspace: workspace, isReplay: true)
        if campaign.brief.benefits != nil { console.warn(Notice("allocate.not-replayed")) }
        let expected = expect ? try ExpectedReplay.read(folder: campaign.folder) : nil
        let old = refresh ? try? ExpectedReplay.read(folder: campaign.folder) : nil
        var settings = try world.settings(campaign, plan: plan)
        if let count = expected?.replications ?? (world.replications == nil ? old?.replications : nil) {
            settings.rule = ReplicationRule(count: count)
        }
        if refresh { settings.measuresOracle = true }
        if expected != nil { settings.fixedPlanRuns = 0 }
        let progress = FitProgress(console, label: "label.replaying")
        let runner = ReplayRunner(campaign: campaign, options: try limits.options(), settings: settings) {
            progress.step($0, of: $1)
        }
        var outcome = try await runner.run()
        progress.finish()
        let now = try outcome.plan.map { try ExpectedReplay(plan: $0.plan, report: outcome.report, reason: reason ?? "") }
        outcome.report.planDigest = now?.planDigest
        if settings.measuresOracle, outcome.oracle.count > 0 {
            try OracleFile.write(outcome.oracle, folder: campaign.folder)
        }
        if plan == nil { try Requests.keep(outcome.report, of: campaign, workspace: workspace) }
        var shortfalls: [Notice] = []
        if let now {
            if refresh { try accept(now, old, campaign, console) }
            if let expected { shortfalls = compare(now, expected, console) }
        }
        return (outcome.report, shortfalls)
    }

    private func accept(_ now: ExpectedReplay, _ old: ExpectedReplay?, _ campaign: Campaign, _ console: Console) throws {
        try now.write(folder: campaign.folder)
        console.note(
            Notice(
                "replay.refreshed",
                [
                    "old": .number(old?.value ?? 0), "new": .number(now.value), "oldgain": .share(old?.gain ?? 0),
                    "newgain": .share(now.gain),
                ]))
    }

    private func compare(_ now: ExpectedReplay, _ expected: ExpectedReplay, _ console: Console) -> [Notice] {
        if now.planDigest != expected.planDigest { console.note(Notice("replay.digest-changed")) }
        let shortfalls = expected.shortfalls(of: now)
        if shortfalls.isEmpty { console.note(Notice("replay.as-expected")) }
        return shortfalls
    }
}
