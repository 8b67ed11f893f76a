// SPDX-License-Identifier: GPL-3.0-or-later
public import Market
public import Report

/// How the workspace is served.
public struct DeskOptions: Sendable {
    /// Folder with the briefs; plans that are saved go into its workspace, where it has one.
    public var folder: String
    public var host: String
    public var port: Int
    /// Needed for every request where it is set.
    public var token: String?
    public var language: Language
    /// Largest body of a request, bytes.
    public var bodyLimit = 64 * 1024
    /// Seconds after which planning one thing stops.
    public var timeLimit = 60.0

    /// The shortest token that may guard an address other than the machine's own.
    public static let shortestToken = 16

    public init(
        folder: String, host: String = "127.0.0.1", port: Int = 8080, token: String? = nil, language: Language = .english
    ) throws {
        self.folder = folder
        self.host = host
        self.port = port
        self.token = token
        self.language = language
        if !isLoopback, (token?.count ?? 0) < Self.shortestToken { throw DeskError.needsTokenToBind(host) }
    }

    /// True when only this machine can reach the address.
    public var isLoopback: Bool { host == "127.0.0.1" || host == "localhost" || host == "::1" }

    /// Names by which a browser may call this server: others would let a foreign page reach it through a name of its own.
    func isKnown(host name: String) -> Bool {
        if !isLoopback, name == host { return true }
        return ["127.0.0.1", "localhost", "[::1]", "::1"].contains(name)
    }
}

/// What can go wrong between a browser and the workspace.
public enum DeskError: FaultError {
    case needsTokenToBind(String)
    case noPlan
    case twoPlans
    case noKey(String)
    case busy
    case badRequest(String)

    public var fault: Fault {
        switch self {
        case .needsTokenToBind(let host): Fault(.usage, Notice("desk.needs-token-to-bind", ["host": .text(host)]))
        case .noPlan: Fault(.data, Notice("desk.no-plan"))
        case .twoPlans: Fault(.data, Notice("desk.two-plans"))
        case .noKey(let key): Fault(.data, found: key, Notice("desk.no-key", ["key": .text(key)]))
        case .busy: Fault(.data, Notice("desk.busy"))
        case .badRequest(let detail): Fault(.data, Notice("desk.bad-request", ["detail": .text(detail)]))
        }
    }
}
