// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
public import Delivery
import Market
import Response

/// More sales of chosen goods (货品加速).
///
///     maximize    Σ gmv[ℓ,t] + Σ gmv[g, chosen commission]
///     subject to  Σ cost ≤ budget
///                 Σ orders[g] ≤ stock[g]                           for every item of known stock
///                 Σ gmv ≥ ρ · Σ cost                               where a return is asked for
///                 the brief's limits by day, stage, channel, goods, audience
///                 exactly one commission rate per goods
///
/// Eligible are all lines of the goods that the brief selects; without a selection, of all goods in stock. Sales after the last day
/// do not count: acceleration is about now.
public struct GoodsAcceleration: ScenarioModule {
    public init() {}

    public let description = ScenarioDescription(
        name: "goods-acceleration", chineseName: "货品加速", family: .goods, platformCode: "1203/114", formula: "max Σ GMV",
        settings: [
            SettingTerm(name: "return_floor", unit: .number, bounds: 0...1000, standard: 0, reason: .returnOnSpend)
        ],
        kpis: [.gmv, .orders, .newCustomers])

    public func problem(_ context: ScenarioContext) throws(ScenarioError) -> DeliveryProblem {
        func inStock(_ id: GoodsID) -> Bool { context.goods[id]?.stock.map { $0 > 0 } ?? true }
        let lines = try context.eligibleLines { inStock($0.goods) }
        let choices = context.commissionChoices { inStock($0) }
        guard !lines.isEmpty || !choices.isEmpty else {
            throw .nothingEligible(scenario: description.name, looksFor: Notice("scenario.looks-for-goods-in-stock"))
        }
        guard context.brings(.gmv, lines, choices) else {
            throw .outcomeUnknown(scenario: description.name, outcome: .gmv)
        }
        var extra = context.stockRules(for: lines, choices)
        extra += context.returnFloor(setting: "return_floor", of: description)
        return context.problem(
            description, lines: lines, choices: choices,
            objective: .gmv, extra: extra,
            carryOutWeight: 0)
    }
}
