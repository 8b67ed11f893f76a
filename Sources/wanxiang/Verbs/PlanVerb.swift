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
import Solver
import Workspaces

/// Options that say which campaign is meant and how far to look.
struct CampaignOptions: ParsableArguments {
    @Argument(help: ArgumentHelp("The brief (YAML or JSON), or a folder with a brief.yaml.", valueName: "brief"))
    var brief: String

    @Option(help: ArgumentHelp("Hide all days after this one from fit and plan.", valueName: "date"))
    var asOf: String?

    @Option(
        help: ArgumentHelp("Folder of the workspace; without it the brief's folder or the current one.", valueName: "folder"))
    var workspace: String?

    func campaign(isReplay: Bool = false, isReplan: Bool = false) throws -> Campaign {
        try Campaign(
            path: brief, asOf: OptionValues.day("--as-of", asOf), workspace: workspace, isReplay: isReplay, isReplan: isReplan)
    }
}

/// Limits of a solve.
struct SolveLimits: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Relative gap that is good enough; default 1e-6, with choices or S-shaped curves 1e-4.", valueName: "gap"))
    var gap: Double?

    @Option(help: ArgumentHelp("Safety stop in seconds of wall clock; a plan cut short says so.", valueName: "seconds"))
    var timeLimit: Double = 120

    func options() throws -> PlanOptions {
        if let gap, !(gap >= 1e-12 && gap <= 1) {
            throw CommandError.badOption("--gap", found: "\(gap)", accepted: "a number from 1e-12 to 1")
        }
        if !(timeLimit > 0 && timeLimit <= 86_400) {
            throw CommandError.badOption("--time-limit", found: "\(timeLimit)", accepted: "seconds from above 0 to 86400")
        }
        return PlanOptions(relativeGap: gap, timeLimitSeconds: timeLimit)
    }
}

