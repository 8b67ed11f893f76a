// SPDX-License-Identifier: GPL-3.0-or-later

/// A rate of money (commission, fee, subsidy) in whole millionths, so that what it makes of an amount is exact to the fen.
///
/// Reports write 15.5 percent as `15.5`, `155` or `1550`: a rate is only read where its unit is named.
public struct Rate: Hashable, Comparable, Sendable, Codable {
    /// Millionths of the amount.
    public var millionths: Int64

    public init(millionths: Int64) { self.millionths = millionths }

    /// Nothing.
    public static let zero = Rate(millionths: 0)
    /// All.
    public static let one = Rate(millionths: 1_000_000)

    /// The nearest rate to a share of 1; nil when that is not a number from 0 to 100.
    public init?(share: Double) {
        let parts = (share * 1e6).rounded()
        guard parts >= 0, parts <= 1e8 else { return nil }
        millionths = Int64(parts)
    }

    /// Reads `15.5 %`, `155 ‰`, `1550 ‱` or `1550 bp`. Nil for anything else, and for a number without its unit above all.
    public init?(_ text: some StringProtocol) {
        guard let (digits, parts) = Self.splittingUnit(String(text)), let number = Self.decimal(digits) else { return nil }
        let (scaled, overflow) = number.digits.multipliedReportingOverflow(by: parts)
        guard !overflow, scaled % number.scale == 0, scaled / number.scale <= 100_000_000 else { return nil }
        millionths = scaled / number.scale
    }

    /// The rate as a share of 1, for use inside a solve.
    public var share: Double { Double(millionths) / 1e6 }

    /// The units that a rate may be written in, with millionths for one of them.
    public static let units: [(suffix: String, millionths: Int64)] = [
        ("%", 10_000), ("％", 10_000), ("‰", 1_000), ("‱", 100), ("bp", 100),
    ]

    /// Digits and the unit's size in millionths; nil where no unit is named.
    public static func splittingUnit(_ text: String) -> (digits: String, millionths: Int64)? {
        for unit in units where text.hasSuffix(unit.suffix) {
            var digits = text.dropLast(unit.suffix.count)
            while digits.last?.isWhitespace == true { digits.removeLast() }
            while digits.first?.isWhitespace == true { digits.removeFirst() }
            return (String(digits), unit.millionths)
        }
        return nil
    }

    /// Plain digits with at most one point, at most six places after it.
    private static func decimal(_ text: String) -> (digits: Int64, scale: Int64)? {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let fraction = parts.count == 2 ? String(parts[1]) : ""
        guard let whole = parts.first, !whole.isEmpty, whole.count <= 9, fraction.count <= 6,
            (whole + fraction).allSatisfy({ $0.isASCII && $0.isNumber }), let digits = Int64(whole + fraction)
        else { return nil }
        return (digits, fraction.reduce(Int64(1)) { scale, _ in scale * 10 })
    }

    public static func < (a: Rate, b: Rate) -> Bool { a.millionths < b.millionths }
    public static func + (a: Rate, b: Rate) -> Rate { Rate(millionths: a.millionths + b.millionths) }

    /// The rate's part of a nonnegative amount, half a fen rounded up. Exact: amounts and rates are whole numbers.
    public func of(_ amount: Money) -> Money {
        let product = amount.fen.multipliedFullWidth(by: millionths)
        let (quotient, rest) = Int64(1_000_000).dividingFullWidth(product)
        return Money(fen: quotient + (rest >= 500_000 ? 1 : 0))
    }

    public init(from decoder: any Decoder) throws { millionths = try decoder.singleValueContainer().decode(Int64.self) }
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(millionths)
    }
}
