// SPDX-License-Identifier: GPL-3.0-or-later
public import Delivery
public import Market
public import Solver

/// One of the rules that contradict one another.
public struct ConflictingRule: Sendable, Hashable, Codable {
    /// In the merchant's words.
    public var rule: String
    /// `brief.yaml:9`; nil for a rule that nobody wrote.
    public var saidAt: String?
    /// By how much its limit would have to give so that a plan becomes possible, all else as it is; nil where that alone does not help.
    public var leastChange: Double?
    /// The limit that would just do, nil where that alone does not help.
    public var wouldDo: Double?

    /// Stands for the limits of single lines: the largest spend seen times the reach factor, or the brief's own limits.
    public static let lineLimits = "largest spend of the lines"

    private enum CodingKeys: String, CodingKey {
        case rule
        case saidAt = "said_at"
        case leastChange = "least_change"
        case wouldDo = "would_do"
    }
}

/// Why there is no plan.
public enum PlanError: FaultError {
    /// The rules contradict one another; removing any one of these makes a plan possible.
    case impossible([ConflictingRule])
    /// More and more can be gained: some line or option has no limit.
    case unbounded
    /// A limit of time, iterations or nodes was met before any plan was found.
    case noneFound(method: String)
    case invalid(DeliveryError)
    /// A frontier was asked for, and there is no total budget to vary.
    case noBudget
    case solver(SolverError)
    /// Somebody stopped it.
    case cancelled

    public var fault: Fault {
        switch self {
        case .impossible(let rules) where rules.isEmpty: Fault(.impossible, Notice("plan.impossible-unnamed"))
        case .impossible(let rules):
            Fault(
                .impossible,
                Notice("plan.impossible", ["count": .count(rules.count)]),
                notes: rules.map { rule in
                    let said: MessageArgument = .text(rule.saidAt ?? "")
                    guard let wouldDo = rule.wouldDo else {
                        return Notice("plan.conflicting-rule", ["rule": .text(rule.rule), "place": said])
                    }
                    return Notice(
                        "plan.conflicting-rule-repair", ["rule": .text(rule.rule), "place": said, "limit": .number(wouldDo)])
                })
        case .unbounded: Fault(.data, Notice("plan.unbounded"))
        case .noneFound(let method): Fault(.fault, Notice("plan.none-found", ["method": .text(method)]))
        case .invalid(let error): error.fault
        case .solver(let error): Fault(.fault, error.notice)
        case .noBudget: Fault(.data, Notice("plan.no-budget"))
        case .cancelled: Fault(.fault, Notice("plan.cancelled"))
        }
    }
}

extension SolverError {
    /// The solver's error as a message.
    var notice: Notice {
        Notice(
            key,
            arguments.mapValues { argument in
                switch argument {
                case .text(let text): .text(text)
                case .number(let number): .number(number)
                }
            })
    }
}
