// SPDX-License-Identifier: GPL-3.0-or-later
public import Market
import Planning

/// A figure by which plans are compared, and which of two amounts of it is the better one.
public enum ComparedFigure: Sendable, Hashable {
    /// The plan's own objective, in its unit.
    case value(unit: String)
    case outcome(Outcome)
    /// Everything the merchant pays, in yuan.
    case cost
    /// Sales ÷ cost.
    case returnOnSpend
    case costPerNewCustomer
    /// Margin of the sales − cost, in yuan.
    case profit
    /// New customers × what one is worth over a lifetime, in yuan.
    case lifetimeValue
    /// What the next yuan would bring in the objective.
    case marginalReturn(unit: String)

    /// The figure's name in files and on the command line.
    public var id: String {
        switch self {
        case .value: "value"
        case .outcome(let outcome): outcome.unitKey
        case .cost: "cost_yuan"
        case .returnOnSpend: "return_on_spend"
        case .costPerNewCustomer: "cost_per_new_customer_yuan"
        case .profit: "profit_yuan"
        case .lifetimeValue: "lifetime_value_yuan"
        case .marginalReturn: "marginal_return_per_yuan"
        }
    }

    public var isLessBetter: Bool { self == .cost || self == .costPerNewCustomer }

    /// Figures that say how good a plan is, not how it was made: those that dominance looks at beside the cost.
    var isResult: Bool {
        switch self {
        case .outcome, .profit, .lifetimeValue: true
        case .value, .cost, .returnOnSpend, .costPerNewCustomer, .marginalReturn: false
        }
    }

    /// True when amounts of it are yuan.
    var isMoney: Bool {
        switch self {
        case .value(let unit), .marginalReturn(let unit): unit == "yuan"
        case .outcome(let outcome): outcome.isMoney
        case .cost, .costPerNewCustomer, .profit, .lifetimeValue: true
        case .returnOnSpend: false
        }
    }

    /// The figure's name for a reader.
    func name(_ say: MessageCatalogue) -> String {
        switch self {
        case .value: say.text("label.value")
        case .outcome(let outcome): say.name(of: outcome)
        case .cost: say.text("label.total-cost")
        case .returnOnSpend: say.text("label.return-on-spend")
        case .costPerNewCustomer: say.text("label.cost-per-new-customer")
        case .profit: say.text("compare.profit")
        case .lifetimeValue: say.text("compare.lifetime-value")
        case .marginalReturn: say.text("label.next-yuan-brings")
        }
    }

    /// An amount of the figure as a reader sees it.
    func text(_ value: Double, _ say: MessageCatalogue) -> String {
        switch self {
        case .value(let unit), .marginalReturn(let unit): say.amount(value, unit: unit)
        case .outcome(let outcome): say.amount(value, of: outcome)
        case .cost, .costPerNewCustomer, .profit, .lifetimeValue: say.money(yuan: value)
        case .returnOnSpend: NumberText.ratio(value)
        }
    }

    /// The figure of one plan, with its interval; nil where the plan does not have it.
    func interval(of compared: ComparedPlan, _ figures: PlanFigures) -> Interval? {
        let plan = compared.plan
        switch self {
        case .value(let unit): return plan.unit == unit ? plan.value : nil
        case .outcome(let outcome): return plan.outcomes[outcome]
        case .cost: return Interval(mean: plan.cost.yuan)
        case .returnOnSpend: return figures.returnOnSpend
        case .costPerNewCustomer: return figures.costPerNewCustomer
        case .profit:
            guard let sales = plan.outcomes[.gmv], let share = compared.marginShare else { return nil }
            return sales.mapped { $0 * share - plan.cost.yuan }
        case .lifetimeValue:
            guard let worth = compared.newCustomerValue else { return nil }
            return plan.outcomes[.newCustomers]?.mapped { $0 * worth }
        case .marginalReturn(let unit):
            return plan.unit == unit ? plan.explanation.marginalReturn.map { Interval(mean: $0) } : nil
        }
    }

    /// The figure on every joint draw; nil where draws do not move it or there are none.
    func draws(of compared: ComparedPlan) -> [Double]? {
        guard let draws = compared.draws, !draws.values.isEmpty else { return nil }
        let cost = compared.plan.cost.yuan
        switch self {
        case .value(let unit): return compared.plan.unit == unit ? draws.values : nil
        case .outcome(let outcome): return draws.outcomes[outcome]
        case .cost, .marginalReturn: return nil
        case .returnOnSpend: return cost > 0 ? draws.outcomes[.gmv]?.map { $0 / cost } : nil
        case .costPerNewCustomer:
            guard cost > 0, let new = draws.outcomes[.newCustomers], new.allSatisfy({ $0 > 0 }) else { return nil }
            return new.map { cost / $0 }
        case .profit:
            guard let share = compared.marginShare else { return nil }
            return draws.outcomes[.gmv]?.map { $0 * share - cost }
        case .lifetimeValue:
            guard let worth = compared.newCustomerValue else { return nil }
            return draws.outcomes[.newCustomers]?.map { $0 * worth }
        }
    }
}

extension Interval {
    /// The interval under a rising function.
    func mapped(_ function: (Double) -> Double) -> Interval {
        Interval(mean: function(mean), low: low.map(function), high: high.map(function))
    }
}
