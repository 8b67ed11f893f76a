// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

/// Every scenario folder still gives what its `expected.json` says. Accept other results on purpose with `make refresh REASON="…"`.
@Suite struct RegressionTests {
    static let isFull = ProcessInfo.processInfo.environment["WANXIANG_VERIFY"] == "1"

    /// Folders whose plan and replay are looked at every time: those with a history, and every fourth simulated one. With
    /// `WANXIANG_VERIFY=1` all are.
    static let accepted = chosen.filter {
        FileManager.default.fileExists(
            atPath: CommandHarness.scenarios.appendingPathComponent($0).appendingPathComponent("expected.json").path)
    }

    static let chosen: [String] = {
        let drawn = CommandHarness.scenarioNames.filter(isDrawn)
        let some = drawn.enumerated().filter { isFull || $0.offset % 4 == 0 }.map(\.element)
        return CommandHarness.scenarioNames.filter { !isDrawn($0) } + some
    }()

    /// Folders of `scenarios/draw-scenarios.sh`.
    static func isDrawn(_ name: String) -> Bool {
        let file = CommandHarness.scenarios.appendingPathComponent(name).appendingPathComponent("README.md")
        return (try? String(contentsOf: file, encoding: .utf8))?.contains("draw-scenarios.sh") ?? false
    }

    /// Every folder's brief plans with a certificate that says how good it is, in every run of the tests.
    @Test(arguments: CommandHarness.scenarioNames.filter(isDrawn)) func everyBriefPlans(name: String) throws {
        let shop = try CommandHarness()
        defer { shop.remove() }
        let folder = CommandHarness.scenarios.appendingPathComponent(name).path
        let answer = try shop.run(["plan", folder, "--json"])
        #expect(answer.code == 0, "\(answer.errors)")
        let document = try #require(answer.json as? [String: Any])
        let plan = document["plan"] as? [String: Any] ?? document
        let certificate = try #require(plan["certificate"] as? [String: Any])
        let gap = try #require(certificate["gap"] as? Double)
        #expect(gap < 0.01, "\(name): gap \(gap)")
        #expect(certificate["violation"] as? Double ?? 1 <= 1e-6)
        // No clock decides how good it is.
        #expect(certificate["is_reproducible"] as? Bool == true)
    }

    @Test(arguments: accepted) func replayIsAsExpected(name: String) throws {
        let shop = try CommandHarness()
        defer { shop.remove() }
        let folder = CommandHarness.scenarios.appendingPathComponent(name).path
        let answer = try shop.run(["replay", folder, "--expect", "--json"])
        #expect(answer.code == 0, "\(answer.errors)")
        let report = try #require(answer.json as? [String: Any], "stdout holds JSON and nothing else")
        #expect(report["plan_digest"] is String)
    }

    /// Last day that a recorded campaign's plan may know; a world needs none.
    static let asOf = ["retailer-weekly": "2018-03-17", "robyn-weekly": "2019-06-30"]

    /// GLPK alone, on the full tangent program or MIP, agrees: its optimum is no less than the plan's value and within the gap of it. The
    /// drawn campaigns are left out: their scenarios are the same, and a large shop's full program takes minutes.
    @Test(arguments: CommandHarness.scenarioNames.filter { !$0.hasPrefix("world-") && !isDrawn($0) })
    func glpkAloneAgrees(name: String) throws {
        let shop = try CommandHarness()
        defer { shop.remove() }
        let folder = CommandHarness.scenarios.appendingPathComponent(name).path
        let hidden = Self.asOf[name].map { ["--as-of", $0] } ?? []
        let answer = try shop.run(["plan", folder, "--check", "--json"] + hidden)
        #expect(answer.code == 0, "\(answer.errors)")
        let document = try #require(answer.json as? [String: Any])
        let reference = try #require(document["reference"] as? [String: Any])
        let certificate = try #require((document["plan"] as? [String: Any])?["certificate"] as? [String: Any])
        let optimum = try #require(reference["optimum"] as? Double)
        let value = try #require(certificate["value"] as? Double)
        let bound = try #require(certificate["bound"] as? Double)
        let gap = try #require(certificate["gap_asked"] as? Double)
        #expect(reference["glpk_status"] as? String == "optimal")
        #expect(optimum >= value * (1 - 1e-6))
        // Within the gap that the certificate states, which is what was asked for or honestly more.
        #expect(optimum <= value * (1 + 2 * gap))
        #expect(bound >= value)
    }

    /// A result below the tolerance fails with exit code 3; a changed digest alone does not.
    @Test func shortfallIsThree() throws {
        let shop = try CommandHarness()
        defer { shop.remove() }
        let source = CommandHarness.scenarios.appendingPathComponent("robyn-weekly")
        for file in ["brief.yaml", "history.csv", "shop.csv"] {
            try FileManager.default.copyItem(
                at: source.appendingPathComponent(file), to: shop.folder.appendingPathComponent(file))
        }
        let text = try String(contentsOf: source.appendingPathComponent("expected.json"), encoding: .utf8)
        var expected = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        expected["plan_digest"] = "another"
        try JSONSerialization.data(withJSONObject: expected).write(to: shop.folder.appendingPathComponent("expected.json"))
        let other = try shop.run(["replay", ".", "--expect"])
        #expect(other.code == 0, "\(other.errors)")
        expected["value"] = 1.02 * (try #require(expected["value"] as? Double))
        try JSONSerialization.data(withJSONObject: expected).write(to: shop.folder.appendingPathComponent("expected.json"))
        #expect(try shop.run(["replay", ".", "--expect"]).code == 3)
    }
}
