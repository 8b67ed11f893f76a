// SPDX-License-Identifier: GPL-3.0-or-later
public import Market

/// A budget-allocation problem made of the building blocks: what a scenario builds and a planner solves.
///
/// It knows neither the scenario it came from nor the solver it goes to.
public struct DeliveryProblem: Sendable, Hashable {
    public var horizon: Horizon
    /// Names of event stages by period; empty where there is none.
    public var stages: [String]
    public var lines: [DeliveryLine]
    public var choices: [DeliveryChoice]
    public var reservoirs: [DeliveryReservoir]
    public var flows: [DeliveryFlow]
    public var subsidies: [DeliverySubsidy]
    public var rules: [DeliveryRule]
    public var objective: DeliveryObjective
    /// Weight of what carried-over effect brings after the horizon, 0 … 1.
    public var afterHorizonWeight: Double
    /// Outcomes to report besides the objective, in this order.
    public var reported: [Outcome]
    /// Goals that the objective adds up, where it is made of several; empty for one goal.
    public var parts: [DeliveryPart] = []

    public init(
        horizon: Horizon, stages: [String] = [], lines: [DeliveryLine], choices: [DeliveryChoice] = [],
        reservoirs: [DeliveryReservoir] = [], flows: [DeliveryFlow] = [], subsidies: [DeliverySubsidy] = [],
        rules: [DeliveryRule] = [],
        objective: DeliveryObjective, afterHorizonWeight: Double = 0, reported: [Outcome] = []
    ) {
        self.horizon = horizon
        self.stages = stages
        self.lines = lines
        self.choices = choices
        self.reservoirs = reservoirs
        self.flows = flows
        self.subsidies = subsidies
        self.rules = rules
        self.objective = objective
        self.afterHorizonWeight = afterHorizonWeight
        self.reported = reported
    }

    /// The same problem with lines and choices in canonical order, so that the order in which they were given changes nothing.
    public func canonical() -> DeliveryProblem {
        var copy = self
        copy.lines.sort { ($0.key, $0.variant) < ($1.key, $1.variant) }
        copy.choices.sort { ($0.label, $0.periods.lowerBound) < ($1.label, $1.periods.lowerBound) }
        copy.reservoirs.sort { $0.name < $1.name }
        copy.flows.sort { $0.name < $1.name }
        copy.subsidies.sort { $0.name < $1.name }
        return copy
    }

    /// All outcomes that lines, options or flows bring.
    public var outcomes: Set<Outcome> {
        var all = Set(lines.map(\.primary))
        for line in lines { all.formUnion(line.rates.keys) }
        for choice in choices {
            for option in choice.options {
                all.formUnion(option.outcomes.keys)
                for effect in option.effects { all.formUnion(effect.rates.keys) }
            }
        }
        for flow in flows {
            all.formUnion(flow.uses.keys)
            all.formUnion(flow.rates.keys)
        }
        return all
    }
}
