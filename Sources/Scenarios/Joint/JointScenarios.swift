// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
public import Delivery
import Market
import Response

/// Several scenarios in one brief, for one budget and one optimum.
///
///     maximize    Σ_i weight_i · goal_i(lines and choices of scenario i)
///     subject to  the brief's own rules, once for the whole: money, pacing, targets, exploration, tools, programmes
///                 orders of an item ≤ its stock, once for the whole
///                 each scenario's rules on its own lines and choices:  rule_i(lines of i)
///                 least_i ≤ Σ media and choice cost of scenario i ≤ most_i            its part of the budget, where one is said
///                 Σ_d z[g,d] = 1,  Σ spend[g, lines of d] ≤ M · z[g,d]                goods that a scenario takes for itself
///
/// A line that several scenarios want is one line: a yuan is spent once on one curve and counts in the goal of each. Only where one of
/// them takes its goods for itself (`ScenarioDescription.takesGoods`) there is a line for each deliverer d, of which the choice z[g,d] leaves
/// one alone. Scenarios of an item that exclude nobody deliver it together. Commission and owned channels are no lines and exclude nobody.
/// Goods that a history does not tell apart are one item.
///
/// Effect after the last day counts as the scenario does that counts it least, unless the brief says how much.
public enum JointScenarios {
    /// States the joint problem of a brief with `scenarios:`.
    ///
    /// Throws what the scenarios throw, and a `ScenarioError` where their goals cannot be added or their views of a line differ.
    public static func problem(_ context: ScenarioContext) throws(ScenarioError) -> DeliveryProblem {
        var stated: [JointPart] = []
        for (entry, name) in zip(context.brief.entries, context.brief.entryNames) {
            guard let scenario = ScenarioCatalogue.find(entry.scenario.value) else { continue }
            stated.append(
                JointPart(
                    name: name, entry: entry, description: scenario.description,
                    problem: try scenario.problem(context.part(entry))))
        }
        var joint = JointLines(stated, horizon: context.horizon)
        try joint.gather()
        let objective = try objective(context, stated, joint)
        var extra = context.stockRules(for: joint.lines, joint.choices)
        for (index, part) in stated.enumerated() { extra += rules(of: part, index, joint, context) }
        extra += joint.exclusivity(most: context.brief.budget?.value.yuan)
        let description = ScenarioDescription(
            name: context.brief.scenario.value, chineseName: "", family: .growth, formula: "max Σ weight · goal", settings: [],
            kpis: [])
        var problem = context.problem(
            description, lines: joint.lines, choices: joint.choices + joint.deliverers, objective: objective, extra: extra,
            carryOutWeight: stated.map(\.problem.afterHorizonWeight).min() ?? 0)
        // What money is worth without a budget is known for goals in yuan other than sales alone.
        guard problem.objective.name == objective.name else { throw .jointGoal(context.brief.scenario.origin) }
        try joint.addStocks(to: &problem)
        problem.reported = stated.flatMap(\.description.kpis).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
        problem.parts = stated.enumerated().map { index, part in
            let own = part.problem.objective
            return DeliveryPart(
                name: part.name, goal: own.title, unit: own.unit, weight: weight(of: part, context, isMixed: isMixed(stated)),
                terms: own.terms.map { joint.restricted($0, index) }, members: joint.members[index],
                reported: part.description.kpis)
        }
        return problem
    }

    private static func isMixed(_ parts: [JointPart]) -> Bool { Set(parts.map(\.problem.objective.unit)).count > 1 }

    private static func weight(of part: JointPart, _ context: ScenarioContext, isMixed: Bool) -> Double {
        if let weight = part.entry.weight { return weight.value }
        // What a new customer is worth is said once for the brief.
        if isMixed, part.problem.objective.unit == "new_customers", let worth = context.brief.newCustomerValue {
            return worth.value.yuan
        }
        return 1
    }

    private static func objective(
        _ context: ScenarioContext, _ parts: [JointPart], _ joint: JointLines
    ) throws(ScenarioError) -> DeliveryObjective {
        if case .profit? = context.brief.objective?.value { throw .jointGoal(context.brief.objective?.origin) }
        let mixed = isMixed(parts)
        var terms: [RuleTerm] = []
        for (index, part) in parts.enumerated() {
            let own = part.problem.objective
            let isKnown =
                own.unit == "yuan" || part.entry.weight != nil
                || (own.unit == "new_customers" && context.brief.newCustomerValue != nil)
            guard !mixed || isKnown else {
                throw .jointUnit(scenario: part.name, unit: own.unit, part.entry.scenario.origin)
            }
            let weight = weight(of: part, context, isMixed: mixed)
            terms += own.terms.map { term in
                var term = joint.restricted(term, index)
                term.factor *= weight
                return term
            }
        }
        return DeliveryObjective(
            name: "joint goal", title: Notice("objective.joint"),
            unit: mixed ? "yuan" : parts.first?.problem.objective.unit ?? "yuan", terms: terms)
    }

    /// A scenario's own rules on its own lines, and its part of the budget.
    private static func rules(
        of part: JointPart, _ index: Int, _ joint: JointLines, _ context: ScenarioContext
    ) -> [DeliveryRule] {
        var rules = part.problem.rules.map { rule in
            var own = rule
            own.name = "\(part.name): \(rule.name)"
            own.title = rule.title.map {
                Notice("rule.of-scenario", ["scenario": .text(part.name), "rule": .notice($0)])
            }
            own.terms =
                rule.terms.map { joint.restricted($0, index) } + joint.relief(of: rule, index, context.brief.budget?.value.yuan)
            return own
        }
        if part.entry.budgetMin != nil || part.entry.budgetMax != nil {
            let own = Selection(members: joint.members[index])
            rules.append(
                DeliveryRule(
                    "budget of \(part.name)", title: Notice("rule.budget-of-scenario", ["scenario": .text(part.name)]),
                    from: (part.entry.budgetMax ?? part.entry.budgetMin)?.origin,
                    terms: [RuleTerm(1, .media, own), RuleTerm(1, .choiceCost, own)],
                    atLeast: part.entry.budgetMin?.value.yuan, atMost: part.entry.budgetMax?.value.yuan))
        }
        return rules
    }
}

/// One scenario of several with the problem that it states for itself.
struct JointPart {
    var name: String
    var entry: ScenarioEntry
    var description: ScenarioDescription
    var problem: DeliveryProblem
}

extension ScenarioContext {
    /// What one of several scenarios looks at. It states its goal and its own rules; the rest is stated once for the whole.
    func part(_ entry: ScenarioEntry) -> ScenarioContext {
        var own = response
        if !entry.channels.isEmpty {
            let channels = Set(entry.channels.map(\.value))
            own.lines = own.lines.filter { channels.contains($0.line.channel) }
            if !channels.contains(affiliateChannel) { own.affiliates = [] }
        }
        var part = ScenarioContext(brief: brief.seen(by: entry), response: own, goods: Array(goods.values), record: record)
        part.isPart = true
        return part
    }
}
