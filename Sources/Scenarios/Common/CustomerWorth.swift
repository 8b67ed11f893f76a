// SPDX-License-Identifier: GPL-3.0-or-later
import Briefs
import Delivery
import Market

extension ScenarioContext {
    /// The problem with new customers counted by the channel that they come through, where the brief says what they are worth there.
    ///
    ///     V · Σ new_customers   becomes   Σ_c V_c · Σ new_customers of c,   V_c = V where the brief gives none
    func valuingByChannel(_ problem: DeliveryProblem) -> DeliveryProblem {
        let stated = brief.customerYuanByChannel
        guard !stated.isEmpty else { return problem }
        var channels = Set(problem.lines.map(\.key.channel)).union(problem.choices.map(\.channel))
            .union(problem.flows.map(\.channel))
        // Their line joins the problem later and is counted as the objective counts.
        if brief.benefits != nil { channels.insert(.benefits) }
        var problem = problem
        problem.objective.terms = problem.objective.terms.flatMap { term -> [RuleTerm] in
            guard term.quantity == .outcome(.newCustomers), term.selection == .all else { return [term] }
            return Dictionary(grouping: channels) { stated[$0] ?? term.factor }.sorted { $0.key < $1.key }.map {
                worth, channels in
                RuleTerm(worth, term.quantity, Selection(channels: Set(channels)))
            }
        }
        return problem
    }
}
