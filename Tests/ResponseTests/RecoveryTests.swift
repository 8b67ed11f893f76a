// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Market
import Response
import Testing

@Suite("Recovery of known curves")
struct RecoveryTests {
    static let full = ProcessInfo.processInfo.environment["WANXIANG_VERIFY"] == "1"
    static let seeds: ClosedRange<UInt64> = full ? 1...200 : 1...12

    @Test("A line's response is recovered with calibrated intervals")
    func line() throws {
        let report = try RecoveryReport(seeds: Self.seeds) { try OwnFormHistory(seed: $0) }
        print("line: coverage \(report.coverage), median error \(report.medianError), width \(report.width)")
        #expect(report.coverage > 0.7)
    }
}