struct PlanVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "Plans a brief: where the money goes, what it brings, and how good that is.",
        discussion: """
            Example:
              wanxiang plan brief.yaml --csv plan.csv --json
              wanxiang plan brief.yaml --html plan.html --delivery-sheet sheet.csv --excel

            Writes the plan as CSV (and choices.csv beside it where there are choices) and prints the rest. A workspace in the brief's
            folder keeps curves and plan.
            """)

    @OptionGroup var campaign: CampaignOptions
    @OptionGroup var limits: SolveLimits
    @OptionGroup var common: CommonOptions

    @Option(help: ArgumentHelp("Write the plan as CSV: date,channel,goods,audience,spend.", valueName: "file"))
    var csv: String?

    @OptionGroup var files: PlanFileOptions

    @Option(help: ArgumentHelp("Write the solved problem as an LP file for an independent solver.", valueName: "file"))
    var lp: String?

    @Option(help: ArgumentHelp("Write the delivery problem as JSON, as wanxiang solve takes it.", valueName: "file"))
    var problem: String?

    @Option(
        help: ArgumentHelp(
            "Write which customer gets which benefit, for a brief with `benefits:`, as .csv or .npy.", valueName: "file"))
    var benefitsOutput: String?

    @Flag(help: "Solve the problem by GLPK alone as well, on its full tangent program, and compare.")
    var check = false

    @Option(
        help: ArgumentHelp(
            "Make a stored plan again from its stored inputs, by its version (0 for the latest), and compare.",
            valueName: "version"))
    var again: Int?

    func run() async throws {
        try await common.run { console in
            let campaign = try campaign.campaign()
            let store = try PlanStore(campaign, workspace: self.campaign.workspace, path: self.campaign.brief)
            if let again { return try repeating(again, store, console) }
            var pipeline = Pipeline(campaign, options: try limits.options())
            let progress = FitProgress(console)
            pipeline.fitProgress = { progress.step($0, of: $1) }
            let response = try pipeline.fit(campaign.known)
            progress.finish()
            let stated = try pipeline.problem(response, campaign.known)
            // A problem's document tells lines apart by their keys alone, not by whose part they are.
            if problem != nil, !stated.parts.isEmpty {
                throw CommandError.badOption("--problem", found: campaign.brief.scenario.value, accepted: "scenario: NAME")
            }
            if let problem { try AtomicFile.write(Array(try JSONText.text(ProblemDocument(stated)).utf8), to: problem) }
            var benefits = try BenefitsInPlan(brief: campaign.brief, budget: campaign.brief.budget?.value)
            let result =
                try benefits?.plan(stated, options: pipeline.options) ?? Planner.plan(stated, options: pipeline.options)
            let json = try JSONText.text(result.plan)
            try write(result, json)
            if let benefitsOutput { try benefits?.write(to: benefitsOutput) }
            try files.write(result, response: response, campaign: campaign, catalogue: console.catalogue)
            // Customers' benefits come from files of their own, which are not kept: such a plan is stored, but not made again.
            try store.save(
                kind: "plan", json: json, response: response,
                inputs: benefits == nil
                    ? StoredInputs(campaign, pipeline.context(response, campaign.known), pipeline.options) : nil)
            let reference = check ? try result.reference() : nil
            if console.isJSON {
                if let reference {
                    console.print(
                        json: try JSONText.text(CheckedPlan(plan: result.plan, reference: ReferenceDocument(reference))))
                } else if let benefits {
                    console.print(json: try JSONText.text(PlanWithBenefits(plan: result.plan, benefits: benefits.result)))
                } else {
                    console.print(json: json)
                }
            } else {
                let settings = ViewSettings(console.catalogue, style: console.outputStyle)
                console.print(
                    PlanView(
                        result.plan, title: campaign.brief.scenario.value, reported: result.problem.reported, settings: settings
                    ).lines())
                if let benefits { console.print(benefits.lines(settings, plan: result.plan)) }
            }
            if let reference, !console.isJSON {
                console.print([
                    console.catalogue.text(
                        "command.reference",
                        [
                            "optimum": reference.optimum.map { .number($0) } ?? .text("–"),
                            "value": .number(result.plan.certificate.value),
                            "bound": .number(result.plan.certificate.bound), "rows": .count(reference.rows),
                            "columns": .count(reference.columns), "status": .text(reference.solverStatus),
                        ])
                ])
            }
            for notice in response.warnings { console.warn(notice) }
        }
    }

    /// Makes a stored plan again; exit code 3 where it comes out otherwise.
    private func repeating(_ version: Int, _ store: PlanStore, _ console: Console) throws {
        let (document, result, isSame) = try store.again(version: version > 0 ? version : nil, timeLimit: limits.timeLimit)
        if console.isJSON {
            console.print(json: try JSONText.text(result.plan))
        } else {
            let settings = ViewSettings(console.catalogue, style: console.outputStyle)
            console.print(
                PlanView(result.plan, title: store.name, reported: result.problem.reported, settings: settings).lines())
        }
        let state = console.catalogue.text(isSame ? "command.same-plan" : "command.other-plan")
        console.note(Notice("command.stored-again", ["version": .count(document.version), "state": .text(state)]))
        if !isSame { throw ExitCode(FaultKind.shortfall.rawValue) }
    }

    private func write(_ result: PlanResult, _ json: String) throws {
        if let csv {
            try AtomicFile.write(files.csv(PlanCSV.write(result.plan.delivery)), to: csv)
            if !result.plan.delivery.choices.isEmpty {
                let beside = URL(fileURLWithPath: csv).deletingLastPathComponent().appendingPathComponent("choices.csv").path
                try AtomicFile.write(files.csv(ChoicesCSV.write(result.plan.delivery.choices)), to: beside)
            }
        }
        if let lp { try result.exportTangentProgram(to: lp) }
    }
}

/// A plan beside what GLPK alone makes of the same problem.
private struct CheckedPlan: Encodable {
    var plan: Plan
    var reference: ReferenceDocument
}

private struct ReferenceDocument: Encodable {
    var optimum: Double?
    var rows: Int
    var columns: Int
    var status: String

    private enum CodingKeys: String, CodingKey {
        case optimum
        case rows = "glpk_rows"
        case columns = "glpk_columns"
        case status = "glpk_status"
    }

    init(_ answer: ReferenceAnswer) {
        optimum = answer.optimum
        rows = answer.rows
        columns = answer.columns
        status = answer.solverStatus
    }
}
