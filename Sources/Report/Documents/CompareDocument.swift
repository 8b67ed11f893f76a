// SPDX-License-Identifier: GPL-3.0-or-later
public import Market
public import Planning
import Solver

/// Plans side by side, for machines. Money is in fen, outcomes of money in yuan, as the keys say.
public struct CompareDocument: Sendable, Hashable, Codable {
    /// One plan's figures.
    public struct Entry: Sendable, Hashable, Codable {
        public var name: String
        public var objective: String
        public var unit: String
        public var value: Expectation
        public var budget: Money?
        public var cost: Money
        public var commissionReserve: Money
        public var outcomes: [Outcome: Expectation]
        public var returnOnSpend: Expectation?
        public var costPerNewCustomer: Expectation?
        public var marginalReturn: Double?
        public var status: String
        public var gap: Double
        public var channels: [Channel: Money]

        private enum CodingKeys: String, CodingKey {
            case name, objective, unit, value, outcomes, status, gap
            case budget = "budget_fen"
            case cost = "cost_fen"
            case commissionReserve = "commission_reserve_fen"
            case returnOnSpend = "return_on_spend"
            case costPerNewCustomer = "cost_per_new_customer_yuan"
            case marginalReturn = "marginal_return_per_yuan"
            case channels = "spend_fen_by_channel"
        }
    }

    public var plans: [Entry]
}

extension CompareView {
    /// The same figures for machines.
    public static func document(_ plans: [NamedPlan]) -> CompareDocument {
        CompareDocument(
            plans: plans.map { named in
                let figures = PlanFigures(named.plan)
                return CompareDocument.Entry(
                    name: named.name, objective: named.plan.objective, unit: named.plan.unit, value: named.plan.value,
                    budget: named.plan.budget, cost: named.plan.cost,
                    commissionReserve: named.plan.delivery.commissionReserve, outcomes: named.plan.outcomes,
                    returnOnSpend: figures.returnOnSpend, costPerNewCustomer: figures.costPerNewCustomer,
                    marginalReturn: named.plan.explanation.marginalReturn, status: named.plan.certificate.status.rawValue,
                    gap: named.plan.certificate.gap, channels: channels(named.plan))
            })
    }
}
