// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Delivery
public import Market
import Response
import Solver

/// What a plan that minds the uncertainty of its curves is sure of.
public struct PlanRisk: Sendable, Hashable, Codable {
    /// What was maximised; nil where only floors are guaranteed.
    public var measure: RiskMeasure?
    /// That measure of the plan, in the objective's unit.
    public var value: Double?
    /// The same measure of the plan that maximises the mean: what caution gains in the bad cases.
    public var valueOfMeanPlan: Double?
    /// Mean over the draws.
    public var mean: Double
    /// Joint draws.
    public var draws: Int
    /// How often the weights on draws were improved.
    public var steps: Int
    public var guarantees: [Guarantee]

    /// A floor that is to hold with a probability. It is held by the mean of the worst draws, which is safe.
    public struct Guarantee: Sendable, Hashable, Codable {
        public var rule: String
        public var title: Notice?
        public var floor: Double
        public var probability: Double
        /// Mean of the worst 1 − probability of the draws: at least the floor.
        public var worstMean: Double
        /// Share of the draws that reach the floor.
        public var reached: Double

        private enum CodingKeys: String, CodingKey {
            case rule, title, floor, probability
            case worstMean = "mean_of_worst"
            case reached = "share_of_draws_reaching"
        }
    }

    private enum CodingKeys: String, CodingKey {
        case measure, value, mean, draws, steps, guarantees
        case valueOfMeanPlan = "value_of_mean_plan"
    }
}

/// A plan found with regard to draws, before rounding.
struct RobustAnswer {
    var solved: SolvedDelivery
    /// Nil where only floors are guaranteed.
    var measure: RiskMeasure?
    var search: RobustSearch.Answer?
    let table: DrawTable

    /// Nil where neither a risk measure is asked for nor a floor guaranteed, or where nothing has draws.
    init?(
        _ problem: DeliveryProblem, original: DeliveryProblem, options: PlanOptions, warm: WarmStart?
    ) throws(PlanError) {
        guard DrawTable.count(of: problem) > 0, !problem.hasBlocksWithoutDraws else { return nil }
        if let measure = options.risk {
            var search = RobustSearch(problem, original: original, options: options, measure: measure)
            let answer = try search.run(warm: warm)
            self.measure = measure
            self.search = answer
            table = search.table
            solved = answer.solved
            return
        }
        guard !problem.guaranteedRules.isEmpty else { return nil }
        table = DrawTable(problem, terms: problem.objective.terms, withTail: true)
        var guarantees = GuaranteeSet(problem)
        solved = try guarantees.solve(
            problem, original: original, options: options, warm: warm, table: table, weights: nil)
    }

    /// What the rounded plan is sure of.
    func risk(of rounded: RoundedDelivery, in problem: DeliveryProblem) -> PlanRisk {
        let draws = table.values(spend: rounded.spend, options: rounded.options)
        let guarantees = problem.guaranteedRules.map { index -> PlanRisk.Guarantee in
            let rule = problem.rules[index]
            let probability = rule.certainty ?? 0
            let floor = rule.atLeast ?? 0
            let amounts = DrawTable(problem, terms: rule.terms, withTail: false).values(
                spend: rounded.spend, options: rounded.options)
            return PlanRisk.Guarantee(
                rule: rule.name, title: rule.title, floor: floor, probability: probability,
                worstMean: RiskMeasure.cvar(level: probability).value(of: amounts),
                reached: Double(amounts.count { $0 >= floor }) / Double(max(1, amounts.count)))
        }
        return PlanRisk(
            measure: measure, value: measure?.value(of: draws), valueOfMeanPlan: search?.ofMeanPlan,
            mean: RiskMeasure.mean.value(of: draws), draws: table.count, steps: search?.steps ?? 1, guarantees: guarantees)
    }
}
