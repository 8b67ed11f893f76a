// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Campaigns
import Foundation
import Market
import Records
import Report
import Response

/// Goods testing's verdict: which item is the best, with what confidence, and how to go on.
struct BestVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "best",
        abstract: "Which of several tested goods (or channels, audiences, logged actions) is the best, and how sure that is.",
        discussion: """
            Example:
              wanxiang best history.csv --from 2025-10-01 --successes orders
              wanxiang best decisions.csv --confidence 90 %

            The answer may be looked at every day: a winner that is established at any time is wrong with the stated probability at most.
            What is not established is called so, with how many more trials it would take.
            """)

    @Argument(help: ArgumentHelp("A history CSV, or a log of decisions with action and reward.", valueName: "file"))
    var file: String

    @Option(help: ArgumentHelp("First day of the test.", valueName: "date"))
    var from: String?

    @Option(help: ArgumentHelp("Last day of the test.", valueName: "date"))
    var to: String?

    @Option(help: ArgumentHelp("What is compared: goods, channel or audience.", valueName: "dimension"))
    var by = "goods"

    @Option(help: ArgumentHelp("What counts as a trial: clicks or impressions.", valueName: "outcome"))
    var trials = "clicks"

    @Option(help: ArgumentHelp("What counts as a success: carts, orders, new_customers or clicks.", valueName: "outcome"))
    var successes = "orders"

    @Option(help: ArgumentHelp("Confidence asked for, e.g. 95 %.", valueName: "share"))
    var confidence = "95 %"

    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await common.run { console in
            let digits = confidence.replacing("%", with: "").trimmingCharacters(in: .whitespaces)
            guard let number = Double(digits), case let share = confidence.contains("%") ? number / 100 : number,
                share >= 0.5, share <= 0.9999
            else { throw CommandError.badOption("--confidence", found: confidence, accepted: "50 % to 99.99 %") }
            guard ["goods", "channel", "audience"].contains(by) else {
                throw CommandError.badOption("--by", found: by, accepted: "goods, channel, audience")
            }
            let (arms, dispersion, isLog) = try read()
            guard arms.count > 1 else { throw BestError.oneArm(file) }
            let best = BestArm(arms, confidence: share, dispersion: dispersion)
            if console.isJSON {
                console.print(json: try JSONText.text(best))
            } else {
                let say = console.catalogue
                let settings = ViewSettings(say, style: console.outputStyle)
                console.print(
                    BestArmView.lines(
                        best, trials: isLog ? say.text("best.decisions") : say.name(of: Outcome(rawValue: trials)),
                        successes: isLog ? say.text("best.rewards") : say.name(of: Outcome(rawValue: successes)), settings))
            }
        }
    }

    /// Trials and successes of each arm, how much more than coin tosses the days vary, and whether the file was a log.
    private func read() throws -> (arms: [TestArm], dispersion: Double, isLog: Bool) {
        guard FileManager.default.fileExists(atPath: file) else { throw CommandError.noFile(file) }
        let head = try Self.header(file)
        guard head.contains("date") else {
            let log = try DecisionLogCSV.read(path: file)
            guard log.reward.allSatisfy({ $0 == 0 || $0 == 1 }) else { throw BestError.notCounts(file) }
            return (TestArm.arms(of: log), 1, true)
        }
        let history = try CampaignHistory.read(history: file)
        let (first, last) = (
            try OptionValues.day("--from", from, example: "2025-10-01"), try OptionValues.day("--to", to, example: "2025-10-01")
        )
        var days: [String: [Day: (trials: Double, successes: Double)]] = [:]
        for record in history.records where record.day >= first ?? record.day && record.day <= last ?? record.day {
            guard let tried = record.value(of: Outcome(rawValue: trials)),
                let succeeded = record.value(of: Outcome(rawValue: successes)), tried > 0
            else { continue }
            let name =
                switch by {
                case "channel": record.line.channel.rawValue
                case "audience": record.line.audience.rawValue
                default: record.line.goods.rawValue
                }
            var sum = days[name]?[record.day] ?? (0, 0)
            sum.trials += tried
            sum.successes += min(succeeded, tried)
            days[name, default: [:]][record.day] = sum
        }
        guard !days.isEmpty else { throw BestError.noCounts(trials: trials, successes: successes) }
        let arms = days.sorted { $0.key < $1.key }.map { name, byDay in
            TestArm(
                name: name, trials: byDay.values.reduce(0) { $0 + $1.trials },
                successes: byDay.values.reduce(0) { $0 + $1.successes })
        }
        let dispersion = BestArm.dispersion(of: days.values.map { $0.sorted { $0.key < $1.key }.map(\.value) })
        return (arms, dispersion, false)
    }

    /// The names of the file's first line.
    private static func header(_ path: String) throws -> Set<String> {
        guard let handle = FileHandle(forReadingAtPath: path) else { throw CommandError.notReadable(path) }
        defer { try? handle.close() }
        let data = try handle.read(upToCount: 4096) ?? Data()
        let line = String(decoding: data, as: UTF8.self).split(separator: "\n", maxSplits: 1).first ?? ""
        return Set(line.split(separator: ",").map { $0.trimmingCharacters(in: .whitespacesAndNewlines).lowercased() })
    }
}

/// Why no best one can be named.
enum BestError: FaultError {
    case oneArm(String)
    case notCounts(String)
    case noCounts(trials: String, successes: String)

    var fault: Fault {
        switch self {
        case .oneArm(let file): Fault(.data, at: Place(file: file), Notice("best.one-arm"))
        case .notCounts(let file): Fault(.data, at: Place(file: file), Notice("best.not-counts"))
        case .noCounts(let trials, let successes):
            Fault(.data, Notice("best.no-counts", ["trials": .text(trials), "successes": .text(successes)]))
        }
    }
}
