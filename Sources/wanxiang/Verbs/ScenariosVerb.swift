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
            """)

    @Argument(help: ArgumentHelp("A scenario's name.", valueName: "name"))
    var name: String?

    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await common.run { console in
            let settings = ViewSettings(console.catalogue, style: console.outputStyle)
            if let name {
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
                    console.print(ScenarioListView.lines(all, settings))
                }
            }
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
                    standard: term.standard)
            },
            kpis: description.kpis, exampleBrief: ExampleBrief.text(scenario: description.name))
    }
}
