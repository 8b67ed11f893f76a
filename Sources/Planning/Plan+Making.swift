// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
public import Delivery
import Market
import Solver

extension Plan {
    init(
        solved: SolvedDelivery, robust: RobustAnswer?, rounded: RoundedDelivery, draws: DrawEvaluation,
        problem: DeliveryProblem, options: PlanOptions, bound: Double?
    ) {
        let horizon = problem.horizon
        let days = horizon.days
        var entries: [PlanEntry] = []
        for (index, line) in problem.lines.enumerated() {
            for t in days.indices where rounded.fen[index][t] > 0 {
                entries.append(PlanEntry(day: days[t], line: line.key, spend: Money(fen: rounded.fen[index][t])))
            }
        }
        let choices = problem.decided(rounded) + problem.contacts(rounded)
        let costs = rounded.costs
        delivery = DeliveryPlan(
            horizon: horizon, entries: entries, choices: choices, commissionReserve: Money(fen: costs.optionTotal))
        objective = problem.objective.name
        objectiveTitle = problem.objective.title
        unit = problem.objective.unit
        cost = delivery.media + Money(fen: costs.optionTotal + costs.flowTotal + costs.benefitTotal - costs.subsidyTotal)
        contactCost = problem.flows.isEmpty ? nil : Money(fen: costs.flowTotal)
        benefitCost = costs.benefits.allSatisfy(\.isEmpty) ? nil : Money(fen: costs.benefitTotal)
        platformPays = problem.subsidies.isEmpty ? nil : Money(fen: costs.subsidyTotal)
        flows = problem.flowResults(rounded)
        stocks = problem.stockResults(rounded)
        budget = problem.totalBudget.flatMap { Money(yuan: $0.limit) }
        let prices = RulePrices(solved: solved, robust: robust, rounded: rounded, problem: problem)
        let risk = robust?.risk(of: rounded, in: problem)
        self.risk = risk
        certificate = PlanCertificate(
            solved: solved, robust: robust, risk: risk, rounded: rounded, problem: problem, options: options, bound: bound)
        value = draws.interval(of: rounded.value, draws.values)
        var expected: [Outcome: Expectation] = [:]
        for (outcome, mean) in rounded.evaluation.outcomes {
            expected[outcome] = draws.interval(of: mean, draws.outcomes[outcome] ?? [])
        }
        outcomes = expected
        lines = problem.lineResults(rounded, marginals: prices.marginals)
        explanation = prices.explanation
        parts = PlanParts(problem, rounded, marginals: prices.marginals)
        warnings =
            PlanWarnings.all(
                problem: problem, spend: rounded.spend, explanation: prices.explanation, cost: cost, budget: budget)
            + PlanWarnings.risk(problem: problem, risk: risk, options: options)
    }
}

extension PlanCertificate {
    /// `known` is a bound that holds whatever the solved problem was tightened by.
    init(
        solved: SolvedDelivery, robust: RobustAnswer?, risk: PlanRisk?, rounded: RoundedDelivery, problem: DeliveryProblem,
        options: PlanOptions, bound known: Double?
    ) {
        let proof = solved.solution.certificate
        let asked = problem.gapAsked(options)
        // Over draws it is the measure that was maximised, and proved.
        value = risk?.value ?? rounded.value
        bound = max(robust?.search?.bound ?? known ?? proof.bound ?? value, value)
        gapAsked = asked
        let gross = problem.grossOutcome(rounded)
        gap = max(0, bound - value) / max(abs(bound), gross, 0.01)
        roundingLoss = (robust?.search?.measure ?? proof.value ?? value) - value
        violation =
            problem.rules.indices.map { index in
                let size = max(abs(problem.rules[index].atMost ?? 0), abs(problem.rules[index].atLeast ?? 0), 1)
                let broken = problem.violation(of: index, at: rounded.ruleValues[index])
                return broken > 1e-9 * size ? broken / size : 0
            }.max() ?? 0
        method = proof.method
        iterations = robust?.search?.iterations ?? proof.iterations
        nodes = proof.nodes
        rows = proof.rows
        columns = proof.columns
        solverStatus = proof.solverStatus
        isReproducible = !proof.cutShort
        status = gap <= asked && violation <= 1e-6 ? .optimal : .feasible
    }
}

extension DeliveryProblem {
    /// The limit on all cost over the whole horizon: its rule's number and amount in yuan; the smallest where there are several.
    public var totalBudget: (rule: Int, limit: Double)? {
        var found: (rule: Int, limit: Double)?
        for (index, rule) in rules.enumerated() {
            guard let limit = rule.atMost, rule.isMoney, rule.terms.allSatisfy({ $0.selection == .all }),
                rule.terms.contains(where: { $0.quantity == .cost })
                    || (rule.terms.contains { $0.quantity == .media } && (choices.isEmpty || rule.terms.count > 1))
            else { continue }
            if limit < found?.limit ?? .infinity { found = (index, limit) }
        }
        return found
    }

    /// Σ of the objective's gaining terms: the size against which a gap is measured.
    func grossOutcome(_ rounded: RoundedDelivery) -> Double {
        objective.terms.filter { !$0.quantity.isSpend }.reduce(0) { $0 + abs(total($1, in: rounded.evaluation)) }
    }

    func lineResults(_ rounded: RoundedDelivery, marginals: [[Double]]) -> [LineResult] {
        let count = horizon.count
        let closed = closedLines(rounded.options)
        return lines(holding: rounded.options).enumerated().compactMap { index, line in
            guard line.variant == 0 || !closed[index] || rounded.fen[index].contains(where: { $0 > 0 }) else { return nil }
            var totals: [Outcome: Double] = [line.primary: rounded.evaluation.primary[index].reduce(0, +)]
            for outcome in line.rates.keys where outcome != line.primary {
                totals[outcome] = (0..<count).reduce(0) {
                    $0 + rounded.evaluation.primary[index][$1] * line.rate(of: outcome, in: $1)
                }
            }
            let largest = rounded.spend[index].max() ?? 0
            return LineResult(
                line: line.key, spend: rounded.fen[index].map { Money(fen: $0) }.total(), outcomes: totals,
                marginalReturn: marginals[index].max() ?? 0,
                shareOfSeen: line.seenLargest.flatMap { $0 > 0 ? largest / $0 : nil },
                heldBy: (0..<count).contains { line.maximum[$0] > 0.01 && rounded.spend[index][$0] > line.maximum[$0] - 0.0101 }
                    ? line.maximumReason : nil)
        }
    }
}
