// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Records
import Response
import Testing

@testable import Replay

/// Randomized logs that nobody on this project made; absent in a plain clone, where these tests are skipped.
@Suite struct PublicLogTests {
    static let folder = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared/data")

    static func exists(_ file: String) -> Bool { FileManager.default.fileExists(atPath: folder.appending(path: file).path) }

    /// The bytes of a packed file.
    private func unpacked(_ file: String) throws -> [UInt8] {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", "gzip -dc '\(Self.folder.appending(path: file).path)'"]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return [UInt8](data)
    }

    /// Beliefs of the campaign `all` in the Open Bandit Dataset's prior file.
    private func beliefs() throws -> (alpha: [Double], beta: [Double]) {
        let text = try String(contentsOf: Self.folder.appending(path: "obd/prior_bts.yaml"), encoding: .utf8)
        var part = ""
        var alpha: [Double] = []
        var beta: [Double] = []
        for line in text.split(separator: "\n").map({ $0.trimmingCharacters(in: .whitespaces) }) {
            if line == "men:" { break }
            if line == "alpha:" || line == "beta:" { part = line }
            guard line.hasPrefix("- "), let value = Double(line.dropFirst(2)) else { continue }
            if part == "alpha:" { alpha.append(value) } else { beta.append(value) }
        }
        return (alpha, beta)
    }

    /// 38 to 69 clicks a log over 34 to 80 goods: no ranking can be established, however the log was made.
    @Test(
        .enabled(if: PublicLogTests.exists("obd/obd_random_all.csv.gz"), "needs ../shared/data"),
        arguments: ["random_all", "random_men", "random_women", "bts_all", "bts_men", "bts_women"])
    func noBestGoodsOfTheOpenBandit(name: String) throws {
        let log = try DecisionLogCSV.read(bytes: try unpacked("obd/obd_\(name).csv.gz"), file: name)
        for confidence in [0.8, 0.95] {
            let best = BestArm(TestArm.arms(of: log), confidence: confidence)
            #expect(!best.isEstablished && (best.leader?.probabilityBest ?? 1) < 0.9, "\(best.verdicts.prefix(2))")
        }
    }

    /// The policy Bernoulli-TS judged on the log of the random policy (Saito et al. 2020): 0.0046 by inverse propensity within
    /// ± 0.0002, standard error 0.0021, effective sample size about 1,640. Which of the 80 goods is best cannot be established.
    @Test(.enabled(if: PublicLogTests.exists("obd/obd_random_all.csv.gz"), "needs ../shared/data"))
    func openBandit() throws {
        let log = try DecisionLogCSV.read(bytes: try unpacked("obd/obd_random_all.csv.gz"), file: "obd_random_all.csv")
        #expect(log.count == 10_000 && log.actions.count == 80 && log.slots.sorted() == ["1", "2", "3"])
        #expect(log.meanReward == 0.0038)
        let beliefs = try beliefs()
        #expect(beliefs.alpha.count == 80 && beliefs.beta.count == 80)
        let table = beliefs.alpha.indices.map {
            PolicyTableRow(action: "\($0)", alpha: beliefs.alpha[$0], beta: beliefs.beta[$0])
        }
        let policy = try LogPolicy("Bernoulli-TS", table: table, for: log)
        let report = try LogReplay(log, policies: [policy]).report()
        let value = try #require(report.headline)
        #expect(abs(value.inversePropensity.mean - 0.0046) < 0.0002, "\(value.inversePropensity)")
        #expect(abs(value.inversePropensity.standardError - 0.0021) < 0.0001, "\(value.inversePropensity)")
        #expect(abs(value.effectiveSampleSize - 1_640) < 30, "\(value.effectiveSampleSize)")
        #expect(value.overLogged.low < 0 && value.overLogged.high > 0)
        #expect(!report.ranking.isBestEstablished && report.ranking.pairsEstablished == 0)
        #expect(report.comparison("fitted-targeting", against: "best-single-action")?.difference.isEstablished == false)
    }

    /// The log of Bernoulli-TS has a click rate of its own of 0.0042.
    @Test(.enabled(if: PublicLogTests.exists("obd/obd_bts_all.csv.gz"), "needs ../shared/data"))
    func openBanditOwnRate() throws {
        let log = try DecisionLogCSV.read(bytes: try unpacked("obd/obd_bts_all.csv.gz"), file: "obd_bts_all.csv")
        let report = try LogReplay(log).report()
        #expect(report.logged.mean == 0.0042 && report.policies[0].inversePropensity.mean == 0.0042)
    }

    /// A mail trial of 50,083 people (Karlan & List 2007), four arms: dollars a letter 0.8133, 0.9367, 1.0261, 0.9327. Targeting by
    /// fitted rewards does not beat the best single arm, and no arm is established to be the best.
    @Test(.enabled(if: PublicLogTests.exists("karlan_list/charitable.csv.gz"), "needs ../shared/data"))
    func karlanList() throws {
        let columns = DecisionColumns(
            action: "arm", reward: "out_amountgive",
            ignored: [
                "treatment", "treat_ratio2", "treat_ratio3", "treat_size25", "treat_size50", "treat_size100", "treat_sizeno",
                "treat_askd1", "treat_askd2", "treat_askd3", "out_gavedum", "out_changeamtgive",
            ])
        // Two rows have no amount; a log with an unknown reward is refused by line, so they are left out here.
        let known = try unpacked("karlan_list/charitable.csv.gz").split(separator: 0x0A).filter { row in
            row.split(separator: 0x2C, maxSplits: 12, omittingEmptySubsequences: false).dropFirst(11).first?.isEmpty == false
        }
        let log = try DecisionLogCSV.read(
            bytes: Array(known.joined(separator: [0x0A])), file: "charitable.csv", columns: columns,
            shares: ["0": 1.0 / 3, "1": 2.0 / 9, "2": 2.0 / 9, "3": 2.0 / 9])
        #expect(log.count == 50_081)
        let report = try LogReplay(log).report()
        let means = Dictionary(uniqueKeysWithValues: report.ranking.actions.map { ($0.action, $0.mean) })
        for (arm, mean) in ["0": 0.8133, "1": 0.9367, "2": 1.0261, "3": 0.9327] {
            #expect(abs((means[arm] ?? 0) - mean) < 5e-5, "\(arm): \(means[arm] ?? 0)")
        }
        #expect(report.ranking.actions.first?.action == "2" && !report.ranking.isBestEstablished)
        #expect(report.comparison("fitted-targeting", against: "best-single-action")?.difference.isEstablished == false)
    }
}
