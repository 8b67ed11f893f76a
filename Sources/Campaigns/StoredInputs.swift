// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
public import Briefs
import Delivery
import Foundation
public import Market
public import Planning
import Records
import Report
public import Response
public import Scenarios
import Workspaces

/// All that a plan was made from besides its curves, kept so that it can be made again: the workspace's history may be restated, files may
/// change.
public struct StoredInputs: Codable {
    /// The brief as it was written, and the name of its file.
    public var brief: String
    public var file: String
    public var goods: [Goods]
    public var record: SpendRecord?
    /// The gap that was asked for; nil for the default.
    public var relativeGap: Double?

    private enum CodingKeys: String, CodingKey {
        case brief, file, goods, record
        case relativeGap = "relative_gap"
    }

    public init(_ campaign: Campaign, _ context: ScenarioContext, _ options: PlanOptions) throws {
        guard let data = FileManager.default.contents(atPath: campaign.file) else {
            throw CommandError.notReadable(campaign.file)
        }
        // A playbook's file may change: what it gave is kept with the brief.
        brief = campaign.brief.playbook == nil ? String(decoding: data, as: UTF8.self) : campaign.brief.canonicalText
        file = campaign.file
        goods = campaign.known.goods
        record = context.record
        relativeGap = options.relativeGap
    }

    /// The inputs of a plan whose brief was changed and not written to a file.
    public init(_ campaign: Campaign, changed brief: Brief, _ context: ScenarioContext, _ options: PlanOptions) {
        self.brief = brief.canonicalText
        file = campaign.file
        goods = campaign.known.goods
        record = context.record
        relativeGap = options.relativeGap
    }

    /// Makes the plan again on the curves that it was made on.
    public func plan(_ response: FittedResponse, timeLimit: Double?) throws -> PlanResult {
        let brief = try ScenarioNames.reader.read(text: brief, file: file)
        var pipeline = Pipeline(
            brief: brief, options: PlanOptions(relativeGap: relativeGap, timeLimitSeconds: timeLimit))
        pipeline.fitProgress = nil
        let problem = try ScenarioNames.problem(
            ScenarioContext(
                brief: brief, response: response, goods: goods, record: record,
                programmes: try ProgrammeFiles.programmes(of: brief)))
        return try Planner.plan(problem, options: pipeline.options)
    }
}
