// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
import Foundation
import Market
import Planning
import Records
import Report
import Workspaces

/// A brief as it was submitted, with the plan that answered it. Never changed once it has a number.
struct RequestDocument: Codable {
    var scenario: String
    var begin: Day
    var end: Day
    /// nil where targets decide how much is spent.
    var budget: Money?
    /// All ways to write the same brief give this text.
    var brief: String
    /// The brief's file name.
    var file: String
    var planDigest: String
    var plan: Plan

    private enum CodingKeys: String, CodingKey {
        case scenario, begin, end, brief, file, plan
        case budget = "budget_fen"
        case planDigest = "plan_sha256"
    }
}

/// Requests of a shop, and how far each has come.
struct Requests {
    static let kind = "request"

    enum State: String, Codable {
        case submitted, running, ended, replayed
    }

    /// One request and its state.
    struct Entry {
        var number: String
        var inputs: [String: String]
        var document: RequestDocument
        var state: State
        /// Media money of its days that history knows.
        var spent: Money
    }

    let workspace: ShopWorkspace

    /// All requests by number.
    func all() throws -> [Entry] {
        let stored = try workspace.documents(kind: Requests.kind)
        guard !stored.isEmpty else { return [] }
        let replayed = Set(try workspace.documents(kind: "replay").map(\.name))
        let history = try workspace.history()
        let decoder = JSONDecoder()
        return try stored.map { document in
            let request: RequestDocument
            do { request = try decoder.decode(RequestDocument.self, from: Data(document.json.utf8)) } catch {
                throw WorkspaceError.damaged(path: workspace.path, detail: "request \(document.name)")
            }
            let spent = history.records.lazy.filter { $0.day >= request.begin && $0.day <= request.end }.map(\.spend).total()
            let last = history.coveredUntil ?? request.begin.advanced(by: -1)
            var state: State = last < request.begin ? .submitted : last < request.end ? .running : .ended
            if replayed.contains("request-\(document.name)") { state = .replayed }
            return Entry(number: document.name, inputs: document.inputs, document: request, state: state, spent: spent)
        }.sorted { (Int($0.number) ?? 0) < (Int($1.number) ?? 0) }
    }

    /// The newest request of a brief's file; nil where there is none.
    func latest(file: String) throws -> Entry? { try all().last { $0.document.file == file } }
}
