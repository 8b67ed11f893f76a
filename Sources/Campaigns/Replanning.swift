// SPDX-License-Identifier: GPL-3.0-or-later
public import Algebra
import Briefs
import Delivery
import Foundation
public import Market
public import Planning
import Records
public import Response
import Workspaces

/// Plans the rest of a campaign again: what was spent is fixed, curves are fitted anew with what has been seen, and what lasts from
/// the days that are over comes from what really ran.
public struct Replanning {
    public let campaign: Campaign
    public let pipeline: Pipeline
    /// The plan in force; nil where none is known.
    public let earlier: [PlanEntry]?
    /// Amounts spent that the history does not have, by day and line.
    public let spent: [PlanEntry]
    /// First day to plan again; nil for the day after the last one known.
    public let from: Day?

    public init(campaign: Campaign, pipeline: Pipeline, earlier: [PlanEntry]?, spent: [PlanEntry], from: Day?) {
        self.campaign = campaign
        self.pipeline = pipeline
        self.earlier = earlier
        self.spent = spent
        self.from = from
    }

    /// The new plan, and what moved.
    public struct Answer {
        public var response: FittedResponse
        public var result: PlanResult
        public var report: ReplanReport
    }

    public func run() throws -> Answer {
        let brief = campaign.brief
        let begin = brief.begin.value
        let known = campaign.known
        let recorded = known.coveredUntil
        let lastSpent = spent.map(\.day).max()
        let lastKnown = [recorded, lastSpent].compactMap { $0 }.max()
        let first = from ?? lastKnown?.advanced(by: 1) ?? begin
        guard first > begin else { throw ReplanError.nothingSpent(brief.begin.origin) }
        guard first <= brief.end.value else {
            throw ReplanError.over(end: brief.end.value, done: first.advanced(by: -1))
        }
        let history = known.hiding(after: first.advanced(by: -1))
        var pipeline = pipeline
        // What the plan in force gave, beside what was spent of it, shows what lines can really spend.
        pipeline.given = earlier ?? []
        var response = try pipeline.fit(history)
        let whole = try pipeline.problem(response, history)
        guard let periods = whole.horizon.period(of: first), periods > 0 else {
            throw ReplanError.nothingSpent(brief.begin.origin)
        }
        let (done, assumed) = done(history, whole, periods: periods)
        carry(&response, whole, done, history)
        // Lines start from what really ran.
        let stated = try pipeline.problem(response, history)
        let (rest, notices) = stated.remaining(after: done)
        let result = try Planner.plan(rest, options: pipeline.options)
        var all = notices
        if assumed > 0 { all.append(Notice("replan.day-assumed", ["count": .count(assumed)])) }
        return Answer(
            response: response, result: result,
            report: ReplanReport(result, done: done, campaignBegin: begin, earlier: earlier, notices: all))
    }

    /// What was spent by line and period: the file where it has the day, else the history, else what the plan in force meant.
    private func done(
        _ history: CampaignHistory, _ problem: DeliveryProblem, periods: Int
    ) -> (done: DoneDelivery, assumed: Int) {
        let horizon = problem.horizon
        let choiceChannels = Set(problem.choices.map(\.channel))
        let lines = Set(problem.lines.map(\.key)).union((earlier ?? []).map(\.line))
        let spentPeriods = Set(spent.compactMap { horizon.period(of: $0.day) })
        var entries: [DoneDelivery.Entry] = []
        for entry in spent {
            guard let period = horizon.period(of: entry.day) else { continue }
            entries.append(DoneDelivery.Entry(line: entry.line, period: period, spend: entry.spend))
        }
        let covered = history.coveredUntil
        for record in history.records {
            guard let period = horizon.period(of: record.day), !spentPeriods.contains(period) else { continue }
            guard lines.contains(record.line) || choiceChannels.contains(record.line.channel) else { continue }
            var outcomes: [Outcome: Double] = [:]
            for outcome in Outcome.canonical { outcomes[outcome] = record.value(of: outcome) }
            entries.append(
                DoneDelivery.Entry(line: record.line, period: period, spend: record.spend, outcomes: outcomes))
        }
        var assumed: Set<Int> = []
        let days = horizon.days
        for entry in earlier ?? [] {
            guard let period = horizon.period(of: entry.day), period < periods, !spentPeriods.contains(period),
                days[period] > covered ?? Day(number: Int.min / 2)
            else { continue }
            assumed.insert(period)
            entries.append(DoneDelivery.Entry(line: entry.line, period: period, spend: entry.spend))
        }
        return (DoneDelivery(entries: entries, periods: periods), assumed.count)
    }

    /// Carries effective spend on over the days that the fit has not seen.
    private func carry(
        _ response: inout FittedResponse, _ problem: DeliveryProblem, _ done: DoneDelivery, _ history: CampaignHistory
    ) {
        let horizon = problem.horizon
        let seenUntil = history.coveredUntil ?? horizon.begin.advanced(by: -1)
        var amounts: [LineKey: [Int: Double]] = [:]
        for entry in done.entries { amounts[entry.line, default: [:]][entry.period, default: 0] += entry.spend.yuan }
        let days = horizon.days
        for index in response.lines.indices {
            var carried = response.lines[index].carryIn
            for period in 0..<done.periods where days[period] > seenUntil {
                carried = (amounts[response.lines[index].line]?[period] ?? 0) + response.lines[index].carryOver * carried
            }
            response.lines[index].carryIn = carried
        }
    }
}

/// Why nothing can be planned again.
public enum ReplanError: FaultError {
    case nothingSpent(Origin?)
    case over(end: Day, done: Day)

    public var fault: Fault {
        switch self {
        case .nothingSpent(let origin):
            Fault(
                .data, at: origin.map { Place(file: $0.file, line: $0.line, field: $0.field) }, Notice("replan.nothing-spent"))
        case .over(let end, let done): Fault(.data, Notice("replan.over", ["end": .day(end), "done": .day(done)]))
        }
    }
}
