// SPDX-License-Identifier: GPL-3.0-or-later
import Market

/// Random numbers for property tests: the same numbers for the same seed, everywhere.
public struct SeededNumbers {
    private var random: CounterRandom

    public init(_ seed: UInt64, _ purpose: UInt64 = 0) { random = CounterRandom(seed: seed, purpose) }

    /// Uniform between two numbers.
    public mutating func number(_ low: Double, _ high: Double) -> Double { low + (high - low) * random.uniform() }
    /// Uniform in the logarithm between two positive numbers.
    public mutating func spread(_ low: Double, _ high: Double) -> Double {
        var factor = 1.0
        // The power by repeated square roots keeps this file free of any mathematics library.
        var share = random.uniform()
        var root = high / low
        for _ in 0..<30 {
            root = root.squareRoot()
            share *= 2
            if share >= 1 {
                factor *= root
                share -= 1
            }
        }
        return low * factor
    }
    public mutating func count(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
    public mutating func fen(_ range: ClosedRange<Int64>) -> Int64 { Int64.random(in: range, using: &random) }
    public mutating func chance(_ share: Double) -> Bool { random.uniform() < share }
    public mutating func pick<Element>(_ elements: [Element]) -> Element { elements[count(0...(elements.count - 1))] }
    public mutating func shuffled<Element>(_ elements: [Element]) -> [Element] { elements.shuffled(using: &random) }
}
