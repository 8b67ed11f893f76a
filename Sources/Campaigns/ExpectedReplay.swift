// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
public import Market
public import Planning
import Records
public import Replay
import Report
import Workspaces

/// What a scenario folder's replay gave when it was last accepted: `expected.json`.
public struct ExpectedReplay: Codable, Equatable {
    /// SHA-256 of the plan's JSON. A changed digest alone is reported, not failed.
    public var planDigest: String
    /// Objective of the plan.
    public var value: Double
    public var unit: String
    /// Efficiency gain over the recorded policy, with its 95 % interval; ends are nil where there is none.
    public var gain: Double
    public var gainLow: Double?
    public var gainHigh: Double?
    public var replications: Int
    /// Relative fall of the value, and fall of the gain in shares, that still passes.
    public var valueTolerance: Double
    public var gainTolerance: Double
    /// Why it was last refreshed.
    public var reason: String

    private enum CodingKeys: String, CodingKey {
        case value, unit, gain, replications, reason
        case planDigest = "plan_digest"
        case gainLow = "gain_low_95"
        case gainHigh = "gain_high_95"
        case valueTolerance = "value_tolerance_relative"
        case gainTolerance = "gain_tolerance_share"
    }

    public static let fileName = "expected.json"

    public init(plan: Plan, report: GainReport, reason: String) throws {
        planDigest = ContentDigest.sha256(of: try JSONText.text(plan))
        value = plan.certificate.value
        unit = plan.unit
        gain = report.headline?.gain.mean ?? 0
        gainLow = report.headline?.gain.low
        gainHigh = report.headline?.gain.high
        replications = report.replications
        valueTolerance = 0.005
        gainTolerance = 0.02
        self.reason = reason
    }

    public static func read(folder: String) throws -> ExpectedReplay {
        let path = folder + "/" + fileName
        guard let data = FileManager.default.contents(atPath: path) else { throw CommandError.noFile(path) }
        do { return try JSONDecoder().decode(ExpectedReplay.self, from: data) } catch let error as DecodingError {
            throw error.asFault(file: path)
        }
    }

    public func write(folder: String) throws {
        try AtomicFile.write(Array((try JSONText.text(self) + "\n").utf8), to: folder + "/" + Self.fileName)
    }

    /// What fell beyond tolerance: nothing when the replay is as expected or better.
    public func shortfalls(of now: ExpectedReplay) -> [Notice] {
        var notices: [Notice] = []
        if now.value < value - valueTolerance * max(abs(value), 1e-9) {
            notices.append(
                Notice("replay.value-fell", ["from": .number(value), "to": .number(now.value), "unit": .text(unit)]))
        }
        if now.gain < gain - gainTolerance {
            notices.append(Notice("replay.gain-fell", ["from": .share(gain), "to": .share(now.gain)]))
        }
        return notices
    }
}

/// The replay fell short of `expected.json`.
public struct ReplayShortfall: FaultError {
    public let notices: [Notice]

    public init(notices: [Notice]) {
        self.notices = notices
    }

    public var fault: Fault { Fault(.shortfall, Notice("replay.fell-short"), notes: notices) }
}
