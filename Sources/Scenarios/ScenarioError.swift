// SPDX-License-Identifier: GPL-3.0-or-later
public import Algebra
public import Market

/// Why a scenario cannot be stated for a brief.
public enum ScenarioError: FaultError, Hashable {
    /// No line is eligible: which scenario, and a notice saying what it looks for.
    case nothingEligible(scenario: String, looksFor: Notice)
    /// The data lack an outcome that the scenario is about.
    case outcomeUnknown(scenario: String, outcome: Outcome)
    /// The brief names something that neither history nor goods list has.
    case unknownName(Origin?, name: String, known: [String])
    /// Money without any limit.
    case needsBudget(Origin?)

    public var fault: Fault {
        switch self {
        case .nothingEligible(let scenario, let looksFor):
            Fault(.data, Notice("scenario.nothing-eligible", ["scenario": .text(scenario)]), notes: [looksFor])
        case .outcomeUnknown(let scenario, let outcome):
            Fault(
                .data,
                Notice("scenario.outcome-unknown", ["scenario": .text(scenario), "outcome": .text(outcome.rawValue)]))
        case .unknownName(let origin, let name, let known):
            Fault(
                .data, at: origin.map { Place(file: $0.file, line: $0.line, field: $0.field) }, found: name,
                Notice("scenario.unknown-name", ["known": .list(known)]))
        case .needsBudget(let origin):
            Fault(
                .data, at: origin.map { Place(file: $0.file, line: $0.line, field: $0.field) },
                Notice("scenario.needs-budget"))
        }
    }
}
