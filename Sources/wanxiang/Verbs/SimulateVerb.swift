// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Campaigns
import Foundation
import Market
import Records
import Report
import Simulation

struct SimulateVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate", abstract: "Lets a market world write a campaign to try things on.",
        discussion: """
            Example:
              wanxiang simulate --world worlds/fashion-middle.yaml --seed 7 --days 120 --out campaign
              wanxiang simulate --world worlds/snacks-small.yaml --merchant even --downloads 14 --out campaign
              wanxiang simulate --world worlds/beauty-middle.yaml --switch-off search --out campaign
              wanxiang simulate --world worlds/beauty-middle.yaml --plan plan.csv --choices choices.csv --out after
              wanxiang simulate --world worlds/beauty-middle.yaml --emergence page.html

            Writes history.csv, shop.csv and goods.csv, what the world's merchant could download on the last morning; further reports in
            reports/, and on --downloads the same days as they stood on earlier mornings, to be imported one after another. What really
            happened goes to truth/, which no other verb reads.
            """)

    @Option(help: ArgumentHelp("The world file.", valueName: "file"))
    var world: String

    @Option(help: ArgumentHelp("Seed, instead of the file's.", valueName: "number"))
    var seed: UInt64?

    @Option(help: ArgumentHelp("Days of history, instead of the file's.", valueName: "days"))
    var days: Int?

    @Option(help: ArgumentHelp("Folder to write to; made if it does not exist.", valueName: "folder"))
    var out: String?

    @Option(
        help: ArgumentHelp(
            "How the merchant spreads the money, instead of the file's: \(MerchantHabit.allCases.map(\.rawValue).joined(separator: ", ")).",
            valueName: "habit"))
    var merchant: String?

    @Option(help: ArgumentHelp("Write the downloads of so many mornings, up to the last one.", valueName: "mornings"))
    var downloads: Int = 0

    @Option(help: ArgumentHelp("Days that one of them covers.", valueName: "days"))
    var downloadDays: Int = 30

    @Option(
        help: ArgumentHelp(
            "Test a channel in the history's last 28 days: dark in half of the regions, or on half of the days where there are no regions.",
            valueName: "channel"))
    var switchOff: String?

    @Option(help: ArgumentHelp("Deliver this plan after the history; the campaign then ends with the plan.", valueName: "file"))
    var plan: String?

    @Option(help: ArgumentHelp("The plan's choices.", valueName: "file"))
    var choices: String?

    @Option(help: ArgumentHelp("Measure how the world answers to money and write it to this HTML page.", valueName: "file"))
    var emergence: String?

    @Option(help: ArgumentHelp("Repetitions of that measurement.", valueName: "number"))
    var repetitions: Int = 8

    @OptionGroup var common: CommonOptions

    func validate() throws {
        if out == nil, emergence == nil { throw ValidationError("Name a folder with --out, or a page with --emergence.") }
        if choices != nil, plan == nil { throw ValidationError("--choices goes with --plan.") }
        if plan != nil, switchOff != nil { throw ValidationError("--plan and --switch-off do not go together.") }
        if let out, out.isEmpty { throw ValidationError("--out needs the name of a folder.") }
    }

    func run() async throws {
        try await common.run { console in
            let description = try described()
            try checkOptions()
            if let emergence { try await measure(description, to: emergence, console) }
            if let out { try simulate(description, to: out, console) }
        }
    }

    /// The world file with what the options replace.
    private func described() throws -> WorldDescription {
        var description = try WorldFile.read(world)
        if let seed { description.seed = seed }
        if let days {
            guard (1...1_500).contains(days) else {
                throw CommandError.badOption("--days", found: "\(days)", accepted: "1 to 1500")
            }
            description.days = days
        }
        if let merchant {
            guard let habit = MerchantHabit(rawValue: merchant) else {
                throw CommandError.badOption(
                    "--merchant", found: merchant, accepted: MerchantHabit.allCases.map(\.rawValue).joined(separator: ", "))
            }
            description.overrides.merchant = habit
        }
        if let fault = description.sizeFault(file: world) { throw fault }
        return description
    }

    private func checkOptions() throws {
        guard (0...400).contains(downloads) else {
            throw CommandError.badOption("--downloads", found: "\(downloads)", accepted: "0 to 400")
        }
        guard (1...1_500).contains(downloadDays) else {
            throw CommandError.badOption("--download-days", found: "\(downloadDays)", accepted: "1 to 1500")
        }
        guard (2...1_000).contains(repetitions) else {
            throw CommandError.badOption("--repetitions", found: "\(repetitions)", accepted: "2 to 1000")
        }
    }

    private func simulate(_ description: WorldDescription, to folder: String, _ console: Console) throws {
        let market = World(description)
        var finding: ExperimentFinding?
        var assignment: [UInt8]?
        var history: WorldHistory
        if let switchOff {
            let channel = Channel(rawValue: switchOff)
            let known = market.deliveryLines.map(\.channel)
            guard known.contains(channel) else {
                throw CommandError.badOption(
                    "--switch-off", found: switchOff, accepted: Set(known).sorted().map(\.rawValue).joined(separator: ", "))
            }
            let last = description.end.advanced(by: -1)
            let first = last.advanced(by: -27)
            let merchant = RecordedMerchant(market)
            if let test = GeoSwitchOff(market, channel: channel, begin: first, end: last, seed: description.seed) {
                history = market.history(policy: test.policy(over: merchant))
                finding = test.finding(in: history.report)
                assignment = ExperimentExport.assignment(test)
            } else if let test = SwitchOff(channel: channel, begin: first, end: last, seed: description.seed) {
                history = market.history(policy: test.policy(over: merchant))
                finding = test.finding(in: history.report)
                assignment = ExperimentExport.assignment(test)
            } else {
                history = market.history()
            }
        } else {
            history = market.history()
        }
        var export = WorldExport(
            folder: folder, world: market, report: history.report, truth: history.truth, spends: history.spends)
        if let delivered = try planned(description) {
            let run = market.run(
                from: delivered.horizon.begin, days: delivered.horizon.count, policy: PlannedDelivery(delivered),
                state: history.state)
            let lived = market.history(of: run.state)
            export = WorldExport(folder: folder, world: market, report: lived.report, truth: lived.truth, spends: lived.spends)
            for refused in run.refusedChoices.prefix(20) {
                console.warn(
                    Notice(
                        "simulate.refused-choice",
                        [
                            "kind": .text(refused.choice.kind), "day": .day(refused.day),
                            "reason": .text(console.catalogue.text(for: refused.reason)),
                        ]))
            }
            if run.refused > .zero { console.warn(Notice("simulate.refused-money", ["money": .money(run.refused)])) }
        }
        try export.write(downloads: downloads, span: downloadDays)
        if let finding, let assignment {
            try AtomicFile.write(ExperimentExport.brief([finding]), to: folder + "/reports/experiments.yaml")
            try AtomicFile.write(assignment, to: folder + "/reports/assignment.csv")
        }
        report(folder, export, finding, console)
    }

    /// The plan of the files named; nil where none is.
    private func planned(_ description: WorldDescription) throws -> DeliveryPlan? {
        guard let plan else { return nil }
        let entries = try PlanCSV.read(path: plan)
        let chosen = try choices.map { try ChoicesCSV.read(path: $0) } ?? []
        let days = entries.map(\.day) + chosen.flatMap { [$0.begin, $0.end] }
        guard let first = days.min(), let last = days.max() else {
            return DeliveryPlan(horizon: Horizon(begin: description.end, count: 0), entries: [])
        }
        guard first >= description.end else {
            throw CommandError.beginsInHistory(Place(file: plan), begin: first, historyEnds: description.end.advanced(by: -1))
        }
        let horizon = Horizon(begin: first, end: last, cadence: .daily)
        var long = description
        long.days = last.number - description.begin.number + 1
        if let fault = long.sizeFault(file: plan) { throw fault }
        return DeliveryPlan(horizon: horizon, entries: entries, choices: chosen)
    }

    private func report(_ folder: String, _ export: WorldExport, _ finding: ExperimentFinding?, _ console: Console) {
        let records = export.report.records()
        if console.isJSON {
            let summary = SimulatedCampaign(
                folder: folder, records: records.count, firstDay: records.first?.day, lastDay: records.last?.day,
                goods: export.report.goods.count, experiment: finding)
            console.print(json: (try? JSONText.text(summary)) ?? "{}")
            return
        }
        var lines = [
            console.catalogue.text(
                "command.simulated",
                ["folder": .text(folder), "rows": .count(records.count), "goods": .count(export.report.goods.count)])
        ]
        if let finding {
            lines.append(
                console.catalogue.text(
                    "simulate.experiment",
                    [
                        "channel": .text(finding.channel.rawValue), "begin": .day(finding.begin), "end": .day(finding.end),
                        "effect": .money(Money(yuan: finding.effect) ?? .zero),
                        "error": .money(Money(yuan: finding.standardError) ?? .zero), "spend": .money(finding.spend),
                    ]))
        }
        console.print(lines)
    }

    private func measure(_ description: WorldDescription, to path: String, _ console: Console) async throws {
        let found = await EmergenceMeasurement(description, repetitions: repetitions).measure()
        let page = WorldPage(found, catalogue: console.catalogue)
        try AtomicFile.write(Array(page.html().utf8), to: path)
        if console.isJSON {
            console.print(json: try JSONText.text(found))
        } else {
            console.print(page.lines())
        }
        if !found.holds { throw ExitCode(FaultKind.shortfall.rawValue) }
    }
}

private struct SimulatedCampaign: Encodable {
    var folder: String
    var records: Int
    var firstDay: Day?
    var lastDay: Day?
    var goods: Int
    var experiment: ExperimentFinding?

    private enum CodingKeys: String, CodingKey {
        case folder, goods, experiment
        case records = "history_rows"
        case firstDay = "first_day"
        case lastDay = "last_day"
    }
}
