// SPDX-License-Identifier: GPL-3.0-or-later
import Market
import Testing

@testable import Replay

@Suite("Promised floors")
struct GuaranteeCountTests {
    @Test("Counted by hand: 100 or more in three of four markets")
    func counted() {
        let count = GuaranteeCount(outcome: .gmv, floor: 100, promised: 0.8, amounts: [100, 99.99, 250, 101])
        #expect(count.held == 3 && count.replications == 4 && count.share.mean == 0.75)
        #expect(!count.isBroken)
    }

    /// Wilson's interval of 8 out of 10: (8 + 1.92 ± 1.96 √(8·2/10 + 0.96)) / (10 + 3.84) = 0.490 … 0.943.
    @Test("Wilson's interval, in the middle and at its ends")
    func wilson() throws {
        let some = GuaranteeCount.share(8, of: 10)
        #expect(abs(try #require(some.low) - 0.4902) < 1e-3)
        #expect(abs(try #require(some.high) - 0.9433) < 1e-3)
        let none = GuaranteeCount.share(0, of: 20)
        #expect(none.low == 0)
        #expect(abs(try #require(none.high) - 0.1611) < 1e-3)
        let all = GuaranteeCount.share(20, of: 20)
        #expect(all.high == 1)
        #expect(abs(try #require(all.low) - 0.8389) < 1e-3)
        #expect(GuaranteeCount.share(0, of: 0).low == nil)
    }

    @Test("A promise is broken when even the interval's upper end lies below it")
    func broken() {
        let amounts = (0..<20).map { $0 < 8 ? 2.0 : 0.0 }
        // 8 of 20: at most 61 %.
        #expect(GuaranteeCount(outcome: .orders, floor: 1, promised: 0.8, amounts: amounts).isBroken)
        #expect(!GuaranteeCount(outcome: .orders, floor: 1, promised: 0.6, amounts: amounts).isBroken)
    }
}
