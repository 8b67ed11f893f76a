// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
public import Briefs
import Delivery
public import Planning
public import Response

/// A planned brief of which something may be changed: the curves are fitted once, every change is solved from the last prices.
public struct WhatIf: Sendable {
    public let campaign: Campaign
    public let response: FittedResponse
    /// The plan of the brief as it is.
    public let base: PlanResult
    private let options: PlanOptions

    /// A changed brief with its plan.
    public struct Answer: Sendable {
        public var brief: Brief
        public var response: FittedResponse
        public var result: PlanResult
    }

    /// What the fit looks at: a change of these asks for new curves.
    static let refits: Set<String> = ["experiments", "curves", "channels", "goods_select", "audiences", "affiliate"]

    /// Fits and plans the brief as it is. `progress` is told how many steps of the fit are done, of how many.
    public init(
        _ campaign: Campaign, options: PlanOptions = PlanOptions(), progress: (@Sendable (Int, Int) -> Void)? = nil
    ) throws {
        var pipeline = Pipeline(campaign, options: options)
        pipeline.fitProgress = progress
        self.campaign = campaign
        self.options = options
        (response, base) = try pipeline.plan(campaign.known)
    }

    /// Plans the brief with changes. Curves are fitted anew only where a change asks for lines or terms that the fit looks at.
    ///
    /// `isWarm` starts from the last prices; a plan that is to be kept starts from nothing, so that it can be made again.
    public func plan(_ changes: [BriefChange], isWarm: Bool = true) throws -> Answer {
        let brief = try BriefChange.apply(changes, to: campaign.file)
        let pipeline = Pipeline(brief: brief, options: options)
        let isRefitted = changes.contains { Self.refits.contains($0.topKey) && !$0.isLimit }
        let curves = isRefitted ? try pipeline.fit(campaign.known) : response
        let problem = try pipeline.problem(curves, campaign.known)
        let result = try Planner.plan(
            problem, options: pipeline.options, warm: isWarm && hasShape(of: problem) ? base.warm : nil)
        return Answer(brief: brief, response: curves, result: result)
    }

    /// The last prices mean something for a problem of the same lines, choices and rules only.
    private func hasShape(of problem: DeliveryProblem) -> Bool {
        let known = base.problem
        return problem.lines.map(\.key).sorted() == known.lines.map(\.key) && problem.rules.count == known.rules.count
            && problem.choices.count == known.choices.count && problem.flows.count == known.flows.count
    }
}
