// SPDX-License-Identifier: GPL-3.0-or-later
public import Algebra
public import Market

/// Why a scenario cannot be stated for a brief.
public enum ScenarioError: FaultError, Hashable {
    /// No line is eligible: which scenario, and a notice saying what it looks for.
    case nothingEligible(scenario: String, looksFor: Notice)
    /// The data lack an outcome that the scenario is about.
    case outcomeUnknown(scenario: String, outcome: Outcome)
    /// Money without any limit.
    case needsBudget(Origin?)
    /// A flexible budget is spent as far as it pays, and nothing says what a sale or a customer is worth.
    case needsWorth(Origin?)

    public var fault: Fault {
        switch self {
        case .nothingEligible(let scenario, let looksFor):
            Fault(.data, Notice("scenario.nothing-eligible", ["scenario": .text(scenario)]), notes: [looksFor])
        case .outcomeUnknown(let scenario, let outcome):
            Fault(
                .data,
                Notice("scenario.outcome-unknown", ["scenario": .text(scenario), "outcome": .text(outcome.rawValue)]))
        case .needsBudget(let origin): Fault(.data, at: place(origin), Notice("scenario.needs-budget"))
        case .needsWorth(let origin): Fault(.data, at: place(origin), Notice("scenario.needs-worth"))
        }
    }

    private func place(_ origin: Origin?) -> Place? {
        origin.map { Place(file: $0.file, line: $0.line, field: $0.field) }
    }
}
