// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Market
import Response
import Simulation
import Testing

@Suite("Recovery in markets whose mechanism is another")
struct WorldRecoveryTests {
    static let full = ProcessInfo.processInfo.environment["WANXIANG_VERIFY"] == "1"

    /// What is promised is the coverage of all lines together, over 24 small and 8 middle-sized shops; single channels are told as they are.
    @Test("Intervals of what delivery brings hold the truth", arguments: full ? [ShopSize.small, .middle] : [.small])
    func coverage(size: ShopSize) throws {
        var coverage = WorldCoverage()
        let seeds: ClosedRange<UInt64> = Self.full ? (size == .small ? 1...24 : 1...8) : 1...1
        for seed in seeds {
            let family = WorldFamily.allCases[Int(seed) % WorldFamily.allCases.count]
            let shop = try WorldShop(
                family: family, size: size, seed: seed, days: Self.full ? 120 : 60, people: Self.full ? nil : 2000)
            try coverage.add(shop, lucks: Self.full ? 4 : 1)
        }
        for line in coverage.lines() { print(size, line) }
        let all = coverage.covered.filter { $0.key.hasPrefix("all lines") }.values
        let share = Double(all.reduce(0) { $0 + $1.hits }) / Double(all.reduce(0) { $0 + $1.of })
        #expect(all.count == 3)
        if Self.full { #expect(share >= 0.75, "\(share)") }
    }
}
