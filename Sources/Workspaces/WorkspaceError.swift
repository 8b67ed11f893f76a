// SPDX-License-Identifier: GPL-3.0-or-later
import GRDB
public import Market
public import Records

/// What can be wrong with a workspace. The wording lives in the message catalogue.
public enum WorkspaceError: FaultError, Hashable {
    /// There is no workspace file in the folder.
    case missing(path: String)
    /// The file is something else.
    case notAWorkspace(path: String)
    /// The file was written by a later version of the product.
    case newer(path: String)
    /// The file is a workspace whose content cannot be read.
    case damaged(path: String, detail: String)
    /// Another process kept writing for longer than the time-out.
    case busy(path: String)
    /// Reading or writing failed: disk full, no permission …
    case inaccessible(path: String, detail: String)
    /// There is no shop of this name.
    case noShop(name: String, known: [String])
    /// There is a shop of this name already.
    case shopExists(name: String)
    /// There is no such document; `version` 0 means that there is none of this name at all.
    case noDocument(kind: String, name: String, version: Int)
    /// The content of a document is not JSON.
    case notJSON(kind: String, name: String)
    /// Customers of the shop are stored by another key than the workspace has, or it has none.
    case otherCustomerKey(path: String)
    /// Customers of the shop are stored hashed and would now be stored by their ids, or the other way round.
    case otherCustomerIDs(areHashed: Bool)
    /// The shop has no orders.
    case noOrders(path: String)
    /// What is wrong with the records that were to be imported.
    case records(RecordsError)

    public var fault: Fault {
        switch self {
        case .missing(let path): Fault(.noInput, at: Place(file: path), Notice("workspace.missing"))
        case .notAWorkspace(let path): Fault(.data, at: Place(file: path), Notice("workspace.not-a-workspace"))
        case .newer(let path): Fault(.data, at: Place(file: path), Notice("workspace.newer"))
        case .damaged(let path, let detail):
            Fault(.data, at: Place(file: path), Notice("workspace.damaged", ["detail": .text(detail)]))
        case .busy(let path): Fault(.temporary, at: Place(file: path), Notice("workspace.busy"))
        case .inaccessible(let path, let detail):
            Fault(.io, at: Place(file: path), Notice("workspace.inaccessible", ["detail": .text(detail)]))
        case .noShop(let name, let known):
            Fault(.usage, found: name, Notice("workspace.no-shop", ["known": .list(known)]))
        case .shopExists(let name): Fault(.usage, found: name, Notice("workspace.shop-exists"))
        case .noDocument(let kind, let name, let version):
            version == 0
                ? Fault(.usage, found: name, Notice("workspace.no-document", ["kind": .text(kind)]))
                : Fault(
                    .usage, found: name,
                    Notice("workspace.no-version", ["kind": .text(kind), "version": .count(version)]))
        case .notJSON(let kind, let name):
            Fault(.fault, found: name, Notice("workspace.not-json", ["kind": .text(kind)]))
        case .otherCustomerKey(let path): Fault(.noInput, at: Place(file: path), Notice("workspace.other-customer-key"))
        case .otherCustomerIDs(let areHashed):
            Fault(.usage, Notice(areHashed ? "workspace.customers-hashed" : "workspace.customers-plain"))
        case .noOrders(let path): Fault(.noInput, at: Place(file: path), Notice("workspace.no-orders"))
        case .records(let error): error.fault
        }
    }

    /// The error that stands for whatever went wrong in the database at `path`.
    static func wrapping(_ error: any Error, path: String) -> WorkspaceError {
        if let error = error as? WorkspaceError { return error }
        if let error = error as? RecordsError { return .records(error) }
        if error is RowDecodingError || error is DecodingError { return .damaged(path: path, detail: "unexpected value") }
        guard let error = error as? DatabaseError else { return .inaccessible(path: path, detail: "\(error)") }
        let detail = error.message ?? "SQLite \(error.resultCode.rawValue)"
        return switch error.resultCode {
        case .SQLITE_NOTADB: .notAWorkspace(path: path)
        case .SQLITE_CORRUPT, .SQLITE_SCHEMA, .SQLITE_ERROR, .SQLITE_CONSTRAINT, .SQLITE_MISMATCH:
            .damaged(path: path, detail: detail)
        case .SQLITE_BUSY, .SQLITE_LOCKED: .busy(path: path)
        default: .inaccessible(path: path, detail: detail)
        }
    }
}
