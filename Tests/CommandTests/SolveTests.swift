// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

@Suite struct SolveTests {
    /// max 10x/(50+x) + 20y/(50+y), x + y = 100. Equal slopes: 500/(50+x)² = 1000/(50+y)², so (50+y) = √2 (50+x); with the sum of 200
    /// 50 + x = 200/(1+√2) = 82.8427, x = 32.8427. In fen: 3284 and 6716. A relative gap of 10⁻⁶ on a value of 15.4 leaves, with the curvature
    /// 1000/82.8³ + 2000/117.2³ = 0.003, room for √(2 · 1.5·10⁻⁵ / 0.003) = 0.1 yuan.
    @Test func twoChannelsByHand() throws {
        let shop = try CommandHarness()
        defer { shop.remove() }
        let problem = """
            {"budget_yuan": 100,
             "lines": [{"channel": "a", "curve": {"family": "hill", "cap": 10, "half_spend_yuan": 50}},
                       {"channel": "b", "curve": {"family": "hill", "cap": 20, "half_spend_yuan": 50}}],
             "objective": {"terms": [{"quantity": "gmv"}]}}
            """
        let answer = try shop.run(["solve", "-"], input: problem)
        #expect(answer.code == 0, "\(answer.errors)")
        let plan = try #require((answer.json as? [String: Any])?["plan"] as? [String: Any])
        let lines = try #require(plan["lines"] as? [[String: Any]])
        let fen = lines.compactMap { $0["spend_fen"] as? Int }
        #expect(fen.reduce(0, +) == 10_000)
        #expect(abs(fen[0] - 3284) <= 10)
    }

    /// An S-shaped line of which peers find the wrong side: with 100 to spend, b alone at 100 brings 50 · 100⁴/(80⁴ + 100⁴) = 35.47; a alone brings
    /// 10 · 100/(10 + 100) = 9.09. A local search from the even split stays at 50/50 with 8.33 + 50 · 50⁴/(80⁴ + 50⁴) = 14.9.
    @Test func sShapedGlobally() throws {
        let shop = try CommandHarness()
        defer { shop.remove() }
        let problem = """
            {"budget_yuan": 100,
             "lines": [{"channel": "a", "curve": {"family": "hill", "cap": 10, "half_spend_yuan": 10}},
                       {"channel": "b", "curve": {"family": "hill", "cap": 50, "half_spend_yuan": 80, "exponent": 4}}],
             "objective": {"terms": [{"quantity": "gmv"}]}}
            """
        let plan = try #require(
            (try shop.run(["solve", "-"], input: problem).json as? [String: Any])?["plan"] as? [String: Any])
        let certificate = try #require(plan["certificate"] as? [String: Any])
        let (value, bound) = (try #require(certificate["value"] as? Double), try #require(certificate["bound"] as? Double))
        // The best on a grid of whole fen, found by looking at all of them.
        var best = 0.0
        for fen in 0...10_000 {
            let (a, b) = (Double(fen) / 100, Double(10_000 - fen) / 100)
            let powered = b * b * b * b
            best = max(best, 10 * a / (10 + a) + 50 * powered / (40_960_000 + powered))
        }
        #expect(value >= best * (1 - 1e-4))
        #expect(bound >= best)
    }
}
