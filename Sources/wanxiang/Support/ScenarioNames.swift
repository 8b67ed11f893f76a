// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
import Scenarios

/// Where the command joins briefs and scenarios.
enum ScenarioNames {
    /// What a person reads about each scenario.
    static var all: [ScenarioDescription] { ScenarioCatalogue.all.map(\.description) }

    static var terms: [ScenarioTerms] { ScenarioCatalogue.terms }

    static func find(_ name: String) throws -> any ScenarioModule {
        guard let scenario = ScenarioCatalogue.find(name) else {
            throw CommandError.noScenario(name, known: ScenarioCatalogue.all.map(\.description.name))
        }
        return scenario
    }
}
