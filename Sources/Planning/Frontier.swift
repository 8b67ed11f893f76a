// SPDX-License-Identifier: GPL-3.0-or-later
public import Delivery
public import Market
public import Solver

/// One point of outcome against budget.
public struct FrontierPoint: Sendable, Hashable, Codable {
    public var budget: Money
    public var cost: Money
    /// Objective of the plan, with its interval over the draws.
    public var value: Expectation
    /// What one more yuan would bring here.
    public var marginalReturn: Double
    public var status: SolveStatus
    public var gap: Double

    private enum CodingKeys: String, CodingKey {
        case value, status, gap
        case budget = "budget_fen"
        case cost = "cost_fen"
        case marginalReturn = "marginal_return_per_yuan"
    }
}

/// Outcome and marginal return over a range of budgets.
public enum Frontier {
    /// Plans the problem once for every budget in rising order, each solve starting from the last one's prices.
    ///
    /// Budgets for which no plan is possible are left out. Throws when the problem has no total budget to vary, or for any fault other than
    /// an impossible plan.
    public static func points(
        of problem: DeliveryProblem, budgets: [Money], options: PlanOptions = PlanOptions()
    ) throws(PlanError) -> [FrontierPoint] {
        guard problem.totalBudget != nil else { throw .noBudget }
        var warm: WarmStart?
        var points: [FrontierPoint] = []
        for budget in budgets.sorted() {
            let result: PlanResult
            do {
                result = try Planner.plan(problem.with(budget: budget), options: options, warm: warm)
            } catch {
                if case .impossible = error { continue }
                throw error
            }
            warm = result.warm
            points.append(
                FrontierPoint(
                    budget: budget, cost: result.plan.cost, value: result.plan.value,
                    marginalReturn: result.plan.explanation.marginalReturn ?? 0, status: result.plan.certificate.status,
                    gap: result.plan.certificate.gap))
        }
        return points
    }
}

extension DeliveryProblem {
    /// The same problem with another total budget. Spend limits that were no more than the old budget follow it upwards.
    public func with(budget: Money) -> DeliveryProblem {
        guard let total = totalBudget else { return self }
        var copy = self
        copy.rules[total.rule].atMost = budget.yuan
        for index in copy.lines.indices {
            copy.lines[index].maximum = copy.lines[index].maximum.map { $0 == total.limit ? budget.yuan : $0 }
        }
        return copy
    }
}
