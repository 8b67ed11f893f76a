// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
import Market
import Planning
import Records
import Replay
import Response
import Scenarios

/// Plans a campaign and replays it, in a world or on held-out periods.
struct ReplayRunner: Sendable {
    let campaign: Campaign
    let options: PlanOptions
    /// Replications in a world.
    let replications: Int
    var progress: (@Sendable (Int, Int) -> Void)?

    func run() async throws -> (plan: PlanResult, report: GainReport) {
        let brief = campaign.brief
        let pipeline = Pipeline(brief: brief, options: options)
        let outcome = try measured(brief)
        let planned = try pipeline.plan(campaign.known).result
        if let world = campaign.world {
            let replay = WorldReplay(
                world: world, scenario: brief.scenario.value, begin: brief.begin.value, end: brief.end.value, outcome: outcome,
                replications: replications
            ) { history in try pipeline.plan(history).result.plan.delivery }
            let total = replications
            let report = try await replay.report { [progress] in progress?($0, total) }
            return (planned, report)
        }
        let heldOut = campaign.recorded.hiding(before: brief.begin.value).hiding(after: brief.end.value)
        guard !heldOut.isEmpty else {
            throw ReplayError.nothingHeldOut(begin: brief.begin.value, historyEnds: campaign.recorded.coveredUntil)
        }
        // The scoring curves see the held-out periods alone: nothing is chosen and scored on the same data.
        let scoring = try ResponseFitter().fit(heldOut, goods: campaign.recorded.goods)
        let report = try RecordedReplay(
            scenario: brief.scenario.value, plan: planned.plan.delivery, outcome: outcome, history: campaign.recorded,
            scoring: scoring
        ).report()
        return (planned, report)
    }

    /// What the scenario's success is counted in.
    private func measured(_ brief: Brief) throws -> Outcome {
        let kpis = try ScenarioNames.find(brief.scenario.value).description.kpis
        return kpis.first { WorldReplay.measurable.contains($0) } ?? .gmv
    }
}
