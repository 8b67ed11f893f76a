// SPDX-License-Identifier: GPL-3.0-or-later
import Campaigns
import Foundation
import Planning

/// Plans as `plan --json` prints them: by themselves, or beside a check or customers' benefits.
enum PlanJSON {
    private struct Wrapped: Decodable {
        var plan: Plan
    }

    /// The plan in a file; throws `DecodingError` where it holds none.
    static func read(_ path: String) throws -> Plan {
        guard let data = FileManager.default.contents(atPath: path) else { throw CommandError.noFile(path) }
        if let wrapped = try? JSONDecoder().decode(Wrapped.self, from: data) { return wrapped.plan }
        return try JSONDecoder().decode(Plan.self, from: data)
    }
}
