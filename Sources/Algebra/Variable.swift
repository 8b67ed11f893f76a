// SPDX-License-Identifier: GPL-3.0-or-later

/// A decision of a model: a column. Created by a `Model`, meaningful only together with it.
public struct Variable: Hashable, Sendable {
    /// Position among the model's variables, from 0.
    public let index: Int32

    @inlinable
    init(index: Int32) { self.index = index }

    /// The position as an `Int`.
    @inlinable public var position: Int { Int(index) }
}

/// Which values a variable may take.
public enum VariableKind: Sendable, Hashable {
    case continuous
    case integer
    /// An integer between 0 and 1.
    case binary
}

/// Variables by key: what is x[i] in a paper.
public struct Family<Key: Hashable & Sendable>: Sendable {
    /// The keys in the order in which the variables were made.
    public let keys: [Key]
    let variables: [Key: Variable]

    init(keys: [Key], variables: [Key: Variable]) {
        self.keys = keys
        self.variables = variables
    }

    /// The variable of a key that the family was made over; asking for another key is a programmer's error.
    public subscript(key: Key) -> Variable {
        guard let variable = variables[key] else { preconditionFailure("no variable for \(key)") }
        return variable
    }

    /// The variable of a key, nil where the family has none.
    public func find(_ key: Key) -> Variable? { variables[key] }
}
