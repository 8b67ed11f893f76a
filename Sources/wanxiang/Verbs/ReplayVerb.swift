// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import ArgumentParser
import Briefs
import Foundation
import Market
import Planning
import Replay
import Report

struct ReplayVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay", abstract: "Says what a plan would have gained, against what was done and simple rules.",
        discussion: """
            Example:
              wanxiang replay scenarios/goods-acceleration
              wanxiang replay scenarios/goods-acceleration --expect
              wanxiang replay scenarios/goods-acceleration --refresh --reason "curves now weigh recent weeks more"

            A brief with a world is replayed in that simulated market, which the plan knows only by its exported history. A brief with a
            recorded history is replayed on the days from its first day on, which fit and plan do not see.
            """)

    @OptionGroup var campaign: CampaignOptions
    @OptionGroup var limits: SolveLimits
    @OptionGroup var common: CommonOptions

    @Option(help: ArgumentHelp("Independent repetitions of world, history, fit, plan and replay.", valueName: "count"))
    var replications = 8

    @Flag(help: "Compare with expected.json beside the brief; exit code 3 when value or gain fell.")
    var expect = false

    @Flag(help: "Write expected.json anew, showing old and new; needs --reason.")
    var refresh = false

    @Option(help: ArgumentHelp("Why expected.json is refreshed; kept in it.", valueName: "text"))
    var reason: String?

    func validate() throws {
        if refresh, reason?.isEmpty ?? true {
            throw ValidationError("--refresh needs --reason: why is another result right now?")
        }
        if refresh, expect { throw ValidationError("Use --expect to compare or --refresh to accept, not both.") }
        if !(1...10_000).contains(replications) { throw ValidationError("--replications is from 1 to 10000.") }
    }

    func run() async throws {
        try await common.run { console in
            let campaign = try campaign.campaign(isReplay: true)
            let expected = expect ? try ExpectedReplay.read(folder: campaign.folder) : nil
            let count = expected?.replications ?? replications
            let progress = FitProgress(console, label: "label.replaying")
            let runner = ReplayRunner(campaign: campaign, options: try limits.options(), replications: max(1, count)) {
                progress.step($0, of: $1)
            }
            var (planned, report) = try await runner.run()
            progress.finish()
            let now = try ExpectedReplay(plan: planned.plan, report: report, reason: reason ?? "")
            report.planDigest = now.planDigest
            if console.isJSON {
                console.print(json: try JSONText.text(report))
            } else {
                let settings = ViewSettings(console.catalogue, style: console.outputStyle)
                console.print(GainReportView(report, settings: settings).lines())
            }
            if refresh { try accept(now, campaign, console) }
            if let expected { try compare(now, expected, console) }
        }
    }

    private func accept(_ now: ExpectedReplay, _ campaign: Campaign, _ console: Console) throws {
        let old = try? ExpectedReplay.read(folder: campaign.folder)
        try now.write(folder: campaign.folder)
        console.note(
            Notice(
                "replay.refreshed",
                [
                    "old": .number(old?.value ?? 0), "new": .number(now.value), "oldgain": .share(old?.gain ?? 0),
                    "newgain": .share(now.gain),
                ]))
    }

    private func compare(_ now: ExpectedReplay, _ expected: ExpectedReplay, _ console: Console) throws {
        if now.planDigest != expected.planDigest { console.note(Notice("replay.digest-changed")) }
        let shortfalls = expected.shortfalls(of: now)
        guard shortfalls.isEmpty else { throw ReplayShortfall(notices: shortfalls) }
        console.note(Notice("replay.as-expected"))
    }
}
