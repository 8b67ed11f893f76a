// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
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
        let held = problem.lines.indices.filter { index in
            problem.lines[index].maximumReason?.key == "line.limit-deliverable"
                && (0..<problem.horizon.count).contains {
                    spend[index][$0] > problem.lines[index].maximum[$0] - 0.0101 && spend[index][$0] > 0
                }
        }
        for index in held.prefix(3) {
            guard let reason = problem.lines[index].maximumReason else { continue }
            notices.append(
                Notice(
                    "plan.held-to-deliverable",
                    ["line": .text(problem.lines[index].key.description), "reason": .notice(reason)]))
        }
        if held.count > 3 { notices.append(Notice("plan.more-held", ["count": .count(held.count - 3)])) }
        if problem.lines.count > 1 { notices.append(Notice("plan.assumes-separate-lines")) }
        return notices
    }

    /// What has to be said about plans over draws.
    static func risk(problem: DeliveryProblem, risk: PlanRisk?, options: PlanOptions) -> [Notice] {
        var notices: [Notice] = []
        let asks = options.risk != nil || problem.rules.contains { $0.certainty != nil }
        if asks, risk == nil {
            notices.append(Notice(problem.hasBlocksWithoutDraws ? "plan.blocks-without-draws" : "plan.no-draws"))
        }
        if let risk, !risk.guarantees.isEmpty {
            notices.append(Notice("plan.guarantee-is-safe", ["draws": .count(risk.draws)]))
        }
        let isShaped = problem.lines.contains { line in line.draws.contains { !$0.curve.curve.isConcave } }
        if risk?.measure != nil, isShaped { notices.append(Notice("plan.numeric-envelopes")) }
        return notices
    }
}
