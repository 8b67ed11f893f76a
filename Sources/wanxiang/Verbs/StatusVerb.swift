// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import ArgumentParser
import Briefs
import Campaigns
import Foundation
import Market
import Planning
import Report
import Workspaces

struct StatusVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Lists the requests of a workspace: draft, submitted, running, ended, replayed.",
        discussion: """
            Example:
              wanxiang status
              wanxiang status 3

            A request runs when history has a day of it; with a number, its plan is shown. A brief in the workspace's folder that was not
            submitted as it stands is a draft.
            """)

    @Argument(help: ArgumentHelp("A request's number.", valueName: "number"))
    var number: String?

    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await common.run { console in
            let entries = try Requests(workspace: try place.open()).all()
            let drafts = drafts(entries)
            if let number {
                guard let entry = entries.first(where: { $0.number == number }) else {
                    throw WorkspaceCareError.noRequest(number, known: entries.map(\.number))
                }
                try show(entry, console)
            } else if console.isJSON {
                console.print(json: try JSONText.text(Answer(requests: entries.map(Row.init), drafts: drafts.map(\.file))))
            } else {
                console.print(list(entries, drafts, console))
            }
        }
    }

    /// Briefs beside the workspace that no request has as they stand.
    private func drafts(_ entries: [Requests.Entry]) -> [(file: String, brief: Brief)] {
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: place.workspace)) ?? []).sorted()
        return names.filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }.compactMap { name in
            guard let brief = try? ScenarioNames.reader.read(path: place.workspace + "/" + name) else {
                return nil
            }
            return entries.contains { $0.document.brief == brief.canonicalText } ? nil : (name, brief)
        }
    }

    private func list(_ entries: [Requests.Entry], _ drafts: [(file: String, brief: Brief)], _ console: Console) -> [String] {
        let say = console.catalogue
        guard !entries.isEmpty || !drafts.isEmpty else { return [say.text("request.none")] }
        var table = TextTable([
            .init(say.text("request.number"), .right), .init(say.text("request.goal"), maximum: 28),
            .init(say.text("request.period")),
            .init(say.text("label.budget"), .right), .init(say.text("request.spent-so-far"), .right),
            .init(say.text("request.state")),
        ])
        for entry in entries {
            let request = entry.document
            table.add([
                entry.number, request.scenario, "\(request.begin) – \(request.end)",
                request.budget.map(NumberText.money) ?? say.text("request.flexible"), NumberText.money(entry.spent),
                say.text("request.state-\(entry.state.rawValue)"),
            ])
        }
        for draft in drafts {
            table.add(
                [
                    draft.file, draft.brief.scenario.value, "\(draft.brief.begin.value) – \(draft.brief.end.value)",
                    draft.brief.budget.map { NumberText.money($0.value) } ?? say.text("request.flexible"), "",
                    say.text("request.draft"),
                ], .dim)
        }
        return table.lines(width: 110, style: console.outputStyle)
    }

    private func show(_ entry: Requests.Entry, _ console: Console) throws {
        if console.isJSON { return console.print(json: try JSONText.text(entry.document)) }
        let say = console.catalogue
        let settings = ViewSettings(say, style: console.outputStyle)
        var lines = list([entry], [], console) + [""]
        lines += PlanView(entry.document.plan, title: entry.document.scenario, settings: settings).lines()
        lines += ["", say.text("request.plan-digest"), "  " + entry.document.planDigest, say.text("request.inputs")]
        lines += entry.inputs.sorted { $0.key < $1.key }.map { "  \($0.key)  \($0.value)" }
        console.print(lines)
    }

    private struct Row: Encodable {
        var number: String
        var state: Requests.State
        var scenario: String
        var begin: Day
        var end: Day
        var budget: Money?
        var spent: Money
        var planDigest: String

        init(_ entry: Requests.Entry) {
            number = entry.number
            state = entry.state
            scenario = entry.document.scenario
            begin = entry.document.begin
            end = entry.document.end
            budget = entry.document.budget
            spent = entry.spent
            planDigest = entry.document.planDigest
        }

        private enum CodingKeys: String, CodingKey {
            case number, state, scenario, begin, end
            case budget = "budget_fen"
            case spent = "spent_fen"
            case planDigest = "plan_sha256"
        }
    }

    private struct Answer: Encodable {
        var requests: [Row]
        var drafts: [String]
    }
}
