// SPDX-License-Identifier: GPL-3.0-or-later

/// A counter-based random generator: the stream is a pure function of its key, so draws neither depend on the order in which
/// work is done nor on the number of threads, and common random numbers stay common.
///
/// The function is the finalizer of SplitMix64 (Steele, Lea & Flood, OOPSLA 2014) applied to a mixed key plus a Weyl sequence.
public struct CounterRandom: RandomNumberGenerator, Sendable {
    @usableFromInline var state: UInt64

    /// A stream for a seed and up to three coordinates (person, day, purpose …).
    @inlinable
    public init(seed: UInt64, _ a: UInt64 = 0, _ b: UInt64 = 0, _ c: UInt64 = 0) {
        self.init(key: Self.key(Self.key(seed: seed, a), b), c)
    }

    /// The stream of a third coordinate whose seed and first two were mixed before: where many streams share them.
    @inlinable
    public init(key: UInt64, _ c: UInt64) { state = Self.mix(key ^ (c &+ 0xABC9_8388_FB8F_AC03)) }

    /// Seed and first coordinate, mixed.
    @inlinable
    public static func key(seed: UInt64, _ a: UInt64) -> UInt64 {
        mix(mix(seed &+ 0x9E37_79B9_7F4A_7C15) ^ (a &+ 0xD1B5_4A32_D192_ED03))
    }

    /// A key of seed and first coordinate, mixed with the second.
    @inlinable
    public static func key(_ key: UInt64, _ b: UInt64) -> UInt64 { mix(key ^ (b &+ 0x8CB9_2BA7_2F3D_8DD7)) }

    @inlinable
    static func mix(_ value: UInt64) -> UInt64 {
        var z = value
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    @inlinable
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return Self.mix(state)
    }

    /// Uniform on the open interval (0, 1), with 53 bits.
    @inlinable
    public mutating func uniform() -> Double { (Double(next() >> 11) + 0.5) * 0x1p-53 }
}
