// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
public import Briefs
public import Delivery
public import Market
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

    /// States the problem of the brief's scenario, or of several in one.
    public static func problem(_ context: ScenarioContext) throws -> DeliveryProblem {
        let brief = context.brief
        if !brief.entries.isEmpty { return try JointScenarios.problem(context) }
        return try find(brief.scenario.value).problem(context)
    }

    /// What reports on the brief show first; of several scenarios the figures of each, in their order.
    public static func kpis(of brief: Brief) throws -> [Outcome] {
        guard !brief.entries.isEmpty else { return try find(brief.scenario.value).description.kpis }
        var kpis: [Outcome] = []
        for entry in brief.entries {
            for outcome in try find(entry.scenario.value).description.kpis where !kpis.contains(outcome) {
                kpis.append(outcome)
            }
        }
        return kpis
    }

    /// The other scenarios of the family of a brief's scenario.
    public static func relatives(of brief: Brief) -> [String] {
        let own = Set(brief.entries.isEmpty ? [brief.scenario.value] : brief.entries.map(\.scenario.value))
        let families = Set(all.filter { own.contains($0.name) }.map(\.family))
        return all.filter { families.contains($0.family) && !own.contains($0.name) }.map(\.name)
    }

    public static func find(_ name: String) throws -> any ScenarioModule {
        guard let scenario = ScenarioCatalogue.find(name) else {
            throw CommandError.noScenario(name, known: ScenarioCatalogue.all.map(\.description.name))
        }
        return scenario
    }
}
