// SPDX-License-Identifier: GPL-3.0-or-later
import FoundationEssentials
import GRDB

extension ShopWorkspace {
    /// Stores `json` under the next free number as a document that never changes; the number is its name.
    ///
    /// What a numbered document of this kind holds already, content and inputs, is not stored again: that one is returned.
    public func saveNumbered(
        kind: String, json: String, inputs: [String: String] = [:]
    ) throws(WorkspaceError) -> (document: StoredDocument, isNew: Bool) {
        let digest = ContentDigest.sha256(of: json)
        return try write { db in
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys
            let encodedInputs = String(decoding: try encoder.encode(inputs), as: UTF8.self)
            let known = try String.fetchOne(
                db, sql: "SELECT name FROM document WHERE shop = ? AND kind = ? AND digest = ? AND inputs = ?",
                arguments: [shopID, kind, digest, encodedInputs])
            func document(_ name: String) -> StoredDocument {
                StoredDocument(kind: kind, name: name, version: 1, digest: digest, inputs: inputs, json: json)
            }
            if let known { return (document(known), false) }
            guard try Bool.fetchOne(db, sql: "SELECT json_valid(?)", arguments: [json]) == true else {
                throw WorkspaceError.notJSON(kind: kind, name: "")
            }
            let last = try Int.fetchOne(
                db, sql: "SELECT max(CAST(name AS INTEGER)) FROM document WHERE shop = ? AND kind = ?",
                arguments: [shopID, kind])
            let name = "\((last ?? 0) + 1)"
            try db.execute(
                sql: "INSERT INTO document (shop, kind, name, version, digest, inputs, json) VALUES (?, ?, ?, 1, ?, ?, ?)",
                arguments: [shopID, kind, name, digest, encodedInputs, json])
            return (document(name), true)
        }
    }

    /// Opens a workspace without a word about a shop: the standard one, else the first.
    public static func openAny(folder: String) throws(WorkspaceError) -> ShopWorkspace {
        do { return try open(folder: folder) } catch {
            guard case .noShop(_, let known) = error, let first = known.first else { throw error }
            return try open(folder: folder, shop: first)
        }
    }

    /// Documents of the shop whose content does not match their digest.
    public func damagedDocuments() throws(WorkspaceError) -> [String] {
        try read { db in
            let rows = try Row.fetchCursor(
                db, sql: "SELECT kind, name, version, digest, json FROM document WHERE shop = ?", arguments: [shopID])
            var damaged: [String] = []
            while let row = try rows.next() {
                let json = try row.decode(String.self, atIndex: 4)
                guard try row.decode(String.self, atIndex: 3) != ContentDigest.sha256(of: json) else { continue }
                let kind = try row.decode(String.self, atIndex: 0)
                damaged.append(
                    "\(shop): \(kind) \(try row.decode(String.self, atIndex: 1)) \(try row.decode(Int.self, atIndex: 2))")
            }
            return damaged
        }
    }

    /// What a shop holds, by numbers.
    public struct Contents: Sendable, Hashable, Codable {
        public var name: String
        public var rows: Int
        public var imports: Int
        public var documents: Int
    }

    /// What every shop of the workspace holds, by name.
    public func contents() throws(WorkspaceError) -> [Contents] {
        try read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT name, (SELECT count(*) FROM history WHERE shop = shop.id),
                    (SELECT count(*) FROM import WHERE shop = shop.id), (SELECT count(*) FROM document WHERE shop = shop.id)
                    FROM shop ORDER BY name
                    """
            ).map { row in
                Contents(
                    name: try row.decode(atIndex: 0), rows: try row.decode(atIndex: 1), imports: try row.decode(atIndex: 2),
                    documents: try row.decode(atIndex: 3))
            }
        }
    }

    /// Puts the copy at `path`, made by `backup`, in the place of the workspace in `folder`. The copy is checked first; what was there
    /// before is kept beside it under the name that is returned, nil where there was nothing.
    public static func restore(_ copy: String, to folder: String) throws(WorkspaceError) -> String? {
        let files = FileManager.default
        guard files.fileExists(atPath: copy) else { throw .missing(path: copy) }
        try checkHeader(copy)
        let target = path(in: folder)
        let staged = target + ".restore"
        do {
            try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
            if files.fileExists(atPath: staged) { try files.removeItem(atPath: staged) }
            try files.copyItem(atPath: copy, toPath: staged)
        } catch {
            throw .inaccessible(path: folder, detail: "\(error)")
        }
        let problems = try problems(ofFile: staged)
        guard problems.isEmpty else {
            try? files.removeItem(atPath: staged)
            throw .damaged(path: copy, detail: problems[0])
        }
        do {
            var kept: String?
            if files.fileExists(atPath: target) {
                var number = 1
                while files.fileExists(atPath: "\(target).before-\(number)") { number += 1 }
                kept = "\(target).before-\(number)"
                // Whatever still stands in the log belongs to the file that goes.
                if let open = try? open(folder: folder) { try? open.backup(to: kept ?? "") }
                if let kept, !files.fileExists(atPath: kept) { try files.copyItem(atPath: target, toPath: kept) }
            }
            for log in ["-wal", "-shm"] where files.fileExists(atPath: target + log) {
                try files.removeItem(atPath: target + log)
            }
            try replace(target, by: staged)
            return kept
        } catch {
            throw .inaccessible(path: target, detail: "\(error)")
        }
    }
}
