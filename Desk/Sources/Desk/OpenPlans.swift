// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
import Campaigns
import Foundation
import Market
import Planning
import Report
import Response
import Workspaces

/// A plan that strategists look at: the brief's own, or a what-if that was saved.
struct OpenPlan: Sendable {
    let id: Int
    let name: String
    let whatIf: WhatIf
    /// Changes to the brief that this plan is of.
    let changes: [BriefChange]
    let brief: Brief
    let response: FittedResponse
    let result: PlanResult
    let compared: ComparedPlan

    init(id: Int, name: String, whatIf: WhatIf, changes: [BriefChange] = [], answer: WhatIf.Answer? = nil) {
        self.id = id
        self.name = name
        self.whatIf = whatIf
        self.changes = changes
        brief = answer?.brief ?? whatIf.campaign.brief
        response = answer?.response ?? whatIf.response
        result = answer?.result ?? whatIf.base
        compared = ComparedPlan(result, name: name, campaign: whatIf.campaign, changed: brief)
    }

    var entry: DeskPage.PlanEntry {
        DeskPage.PlanEntry(
            id: id, name: name, scenario: brief.scenario.value, plan: result.plan, isChanged: !changes.isEmpty)
    }
}

/// The plans that are open, the least used of which are let go: everything about them can be made again.
actor OpenPlans {
    private var plans: [Int: OpenPlan] = [:]
    private var used: [Int] = []
    private var next = 1
    private let most: Int

    init(most: Int = 64) { self.most = most }

    var all: [OpenPlan] { plans.values.sorted { $0.id < $1.id } }

    func plan(_ id: Int) throws -> OpenPlan {
        guard let plan = plans[id] else { throw DeskError.noPlan }
        used.removeAll { $0 == id }
        used.append(id)
        return plan
    }

    /// Opens a plan under the next number.
    func add(_ make: @Sendable (Int) -> OpenPlan) -> OpenPlan {
        let plan = make(next)
        plans[next] = plan
        used.append(next)
        next += 1
        if used.count > most { plans[used.removeFirst()] = nil }
        return plan
    }
}

/// Changes that a browser may ask for: keys of a brief that name no file.
enum DeskChanges {
    static let keys: Set<String> = [
        "budget", "daily_budget", "channels", "goods_rules", "audiences", "targets", "change_limit", "affiliate", "objective",
        "risk", "settings", "scenario", "customer_value",
    ]
    static let most = 20

    static func check(_ changes: [BriefChange]) throws {
        guard changes.count <= most else { throw DeskError.badRequest("at most \(most) changes") }
        for change in changes {
            let top = String(change.path.prefix { $0 != "." && $0 != "[" })
            guard keys.contains(top), change.path.utf8.count <= 200, change.value.utf8.count <= 2000,
                !change.value.contains(where: \.isNewline)
            else { throw DeskError.noKey(String(change.path.prefix(60))) }
        }
    }
}
