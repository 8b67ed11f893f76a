// SPDX-License-Identifier: GPL-3.0-or-later
public import Market

/// One of several goals that share a problem: what it counts, of which lines and choices, and how much of it is in the objective.
///
///     objective = Σ_parts weight · Σ terms
///
/// A line may be a member of several parts: its money is spent once, its outcomes count in the goal of each.
public struct DeliveryPart: Sendable, Hashable {
    /// Unique among the parts.
    public var name: String
    /// The goal in a reader's words; nil where only the part's name is known.
    public var goal: Notice?
    /// The unit of the goal.
    public var unit: String
    /// Units of the objective for one unit of the goal.
    public var weight: Double
    /// The goal, over members alone, before the weight.
    public var terms: [RuleTerm]
    /// The part's lines and choices.
    public var members: Set<DeliveryMember>
    /// Outcomes to report of it, in this order.
    public var reported: [Outcome]

    public init(
        name: String, goal: Notice? = nil, unit: String, weight: Double, terms: [RuleTerm], members: Set<DeliveryMember>,
        reported: [Outcome] = []
    ) {
        self.name = name
        self.goal = goal
        self.unit = unit
        self.weight = weight
        self.terms = terms
        self.members = members
        self.reported = reported
    }
}

extension DeliveryChoice {
    /// Kind of a choice by which one of several parts delivers an item; its options are named after parts.
    public static let delivererKind = "delivered-by"

    /// The choice as a selection names it.
    public var member: DeliveryMember { DeliveryMember(LineKey(channel: channel, goods: goods, audience: audience)) }
}

extension DeliveryProblem {
    /// For each line whether the picked options leave it nothing: an item is delivered by another part.
    public func closedLines(_ options: [Int]) -> [Bool] {
        var closed = [Bool](repeating: false, count: lines.count)
        for (number, choice) in choices.enumerated() where choice.kind == DeliveryChoice.delivererKind {
            for (index, line) in lines.enumerated() where !closed[index] {
                closed[index] = choice.options[options[number]].effects.contains { effect in
                    effect.covers(line) && (0..<horizon.count).allSatisfy { effect.factor[$0] == 0 }
                }
            }
        }
        return closed
    }
}
