// SPDX-License-Identifier: GPL-3.0-or-later
import Market
import Testing

/// Ten cases worked out by hand, to the fen. Unless said otherwise: commission 10 %, leader's fee 2 %, technical fee 10 % of the commission.
@Suite struct SettlementTests {
    let day = Day("2025-10-15") ?? Day(number: 0)
    var terms: SettlementTerms { SettlementTerms(commission: Rate(millionths: 100_000), serviceFee: Rate(millionths: 20_000)) }

    private func yuan(_ text: String) -> Money { Money(decimalYuan: text) ?? .zero }

    private func subsidized(_ percent: Int64, _ subsidy: PlatformSubsidy) -> SettlementTerms {
        SettlementTerms(commission: Rate(millionths: percent * 10_000), subsidies: [subsidy])
    }

    private func doubling(cap: String? = nil) -> PlatformSubsidy {
        PlatformSubsidy(
            name: "doubling", basis: .amount(Rate(millionths: 50_000), doubling: true), orderCap: cap.map { yuan($0) },
            begin: day, end: day)
    }

    private var presale: PlatformSubsidy {
        PlatformSubsidy(
            name: "presale", basis: .commission(to: Rate(millionths: 1_600_000)), begin: day, end: day, presaleOnly: true)
    }

    /// 1. 199.00 paid (freight of 12.00 is no part of it): commission 19.90, leader 3.98, technical fee 1.99, earned 17.91. Cost: none
    /// before it settles, then 23.88.
    @Test func plainOrder() throws {
        var ledger = AffiliateLedger()
        try ledger.pay(1, yuan("199.00"), on: day, terms)
        #expect(ledger.cost == .zero && ledger.reserve == yuan("23.88"))
        try ledger.receive(1)
        #expect(ledger.cost == .zero && ledger.reserve == yuan("23.88"))
        try ledger.settle(1)
        let amounts = ledger.amounts(of: 1)
        #expect(amounts.commission == yuan("19.90") && amounts.serviceFee == yuan("3.98"))
        #expect(amounts.technicalFee == yuan("1.99") && amounts.earned == yuan("17.91"))
        #expect(ledger.cost == yuan("23.88") && ledger.reserve == .zero)
    }

