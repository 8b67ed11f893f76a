// SPDX-License-Identifier: GPL-3.0-or-later
import Market
import Testing

@Suite struct CounterRandomTests {
    @Test func streamDependsOnEveryCoordinate() {
        let keys: [(UInt64, UInt64, UInt64, UInt64)] = [(1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0), (0, 0, 0, 1), (0, 0, 0, 0)]
        let first = keys.map { key in
            var random = CounterRandom(seed: key.0, key.1, key.2, key.3)
            return random.next()
        }
        #expect(Set(first).count == keys.count)
    }

    /// Mean 1/2 and variance 1/12 of 10⁵ uniform draws over neighbouring keys, within five standard errors.
    @Test func neighbouringKeysAreIndependent() {
        var sum = 0.0
        var squares = 0.0
        let count = 100_000
        for person in 0..<count {
            var random = CounterRandom(seed: 7, UInt64(person), 3, 1)
            let value = random.uniform()
            #expect(value > 0 && value < 1)
            sum += value
            squares += value * value
        }
        let mean = sum / Double(count)
        let variance = squares / Double(count) - mean * mean
        #expect(abs(mean - 0.5) < 5 * (1.0 / 12 / Double(count)).squareRoot())
        #expect(abs(variance - 1.0 / 12) < 5 * (1.0 / 180 / Double(count)).squareRoot())
    }
}
