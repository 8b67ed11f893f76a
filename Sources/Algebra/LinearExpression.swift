// SPDX-License-Identifier: GPL-3.0-or-later

/// One coefficient times one variable.
public struct Term: Sendable, Hashable {
    public var variable: Variable
    public var coefficient: Double

    @inlinable
    public init(_ variable: Variable, _ coefficient: Double) {
        self.variable = variable
        self.coefficient = coefficient
    }
}

/// A sum of terms and a constant. A variable may occur in several terms; they add up.
public struct LinearExpression: Sendable, Hashable {
    public var terms: [Term]
    public var constant: Double

    @inlinable
    public init(terms: [Term] = [], constant: Double = 0) {
        self.terms = terms
        self.constant = constant
    }

    /// The same expression with one term a variable, ordered by variable, zero coefficients left out.
    public func merged() -> LinearExpression {
        guard terms.count > 0 else { return self }
        var sorted = terms
        sorted.sort { $0.variable.index < $1.variable.index }
        var result: [Term] = []
        result.reserveCapacity(sorted.count)
        for term in sorted {
            if let last = result.last, last.variable == term.variable {
                result[result.count - 1].coefficient += term.coefficient
            } else {
                result.append(term)
            }
        }
        result.removeAll { $0.coefficient == 0 }
        return LinearExpression(terms: result, constant: constant)
    }

    /// The expression's value where `values[v.position]` is the value of variable v.
    public func value(at values: [Double]) -> Double {
        var sum = constant
        for term in terms { sum += term.coefficient * values[term.variable.position] }
        return sum
    }

    /// Adds `coefficient · variable` in place.
    @inlinable
    public mutating func add(_ variable: Variable, times coefficient: Double = 1) {
        terms.append(Term(variable, coefficient))
    }
}

/// Whatever can stand in a linear expression: a variable, a number, an expression.
public protocol LinearConvertible {
    var linear: LinearExpression { get }
}

extension LinearExpression: LinearConvertible {
    @inlinable public var linear: LinearExpression { self }
}
extension Variable: LinearConvertible {
    @inlinable public var linear: LinearExpression { LinearExpression(terms: [Term(self, 1)]) }
}
extension Double: LinearConvertible {
    @inlinable public var linear: LinearExpression { LinearExpression(constant: self) }
}

@inlinable
public func + (a: some LinearConvertible, b: some LinearConvertible) -> LinearExpression {
    var sum = a.linear
    let other = b.linear
    sum.terms.append(contentsOf: other.terms)
    sum.constant += other.constant
    return sum
}

@inlinable
public func - (a: some LinearConvertible, b: some LinearConvertible) -> LinearExpression { a + (-1.0) * b }

@inlinable
public func * (factor: Double, a: some LinearConvertible) -> LinearExpression {
    var product = a.linear
    for index in product.terms.indices { product.terms[index].coefficient *= factor }
    product.constant *= factor
    return product
}

@inlinable
public func * (a: some LinearConvertible, factor: Double) -> LinearExpression { factor * a }

@inlinable
public func / (a: some LinearConvertible, divisor: Double) -> LinearExpression { (1 / divisor) * a }

@inlinable
public prefix func - (a: some LinearConvertible) -> LinearExpression { (-1.0) * a }

@inlinable
public func += (a: inout LinearExpression, b: some LinearConvertible) {
    let other = b.linear
    a.terms.append(contentsOf: other.terms)
    a.constant += other.constant
}

@inlinable
public func -= (a: inout LinearExpression, b: some LinearConvertible) { a += (-1.0) * b }

/// Σ over the elements: `sum(cells) { price[$0] * amount[$0] }`.
@inlinable
public func sum<S: Sequence, L: LinearConvertible>(_ elements: S, _ summand: (S.Element) -> L) -> LinearExpression {
    var total = LinearExpression()
    for element in elements { total += summand(element) }
    return total
}