    /// 2. 33.33 at 15.5 %: 5.16615 → 5.17; technical fee 0.517 → 0.52; earned 4.65.
    @Test func halfAFenIsRoundedUp() throws {
        var ledger = AffiliateLedger()
        try ledger.pay(1, yuan("33.33"), on: day, SettlementTerms(commission: try #require(Rate("15.5 %"))))
        let amounts = ledger.amounts(of: 1)
        #expect(amounts.commission == yuan("5.17") && amounts.technicalFee == yuan("0.52") && amounts.earned == yuan("4.65"))
    }

    /// 3. Refunded in full before receipt: void, nothing is due.
    @Test func voidBeforeReceipt() throws {
        var ledger = AffiliateLedger()
        try ledger.pay(1, yuan("199.00"), on: day, terms)
        try ledger.refund(1, yuan("199.00"))
        #expect(ledger.state(of: 1) == .void && ledger.reserve == .zero && ledger.amounts(of: 1) == SettlementAmounts())
        #expect(throws: SettlementError.notNow(order: 1, state: .void)) { try ledger.receive(1) }
    }

    /// 4. Presale: deposit 50, balance 249, 8 %: 23.92 commission, raised to 160 %: 38.272 → 38.27, the platform adds 14.35. Earned
    /// 23.92 + 14.35 − 2.39 = 35.88. The merchant pays 23.92 as without the subsidy. Nothing counts before the balance.
    @Test func presaleFactor() throws {
        var ledger = AffiliateLedger(pools: ["presale": yuan("100.00")])
        try ledger.deposit(1, yuan("50.00"), balance: yuan("249.00"), on: day, subsidized(8, presale))
        #expect(ledger.reserve == .zero && ledger.pools["presale"] == yuan("100.00"))
        try ledger.payBalance(1)
        let amounts = ledger.amounts(of: 1)
        #expect(amounts.commission == yuan("23.92") && amounts.subsidies == [yuan("14.35")] && amounts.earned == yuan("35.88"))
        #expect(amounts.merchantCost == yuan("23.92") && ledger.pools["presale"] == yuan("85.65"))
    }

    /// 5. The balance is never paid: void, the pool is untouched.
    @Test func balanceNeverPaid() throws {
        var ledger = AffiliateLedger(pools: ["presale": yuan("100.00")])
        try ledger.deposit(1, yuan("50.00"), balance: yuan("249.00"), on: day, subsidized(8, presale))
        try ledger.missBalance(1)
        #expect(ledger.state(of: 1) == .void && ledger.amounts(of: 1) == SettlementAmounts())
        #expect(ledger.pools["presale"] == yuan("100.00"))
        #expect(throws: SettlementError.notNow(order: 1, state: .void)) { try ledger.payBalance(1) }
    }

    /// 6. Doubling of 299.00: at 8 % the limit of 5 % holds, 14.95; at 3 % the commission itself, 8.97.
    @Test(arguments: [(8, "14.95"), (3, "8.97")])
    func doublingUpToFivePercent(percent: Int64, added: String) throws {
        var ledger = AffiliateLedger()
        try ledger.pay(1, yuan("299.00"), on: day, subsidized(percent, doubling()))
        #expect(ledger.amounts(of: 1).subsidies == [yuan(added)])
    }

    /// 7. An order cap of 14.95: reached exactly by 299.00; 299.10 asks for 14.955 → 14.96 and gets 14.95.
    @Test(arguments: ["299.00", "299.10"])
    func capReachedExactly(paid: String) throws {
        var ledger = AffiliateLedger()
        try ledger.pay(1, yuan(paid), on: day, subsidized(8, doubling(cap: "14.95")))
        #expect(ledger.amounts(of: 1).subsidies == [yuan("14.95")])
    }

    /// 8. A pool of 30.00 in the middle of a day: 14.95, 14.95, then the last 0.10, then nothing. The merchant pays 23.92 each time.
    @Test func poolExhaustedMidDay() throws {
        var ledger = AffiliateLedger(pools: ["doubling": yuan("30.00")])
        for order in 1...4 { try ledger.pay(order, yuan("299.00"), on: day, subsidized(8, doubling())) }
        #expect((1...4).map { ledger.amounts(of: $0).platformPaid } == ["14.95", "14.95", "0.10", "0.00"].map { yuan($0) })
        #expect((1...4).allSatisfy { ledger.amounts(of: $0).merchantCost == yuan("23.92") })
        #expect(ledger.pools["doubling"] == .zero)
    }

    /// 9. As 8; then the second order is void, its 14.95 return to the pool, and a fifth order gets them.
    @Test func voidOrdersReturnToThePool() throws {
        var ledger = AffiliateLedger(pools: ["doubling": yuan("30.00")])
        for order in 1...4 { try ledger.pay(order, yuan("299.00"), on: day, subsidized(8, doubling())) }
        try ledger.refund(2, yuan("299.00"))
        #expect(ledger.pools["doubling"] == yuan("14.95"))
        try ledger.pay(5, yuan("299.00"), on: day, subsidized(8, doubling()))
        #expect(ledger.amounts(of: 5).platformPaid == yuan("14.95") && ledger.pools["doubling"] == .zero)
    }

    /// 10. 299.00 settled at 8 % with doubling; 100.00 come back later: commission 23.92 → 15.92, doubling 14.95 → 9.95, clawed back
    /// 8.00 and 5.00. When the rest comes back too nothing is left, and the order stays settled.
    @Test func refundAfterSettlementClawsBack() throws {
        var ledger = AffiliateLedger(pools: ["doubling": yuan("20.00")])
        try ledger.pay(1, yuan("299.00"), on: day, subsidized(8, doubling()))
        try ledger.receive(1)
        try ledger.settle(1)
        #expect(ledger.cost == yuan("23.92") && ledger.pools["doubling"] == yuan("5.05"))
        try ledger.refund(1, yuan("100.00"))
        #expect(ledger.cost == yuan("15.92") && ledger.amounts(of: 1).subsidies == [yuan("9.95")])
        #expect(ledger.pools["doubling"] == yuan("10.05"))
        try ledger.refund(1, yuan("199.00"))
        #expect(ledger.state(of: 1) == .settled && ledger.cost == .zero && ledger.pools["doubling"] == yuan("20.00"))
    }

    /// Over random events: pool and subsidies add up to the pool at the start, the merchant pays the same whether or not the platform adds
    /// anything, and nothing is ever negative.
    @Test func poolsBalance() throws {
        for seed in UInt64(1)...200 {
            var random = CounterRandom(seed: seed, 5)
            var ledgers = [AffiliateLedger(pools: ["doubling": Money(fen: 5000)]), AffiliateLedger(pools: ["doubling": .zero])]
            for step in 0..<60 {
                let order = Int.random(in: 0..<12, using: &random)
                let amount = Money(fen: Int64.random(in: 1...40_000, using: &random))
                let event = Int.random(in: 0..<6, using: &random)
                let terms = subsidized(Int64.random(in: 1...20, using: &random), doubling(cap: "12.00"))
                for index in ledgers.indices {
                    // Events that cannot happen are refused and change nothing.
                    switch event {
                    case 0: try? ledgers[index].pay(order, amount, on: day, terms)
                    case 1: try? ledgers[index].deposit(order, amount, balance: amount, on: day, terms)
                    case 2: try? ledgers[index].payBalance(order)
                    case 3: try? ledgers[index].receive(order)
                    case 4: try? ledgers[index].settle(order)
                    default: try? ledgers[index].refund(order, amount)
                    }
                }
                let states = Set(SettlementState.allCases)
                let all = ledgers[0].total(in: states)
                let pool = ledgers[0].pools["doubling"] ?? .zero
                #expect(pool + all.platformPaid == Money(fen: 5000), "seed \(seed), step \(step)")
                #expect(pool >= .zero && all.earned >= .zero)
                #expect(all.merchantCost == ledgers[1].total(in: states).merchantCost)
                #expect(ledgers[0].cost == ledgers[1].cost && ledgers[0].reserve == ledgers[1].reserve)
            }
        }
    }

    /// A rate is read with its unit only.
    @Test func ratesNeedTheirUnit() {
        for text in ["15.5 %", "15.5%", "155 ‰", "1550 ‱", "1550bp", "15.5％"] {
            #expect(Rate(text) == Rate(millionths: 155_000), "\(text)")
        }
        for text in ["15.5", "155", "1550", "0.155", "", "%", "-5 %", "1e3 %", "15,5 %", "15.5 x", "99999999999 %"] {
            #expect(Rate(text) == nil, "\(text)")
        }
    }
}
