// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
public import Briefs
import Delivery
import Market
public import Planning
import Records
public import Report
public import Response

extension PlanPage {
    /// The page of a campaign's plan, with its curves, the digests of its inputs and the way from the last weeks' mix. `title` stands where the
    /// brief has none.
    public init(
        _ result: PlanResult, of brief: Brief, title: String, response: FittedResponse, campaign: Campaign,
        catalogue: MessageCatalogue
    ) {
        self.init(
            result.plan, title: brief.title?.value ?? title, reported: result.problem.reported, response: response,
            digests: campaign.digests.sorted { $0.key < $1.key }.map { ($0.key, $0.value) },
            waterfall: Waterfall(result, campaign: campaign), catalogue: catalogue)
    }
}

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
