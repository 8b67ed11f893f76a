// SPDX-License-Identifier: GPL-3.0-or-later
public import Market

/// Something that merchants spend money, time or benefits on, stated as stocks, flows, choices, subsidies and rules.
///
///     var problem = …
///     OwnedChannel(terms).extend(&problem)
///
/// A block only adds: names of what it adds begin with its own name.
public protocol DeliveryBlock: Sendable {
    /// Adds the block to a problem. A block that brings nothing adds nothing.
    func extend(_ problem: inout DeliveryProblem)
}

extension DeliveryProblem {
    /// Days in a period.
    public var daysPerPeriod: Double { Double(horizon.cadence.days) }
    /// All periods; 0…0 where there is none.
    public var allPeriods: ClosedRange<Int> { 0...max(0, horizon.count - 1) }

    /// Periods whose first day lies between two days; nil where there are none.
    public func periods(from begin: Day?, to end: Day?) -> ClosedRange<Int>? {
        let inside = horizon.days.indices.filter { t in
            (begin.map { horizon.days[t] >= $0 } ?? true) && (end.map { horizon.days[t] <= $0 } ?? true)
        }
        guard let first = inside.first, let last = inside.last else { return nil }
        return first...last
    }

    /// A share that is lost or moved in a day, for a whole period.
    public func perPeriod(_ daily: Double) -> Double {
        var left = 1.0
        for _ in 0..<horizon.cadence.days { left *= 1 - daily }
        return 1 - left
    }

    /// One rule a period on an outcome: capacity of messages, staff hours.
    public mutating func limit(_ outcome: Outcome, perDay most: Double, rule name: String, _ selection: Selection = .all) {
        for t in horizon.days.indices {
            var inPeriod = selection
            inPeriod.periods = t...t
            rules.append(
                DeliveryRule(
                    "\(name), \(horizon.days[t])", terms: [RuleTerm(1, .outcome(outcome), inPeriod)],
                    atMost: most * daysPerPeriod))
        }
    }
}

extension Outcome {
    /// Contacts made by owned and message channels.
    public static let contacts: Outcome = "contacts"
    /// Messages sent.
    public static let messages: Outcome = "messages"
    /// Hours of staff used.
    public static let staffHours: Outcome = "staff_hours"
    /// Holders of a reservation who came back.
    public static let recalled: Outcome = "recalled"
    /// What the platform adds to affiliates' commission: neither cost nor gain of the merchant.
    public static func platformSubsidy(_ kind: CommissionSubsidyTerms.Kind) -> Outcome {
        Outcome(rawValue: kind == .presale ? "presale_subsidy_yuan" : "commission_doubling_yuan")
    }
}

/// A number in the name of an option: without a fraction where it has none.
func plain(_ number: Double) -> String {
    number == number.rounded() && abs(number) < 1e15 ? "\(Int64(number))" : "\(number)"
}
