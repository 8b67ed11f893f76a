// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Market
import Response
import Testing

@Suite("Recovery of known curves")
struct RecoveryTests {
    static let full = ProcessInfo.processInfo.environment["WANXIANG_VERIFY"] == "1"
    static let seeds: ClosedRange<UInt64> = full ? 1...200 : 1...2

    @Test("Responses are recovered with calibrated intervals", arguments: [true, false], full ? [4.0, 1.0] : [4.0])
    func line(shopOnly: Bool, held: Double) throws {
        let report = try RecoveryReport(seeds: Self.seeds) { try OwnFormHistory(seed: $0, shopOnly: shopOnly, held: held) }
        print(
            "shop \(shopOnly), held \(held): coverage \(report.coverage), median error \(report.medianError), width \(report.width)"
        )
        // What is promised, over 200 replications; two only show that the machinery runs.
        if Self.full, held == 4 {
            #expect((0.85...0.95).contains(report.coverage))
            #expect(report.medianError < 0.1)
        } else {
            #expect(report.coverage >= 0.5)
        }
    }
}
