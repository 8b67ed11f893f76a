// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
public import Briefs
import Market
public import Planning
import Records
public import Report

extension ComparedPlan {
    /// A plan with what its campaign knows besides; `changed` is its brief where that is not the campaign's own.
    public init(_ result: PlanResult, name: String, campaign: Campaign, changed: Brief? = nil) {
        let brief = changed ?? campaign.brief
        var shares: [GoodsID: Double] = [:]
        for item in campaign.known.goods {
            guard let margin = item.unitMargin, let price = item.price, price > .zero else { continue }
            shares[item.id] = margin.yuan / price.yuan
        }
        self.init(
            name: name, shop: brief.shopName?.value ?? "", scenario: brief.scenario.value, plan: result.plan,
            draws: result.draws(),
            stages: brief.stages.map { Stage(name: $0.name.value, days: $0.begin.value...$0.end.value) }, marginShares: shares,
            newCustomerValue: brief.newCustomerValue?.value.yuan)
    }
}
