// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
public import Briefs
public import Scenarios

/// Where the command joins briefs and scenarios.
public enum ScenarioNames {
    /// What a person reads about each scenario.
    public static var all: [ScenarioDescription] { ScenarioCatalogue.all.map(\.description) }

    public static var terms: [ScenarioTerms] { ScenarioCatalogue.terms }

    /// Reads briefs with all scenarios, and with the playbooks near a brief's file.
    public static var reader: BriefReader {
        BriefReader(scenarios: terms, playbooks: PlaybookFiles.playbooks(near:))
    }

    public static func find(_ name: String) throws -> any ScenarioModule {
        guard let scenario = ScenarioCatalogue.find(name) else {
            throw CommandError.noScenario(name, known: ScenarioCatalogue.all.map(\.description.name))
        }
        return scenario
    }
}
