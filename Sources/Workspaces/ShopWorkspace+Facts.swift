// SPDX-License-Identifier: GPL-3.0-or-later
import FoundationEssentials
import GRDB
public import Market
public import Records

extension ShopWorkspace {
    /// The outcomes that some row of the shop's history or some day of its totals knows.
    public func knownOutcomes() throws(WorkspaceError) -> Set<Outcome> {
        try read { db in
            var known: Set<Outcome> = []
            for outcome in Outcome.canonical {
                // Names of columns are ours, not a file's.
                var tables = ["history"]
                if [.orders, .newCustomers, .gmv].contains(outcome) { tables.append("shop_day") }
                for table in tables {
                    let found = try Bool.fetchOne(
                        db, sql: "SELECT EXISTS (SELECT 1 FROM \(table) WHERE shop = ? AND \(outcome.rawValue) IS NOT NULL)",
                        arguments: [shopID])
                    if found == true { known.insert(outcome) }
                }
            }
            return known
        }
    }

    /// The first and last day of the shop's history; nil where there is none.
    public func recordedDays() throws(WorkspaceError) -> ClosedRange<Day>? {
        try read { db in
            let row = try Row.fetchOne(db, sql: "SELECT min(day), max(day) FROM history WHERE shop = ?", arguments: [shopID])
            guard let row, let first = try row.optionalDay(0), let last = try row.optionalDay(1), first <= last else {
                return nil
            }
            return first...last
        }
    }

    private static let mapKind = "import-map"

    /// What the merchant said their columns mean; nil when they never did.
    public func importMap() throws(WorkspaceError) -> ImportMap? {
        do {
            let stored = try document(kind: Self.mapKind, name: "columns")
            let map = try JSONDecoder().decode(ImportMap?.self, from: Data(stored.json.utf8))
            return map
        } catch let error as WorkspaceError {
            if case .noDocument = error { return nil }
            throw error
        } catch {
            throw .damaged(path: path, detail: Self.mapKind)
        }
    }

    /// Remembers what the merchant's columns mean; nil forgets it.
    public func remember(_ map: ImportMap?) throws(WorkspaceError) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let json = map.flatMap { try? encoder.encode($0) }.map { String(decoding: $0, as: UTF8.self) } ?? "null"
        try saveDocument(kind: Self.mapKind, name: "columns", json: json)
    }
}

extension ImportSummary {
    /// Several imports of one act as one; nil for none.
    public static func total(of parts: [ImportSummary]) -> ImportSummary? {
        guard var total = parts.last else { return nil }
        total.source = parts.map(\.source).joined(separator: ", ")
        for part in parts.dropLast() {
            total.added += part.added
            total.restated += part.restated
            total.unchanged += part.unchanged
            total.restatedByOlder += part.restatedByOlder
            total.spendChanged += part.spendChanged
            if let first = part.firstDay { total.include(first) }
            if let last = part.lastDay { total.include(last) }
        }
        return total
    }
}
