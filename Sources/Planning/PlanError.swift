// SPDX-License-Identifier: GPL-3.0-or-later
public import Delivery
public import Market
public import Solver

/// One of the statements that contradict one another.
public struct ConflictingRule: Sendable, Hashable, Codable {
    /// The rule's name in files; of a statement that holds on many days the first day's.
    public var rule: String
    /// The rule in a reader's words.
    public var title: Notice?
    /// The day that it is about, where one day of a series is enough for the contradiction.
    public var day: Day?
    /// `brief.yaml:9`; nil for a rule that nobody wrote.
    public var saidAt: String?
    /// The number that was stated.
    public var number: Double
    public var unit: StatedNumber.Unit
    /// By how much that number would have to give so that a plan becomes possible, all else as it is; nil where it alone does not help.
    public var leastChange: Double?
    /// The number that would just do, nil where it alone does not help.
    public var wouldDo: Double?

    /// Stands for the limits of single lines: the largest spend seen times the reach factor, or the brief's own limits.
    public static let lineLimits = "largest spend of the lines"

    private enum CodingKeys: String, CodingKey {
        case rule, title, day, number, unit
        case saidAt = "said_at"
        case leastChange = "least_change"
        case wouldDo = "would_do"
    }

    public init(
        rule: String, title: Notice? = nil, day: Day? = nil, saidAt: String? = nil, number: Double, unit: StatedNumber.Unit,
        leastChange: Double? = nil, wouldDo: Double? = nil
    ) {
        self.rule = rule
        self.title = title
        self.day = day
        self.saidAt = saidAt
        self.number = number
        self.unit = unit
        self.leastChange = leastChange
        self.wouldDo = wouldDo
    }

    /// The rule as a line of a message: what it is, where it was said, what would do instead.
    var notice: Notice {
        var arguments: [String: MessageArgument] = [
            "rule": RuleWords.argument(title: title, name: rule, day: day), "place": .text(saidAt ?? ""),
        ]
        guard let wouldDo else { return Notice("plan.conflicting-rule", arguments) }
        if rule == ConflictingRule.lineLimits {
            arguments["factor"] = .number(roundedOutwards(wouldDo, to: 100))
            return Notice("plan.conflicting-limits-repair", arguments)
        }
        arguments["now"] = argument(number)
        arguments["limit"] = argument(wouldDo)
        return Notice("plan.conflicting-rule-repair", arguments)
    }

    private func argument(_ value: Double) -> MessageArgument {
        switch unit {
        case .yuan: Money(yuan: roundedOutwards(value, to: 100)).map { .money($0) } ?? .number(value)
        case .share: .share(roundedOutwards(value, to: 10_000))
        case .number: .number(value == number ? value : roundedOutwards(value, to: abs(value) < 100 ? 1000 : 10))
        }
    }

    /// To whole parts, away from what is impossible.
    private func roundedOutwards(_ value: Double, to parts: Double) -> Double {
        let scaled = value * parts
        guard abs(scaled - scaled.rounded()) > 1e-6 else { return scaled.rounded() / parts }
        return (value > number ? scaled.rounded(.up) : scaled.rounded(.down)) / parts
    }
}

/// Rules as arguments of messages.
public enum RuleWords {
    /// The rule's title, else its name; with the day where one is given.
    public static func argument(title: Notice?, name: String, day: Day? = nil) -> MessageArgument {
        guard let title else { return .text(name) }
        guard let day else { return .notice(title) }
        return .notice(Notice("rule.on-day", ["rule": .notice(title), "day": .day(day)]))
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
                notes: rules.map(\.notice))
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
