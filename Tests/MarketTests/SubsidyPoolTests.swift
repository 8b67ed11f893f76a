// SPDX-License-Identifier: GPL-3.0-or-later
import Market
import Testing

/// The platform's subsidies as they were announced: earnings raised to 160 % out of 300 million yuan, commission doubled by up to 5 % of the
/// price out of 700 million. Orders of 100 million yuan stand for many small ones, so that a few dozen empty a pool.
@Suite struct SubsidyPoolTests {
    let day = Day("2025-10-24") ?? Day(number: 0)

    private func yuan(_ amount: Int64) -> Money { Money(fen: amount * 100) }

    /// Sells until nothing is added any more; how many orders were raised in full, and what the platform paid.
    private func drained(
        _ basis: PlatformSubsidy.Basis, percent: Int64, pool: Int64
    ) throws -> (raised: Int, paid: Money, left: Money?) {
        let subsidy = PlatformSubsidy(name: "pool", basis: basis, begin: day, end: day)
        let terms = SettlementTerms(commission: Rate(millionths: percent * 10_000), subsidies: [subsidy])
        var ledger = AffiliateLedger(pools: ["pool": yuan(pool)])
        var raised = 0
        for order in 1...200 {
            try ledger.pay(order, yuan(100_000_000), on: day, terms)
            if ledger.amounts(of: order).platformPaid == subsidy.wanted(of: yuan(100_000_000), rate: terms.commission) {
                raised += 1
            }
        }
        return (raised, ledger.total(in: [.paid]).platformPaid, ledger.pools["pool"])
    }

    /// At 10 % an order earns 10 million and 6 million on top: 160 %. 300 million raise 50 orders, and not one more.
    @Test func presaleRaisesToAHundredAndSixtyPercent() throws {
        let found = try drained(.commission(to: Rate(millionths: 1_600_000)), percent: 10, pool: 300_000_000)
        #expect(found.raised == 50 && found.paid == yuan(300_000_000) && found.left == .zero, "\(found)")
    }

    /// At 10 % the 5 % of the price bind: 5 million an order, 140 orders out of 700 million. At 3 % the commission is doubled: 3 million.
    @Test func doublingAddsAtMostFivePercent() throws {
        let basis = PlatformSubsidy.Basis.amount(Rate(millionths: 50_000), doubling: true)
        let found = try drained(basis, percent: 10, pool: 700_000_000)
        #expect(found.raised == 140 && found.paid == yuan(700_000_000) && found.left == .zero, "\(found)")
        let small = try drained(basis, percent: 3, pool: 700_000_000)
        #expect(small.raised == 200 && small.paid == yuan(600_000_000), "\(small)")
    }
}
