// SPDX-License-Identifier: GPL-3.0-or-later

/// A number for every period of a horizon: one for all, or one each. In JSON a number or an array.
public enum PeriodValues: Sendable, Hashable, ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
    case constant(Double)
    case each([Double])

    public init(floatLiteral value: Double) { self = .constant(value) }
    public init(integerLiteral value: Int) { self = .constant(Double(value)) }

    /// The value in a period; the last one holds on where the array is too short.
    public subscript(period: Int) -> Double {
        switch self {
        case .constant(let value): value
        case .each(let values): values.isEmpty ? 0 : values[min(period, values.count - 1)]
        }
    }

    /// The values of `count` periods.
    public func values(_ count: Int) -> [Double] { (0..<count).map { self[$0] } }

    /// Σ over the first `count` periods.
    public func total(_ count: Int) -> Double {
        switch self {
        case .constant(let value): value * Double(count)
        case .each: values(count).reduce(0, +)
        }
    }

    /// Every value transformed.
    public func map(_ transform: (Double) -> Double) -> PeriodValues {
        switch self {
        case .constant(let value): .constant(transform(value))
        case .each(let values): .each(values.map(transform))
        }
    }

    /// True when some value fails the test, or an array has not `count` values.
    func violates(count: Int, _ isFine: (Double) -> Bool) -> Bool {
        switch self {
        case .constant(let value): !isFine(value)
        case .each(let values): values.count != count || !values.allSatisfy(isFine)
        }
    }
}

extension PeriodValues: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let value = try? container.decode(Double.self) {
            self = .constant(value)
        } else {
            self = .each(try container.decode([Double].self))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .constant(let value): try container.encode(value)
        case .each(let values): try container.encode(values)
        }
    }
}
