// SPDX-License-Identifier: GPL-3.0-or-later
import Market
import Response

/// A delivery problem as a JSON document (`docs/delivery-problem.schema.json`): the input of `wanxiang solve`.
///
/// Keys carry their units; unknown keys are refused. `budget_yuan` is short for a rule `total budget` on all cost.
public struct ProblemDocument: Sendable, Hashable {
    public var problem: DeliveryProblem
    /// Gap that is asked for; nil for the default.
    public var relativeGap: Double?

    public init(_ problem: DeliveryProblem, relativeGap: Double? = nil) {
        self.problem = problem
        self.relativeGap = relativeGap
    }

    /// The value of `schema`.
    public static let schema = "wanxiang.delivery-problem/1"
    /// The name of the rule that `budget_yuan` stands for.
    public static let budgetRule = "total budget"
}

extension ProblemDocument: Codable {
    private enum Key: String, CodingKey, CaseIterable {
        case schema, horizon, stages, lines, choices, reservoirs, flows, subsidies, rules, objective, report
        case budget = "budget_yuan"
        case afterHorizonWeight = "after_horizon_weight"
        case relativeGap = "relative_gap"
    }

    public init(from decoder: any Decoder) throws {
        try decoder.refuseKeys(otherThan: Key.allCases.map(\.rawValue))
        let values = try decoder.container(keyedBy: Key.self)
        if let schema = try values.decodeIfPresent(String.self, forKey: .schema), schema != Self.schema {
            throw DecodingError.dataCorruptedError(
                forKey: .schema, in: values, debugDescription: "'\(schema)' is not \(Self.schema)")
        }
        let horizon =
            try values.decodeIfPresent(HorizonDocument.self, forKey: .horizon)?.horizon
            ?? Horizon(
                begin: Day(number: 0), count: 1)
        let budget = try values.decodeIfPresent(Double.self, forKey: .budget)
        if let budget, !(budget >= 0 && budget <= 1e13) {
            throw DecodingError.dataCorruptedError(
                forKey: .budget, in: values, debugDescription: "\(budget) is not an amount from 0 to 1e13")
        }
        let lines = try values.decode([LineDocument].self, forKey: .lines).map {
            try $0.line(budget: budget, path: decoder.codingPath)
        }
        let choices = try values.decodeIfPresent([ChoiceDocument].self, forKey: .choices) ?? []
        var rules = try values.decodeIfPresent([RuleDocument].self, forKey: .rules)?.map(\.rule) ?? []
        if let budget { rules.insert(DeliveryRule(Self.budgetRule, terms: [RuleTerm(1, .cost)], atMost: budget), at: 0) }
        problem = DeliveryProblem(
            horizon: horizon, stages: try values.decodeIfPresent([String].self, forKey: .stages) ?? [], lines: lines,
            choices: choices.map { $0.choice(count: horizon.count) },
            reservoirs: try values.decodeIfPresent([ReservoirDocument].self, forKey: .reservoirs)?.map(\.reservoir) ?? [],
            flows: try values.decodeIfPresent([FlowDocument].self, forKey: .flows)?.map { $0.flow(count: horizon.count) } ?? [],
            subsidies: try values.decodeIfPresent([SubsidyDocument].self, forKey: .subsidies)?.map {
                $0.subsidy(count: horizon.count)
            } ?? [],
            rules: rules,
            objective: try values.decode(ObjectiveDocument.self, forKey: .objective).objective,
            afterHorizonWeight: try values.decodeIfPresent(Double.self, forKey: .afterHorizonWeight) ?? 0,
            reported: try values.decodeIfPresent([Outcome].self, forKey: .report) ?? [])
        relativeGap = try values.decodeIfPresent(Double.self, forKey: .relativeGap)
        if let relativeGap, !(relativeGap >= 1e-12 && relativeGap <= 1) {
            throw DecodingError.dataCorruptedError(
                forKey: .relativeGap, in: values, debugDescription: "\(relativeGap) is not from 1e-12 to 1")
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(Self.schema, forKey: .schema)
        try values.encode(HorizonDocument(problem.horizon), forKey: .horizon)
        if !problem.stages.isEmpty { try values.encode(problem.stages, forKey: .stages) }
        try values.encode(problem.lines.map(LineDocument.init), forKey: .lines)
        if !problem.choices.isEmpty { try values.encode(problem.choices.map(ChoiceDocument.init), forKey: .choices) }
        if !problem.reservoirs.isEmpty {
            try values.encode(problem.reservoirs.map(ReservoirDocument.init), forKey: .reservoirs)
        }
        if !problem.flows.isEmpty { try values.encode(problem.flows.map(FlowDocument.init), forKey: .flows) }
        if !problem.subsidies.isEmpty { try values.encode(problem.subsidies.map(SubsidyDocument.init), forKey: .subsidies) }
        try values.encode(problem.rules.map(RuleDocument.init), forKey: .rules)
        try values.encode(ObjectiveDocument(problem.objective), forKey: .objective)
        try values.encode(problem.afterHorizonWeight, forKey: .afterHorizonWeight)
        if !problem.reported.isEmpty { try values.encode(problem.reported, forKey: .report) }
        try values.encodeIfPresent(relativeGap, forKey: .relativeGap)
    }
}
