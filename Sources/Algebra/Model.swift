// SPDX-License-Identifier: GPL-3.0-or-later

/// Which way an objective is good.
public enum Direction: Sendable, Hashable {
    case maximize
    case minimize
}

/// A linear row of a model: lower ≤ Σ coefficient · variable ≤ upper (constants are moved into the ends).
public struct Row: Sendable {
    public var name: String
    public var origin: Origin?
    /// Merged: one term a variable, by increasing variable.
    public var terms: [Term]
    public var lower: Double
    public var upper: Double
}

/// A curve row of a model: output ≤ or = scale · curve(input).
public struct CurveRow: Sendable {
    public var name: String
    public var origin: Origin?
    public var relation: CurveRelation
}

/// A mathematical program: variables with bounds, named linear rows, named curve rows and a linear objective.
///
///     var model = Model()
///     let x = model.variable("spend", upper: 10)
///     let y = model.variable("sales")
///     model.maximize(3 * y - x)
///     model.subject {
///         rule("response") { y <= (x |> curve) }
///         rule("budget") { x <= 5.0 }
///     }
///
/// A model is a value: copying it copies the program. It knows no solver.
public struct Model: Sendable {
    public private(set) var names: [String] = []
    public private(set) var lower: [Double] = []
    public private(set) var upper: [Double] = []
    public private(set) var kinds: [VariableKind] = []
    public private(set) var rows: [Row] = []
    public private(set) var curveRows: [CurveRow] = []
    /// Merged; its constant counts.
    public private(set) var objective = LinearExpression()
    public private(set) var direction = Direction.maximize

    public init() {}

    /// Number of variables.
    public var variableCount: Int { names.count }
    /// All variables in the order in which they were made.
    public var variables: [Variable] { (0..<Int32(names.count)).map { Variable(index: $0) } }
    /// True when a variable must be whole.
    public var hasIntegers: Bool { kinds.contains { $0 != .continuous } }

    /// Adds a variable between `lower` and `upper`; a binary is between 0 and 1 whatever the ends say.
    public mutating func variable(
        _ name: String, lower low: Double = 0, upper high: Double = .infinity, kind: VariableKind = .continuous
    ) -> Variable {
        names.append(name)
        lower.append(kind == .binary ? max(0, low) : low)
        upper.append(kind == .binary ? min(1, high) : high)
        kinds.append(kind)
        return Variable(index: Int32(names.count - 1))
    }

    /// Adds one variable a key, named `name[key]`.
    public mutating func family<Key: Hashable & Sendable>(
        _ name: String, over keys: [Key], lower low: (Key) -> Double = { _ in 0 },
        upper high: (Key) -> Double = { _ in .infinity },
        kind: VariableKind = .continuous
    ) -> Family<Key> {
        var made: [Key: Variable] = [:]
        made.reserveCapacity(keys.count)
        for key in keys {
            made[key] = variable("\(name)[\(key)]", lower: low(key), upper: high(key), kind: kind)
        }
        return Family(keys: keys, variables: made)
    }

    /// Narrows or widens the bounds of a variable.
    public mutating func bound(_ variable: Variable, lower low: Double? = nil, upper high: Double? = nil) {
        if let low { lower[variable.position] = low }
        if let high { upper[variable.position] = high }
    }

    public mutating func maximize(_ expression: some LinearConvertible) {
        objective = expression.linear.merged()
        direction = .maximize
    }

    public mutating func minimize(_ expression: some LinearConvertible) {
        objective = expression.linear.merged()
        direction = .minimize
    }

    /// Adds the rules of a block: the subject-to part.
    public mutating func subject(@RuleBuilder to rules: () -> [Rule]) {
        for rule in rules() { add(rule) }
    }

    /// Adds one rule and returns its position among the linear rows, or nil for a curve rule.
    @discardableResult
    public mutating func add(_ rule: Rule) -> Int? {
        switch rule.content {
        case .linear(let relation):
            let merged = relation.expression.merged()
            rows.append(
                Row(
                    name: rule.name, origin: rule.origin, terms: merged.terms, lower: relation.lower - merged.constant,
                    upper: relation.upper - merged.constant))
            return rows.count - 1
        case .curve(let relation):
            curveRows.append(CurveRow(name: rule.name, origin: rule.origin, relation: relation))
            return nil
        }
    }

    /// Changes the ends of a linear row.
    public mutating func bound(row: Int, lower low: Double? = nil, upper high: Double? = nil) {
        if let low { rows[row].lower = low }
        if let high { rows[row].upper = high }
    }

    /// Adds `coefficient · variable` to a linear row.
    public mutating func add(_ variable: Variable, times coefficient: Double = 1, toRow row: Int) {
        let sum = LinearExpression(terms: rows[row].terms + [Term(variable, coefficient)])
        rows[row].terms = sum.merged().terms
    }

    /// The same model with other curves in its curve rows, by position.
    public func withCurves(_ curve: (Int, any Curve) -> any Curve) -> Model {
        var result = self
        for k in curveRows.indices {
            result.curveRows[k].relation.term.curve = curve(k, curveRows[k].relation.term.curve)
        }
        return result
    }

    /// The same model in which no variable has to be whole; binaries stay between 0 and 1.
    public func relaxed() -> Model {
        var result = self
        for j in result.kinds.indices { result.kinds[j] = .continuous }
        return result
    }
}
