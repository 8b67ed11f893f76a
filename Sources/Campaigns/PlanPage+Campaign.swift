// SPDX-License-Identifier: GPL-3.0-or-later
import Delivery
import Market
public import Planning
import Records
public import Report

extension PlanPage.Waterfall {
    /// The plan beside the mix of the last 28 days that its history knows; nil where there is none.
    public init?(_ result: PlanResult, campaign: Campaign) {
        let known = campaign.known
        guard let last = known.coveredUntil else { return nil }
        var recent: [LineKey: Money] = [:]
        for record in known.records where record.day > last.advanced(by: -28) {
            recent[record.line, default: .zero] += record.spend
        }
        let order: [Outcome] = result.problem.reported + [.gmv, .newCustomers, .orders, .clicks]
        guard
            let outcome = order.first(where: { outcome in
                result.problem.lines.contains { $0.primary == outcome || $0.rates[outcome] != nil }
            }), let before = result.outcomes(outcome, splitAs: recent)
        else { return nil }
        func byChannel(_ lines: [LineKey: Double]) -> [Channel: Double] {
            var sums: [Channel: Double] = [:]
            for (line, amount) in lines.sorted(by: { $0.key < $1.key }) { sums[line.channel, default: 0] += amount }
            return sums
        }
        self.init(outcome: outcome, plan: byChannel(result.outcomes(outcome)), before: byChannel(before))
    }
}
