// SPDX-License-Identifier: GPL-3.0-or-later
public import Market
public import Planning

/// A plan under the name by which the reader knows it, with what its brief knows and the plan itself does not say.
public struct ComparedPlan: Sendable {
    /// A part of the campaign that the brief names.
    public struct Stage: Sendable, Hashable {
        public var name: String
        public var days: ClosedRange<Day>

        public init(name: String, days: ClosedRange<Day>) {
            self.name = name
            self.days = days
        }
    }

    public var name: String
    /// Shop, where several are compared: differences are taken to the first plan of the same shop.
    public var shop: String
    public var scenario: String
    public var plan: Plan
    /// The plan on every joint draw; nil where only its file is known.
    public var draws: PlanDraws?
    public var stages: [Stage]
    /// Margin per yuan of sales by item; empty where the goods list does not say.
    public var marginShares: [GoodsID: Double]
    /// What a new customer is worth over a lifetime, in yuan; nil where the brief does not say.
    public var newCustomerValue: Double?
    /// What its scenario is for.
    public var goal: StrategicGoal

    public init(
        name: String, shop: String = "", scenario: String = "", plan: Plan, draws: PlanDraws? = nil, stages: [Stage] = [],
        marginShares: [GoodsID: Double] = [:], newCustomerValue: Double? = nil, goal: StrategicGoal = .sales
    ) {
        self.name = name
        self.shop = shop
        self.scenario = scenario
        self.plan = plan
        self.draws = draws
        self.stages = stages
        self.marginShares = marginShares
        self.newCustomerValue = newCustomerValue
        self.goal = goal
    }

    /// Margin per yuan of this plan's sales: every line at its item's share, what no line sells (affiliates) at the average of the known
    /// shares. Nil where no share is known or nothing is sold.
    var marginShare: Double? {
        guard !marginShares.isEmpty, let sales = plan.outcomes[.gmv]?.mean, sales > 0 else { return nil }
        let average = marginShares.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value } / Double(marginShares.count)
        var margin = 0.0
        var rest = sales
        for line in plan.lines {
            guard let amount = line.outcomes[.gmv] else { continue }
            margin += amount * (marginShares[line.line.goods] ?? average)
            rest -= amount
        }
        return (margin + max(0, rest) * average) / sales
    }
}
