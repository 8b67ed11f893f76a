// SPDX-License-Identifier: GPL-3.0-or-later
import Market
import Planning

/// What follows from a plan by adding and dividing: the figures that every view of it shows.
struct PlanFigures {
    /// Money and outcomes of one channel.
    struct ChannelSum {
        var channel: Channel
        var spend: Money
        /// Of the media.
        var share: Double
        var outcomes: [Outcome: Double]
    }

    let media: Money
    let channels: [ChannelSum]
    /// Media by period.
    let periods: [Money]
    /// Outcomes to show, the most important first.
    let outcomes: [Outcome]
    /// Sales ÷ cost; nil without either.
    let returnOnSpend: Expectation?
    let costPerNewCustomer: Expectation?
    let costPerOrder: Expectation?

    /// `reported` says which outcomes come first; all others that the plan has follow in the order of the history's columns.
    init(_ plan: Plan, reported: [Outcome] = []) {
        media = plan.delivery.media
        var sums: [Channel: ChannelSum] = [:]
        for line in plan.lines {
            var sum = sums[line.line.channel] ?? ChannelSum(channel: line.line.channel, spend: .zero, share: 0, outcomes: [:])
            sum.spend += line.spend
            for (outcome, amount) in line.outcomes { sum.outcomes[outcome, default: 0] += amount }
            sums[line.line.channel] = sum
        }
        let total = media.yuan
        channels = sums.values.map { sum in
            var sum = sum
            sum.share = total > 0 ? sum.spend.yuan / total : 0
            return sum
        }.sorted { ($1.spend, $0.channel) < ($0.spend, $1.channel) }
        var periods = [Money](repeating: .zero, count: plan.delivery.horizon.count)
        for entry in plan.delivery.entries {
            if let period = plan.delivery.horizon.period(of: entry.day) { periods[period] += entry.spend }
        }
        self.periods = periods
        outcomes = PlanFigures.ordered(Set(plan.outcomes.keys), first: reported)
        let cost = plan.cost.yuan
        returnOnSpend = plan.outcomes[.gmv].flatMap { PlanFigures.ratio($0, over: cost) }
        costPerNewCustomer = plan.outcomes[.newCustomers].flatMap { PlanFigures.ratio(cost, over: $0) }
        costPerOrder = plan.outcomes[.orders].flatMap { PlanFigures.ratio(cost, over: $0) }
    }

    /// The outcome that a table with room for one shows.
    var main: Outcome? { outcomes.first }

    static func ordered(_ all: Set<Outcome>, first: [Outcome]) -> [Outcome] {
        let usual: [Outcome] = [.gmv, .newCustomers, .orders, .settledGMV, .margin, .carts, .visits, .clicks, .impressions]
        var order: [Outcome] = []
        for outcome in first + usual + all.sorted() where all.contains(outcome) && !order.contains(outcome) {
            order.append(outcome)
        }
        return order
    }

    /// Outcome ÷ money, end by end.
    private static func ratio(_ outcome: Expectation, over cost: Double) -> Expectation? {
        guard cost > 0 else { return nil }
        return outcome.mapped { $0 / cost }
    }

    /// Money ÷ outcome: dear where the outcome is low. Nil where nothing is expected; an end is left out where its outcome is none.
    private static func ratio(_ cost: Double, over outcome: Expectation) -> Expectation? {
        guard cost > 0, outcome.mean > 0 else { return nil }
        guard let low = outcome.low, let high = outcome.high, low > 0, high > 0 else {
            return Expectation(mean: cost / outcome.mean)
        }
        return Expectation(mean: cost / outcome.mean, low: cost / high, high: cost / low)
    }
}
