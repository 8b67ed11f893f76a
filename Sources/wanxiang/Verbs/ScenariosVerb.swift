// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import ArgumentParser
import Briefs
import Campaigns
import Market
import Report
import Scenarios

struct ScenariosVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scenarios",
        abstract: "Lists the scenarios; with a name, what it maximises, its settings and an example brief.",
        discussion: """
            Example:
              wanxiang scenarios
              wanxiang scenarios goods-acceleration
              wanxiang scenarios --for history.csv --goal new_customers

            With --for, every scenario is planned over the coming days on the shop's own curves, and the three that fit best are
            proposed with what each would bring.
            """)

    @Argument(help: ArgumentHelp("A scenario's name.", valueName: "name"))
    var name: String?

    @Option(
        name: .customLong("for"),
        help: ArgumentHelp(
            "Propose scenarios for a history CSV, or a folder with one or with a workspace.", valueName: "history"))
    var history: String?

    @Option(
        help: ArgumentHelp("With --for: the outcome that counts, such as gmv, new_customers, orders.", valueName: "outcome"))
    var goal = "gmv"

    @Option(help: ArgumentHelp("With --for: budget in yuan; default what the same days before have cost.", valueName: "yuan"))
    var budget: String?

    @Option(help: ArgumentHelp("With --for: days to plan, 1 to 90.", valueName: "count"))
    var days = 28

    @Flag(help: "The playbooks alone that a brief in the current folder may name.")
    var playbooks = false

    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await common.run { console in
            let settings = ViewSettings(console.catalogue, style: console.outputStyle)
            if playbooks {
                let found = try near(console)
                if console.isJSON {
                    console.print(json: try JSONText.text(found))
                } else {
                    console.print(PlaybookListView.lines(found, settings))
                }
            } else if let history {
                try propose(history, console, settings)
            } else if let name {
                let text = ScenarioText(try ScenarioNames.find(name).description, console.catalogue)
                if console.isJSON {
                    console.print(json: try JSONText.text(text))
                } else {
                    console.print(ScenarioView.lines(text, settings))
                }
            } else {
                let all = ScenarioCatalogue.all.map { ScenarioText($0.description, console.catalogue) }
                if console.isJSON {
                    console.print(json: try JSONText.text(all))
                } else {
                    console.print(ScenarioListView.lines(all, settings) + PlaybookListView.lines(try near(console), settings))
                }
            }
        }
    }
}

extension ScenariosVerb {
    /// The playbooks that a brief in the current folder may name.
    private func near(_ console: Console) throws -> [PlaybookText] {
        try PlaybookFiles.playbooks(near: "brief.yaml").map {
            PlaybookText(
                name: $0.name, title: $0.title, about: console.catalogue.language == .chinese ? $0.aboutChinese : $0.about,
                file: $0.file)
        }
    }

    /// The three scenarios that fit best, with what each would bring.
    private func propose(_ path: String, _ console: Console, _ settings: ViewSettings) throws {
        guard (1...90).contains(days) else { throw CommandError.badOption("--days", found: "\(days)", accepted: "1 to 90") }
        let money = try OptionValues.money("--budget", budget)
        let progress = FitProgress(console)
        let found = try ScenarioProposals(history: path, goal: Outcome(rawValue: goal), days: days, budget: money) {
            progress.step($0, of: $1)
        }
        progress.finish()
        guard !found.ranked.isEmpty else {
            throw CommandError.badOption(
                "--goal", found: goal, accepted: Outcome.canonical.map(\.rawValue).joined(separator: ", "))
        }
        let entries = try found.ranked.map { proposal in
            ProposalDocument.entry(
                ScenarioText(try ScenarioNames.find(proposal.scenario).description, console.catalogue), proposal.compared,
                proposal.value)
        }
        let document = ProposalDocument(
            begin: found.begin, end: found.end, budget: found.budget, outcome: found.goal,
            proposals: Array(entries.prefix(3)), others: entries.dropFirst(3).sorted { $0.value.mean > $1.value.mean },
            impossible: Dictionary(
                found.left.map { ($0.scenario, console.catalogue.text(for: $0.reason.notice)) },
                uniquingKeysWith: { first, _ in first }))
        if console.isJSON {
            console.print(json: try JSONText.text(document))
        } else {
            console.print(document.lines(settings))
        }
    }
}

extension ScenarioText {
    /// A scenario's description in words; `Report` does not know scenarios.
    init(_ description: ScenarioDescription, _ catalogue: MessageCatalogue) {
        self.init(
            name: description.name, chineseName: description.chineseName, family: description.family.rawValue,
            platformCode: description.platformCode, goal: catalogue.text(description.goalKey), formula: description.formula,
            settings: description.settings.map { term in
                Setting(
                    name: term.name, unit: term.unit.rawValue, least: term.bounds.lowerBound, most: term.bounds.upperBound,
                    standard: term.standard, reason: catalogue.text(term.reason.key))
            },
            kpis: description.kpis, exampleBrief: ExampleBrief.text(scenario: description.name))
    }
}
