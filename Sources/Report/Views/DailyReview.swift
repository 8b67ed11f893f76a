// SPDX-License-Identifier: GPL-3.0-or-later
public import Market
public import Planning

/// A plan in force against what was delivered so far: pace, what came of it, and what needs a look.
public struct DailyReview: Sendable, Hashable, Codable {
    /// One channel's money so far.
    public struct ChannelPace: Sendable, Hashable, Codable {
        public var channel: Channel
        public var planned: Money
        public var spent: Money

        private enum CodingKeys: String, CodingKey {
            case channel
            case planned = "planned_fen"
            case spent = "spent_fen"
        }
    }

    /// First day of the plan, last day that history knows of it, last day of the plan.
    public var begin: Day
    public var until: Day
    public var end: Day
    /// Days of the plan that history knows.
    public var days: Int
    public var planned: Money
    public var spent: Money
    /// Media money of the whole plan.
    public var total: Money
    public var channels: [ChannelPace]
    /// Sales per yuan on the days that have had time to mature; nil while there are too few.
    public var roi: Double?
    /// What the plan expects, with its 90 % interval.
    public var expectedROI: Expectation?
    public var warnings: [Notice]

    private enum CodingKeys: String, CodingKey {
        case begin, until, end, days, channels, roi, warnings
        case planned = "planned_fen"
        case spent = "spent_fen"
        case total = "plan_fen"
        case expectedROI = "expected_roi"
    }

    /// Money so far in relation to the plan; nil where nothing was planned.
    public var pace: Double? { planned > .zero ? spent.yuan / planned.yuan : nil }

    /// Days whose sales still grow: return is judged without them.
    static let immatureDays = 3
    /// A pace within this of 1 is on pace.
    static let paceTolerance = 0.1
    /// The share of the money from which its end is looked at.
    static let usedShare = 0.7

    /// nil when history has no day of the plan yet.
    ///
    /// - Parameter records: the shop's history; rows of other days are passed over.
    public init?(_ plan: Plan, records: [HistoryRecord]) {
        let horizon = plan.delivery.horizon
        let during = records.filter { $0.day >= horizon.begin && $0.day <= horizon.end }
        guard let last = during.map(\.day).max() else { return nil }
        begin = horizon.begin
        end = horizon.end
        until = min(horizon.end, last.advanced(by: horizon.cadence.days - 1))
        days = until.number - begin.number + 1
        let due = plan.delivery.entries.filter { $0.day <= last }
        planned = due.lazy.map(\.spend).total()
        spent = during.lazy.map(\.spend).total()
        total = plan.delivery.media
        var byChannel: [Channel: ChannelPace] = [:]
        func add(_ channel: Channel, _ planned: Money, _ spent: Money) {
            var pace = byChannel[channel] ?? ChannelPace(channel: channel, planned: .zero, spent: .zero)
            pace.planned += planned
            pace.spent += spent
            byChannel[channel] = pace
        }
        for entry in due { add(entry.line.channel, entry.spend, .zero) }
        for record in during { add(record.line.channel, .zero, record.spend) }
        channels = byChannel.values.sorted { ($1.planned, $0.channel) < ($0.planned, $1.channel) }
        let mature = during.filter { $0.day.number <= last.number - Self.immatureDays }
        let matureSpend = mature.lazy.map(\.spend).total()
        let sales = mature.compactMap(\.gmv)
        roi = matureSpend > .zero && !sales.isEmpty ? sales.total().yuan / matureSpend.yuan : nil
        if let gmv = plan.outcomes[.gmv], plan.cost > .zero {
            let cost = plan.cost.yuan
            expectedROI = Expectation(mean: gmv.mean / cost, low: gmv.low.map { $0 / cost }, high: gmv.high.map { $0 / cost })
        } else {
            expectedROI = nil
        }
        warnings = []
        warnings = paceWarnings() + returnWarnings() + learningWarnings(plan, during, last)
    }

