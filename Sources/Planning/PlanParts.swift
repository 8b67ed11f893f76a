// SPDX-License-Identifier: GPL-3.0-or-later
import Delivery
public import Market

/// What each of several goals of one plan gets and brings.
public struct PlanParts: Sendable, Hashable, Codable {
    /// In the order of the brief.
    public var parts: [PartResult]
    /// All media and choice money once each, by whom it serves; the amounts add up to the plan's.
    public var money: [PartMoney]
    /// Who delivers the goods that only one of several parts can deliver.
    public var deliveries: [PartDelivery]
}

/// One goal of several.
public struct PartResult: Sendable, Hashable, Codable {
    public var name: String
    /// The goal in a reader's words.
    public var goal: Notice?
    public var unit: String
    /// Units of the plan's objective for one unit of the goal.
    public var weight: Double
    /// The goal's value, before the weight.
    public var value: Double
    /// What it is of the plan's objective: weight · value.
    public var weighted: Double
    /// Money of lines and choices that serve this goal alone.
    public var media: Money
    public var choiceCost: Money
    /// Media of lines that serve other goals as well; it is in each of these goals' figures.
    public var sharedMedia: Money
    /// The goal's own outcomes over the horizon, in the order of its figures.
    public var outcomes: [PartOutcome]
    /// Goods that get its money.
    public var goods: [GoodsID]
    /// What the next yuan brings of the plan's objective, on its best line and day; 0 where no line has room.
    public var nextYuan: Double

    private enum CodingKeys: String, CodingKey {
        case name, goal, unit, weight, value, weighted, outcomes, goods
        case media = "media_fen"
        case choiceCost = "choice_cost_fen"
        case sharedMedia = "shared_media_fen"
        case nextYuan = "marginal_return_per_yuan"
    }
}

/// One figure of a part; money in yuan.
public struct PartOutcome: Sendable, Hashable, Codable {
    public var outcome: Outcome
    public var amount: Double
}

/// Money that serves the same parts.
public struct PartMoney: Sendable, Hashable, Codable {
    /// Names of the parts; none for money of tools that no part asked for.
    public var parts: [String]
    public var media: Money
    /// Expected cost of choices and benefits.
    public var choiceCost: Money

    private enum CodingKeys: String, CodingKey {
        case parts
        case media = "media_fen"
        case choiceCost = "choice_cost_fen"
    }
}

/// An item that one part alone can deliver.
public struct PartDelivery: Sendable, Hashable, Codable {
    public var goods: GoodsID
    public var deliveredBy: String
    /// Who else asked for it.
    public var others: [String]

    private enum CodingKeys: String, CodingKey {
        case goods, others
        case deliveredBy = "delivered_by"
    }
}

extension PlanParts {
    /// Nil for a problem with one goal.
    init?(_ problem: DeliveryProblem, _ rounded: RoundedDelivery, marginals: [[Double]]) {
        guard !problem.parts.isEmpty else { return nil }
        let closed = problem.closedLines(rounded.options)
        let names = problem.parts.map(\.name)
        func serving(_ member: DeliveryMember) -> [String] {
            problem.parts.filter { $0.members.contains(member) }.map(\.name)
        }
        var sums: [[String]: (media: Int64, choices: Int64)] = [:]
        var goods: [String: Set<GoodsID>] = [:]
        for (index, line) in problem.lines.enumerated() {
            let media = rounded.fen[index].reduce(0, +)
            let benefits = rounded.costs.benefits[index].reduce(0, +)
            guard media > 0 || benefits > 0 else { continue }
            let parts = serving(line.member)
            sums[parts, default: (0, 0)].media += media
            sums[parts, default: (0, 0)].choices += benefits
            for name in parts { goods[name, default: []].insert(line.key.goods) }
        }
        for (index, choice) in problem.choices.enumerated() {
            let cost = rounded.costs.options[index].reduce(0, +)
            guard cost > 0 else { continue }
            let parts = serving(choice.member)
            sums[parts, default: (0, 0)].choices += cost
            for name in parts { goods[name, default: []].insert(choice.goods) }
        }
        money = sums.map {
            PartMoney(parts: $0.key, media: Money(fen: $0.value.media), choiceCost: Money(fen: $0.value.choices))
        }
        .sorted { a, b in
            func rank(_ parts: [String]) -> [Int] { [parts.isEmpty ? 99 : parts.count] + parts.compactMap(names.firstIndex) }
            return rank(a.parts).lexicographicallyPrecedes(rank(b.parts))
        }
        deliveries = problem.choices.enumerated().compactMap { index, choice in
            guard choice.kind == DeliveryChoice.delivererKind else { return nil }
            let picked = rounded.options[index]
            return PartDelivery(
                goods: choice.goods, deliveredBy: choice.options[picked].name,
                others: choice.options.indices.filter { $0 != picked }.map { choice.options[$0].name })
        }
        var results: [PartResult] = []
        for part in problem.parts {
            let value = part.terms.reduce(0) { $0 + problem.total($1, in: rounded.evaluation, withTail: true) }
            var next = 0.0
            for (index, line) in problem.lines.enumerated() where !closed[index] && part.members.contains(line.member) {
                for (t, marginal) in marginals[index].enumerated() where rounded.spend[index][t] + 0.01 <= line.maximum[t] {
                    next = max(next, marginal)
                }
            }
            let selection = Selection(members: part.members)
            results.append(
                PartResult(
                    name: part.name, goal: part.goal, unit: part.unit, weight: part.weight, value: value,
                    weighted: part.weight * value, media: Money(fen: sums[[part.name]]?.media ?? 0),
                    choiceCost: Money(fen: sums[[part.name]]?.choices ?? 0),
                    sharedMedia: Money(
                        fen: sums.reduce(0) { $1.key.count > 1 && $1.key.contains(part.name) ? $0 + $1.value.media : $0 }),
                    outcomes: part.reported.map { outcome in
                        PartOutcome(
                            outcome: outcome,
                            amount: problem.total(RuleTerm(1, .outcome(outcome), selection), in: rounded.evaluation))
                    },
                    goods: (goods[part.name] ?? []).sorted(), nextYuan: next))
        }
        parts = results
    }
}
