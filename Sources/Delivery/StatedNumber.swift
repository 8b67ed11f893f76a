// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra

/// The number that somebody stated a rule with, as they said it, and how the rule follows from it: a return of 3, a share of 0.4,
/// 20,000 yuan a day, where the row has −3 as a factor, 0 as its limit, or 140,000 yuan a week.
///
/// With it a rule can be loosened in the unit of whoever made it, and "1 % looser" means one per cent of what was said.
public struct StatedNumber: Sendable, Hashable {
    public enum Unit: String, Sendable, Hashable, Codable {
        case yuan
        /// 0.4 is 40 %.
        case share
        case number
    }

    public var value: Double
    public var unit: Unit
    /// By how much the rule's ends rise when the number rises by 1.
    public var limitSlope: Double
    /// By how much the factor of each term rises when the number rises by 1; empty for none.
    public var termSlopes: [Double]

    public init(_ value: Double, _ unit: Unit, limitSlope: Double = 0, termSlopes: [Double] = []) {
        self.value = value
        self.unit = unit
        self.limitSlope = limitSlope
        self.termSlopes = termSlopes
    }

    /// A limit that is the number itself, or a multiple of it.
    public static func limit(_ value: Double, _ unit: Unit = .yuan, times slope: Double = 1) -> StatedNumber {
        StatedNumber(value, unit, limitSlope: slope)
    }

    /// A number that only changes the ends of the row.
    public var isLinear: Bool { termSlopes.allSatisfy { $0 == 0 } }
}

extension DeliveryRule {
    /// The number that the rule is stated with; the limit itself where none was given.
    public var number: StatedNumber {
        stated ?? StatedNumber(atMost ?? atLeast ?? 0, terms.allSatisfy(\.quantity.isSpend) ? .yuan : .number, limitSlope: 1)
    }

    /// The same rule stated with another number.
    public func stated(with value: Double) -> DeliveryRule {
        let number = number
        let change = value - number.value
        var copy = self
        copy.atMost = atMost.map { $0 + number.limitSlope * change }
        copy.atLeast = atLeast.map { $0 + number.limitSlope * change }
        for (index, slope) in number.termSlopes.enumerated() where index < terms.count {
            copy.terms[index].factor += slope * change
            // The past part of the term moves the ends.
            if index < done.count {
                copy.atMost = copy.atMost.map { $0 - slope * change * done[index] }
                copy.atLeast = copy.atLeast.map { $0 - slope * change * done[index] }
            }
        }
        copy.stated?.value = value
        return copy
    }

    /// +1 when a larger number leaves more room, −1 when a smaller one does, 0 when neither does in general.
    ///
    /// Quantities are taken as not negative.
    public var looserDirection: Int {
        let number = number
        let slopes = number.limitSlope - number.termSlopes.reduce(0, +)
        switch (atLeast, atMost) {
        case (nil, .some): return slopes > 0 ? 1 : slopes < 0 ? -1 : 0
        case (.some, nil): return slopes > 0 ? -1 : slopes < 0 ? 1 : 0
        default: return 0
        }
    }

    /// What sets the statement of this rule apart from others: where it was said, else its name without the day. Rules of one statement
    /// share its number.
    public var statement: String {
        if let origin { return "\(origin.file):\(origin.line ?? 0):\(origin.field)" }
        guard let day, name.hasSuffix(", \(day)") else { return name }
        return String(name.dropLast(12))
    }
}