    private func paceWarnings() -> [Notice] {
        var notices: [Notice] = []
        if let pace, abs(pace - 1) > Self.paceTolerance {
            notices.append(
                Notice(
                    pace < 1 ? "today.behind" : "today.ahead",
                    ["spent": .money(spent), "planned": .money(planned), "share": .share(pace)]))
        }
        for channel in channels where channel.planned.yuan >= 0.05 * planned.yuan {
            let pace = channel.spent.yuan / max(channel.planned.yuan, 0.01)
            if abs(pace - 1) > 3 * Self.paceTolerance {
                notices.append(
                    Notice("today.channel-pace", ["channel": .text(channel.channel.rawValue), "share": .share(pace)]))
            }
        }
        // At the present rate the money ends before the plan does.
        if total > .zero, spent.yuan >= Self.usedShare * total.yuan, until < end {
            let left = Double(total.fen - spent.fen) / (Double(spent.fen) / Double(max(1, days)))
            let lastDay = until.advanced(by: max(0, Int(min(left, 400))))
            if lastDay < end {
                notices.append(
                    Notice(
                        "today.used-up-early",
                        ["share": .share(spent.yuan / total.yuan), "day": .day(lastDay), "end": .day(end)]))
            }
        }
        return notices
    }

    private func returnWarnings() -> [Notice] {
        guard let roi, let low = expectedROI?.low, let high = expectedROI?.high, roi < low || roi > high else { return [] }
        return [
            Notice(
                roi < low ? "today.roi-low" : "today.roi-high",
                ["roi": .number(roi), "low": .number(low), "high": .number(high)])
        ]
    }

    /// A platform's plan learns from 100 clicks and then 5 deals or 15 carts within 7 days; one that does not get there stays dear.
    private func learningWarnings(_ plan: Plan, _ during: [HistoryRecord], _ last: Day) -> [Notice] {
        guard days >= 7 else { return [] }
        let week = during.filter { $0.day.number > last.number - 7 }
        var stuck: [String] = []
        for result in plan.lines where result.spend > .zero {
            let rows = week.filter { $0.line == result.line }
            guard !rows.isEmpty, rows.contains(where: { $0.clicks != nil }) else { continue }
            func sum(_ value: (HistoryRecord) -> Double?) -> Double { rows.compactMap(value).reduce(0, +) }
            let hasLearned = sum { $0.clicks } >= 100 && (sum { $0.orders } >= 5 || sum { $0.carts } >= 15)
            if !hasLearned { stuck.append(result.line.description) }
        }
        guard !stuck.isEmpty else { return [] }
        return [
            Notice(
                "today.learning-stuck", ["count": .count(stuck.count), "lines": .list(Array(stuck.prefix(5)))])
        ]
    }
}

/// The daily review on a screen.
public enum DailyReviewView {
    /// The view's lines.
    public static func lines(_ review: DailyReview, _ settings: ViewSettings = ViewSettings()) -> [String] {
        let say = settings.catalogue
        var lines = [
            settings.style(
                say.text(
                    "today.head",
                    [
                        "until": .day(review.until), "days": .count(review.days), "begin": .day(review.begin),
                        "end": .day(review.end),
                    ]),
                .bold),
            say.text(
                "today.spent",
                [
                    "spent": .money(review.spent), "planned": .money(review.planned),
                    "pace": .text(review.pace.map(NumberText.share) ?? NumberText.none), "total": .money(review.total),
                ]),
        ]
        if let roi = review.roi {
            var key = "today.roi"
            var arguments: [String: MessageArgument] = ["roi": .text(NumberText.ratio(roi))]
            if let expected = review.expectedROI, let low = expected.low, let high = expected.high {
                key = "today.roi-expected"
                arguments["low"] = .text(NumberText.ratio(low))
                arguments["high"] = .text(NumberText.ratio(high))
            }
            lines.append(say.text(key, arguments))
        } else {
            lines.append(say.text("today.roi-early"))
        }
        var table = TextTable([
            .init(say.text("label.channel"), maximum: 24), .init(say.text("today.planned"), .right),
            .init(say.text("today.actual"), .right), .init(say.text("today.pace"), .right),
        ])
        for channel in review.channels {
            let pace = channel.planned > .zero ? NumberText.share(channel.spent.yuan / channel.planned.yuan) : NumberText.none
            table.add([
                channel.channel.rawValue, NumberText.money(channel.planned), NumberText.money(channel.spent), pace,
            ])
        }
        lines += settings.heading(say.text("label.by-channel")) + table.lines(width: settings.width, style: settings.style)
        guard !review.warnings.isEmpty else { return lines + settings.paragraph(say.text("today.fine")) }
        return lines + settings.heading(say.text("label.warnings"))
            + review.warnings.flatMap { settings.item(say.text(for: $0)) }
    }
}
