// SPDX-License-Identifier: GPL-3.0-or-later

/// lower ≤ expression ≤ upper, with infinite ends where there is no limit. The expression's constant is part of it.
public struct Relation: Sendable, Hashable {
    public var expression: LinearExpression
    public var lower: Double
    public var upper: Double

    public init(_ expression: LinearExpression, lower: Double = -.infinity, upper: Double = .infinity) {
        self.expression = expression
        self.lower = lower
        self.upper = upper
    }
}

public func <= (a: some LinearConvertible, b: some LinearConvertible) -> Relation { Relation(a - b, upper: 0) }
public func >= (a: some LinearConvertible, b: some LinearConvertible) -> Relation { Relation(a - b, lower: 0) }
public func == (a: some LinearConvertible, b: some LinearConvertible) -> Relation { Relation(a - b, lower: 0, upper: 0) }

/// How an output is tied to a curve.
public enum CurveSense: Sendable, Hashable {
    /// y ≤ scale · f(x): for an output of which more is only good; sales may be lost.
    case atMost
    /// y = scale · f(x): for an output that also costs or consumes. Nonconvex.
    case equal
}

/// y ≤ s·f(x) or y = s·f(x).
public struct CurveRelation: Sendable {
    public var output: Variable
    public var sense: CurveSense
    public var term: CurveTerm

    public init(output: Variable, sense: CurveSense, term: CurveTerm) {
        self.output = output
        self.sense = sense
        self.term = term
    }
}

public func <= (output: Variable, term: CurveTerm) -> CurveRelation {
    CurveRelation(output: output, sense: .atMost, term: term)
}
public func == (output: Variable, term: CurveTerm) -> CurveRelation {
    CurveRelation(output: output, sense: .equal, term: term)
}

/// A named statement of a model: the only door by which relations enter it.
public struct Rule: Sendable {
    enum Content: Sendable {
        case linear(Relation)
        case curve(CurveRelation)
    }
    /// In the words of whoever made the rule.
    public var name: String
    public var origin: Origin?
    let content: Content
}

/// A linear rule.
public func rule(_ name: String, from origin: Origin? = nil, _ relation: () -> Relation) -> Rule {
    Rule(name: name, origin: origin, content: .linear(relation()))
}

/// A linear rule about a cited value, which the closure receives.
public func rule<Value>(_ name: String, from cited: Cited<Value>, _ relation: (Value) -> Relation) -> Rule {
    Rule(name: name, origin: cited.origin, content: .linear(relation(cited.value)))
}

/// A rule that ties an output to a curve.
public func rule(_ name: String, from origin: Origin? = nil, _ relation: () -> CurveRelation) -> Rule {
    Rule(name: name, origin: origin, content: .curve(relation()))
}

/// Collects the rules of a `subject` block.
@resultBuilder
public enum RuleBuilder {
    public static func buildExpression(_ rule: Rule) -> [Rule] { [rule] }
    public static func buildExpression(_ rules: [Rule]) -> [Rule] { rules }
    public static func buildBlock(_ parts: [Rule]...) -> [Rule] { parts.flatMap { $0 } }
    public static func buildOptional(_ part: [Rule]?) -> [Rule] { part ?? [] }
    public static func buildEither(first part: [Rule]) -> [Rule] { part }
    public static func buildEither(second part: [Rule]) -> [Rule] { part }
    public static func buildArray(_ parts: [[Rule]]) -> [Rule] { parts.flatMap { $0 } }
}
