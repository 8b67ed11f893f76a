// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
import Foundation
public import Market
public import Planning
import Records
public import Replay
import Report
public import Workspaces

/// A brief as it was submitted, with the plan that answered it. Never changed once it has a number.
public struct RequestDocument: Codable {
    public var scenario: String
    public var begin: Day
    public var end: Day
    /// nil where targets decide how much is spent.
    public var budget: Money?
    /// All ways to write the same brief give this text.
    public var brief: String
    /// The brief's file name.
    public var file: String
    public var planDigest: String
    public var plan: Plan

    public init(
        scenario: String, begin: Day, end: Day, budget: Money?, brief: String, file: String, planDigest: String, plan: Plan
    ) {
        self.scenario = scenario
        self.begin = begin
        self.end = end
        self.budget = budget
        self.brief = brief
        self.file = file
        self.planDigest = planDigest
        self.plan = plan
    }

    private enum CodingKeys: String, CodingKey {
        case scenario, begin, end, brief, file, plan
        case budget = "budget_fen"
        case planDigest = "plan_sha256"
    }
}

/// Requests of a shop, and how far each has come.
public struct Requests {
    public static let kind = "request"

    public enum State: String, Codable {
        case submitted, running, ended, replayed
    }

    /// One request and its state.
    public struct Entry {
        public var number: String
        public var inputs: [String: String]
        public var document: RequestDocument
        public var state: State
        /// Media money of its days that history knows.
        public var spent: Money
    }

    public let workspace: ShopWorkspace

    public init(workspace: ShopWorkspace) {
        self.workspace = workspace
    }

    /// All requests by number.
    public func all() throws -> [Entry] {
        let stored = try stored()
        guard !stored.isEmpty else { return [] }
        let replayed = Set(try workspace.documents(kind: "replay").map(\.name))
        let history = try workspace.history()
        return stored.map { document, request in
            let spent = history.records.lazy.filter { $0.day >= request.begin && $0.day <= request.end }.map(\.spend).total()
            let last = history.coveredUntil ?? request.begin.advanced(by: -1)
            var state: State = last < request.begin ? .submitted : last < request.end ? .running : .ended
            if replayed.contains("request-\(document.name)") { state = .replayed }
            return Entry(number: document.name, inputs: document.inputs, document: request, state: state, spent: spent)
        }.sorted { (Int($0.number) ?? 0) < (Int($1.number) ?? 0) }
    }

    /// The requests as they are stored, without how far they have come.
    private func stored() throws -> [(document: StoredDocument, request: RequestDocument)] {
        let decoder = JSONDecoder()
        return try workspace.documents(kind: Requests.kind).map { document in
            do { return (document, try decoder.decode(RequestDocument.self, from: Data(document.json.utf8))) } catch {
                throw WorkspaceError.damaged(path: workspace.path, detail: "request \(document.name)")
            }
        }
    }

    /// Keeps what a replay found in the workspace of its brief, where there is one; requests of the same brief are replayed then.
    ///
    public static func keep(_ report: GainReport, of campaign: Campaign, workspace: String?) throws {
        guard let place = try campaign.store(workspace) else { return }
        let json = try JSONText.text(report)
        let name = URL(fileURLWithPath: campaign.file).deletingPathExtension().lastPathComponent
        try place.saveDocument(kind: "replay", name: name, json: json, inputs: campaign.digests)
        for (stored, request) in try Requests(workspace: place).stored() where request.brief == campaign.brief.canonicalText {
            try place.saveDocument(kind: "replay", name: "request-\(stored.name)", json: json, inputs: campaign.digests)
        }
    }

    /// The newest request of a brief's file; nil where there is none.
    public func latest(file: String) throws -> Entry? { try all().last { $0.document.file == file } }
}
