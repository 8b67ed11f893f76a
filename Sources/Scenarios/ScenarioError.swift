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
    /// Goals in different units, and nothing says what a unit of this one is worth.
    case jointUnit(scenario: String, unit: String, Origin?)
    /// Several goals that no yardstick of money can replace: profit, or a flexible budget for sales.
    case jointGoal(Origin?)
    /// Two scenarios that see a line or a choice differently.
    case jointLine(scenario: String, other: String, line: String, Origin?)
    /// A stock that two scenarios keep.
    case jointStock(scenario: String, stock: String, Origin?)

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
        case .jointUnit(let scenario, let unit, let origin):
            Fault(
                .data, at: place(origin),
                Notice("scenario.joint-unit", ["scenario": .text(scenario), "unit": .text(unit)]))
        case .jointGoal(let origin): Fault(.data, at: place(origin), Notice("scenario.joint-goal"))
        case .jointLine(let scenario, let other, let line, let origin):
            Fault(
                .data, at: place(origin),
                Notice(
                    "scenario.joint-line", ["scenario": .text(scenario), "other": .text(other), "line": .text(line)]))
        case .jointStock(let scenario, let stock, let origin):
            Fault(
                .data, at: place(origin),
                Notice("scenario.joint-stock", ["scenario": .text(scenario), "stock": .text(stock)]))
        }
    }

    private func place(_ origin: Origin?) -> Place? {
        origin.map { Place(file: $0.file, line: $0.line, field: $0.field) }
    }
}
