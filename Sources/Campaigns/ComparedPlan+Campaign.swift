// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
public import Briefs
import Market
public import Planning
import Records
public import Report
import Scenarios

extension ComparedPlan {
    /// A plan with what its campaign knows besides; `changed` is its brief where that is not the campaign's own.
    public init(_ result: PlanResult, name: String, campaign: Campaign, changed: Brief? = nil) {
        let brief = changed ?? campaign.brief
        var shares: [GoodsID: Double] = [:]
        for item in campaign.known.goods { shares[item.id] = item.marginShare }
        self.init(
            name: name, shop: brief.shopName?.value ?? "", scenario: brief.scenario.value, plan: result.plan,
            draws: result.draws(),
            stages: brief.stages.map { Stage(name: $0.name.value, days: $0.begin.value...$0.end.value) }, marginShares: shares,
            newCustomerValue: brief.yuanOfNewCustomer(in: result.plan),
            goal: StrategicGoal(scenario: (brief.entries.first?.scenario ?? brief.scenario).value))
    }
}

extension Brief {
    /// What a new customer of the plan is worth on average, by the channels that they come through; nil where the brief does not say.
    fileprivate func yuanOfNewCustomer(in plan: Plan) -> Double? {
        guard let common = newCustomerValue?.value.yuan else { return nil }
        let stated = customerYuanByChannel
        guard !stated.isEmpty, let all = plan.outcomes[.newCustomers]?.mean, all > 0 else { return common }
        // Those who come without a media line, through affiliates and tools, count the common value.
        return plan.lines.reduce(common) { worth, line in
            worth + (line.outcomes[.newCustomers] ?? 0) / all * ((stated[line.line.channel] ?? common) - common)
        }
    }
}

extension StrategicGoal {
    /// From what the scenario reports first and the family it belongs to.
    init(scenario name: String) {
        guard let scenario = try? ScenarioNames.find(name).description, let first = scenario.kpis.first else {
            self = .sales
            return
        }
        let again: Set<String> = ["repurchase", "member-activation", "ticket-recall", "group-operation", "follow-up"]
        if again.contains(name) {
            self = .repurchase
        } else if first == .newCustomers || ["members", "sign_ups", "leads"].contains(first.rawValue) {
            self = .acquisition
        } else if [.impressions, .clicks, .visits, .carts].contains(first) || first.rawValue == "fans" {
            self = .exposure
        } else {
            self = .sales
        }
    }
}
