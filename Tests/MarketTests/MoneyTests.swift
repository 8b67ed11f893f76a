// SPDX-License-Identifier: GPL-3.0-or-later
import Market
import Testing

@Suite struct MoneyTests {
    @Test(arguments: [
        ("262410.50", 26_241_050), ("0.01", 1), (".5", 50), ("-3", -300), ("7.", 700), ("1.500", 150),
        ("90071992547409.91", 9_007_199_254_740_991),
    ])
    func readsPlainYuan(text: String, fen: Int64) { #expect(Money(decimalYuan: text)?.fen == fen) }

    @Test(arguments: [
        "", ".", "-", "1.005", "1e3", "nan", "inf", "1,000", "¥3", "90071992547409.92", "99999999999999999999", "１",
    ])
    func refusesEverythingElse(text: String) { #expect(Money(decimalYuan: text) == nil) }

    @Test func writesTwoPlaces() {
        #expect(Money(fen: 5).decimalYuan == "0.05")
        #expect(Money(fen: -1205).decimalYuan == "-12.05")
        #expect(Money(fen: 0).decimalYuan == "0.00")
    }

    @Test func roundsYuanToTheNearestFen() {
        #expect(Money(yuan: 0.125)?.fen == 13)
        #expect(Money(yuan: .nan) == nil)
        #expect(Money(yuan: .infinity) == nil)
        #expect(Money(yuan: 1e15) == nil)
    }

    /// Writing and reading again gives the same amount, for amounts of every size.
    @Test func roundTrips() {
        var random = CounterRandom(seed: 1)
        for _ in 0..<1000 {
            let shift = random.next() % 53
            let fen = Int64(random.next() >> (11 + shift))
            #expect(Money(decimalYuan: Money(fen: fen).decimalYuan)?.fen == fen)
            #expect(Money(decimalYuan: Money(fen: -fen).decimalYuan)?.fen == -fen)
        }
    }
}
