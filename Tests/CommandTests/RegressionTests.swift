// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

/// Every scenario folder still gives what its `expected.json` says. Accept other results on purpose with `make refresh REASON="…"`.
@Suite struct RegressionTests {
    @Test(arguments: CommandHarness.scenarioNames) func replayIsAsExpected(name: String) throws {
        let shop = try CommandHarness()
        defer { shop.remove() }
        let folder = CommandHarness.scenarios.appendingPathComponent(name).path
        let answer = try shop.run(["replay", folder, "--expect", "--json"])
        #expect(answer.code == 0, "\(answer.errors)")
        let report = try #require(answer.json as? [String: Any], "stdout holds JSON and nothing else")
        #expect(report["plan_digest"] is String)
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
