// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
public import Delivery
import Market
import Response

/// Sales in a short burst (货品加速限时).
///
///     maximize    Σ gmv within the burst
///     subject to  no spend before or after it,   all of the budget within it
///                 effect that arrives later does not count
///
/// The burst is the stage `burst` of the brief, else its first days.
public struct FlashAcceleration: ScenarioModule {
    public init() {}

    public let description = ScenarioDescription(
        name: "flash-acceleration", chineseName: "货品加速限时", family: .goods, formula: "max Σ GMV within the burst",
        settings: [SettingTerm(name: "burst_days", unit: .days, bounds: 1...14, standard: 3, reason: .burstDays)],
        kpis: [.gmv, .orders, .carts])

    public func problem(_ context: ScenarioContext) throws(ScenarioError) -> DeliveryProblem {
        let days = context.periods(ofDays: context.setting("burst_days", of: description))
        let burst = context.periods(inStage: "burst") ?? 0...(days - 1)
        let campaign = try context.campaign(
            description, about: .gmv, looksFor: Notice("scenario.looks-for-goods-in-stock"), commissions: false,
            tailoring: { line in
                let most = line.maximum
                line.maximum = .each((0..<context.horizon.count).map { burst.contains($0) ? most[$0] : 0 })
                line.maximumReason = Notice("line.limit-burst")
            })
        return context.problem(
            description, lines: campaign.lines, choices: [],
            objective: DeliveryObjective(
                name: "GMV of the burst", title: Notice("objective.burst"), unit: "yuan",
                terms: [RuleTerm(1, .outcome(.gmv), Selection(periods: burst))]),
            extra: context.stockRules(for: campaign.lines, []), carryOutWeight: 0)
    }
}
