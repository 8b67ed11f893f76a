// SPDX-License-Identifier: GPL-3.0-or-later
import Delivery
import Foundation
import Planning
import Testing

/// Problems of mixed kinds in the form of `wanxiang solve`, with optima that an independent global solver found (SCIP 10 on the same curves as
/// nonlinear constraints, gap 1e-6 or proved). Kept in `Problems`; no other program is needed to run this.
@Suite struct StoredProblemTests {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Problems")

    static let optima: [String: Double] = {
        let file = folder.appendingPathComponent("optima.json")
        return (try? JSONDecoder().decode([String: Double].self, from: Data(contentsOf: file))) ?? [:]
    }()

    @Test func areThere() { #expect(Self.optima.count >= 20) }

    @Test(arguments: optima.keys.sorted())
    func reachesTheKnownOptimum(name: String) throws {
        let optimum = try #require(Self.optima[name])
        let data = try Data(contentsOf: Self.folder.appendingPathComponent("\(name).json"))
        let document = try JSONDecoder().decode(ProblemDocument.self, from: data)
        let certificate = try Planner.plan(document.problem).plan.certificate
        let size = max(abs(optimum), abs(certificate.bound))
        #expect(certificate.bound >= optimum - 2e-6 * size, "\(certificate)")
        #expect(certificate.value >= optimum - 1.1e-4 * size - max(0, certificate.roundingLoss), "\(certificate)")
        #expect(certificate.value <= optimum + 3e-5 * size, "\(certificate)")
        #expect(certificate.violation <= 1e-9)
    }
}
