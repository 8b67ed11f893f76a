// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
import Foundation
public import Planning
import Report
public import Response
public import Workspaces

extension Campaign {
    /// The workspace that keeps what is made of the brief, seen from its shop: the one given, else the brief's folder's; nil where there is none.
    func store(_ given: String?) throws -> ShopWorkspace? {
        let place = given ?? folder
        guard ShopWorkspace.exists(in: place) else { return nil }
        return try ShopWorkspace.open(folder: place, shop: brief.shopName?.value ?? ShopWorkspace.defaultShop)
    }
}

/// Plans of a brief in the workspace, where there is one.
public struct PlanStore {
    private let workspace: ShopWorkspace?
    /// The name under which versions are kept: the brief's file name.
    public let name: String
    private let digests: [String: String]

    /// `name` is that under which versions are kept; without it the brief's file name.
    public init(_ campaign: Campaign, workspace: String?, path: String, name: String? = nil) throws {
        self.workspace = try campaign.store(workspace)
        self.name = name ?? URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
        digests = campaign.digests
    }

    /// Keeps a document with the curves that it was made on, its other inputs, and the digests of all. Nil where there is no workspace.
    @discardableResult
    public func save(
        kind: String, json: String, response: FittedResponse, inputs: StoredInputs? = nil
    ) throws -> StoredDocument? {
        guard let workspace else { return nil }
        let curves = try workspace.saveDocument(
            kind: "curves", name: name, json: try JSONText.text(response), inputs: digests)
        var all = digests
        all["curves"] = curves.digest
        if let inputs {
            all["inputs"] =
                try workspace.saveDocument(kind: "inputs", name: name, json: try JSONText.text(inputs), inputs: digests).digest
        }
        return try workspace.saveDocument(kind: kind, name: name, json: json, inputs: all)
    }

    /// The last plan stored for the brief; nil where there is none, or where it was written by a version that said other things.
    public func latest() throws -> Plan? {
        guard let workspace, let document = try? workspace.document(kind: "plan", name: name) else { return nil }
        return try? JSONDecoder().decode(Plan.self, from: Data(document.json.utf8))
    }

    /// A stored plan made again from its stored inputs, and whether it is the same byte for byte. Nil asks for the latest version.
    public func again(version: Int?, timeLimit: Double?) throws -> (document: StoredDocument, result: PlanResult, isSame: Bool)
    {
        guard let workspace else { throw WorkspaceError.noDocument(kind: "plan", name: name, version: version ?? 0) }
        let document = try workspace.document(kind: "plan", name: name, version: version)
        func input<Value: Decodable>(_ kind: String, _ type: Value.Type) throws -> Value {
            let digest = document.inputs[kind]
            guard let found = try workspace.documents(kind: kind).first(where: { $0.name == name && $0.digest == digest })
            else { throw WorkspaceError.noDocument(kind: kind, name: name, version: document.version) }
            return try JSONDecoder().decode(type, from: Data(found.json.utf8))
        }
        let response = try input("curves", FittedResponse.self)
        let result = try input("inputs", StoredInputs.self).plan(response, timeLimit: timeLimit)
        let isSame = ContentDigest.sha256(of: try JSONText.text(result.plan)) == document.digest
        return (document, result, isSame)
    }
}
