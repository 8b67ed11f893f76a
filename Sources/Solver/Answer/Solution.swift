// SPDX-License-Identifier: GPL-3.0-or-later
public import Algebra

/// An answer to a model with its evidence.
public struct Solution: Sendable {
    public var certificate: Certificate
    /// One value a variable, by `Variable.position`; empty without an answer.
    public var values: [Double]
    /// One price a linear row: what the objective gains per unit by which the row's binding end grows. Empty without prices.
    public var rowPrices: [Double]
    /// One a variable: what the objective gains per unit by which the variable grows beyond its value, all else at these prices. For a
    /// curve's input the curve's slope at the answer counts.
    public var reducedCosts: [Double]
    /// True when integers or intervals of S-shaped curves were fixed for these prices.
    public var pricesAreFixedChoices: Bool
    /// From where a changed model of the same shape is solved faster.
    public var warm: WarmStart

    public init(
        certificate: Certificate, values: [Double] = [], rowPrices: [Double] = [], reducedCosts: [Double] = [],
        pricesAreFixedChoices: Bool = false, warm: WarmStart = WarmStart()
    ) {
        self.certificate = certificate
        self.values = values
        self.rowPrices = rowPrices
        self.reducedCosts = reducedCosts
        self.pricesAreFixedChoices = pricesAreFixedChoices
        self.warm = warm
    }

    public var status: SolveStatus { certificate.status }
    /// Objective of the answer; nil without one.
    public var value: Double? { certificate.value }

    /// The value of a variable of the model that was solved; asking without an answer is a programmer's error.
    public subscript(variable: Variable) -> Double { values[variable.position] }
}

/// What an earlier solve of the same or a similar model knew. Nothing in it is trusted: it only says where to look first.
public struct WarmStart: Sendable, Hashable {
    /// Values by variable, empty when unknown.
    public var values: [Double]
    /// Prices by linear row, empty when unknown.
    public var rowPrices: [Double]

    public init(values: [Double] = [], rowPrices: [Double] = []) {
        self.values = values
        self.rowPrices = rowPrices
    }

    /// True when nothing is known.
    public var isEmpty: Bool { values.isEmpty && rowPrices.isEmpty }
}
