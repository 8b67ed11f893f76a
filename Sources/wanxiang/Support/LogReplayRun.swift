// SPDX-License-Identifier: GPL-3.0-or-later
import Campaigns
import Foundation
import Market
import Records
import Replay
import Report

/// A replay on a randomized log, as the command runs it.
struct LogReplayRun {
    let path: String
    let columns: DecisionColumns
    /// `NAME=SHARE`, where all rows had the same chances.
    let shares: [String]
    let policies: [String]

    func report() throws -> LogReport {
        let log = try DecisionLogCSV.read(path: path, columns: columns, shares: try chances())
        let judged = try policies.map { path -> LogPolicy in
            let name = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
            return try LogPolicy(name, table: PolicyTableCSV.read(path: path), for: log)
        }
        return try LogReplay(log, policies: judged).report()
    }

    private func chances() throws -> [String: Double] {
        var found: [String: Double] = [:]
        for text in shares {
            let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2, let share = Double(parts[1]), share > 0, share <= 1 else {
                throw CommandError.badOption("--share", found: text, accepted: "NAME=CHANCE, such as control=0.5")
            }
            found[parts[0]] = share
        }
        return found
    }
}
