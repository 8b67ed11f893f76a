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
            newCustomerValue: brief.newCustomerValue?.value.yuan,
            goal: StrategicGoal(scenario: (brief.entries.first?.scenario ?? brief.scenario).value))
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
