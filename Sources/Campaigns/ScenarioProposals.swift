// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
import Delivery
import Foundation
public import Market
public import Planning
import Records
public import Report
import Response
import Scenarios

/// Which scenarios fit a shop's data and a goal: every scenario is planned over the same days with the same money, on curves fitted once.
public struct ScenarioProposals: Sendable {
    /// One scenario with its plan.
    public struct Proposal: Sendable {
        public var scenario: String
        public var family: String
        public var compared: ComparedPlan
        /// What the goal's outcome comes to.
        public var value: Interval
    }

    /// The best first, the best of each family before any second one.
    public let ranked: [Proposal]
    /// Scenarios that find nothing to deliver here, or that cannot be planned, with the reason.
    public let left: [(scenario: String, reason: Fault)]
    public let begin: Day
    public let end: Day
    public let budget: Money
    public let goal: Outcome

    /// - Parameters:
    ///   - history: a history CSV, or a folder with `history.csv`, a brief or a workspace.
    ///   - goal: the outcome that counts.
    ///   - budget: nil takes what the same number of days before has cost.
    ///   - progress: told how many scenarios are done, of how many.
    public init(
        history path: String, goal: Outcome, days: Int = 28, budget: Money? = nil, options: PlanOptions = PlanOptions(),
        progress: ((Int, Int) -> Void)? = nil
    ) throws {
        let place = try HistoryPlace(path)
        // Every brief beside the history sees the same of it: it is read once.
        let campaign = try place.campaign()
        let known = campaign.known
        guard let last = known.coveredUntil, let first = known.records.map(\.day).min() else { throw CommandError.noHistory }
        begin = last.advanced(by: 1)
        end = last.advanced(by: days)
        let seen = last.number - first.number + 1
        let recent = known.records.filter { $0.day > last.advanced(by: -days) }.map(\.spend).total()
        // A shorter history is taken to go on as it was.
        let usual = seen >= days ? recent : Money(fen: recent.fen * Int64(days) / Int64(max(1, seen)))
        self.budget = budget ?? Money(fen: max(100, usual.fen / 100 * 100))
        self.goal = goal
        var response: FittedResponse?
        var found: [Proposal] = []
        var left: [(String, Fault)] = []
        let all = ScenarioCatalogue.all.map(\.description)
        for (number, scenario) in all.enumerated() {
            progress?(number, all.count)
            do {
                let brief = try place.brief(scenario: scenario.name, begin: begin, end: end, budget: self.budget)
                var pipeline = Pipeline(brief: brief, options: options)
                pipeline.versions = campaign.versions
                let curves = try response ?? pipeline.fit(known)
                response = curves
                let result = try Planner.plan(pipeline.problem(curves, known), options: pipeline.options)
                guard let value = result.plan.outcomes[goal] else { continue }
                found.append(
                    Proposal(
                        scenario: scenario.name, family: scenario.family.rawValue,
                        compared: ComparedPlan(result, name: scenario.name, campaign: campaign, changed: brief), value: value))
            } catch let error as any FaultError {
                left.append((scenario.name, error.fault))
            } catch let error as any SeveralFaults {
                if let fault = error.faults.first { left.append((scenario.name, fault)) }
            }
        }
        progress?(all.count, all.count)
        self.left = left
        let sorted = found.sorted { ($1.value.mean, $0.scenario) < ($0.value.mean, $1.scenario) }
        var families: Set<String> = []
        var best: [Proposal] = []
        var rest: [Proposal] = []
        for proposal in sorted {
            if families.insert(proposal.family).inserted { best.append(proposal) } else { rest.append(proposal) }
        }
        ranked = best + rest
    }
}

/// Where a shop's history is, and how a brief beside it names it.
private struct HistoryPlace {
    /// Where the brief would stand.
    let file: String
    private let workspace: String?
    private let lines: [String]

    init(_ path: String) throws {
        var isFolder: ObjCBool = false
        guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw CommandError.noFile(path)
        }
        let url = URL(fileURLWithPath: path)
        let folder = isFolder.boolValue ? path : url.deletingLastPathComponent().path
        file = folder + "/proposed.yaml"
        func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: folder + "/" + name) }
        let name = isFolder.boolValue ? "history.csv" : url.lastPathComponent
        if has(name) {
            workspace = nil
            lines =
                ["history: \(name)"] + (has("goods.csv") ? ["goods: goods.csv"] : [])
                + (has("shop.csv") ? ["shop: shop.csv"] : [])
        } else {
            workspace = folder
            lines = has("goods.csv") ? ["goods: goods.csv"] : []
        }
    }

    func brief(scenario: String, begin: Day, end: Day, budget: Money) throws -> Brief {
        let keys = ["scenario: \(scenario)", "begin: \(begin)", "end: \(end)", "budget: \(budget.decimalYuan)"]
        let text = (keys + lines).joined(separator: "\n") + "\n"
        return try ScenarioNames.reader.read(text: text, file: file)
    }

    /// The history as any brief beside it would have it: only a brief far beyond its end is sure not to begin within it.
    func campaign() throws -> Campaign {
        let day = Day(number: 47_000)
        let brief = try brief(scenario: "shop-wide", begin: day, end: day.advanced(by: 1), budget: Money(fen: 10_000))
        return try Campaign(brief: brief, file: file, asOf: nil, workspace: workspace)
    }
}
