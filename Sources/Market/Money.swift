// SPDX-License-Identifier: GPL-3.0-or-later

/// An amount of money in whole fen (分, 1/100 yuan).
///
/// Amounts are limited to ±`Money.limit`, the largest range in which a `Double` of fen is still exact, so that sums of any
/// realistic number of amounts stay far from overflow. Arithmetic traps on overflow; values that come from outside are
/// checked by the failable initializers.
public struct Money: Hashable, Comparable, Sendable, Codable {
    /// Whole fen.
    public var fen: Int64

    /// 2⁵³ − 1 fen, about 90 trillion yuan.
    public static let limit: Int64 = (1 << 53) - 1
    /// No money.
    public static let zero = Money(fen: 0)

    /// An amount in fen.
    public init(fen: Int64) { self.fen = fen }

    /// The nearest amount to `yuan`, or nil when it is not finite or out of range.
    public init?(yuan: Double) {
        let fen = (yuan * 100).rounded(.toNearestOrAwayFromZero)
        guard fen.isFinite, abs(fen) <= Double(Money.limit) else { return nil }
        self.fen = Int64(fen)
    }

    /// Reads plain decimal yuan such as `262410.50`, `-3` or `.5`; at most two decimals, no separators.
    ///
    /// Returns nil for anything else, exponents and infinities included.
    public init?(decimalYuan text: some StringProtocol) {
        var digits = Substring(text)
        let negative = digits.first == "-"
        if negative || digits.first == "+" { digits = digits.dropFirst() }
        let parts = digits.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = parts.first, !(whole.isEmpty && (parts.count < 2 || parts[1].isEmpty)) else { return nil }
        var fraction = parts.count == 2 ? String(parts[1]) : ""
        while fraction.count > 2, fraction.last == "0" { fraction.removeLast() }
        guard fraction.count <= 2 else { return nil }
        while fraction.count < 2 { fraction.append("0") }
        let all = whole + fraction
        guard all.allSatisfy({ $0.isASCII && $0.isNumber }), let fen = Int64(all), fen <= Money.limit else { return nil }
        self.fen = negative ? -fen : fen
    }

    /// The amount in yuan, for use inside a solve or a picture; not for storing.
    public var yuan: Double { Double(fen) / 100 }

    /// Plain decimal yuan with two places, the form of every CSV: `-12.05`.
    public var decimalYuan: String {
        let magnitude = fen.magnitude
        let cents = magnitude % 100
        return (fen < 0 ? "-" : "") + "\(magnitude / 100)." + (cents < 10 ? "0" : "") + "\(cents)"
    }

    public static func < (a: Money, b: Money) -> Bool { a.fen < b.fen }
    public static func + (a: Money, b: Money) -> Money { Money(fen: a.fen + b.fen) }
    public static func - (a: Money, b: Money) -> Money { Money(fen: a.fen - b.fen) }
    public static func += (a: inout Money, b: Money) { a.fen += b.fen }
    public static func -= (a: inout Money, b: Money) { a.fen -= b.fen }

    public init(from decoder: any Decoder) throws { fen = try decoder.singleValueContainer().decode(Int64.self) }
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(fen)
    }
}

extension Sequence where Element == Money {
    /// The sum of the amounts.
    public func total() -> Money { reduce(.zero, +) }
}
