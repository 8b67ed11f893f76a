// SPDX-License-Identifier: GPL-3.0-or-later
public import Market

/// What a merchant delivers on one day.
public struct DayDelivery: Sendable, Hashable {
    /// Money per line. A world spends at most this; `day` of the entries is not looked at.
    public var entries: [PlanEntry]
    /// Choices that are handed in today, of any ``ChoiceKind``; they hold from their first to their last day.
    public var choices: [PlanChoice]
    /// Channels that are switched off today in some regions.
    public var dark: [DarkRegions]

    public init(entries: [PlanEntry] = [], choices: [PlanChoice] = [], dark: [DarkRegions] = []) {
        self.entries = entries
        self.choices = choices
        self.dark = dark
    }
}

/// Somebody who decides every morning what is delivered, knowing only what a merchant can download.
public protocol DeliveryPolicy: Sendable {
    /// The day's delivery. `report` shows the days before `day` as they stand in the morning of `day`.
    mutating func delivery(on day: Day, knowing report: MerchantReport) -> DayDelivery
}

/// Nothing is delivered: what a world does by itself. Own contacts, and affiliates at the default rate, go on.
public struct NoDelivery: DeliveryPolicy {
    /// True when the affiliates get no commission either.
    public var withoutCommission: Bool

    public init(withoutCommission: Bool = false) { self.withoutCommission = withoutCommission }

    public mutating func delivery(on day: Day, knowing report: MerchantReport) -> DayDelivery {
        guard withoutCommission else { return DayDelivery() }
        return DayDelivery(choices: [
            PlanChoice(begin: day, end: day, .commission, option: "none", value: 0)
        ])
    }
}

/// A plan, delivered as it is written (open loop).
///
/// Money of a period longer than a day is spread evenly over its days, to the fen. Entries of affiliate channels are expected
/// commission, not media, and are not delivered as money.
public struct PlannedDelivery: DeliveryPolicy {
    private var byDay: [Day: [PlanEntry]] = [:]
    private var choices: [PlanChoice]

    public init(_ plan: DeliveryPlan) {
        let length = plan.horizon.cadence.days
        for entry in plan.entries where ChannelKind.of(entry.line.channel) != .affiliate {
            let whole = entry.spend.fen / Int64(length)
            let rest = Int(entry.spend.fen % Int64(length))
            for offset in 0..<length {
                let day = entry.day.advanced(by: offset)
                let fen = whole + (offset < rest ? 1 : 0)
                if fen > 0 { byDay[day, default: []].append(PlanEntry(day: day, line: entry.line, spend: Money(fen: fen))) }
            }
        }
        choices = plan.choices
    }

    public mutating func delivery(on day: Day, knowing report: MerchantReport) -> DayDelivery {
        let starting = choices
        choices = []
        return DayDelivery(entries: byDay[day] ?? [], choices: starting)
    }
}

/// A plan that is made again every morning for the days that are left.
public struct ReplannedDelivery: DeliveryPolicy {
    private let plan: @Sendable (Day, MerchantReport) -> DeliveryPlan

    /// `plan` gets the day and the report of that morning, and answers with a plan that covers at least that day.
    public init(_ plan: @escaping @Sendable (Day, MerchantReport) -> DeliveryPlan) { self.plan = plan }

    public mutating func delivery(on day: Day, knowing report: MerchantReport) -> DayDelivery {
        let answer = plan(day, report)
        var policy = PlannedDelivery(answer)
        return policy.delivery(on: day, knowing: report)
    }
}
