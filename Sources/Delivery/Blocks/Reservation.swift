// SPDX-License-Identifier: GPL-3.0-or-later
public import Market

/// Claim → notify → recall → order (入场券), as a stock that decays and is called on the day.
///
///     held[t] = (1 − decay) held[t−1] + natural + rate · Σ outcome of lines in t      until the day before the event
///     called[t] ≤ (1 − decay) held[t−1],   called[t] ≤ messages a day                  on the event's days
///     recalled = recall · called,   orders = rate · recalled,   cost = message · called + benefit · orders
///
/// Who was called is called no second time.
public struct Reservation: DeliveryBlock {
    public let terms: ReservationTerms

    public init(_ terms: ReservationTerms) { self.terms = terms }

    /// Name of the reservoir.
    public static func stock(_ name: String) -> String { "\(name) held" }

    public func extend(_ problem: inout DeliveryProblem) {
        guard let event = problem.periods(from: terms.eventBegin, to: terms.eventEnd) else { return }
        let before = event.lowerBound > 0 ? 0...(event.lowerBound - 1) : nil
        guard terms.initial > 0 || before != nil else { return }
        let count = problem.horizon.count
        var inflows: [RuleTerm] = []
        if let before, terms.claimsPerOutcome > 0 {
            inflows = [
                RuleTerm(
                    terms.claimsPerOutcome, .outcome(terms.claimedFrom), Selection(channels: terms.channels, periods: before))
            ]
        }
        let natural = (0..<count).map { t in
            before?.contains(t) == true ? terms.naturalClaims * problem.daysPerPeriod : 0
        }
        problem.reservoirs.append(
            DeliveryReservoir(
                Self.stock(terms.name), unit: "reservations", initial: terms.initial,
                decay: .constant(problem.perPeriod(terms.decay)), natural: .each(natural), inflows: inflows))
        let orders = terms.recall * terms.ordersPerRecalled
        var call = DeliveryFlow(
            "call of \(terms.name)", kind: "messages", channel: terms.channel, audience: "ticket-holder",
            from: Self.stock(terms.name), periods: event,
            maximum: terms.messagesPerDay.map { .constant($0 * problem.daysPerPeriod) } ?? .constant(DeliveryFlow.unlimited),
            cost: .constant(terms.costPerMessage + orders * terms.benefitPerOrder), uses: [.messages: 1, .contacts: 1],
            rates: [
                .recalled: .constant(terms.recall), .visits: .constant(terms.recall), .orders: .constant(orders),
                .gmv: .constant(orders * terms.orderValue), .newCustomers: .constant(orders * terms.newShare),
            ])
        call.planUnit = "pieces"
        call.planFactor = 1 / problem.daysPerPeriod
        problem.flows.append(call)
    }
}
