// SPDX-License-Identifier: GPL-3.0-or-later
import Delivery
import Market
import Response

/// What a reader of a plan must be told before they act on it.
enum PlanWarnings {
    static func all(
        problem: DeliveryProblem, spend: [[Double]], explanation: PlanExplanation, cost: Money, budget: Money?
    ) -> [Notice] {
        var notices: [Notice] = []
        let planned = spend.reduce(0) { $0 + $1.reduce(0, +) }
        var beyond = 0.0
        var unseen = 0.0
        for (index, line) in problem.lines.enumerated() {
            let total = spend[index].reduce(0, +)
            if let seen = line.seenLargest {
                beyond += spend[index].reduce(0) { $0 + max(0, $1 - seen) }
            } else if line.evidence == .prior || line.evidence == .pooled {
                unseen += total
            }
        }
        if planned > 0, beyond / planned > 0.005 {
            notices.append(Notice("plan.beyond-range-seen", ["share": .share(beyond / planned)]))
        }
        if planned > 0, unseen / planned > 0.005 {
            notices.append(Notice("plan.on-priors", ["share": .share(unseen / planned)]))
        }
        if let budget, cost < budget, (explanation.marginalReturn ?? 0) <= 0 {
            notices.append(Notice("plan.budget-not-spent", ["left": .money(budget - cost)]))
        }
        if problem.lines.count > 1 { notices.append(Notice("plan.assumes-separate-lines")) }
        return notices
    }
}
