// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import ArgumentParser
import Briefs
import Campaigns
import Foundation
import Market
import Records
import Replay
import Scenarios

/// Options of a replay of plans.
struct WorldReplayOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Independent repetitions of world, history, fit, plan and replay; default 10.", valueName: "count"))
    var replications: Int?

    @Option(
        help: ArgumentHelp(
            "Replay until the gain's 95 % range is no wider than this, such as 10%; at most --most replications.",
            valueName: "share"))
    var untilWidth: String?

    @Option(help: ArgumentHelp("Most replications with --until-width.", valueName: "count"))
    var most = 200

    @Option(
        help: ArgumentHelp(
            "Compare with this only: as-recorded, as-recorded-steady, equal-split, last-period-roi, best-single-channel, a scenario that plans the same money (in a world), family for all others of the brief's family, or a plan CSV. May be repeated; the first one is the headline's.",
            valueName: "name or file"))
    var baseline: [String] = []

    @Option(help: ArgumentHelp("Plan again every so many mornings with what was learned (in a world).", valueName: "days"))
    var replan: Int?

    @Flag(help: "Measure the curves of the world itself for the oracle-curve plan, and keep them in oracle.json.")
    var oracle = false

    /// True where nothing but the number of replications differs from the default.
    var isUsual: Bool { untilWidth == nil && baseline.isEmpty && replan == nil }

    func validate() throws {
        if let replications, !(1...10_000).contains(replications) {
            throw ValidationError("--replications is from 1 to 10000.")
        }
        if !(2...10_000).contains(most) { throw ValidationError("--most is from 2 to 10000.") }
        if let replan, !(1...400).contains(replan) { throw ValidationError("--replan is from 1 to 400 days.") }
    }

    func settings(_ campaign: Campaign, plan: String?) throws -> ReplaySettings {
        var settings = ReplaySettings()
        let horizon = Horizon(
            begin: campaign.brief.begin.value, end: campaign.brief.end.value, cadence: campaign.recorded.cadence)
        settings.rule = ReplicationRule(count: replications ?? 10, untilWidth: try width(), most: most)
        settings.fixedPlanRuns = 8
        settings.replanEvery = replan
        settings.measuresOracle = oracle
        settings.plan = try plan.map { try PlanFile.read($0, horizon: horizon) }
        guard !baseline.isEmpty else { return settings }
        settings.baselines = []
        for name in baseline {
            if let known = Baseline(rawValue: name) {
                settings.baselines.append(known)
            } else if name == "family" || ScenarioNames.all.contains(where: { $0.name == name }), campaign.world != nil {
                settings.scenarios += name == "family" ? ScenarioNames.relatives(of: campaign.brief) : [name]
            } else if name.lowercased().hasSuffix(".csv") {
                let label = URL(fileURLWithPath: name).deletingPathExtension().lastPathComponent
                settings.plans[label] = try PlanFile.read(name, horizon: horizon)
            } else {
                let known = Baseline.allCases.map(\.rawValue).joined(separator: ", ")
                throw CommandError.badOption("--baseline", found: name, accepted: "\(known), family, a scenario, or a plan CSV")
            }
        }
        return settings
    }

    private func width() throws -> Double? {
        guard let untilWidth else { return nil }
        let text = untilWidth.trimmingCharacters(in: .whitespaces)
        let isPercent = text.hasSuffix("%")
        let number = Double(isPercent ? text.dropLast().trimmingCharacters(in: .whitespaces) : text)
        guard let number, number > 0, number.isFinite else {
            throw CommandError.badOption("--until-width", found: untilWidth, accepted: "a share such as 10% or 0.1")
        }
        return isPercent ? number / 100 : number
    }
}

/// Options of a replay on a randomized log.
struct LogReplayOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A policy to judge on a log: action,probability, with slot or row where it depends on them; or action,alpha,beta for Thompson sampling. May be repeated.",
            valueName: "file"))
    var policy: [String] = []

    @Option(help: ArgumentHelp("Column of a log with the action taken.", valueName: "name"))
    var actionColumn: String?

    @Option(help: ArgumentHelp("Column of a log with the action's probability.", valueName: "name"))
    var propensityColumn: String?

    @Option(help: ArgumentHelp("Column of a log with the reward.", valueName: "name"))
    var rewardColumn: String?

    @Option(
        help: ArgumentHelp(
            "Column of a log with whose decision it was: rows of one unit are not independent.", valueName: "name"))
    var unitColumn: String?

    @Option(help: ArgumentHelp("Column of a log that is not looked at. May be repeated.", valueName: "name"))
    var ignoreColumn: [String] = []

    @Option(
        help: ArgumentHelp(
            "The chance of an action where all rows had the same: control=0.5. May be repeated.", valueName: "name=chance"))
    var share: [String] = []

    var isUsed: Bool {
        !policy.isEmpty || !share.isEmpty || !ignoreColumn.isEmpty || actionColumn != nil || propensityColumn != nil
            || rewardColumn != nil || unitColumn != nil
    }

    var columns: DecisionColumns {
        DecisionColumns(
            action: actionColumn, propensity: propensityColumn, reward: rewardColumn, unit: unitColumn, ignored: ignoreColumn)
    }
}

/// A plan as files: `plan.csv`, and `choices.csv` beside it.
enum PlanFile {
    static func read(_ path: String, horizon: Horizon) throws -> DeliveryPlan {
        let entries = try PlanCSV.read(path: path)
        let beside = URL(fileURLWithPath: path).deletingLastPathComponent().appendingPathComponent("choices.csv").path
        let choices = FileManager.default.fileExists(atPath: beside) ? try ChoicesCSV.read(path: beside) : []
        if let outside = entries.first(where: { horizon.period(of: $0.day) == nil }) {
            throw CommandError.badOption(
                "plan", found: "\(outside.day)", accepted: "days from \(horizon.begin) to \(horizon.end)")
        }
        return DeliveryPlan(horizon: horizon, entries: entries, choices: choices)
    }
}
