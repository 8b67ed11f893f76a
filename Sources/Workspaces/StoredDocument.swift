// SPDX-License-Identifier: GPL-3.0-or-later
import FoundationEssentials
import GRDB

/// A version of a curve set, plan, request or replay, as JSON.
public struct StoredDocument: Sendable, Hashable, Codable {
    /// `curves`, `plan`, `request`, `replay` …
    public var kind: String
    /// The name under which its versions are kept.
    public var name: String
    /// From 1, without gaps.
    public var version: Int
    /// SHA-256 of the content.
    public var digest: String
    /// Digests of what it was made from, by a name of the caller's choice (`history`, `brief` …).
    public var inputs: [String: String]
    /// The content.
    public var json: String
}

extension ShopWorkspace {
    /// Stores `json` as the next version of a document.
    ///
    /// Saving what the latest version holds already (content and inputs) changes nothing and returns that version.
    ///
    /// - Throws: `notJSON` when the content does not parse.
    @discardableResult
    public func saveDocument(
        kind: String, name: String, json: String, inputs: [String: String] = [:]
    ) throws(WorkspaceError) -> StoredDocument {
        let digest = ContentDigest.sha256(of: json)
        return try write { db in
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys
            let encodedInputs = String(decoding: try encoder.encode(inputs), as: UTF8.self)
            let latest = try Row.fetchOne(
                db,
                sql: """
                    SELECT version, digest, inputs FROM document WHERE shop = ? AND kind = ? AND name = ?
                    ORDER BY version DESC LIMIT 1
                    """, arguments: [shopID, kind, name])
            var version = try latest?.decode(Int.self, atIndex: 0) ?? 0
            if try latest?.decode(String.self, atIndex: 1) != digest || latest?.decode(String.self, atIndex: 2) != encodedInputs
            {
                guard try Bool.fetchOne(db, sql: "SELECT json_valid(?)", arguments: [json]) == true else {
                    throw WorkspaceError.notJSON(kind: kind, name: name)
                }
                version += 1
                try db.execute(
                    sql: "INSERT INTO document (shop, kind, name, version, digest, inputs, json) VALUES (?, ?, ?, ?, ?, ?, ?)",
                    arguments: [shopID, kind, name, version, digest, encodedInputs, json])
            }
            return StoredDocument(kind: kind, name: name, version: version, digest: digest, inputs: inputs, json: json)
        }
    }

    /// One version of a document; nil asks for the latest.
    ///
    /// - Throws: `noDocument`; `damaged` when the content does not match its digest.
    public func document(kind: String, name: String, version: Int? = nil) throws(WorkspaceError) -> StoredDocument {
        let found = try read { db in
            try Row.fetchOne(
                db,
                sql: """
                    SELECT kind, name, version, digest, inputs, json FROM document
                    WHERE shop = ? AND kind = ? AND name = ? AND (? IS NULL OR version = ?) ORDER BY version DESC LIMIT 1
                    """, arguments: [shopID, kind, name, version, version]
            ).map(Self.document)
        }
        guard let found else { throw .noDocument(kind: kind, name: name, version: version ?? 0) }
        guard ContentDigest.sha256(of: found.json) == found.digest else {
            throw .damaged(path: path, detail: "\(kind) \(name) \(found.version)")
        }
        return found
    }

    /// All versions of all documents of a kind, by name and version.
    public func documents(kind: String) throws(WorkspaceError) -> [StoredDocument] {
        try read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT kind, name, version, digest, inputs, json FROM document WHERE shop = ? AND kind = ?
                    ORDER BY name, version
                    """, arguments: [shopID, kind]
            ).map(Self.document)
        }
    }

    private static func document(_ row: Row) throws -> StoredDocument {
        let inputs = try JSONDecoder().decode([String: String].self, from: Data(row.decode(String.self, atIndex: 4).utf8))
        return StoredDocument(
            kind: try row.decode(atIndex: 0), name: try row.decode(atIndex: 1), version: try row.decode(atIndex: 2),
            digest: try row.decode(atIndex: 3), inputs: inputs, json: try row.decode(atIndex: 5))
    }
}
