// SPDX-License-Identifier: GPL-3.0-or-later
public import Market
#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// An owned or message channel as stocks and a flow of contacts.
///
///     rested[t] = rested[t−1] − contacts[t] + back · resting[t−1] − lapse · rested[t−1]      rested at first = list
///     contacts[t] ≤ start of rested,  ≤ most contacts a day,  Σ over 7 days ≤ limit a week · list
///     visits = response · contacts,  orders = conversion · visits
///     cost = (cost of a unit ÷ contacts of a unit + benefit · orders) · contacts
///
/// Fatigue: those contacted rest, and half of them are back after `restDays`. Reach: those who do not come lapse at 1 ÷ `reachDays` a day,
/// unless they are bound; a channel that recovers them (SMS after 30 days) contacts them there, and who responds is on the list again.
public struct OwnedChannel: DeliveryBlock {
    public let terms: OwnedChannelTerms

    public init(_ terms: OwnedChannelTerms) { self.terms = terms }

    /// Name of the reservoir of customers out of reach of a channel.
    public static func lapsed(_ name: String) -> String { "out of reach of \(name)" }
    /// Name of the reservoir of customers who may be contacted.
    public static func list(_ name: String) -> String { "list of \(name)" }

    public func extend(_ problem: inout DeliveryProblem) {
        guard terms.list > 0 || terms.recoversFrom != nil, terms.unitsPerDay > 0, terms.contactsPerUnit > 0 else { return }
        let all = problem.allPeriods
        let days = problem.daysPerPeriod
        let resting = "resting of \(terms.name)"
        let hasRest = terms.restDays > 0
        let recovers = terms.recoversFrom
        if recovers == nil {
            problem.reservoirs.append(DeliveryReservoir(Self.list(terms.name), initial: terms.list))
            addReach(&problem, all)
        }
        if hasRest {
            problem.reservoirs.append(DeliveryReservoir(resting))
            // Half are back after the days of rest.
            let back = problem.perPeriod(1 - exp(-0.6931471805599453 / terms.restDays))
            problem.flows.append(
                DeliveryFlow(
                    "back to \(terms.name)", from: resting, to: recovers.map(Self.lapsed) ?? Self.list(terms.name),
                    periods: all,
                    least: .constant(back), most: .constant(back)))
        }
        let perContact = 1 / terms.contactsPerUnit
        let orders = terms.visitsPerContact * terms.ordersPerVisit
        var uses: [Outcome: PeriodValues] = [.contacts: 1]
        if terms.hoursPerUnit > 0 { uses[.staffHours] = .constant(terms.hoursPerUnit * perContact) }
        if terms.kind == "messages" { uses[.messages] = .constant(perContact) }
        var flow = DeliveryFlow(
            terms.name, kind: terms.kind, channel: terms.channel, audience: terms.audience,
            from: recovers.map(Self.lapsed) ?? Self.list(terms.name), to: hasRest ? resting : nil, periods: all,
            maximum: .constant(terms.unitsPerDay * terms.contactsPerUnit * days),
            cost: .constant(terms.costPerUnit * perContact + orders * terms.benefitPerOrder), uses: uses,
            rates: [
                .visits: .constant(terms.visitsPerContact), .orders: .constant(orders),
                .gmv: .constant(orders * terms.orderValue), .newCustomers: .constant(orders * terms.newShare),
            ])
        if let recovers {
            // Who answers is in reach again; the others rest, or stay where they are.
            flow.target = Self.list(recovers)
            flow.arriving = terms.visitsPerContact
            problem.reservoirs = problem.reservoirs.map { reservoir in
                guard reservoir.name == (hasRest ? resting : Self.lapsed(recovers)) else { return reservoir }
                var kept = reservoir
                kept.inflows.append(
                    RuleTerm(
                        1 - terms.visitsPerContact, .outcome(.contacts),
                        Selection(channels: [terms.channel], audiences: [terms.audience])))
                return kept
            }
        } else if !hasRest {
            flow.target = Self.list(terms.name)
        }
        flow.planUnit = Self.units[terms.kind] ?? "contacts"
        // Posts are counted by the week, all else by the day.
        flow.planFactor = perContact / days * (terms.kind == "posts" ? 7 : 1)
        problem.flows.append(flow)
        addWeeklyLimit(&problem)
    }

    /// Units of the kinds in a plan.
    static let units = ["posts": "posts", "messages": "pieces", "live": "hours", "service": "hours"]

    private func addReach(_ problem: inout DeliveryProblem, _ all: ClosedRange<Int>) {
        guard let reach = terms.reachDays, reach > 0, terms.bound < 1 else { return }
        problem.reservoirs.append(DeliveryReservoir(Self.lapsed(terms.name)))
        let lapse = problem.perPeriod(min(1, (1 - terms.bound) / reach))
        problem.flows.append(
            DeliveryFlow(
                "lapse of \(terms.name)", from: Self.list(terms.name), to: Self.lapsed(terms.name), periods: all,
                least: .constant(lapse), most: .constant(lapse)))
    }

    /// Contacts in any 7 days.
    private func addWeeklyLimit(_ problem: inout DeliveryProblem) {
        guard let most = terms.contactsPerWeek, terms.recoversFrom == nil else { return }
        let window = max(1, Int((7 / problem.daysPerPeriod).rounded(.up)))
        let scale = max(1, problem.daysPerPeriod / 7)
        for t in problem.horizon.days.indices {
            let first = max(0, t + 1 - window)
            problem.rules.append(
                DeliveryRule(
                    "contacts of \(terms.name) in a week, \(problem.horizon.days[t])",
                    terms: [
                        RuleTerm(
                            1, .outcome(.contacts),
                            Selection(channels: [terms.channel], audiences: [terms.audience], periods: first...t))
                    ], atMost: most * terms.list * scale))
        }
    }
}
