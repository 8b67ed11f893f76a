// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
import Delivery
import Market

extension ScenarioContext {
    /// Adds what the brief puts at the plan's disposal besides media: its tools, then the programmes that it may join.
    func extend(_ problem: inout DeliveryProblem) {
        let tools = brief.tools
        add(tools.owned, to: &problem) { OwnedChannel($0) }
        add(tools.reservations, to: &problem) { Reservation($0) }
        add(tools.referral.map { [$0] } ?? [], to: &problem) { Referral($0) }
        add(tools.fixedFees, to: &problem) { FixedFee($0) }
        add(tools.coupons, to: &problem) { SegmentBenefit($0) }
        add(tools.pages, to: &problem) { PageAssignment($0) }
        add(tools.baskets, to: &problem) { BasketCompletion($0) }
        add(tools.capabilities, to: &problem) { CapabilityScore($0) }
        let before = problem.rules.count
        if let hours = tools.staffHoursPerDay {
            problem.limit(.staffHours, perDay: hours.value, rule: "staff hours")
            cite(hours.origin, from: before, in: &problem)
        }
        let after = problem.rules.count
        if let messages = tools.messagesPerDay {
            problem.limit(.messages, perDay: messages.value, rule: "messages")
            cite(messages.origin, from: after, in: &problem)
        }
        for programme in openProgrammes {
            let first = problem.rules.count
            ProgrammeEntry(programme.value).extend(&problem)
            cite(programme.origin, from: first, in: &problem)
        }
    }

    private func add<Terms>(
        _ terms: [Cited<Terms>], to problem: inout DeliveryProblem, _ block: (Terms) -> some DeliveryBlock
    ) {
        for item in terms {
            let first = problem.rules.count
            block(item.value).extend(&problem)
            cite(item.origin, from: first, in: &problem)
        }
    }

    /// Rules of a block were said where the block was.
    private func cite(_ origin: Origin?, from first: Int, in problem: inout DeliveryProblem) {
        for index in problem.rules.indices.dropFirst(first) where problem.rules[index].origin == nil {
            problem.rules[index].origin = origin
        }
    }
}
