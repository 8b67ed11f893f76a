// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Delivery
import Market
import Response
import Solver

/// Guaranteed rules: floors that must hold with a stated probability over the draws.
///
/// A floor holds with probability p where the mean of the worst 1 − p of the draws reaches it (the CVaR inner approximation of a
/// chance constraint; Nemirovski & Shapiro 2006). It is safe and asks for a little more than needed. The mean of the worst draws is the least
/// over all weightings of the draws; those that matter are added as cuts when a plan breaks them.
struct GuaranteeSet {
    private let tables: [Int: DrawTable]
    private var cuts: [GuaranteeCut] = []

    /// Rounds of cuts in one solve.
    static let mostRounds = 30

    init(_ problem: DeliveryProblem) {
        var tables: [Int: DrawTable] = [:]
        for index in problem.guaranteedRules {
            tables[index] = DrawTable(problem, terms: problem.rules[index].terms, withTail: false)
        }
        self.tables = tables
    }

    /// Solves the problem with `weights` on the draws of its objective (nil: at the centre), adding cuts until every guarantee holds.
    mutating func solve(
        _ problem: DeliveryProblem, original: DeliveryProblem, options: PlanOptions, warm: WarmStart?, table: DrawTable,
        weights: [Double]?
    ) throws(PlanError) -> SolvedDelivery {
        var warm = warm
        for round in 0..<GuaranteeSet.mostRounds {
            let robust = RobustModel(problem, objective: table, weights: weights, guarantees: tables, cuts: cuts)
            let solved = try SolvedDelivery(
                robust.form, model: robust.model, problem: problem, original: original, options: options, warm: warm)
            let broken = brokenCuts(problem, solved)
            if broken.isEmpty || round == GuaranteeSet.mostRounds - 1 { return solved }
            cuts += broken
            warm = nil
        }
        throw .noneFound(method: "guarantees")
    }

    private func brokenCuts(_ problem: DeliveryProblem, _ solved: SolvedDelivery) -> [GuaranteeCut] {
        tables.keys.sorted().compactMap { index in
            guard let table = tables[index], let floor = problem.rules[index].atLeast,
                let probability = problem.rules[index].certainty
            else { return nil }
            let draws = table.values(spend: solved.spend, options: solved.options)
            let measure = RiskMeasure.cvar(level: probability)
            let size = max(abs(floor), draws.reduce(0) { max($0, abs($1)) })
            guard measure.value(of: draws) < floor - 1e-7 * size else { return nil }
            return GuaranteeCut(rule: index, weights: measure.weights(for: draws))
        }
    }
}

extension DeliveryProblem {
    /// True where options change responses, or stocks, flows or subsidies decide: plans over draws do not know these.
    var hasBlocksWithoutDraws: Bool {
        !reservoirs.isEmpty || !flows.isEmpty || !subsidies.isEmpty
            || choices.contains { $0.options.contains { !$0.effects.isEmpty } }
    }

    /// Rules with a stated certainty, where there are draws to tell.
    var guaranteedRules: [Int] {
        guard DrawTable.count(of: self) > 0, !hasBlocksWithoutDraws else { return [] }
        return rules.indices.filter { rules[$0].certainty != nil && rules[$0].atLeast != nil && rules[$0].atMost == nil }
    }
}
