// SPDX-License-Identifier: GPL-3.0-or-later

/// Where a value was said: file, line and the name it has there.
public struct Origin: Sendable, Hashable, Codable {
    public var file: String
    /// From 1; nil when the whole file is meant or the value is a default.
    public var line: Int?
    /// The key's path, e.g. `channels.search.daily_min`.
    public var field: String

    public init(file: String, line: Int? = nil, field: String) {
        self.file = file
        self.line = line
        self.field = field
    }

    /// `brief.yaml:9`, or the file alone.
    public var text: String { line.map { "\(file):\($0)" } ?? file }
}

/// A value and where it was said, so that a rule can name its origin.
public struct Cited<Value: Sendable>: Sendable {
    public var value: Value
    /// Nil for a default that nobody wrote.
    public var origin: Origin?

    public init(_ value: Value, from origin: Origin? = nil) {
        self.value = value
        self.origin = origin
    }

    /// Another value said at the same place.
    public func map<Other: Sendable>(_ transform: (Value) throws -> Other) rethrows -> Cited<Other> {
        Cited<Other>(try transform(value), from: origin)
    }
}

extension Cited: Equatable where Value: Equatable {}
extension Cited: Hashable where Value: Hashable {}
extension Cited: Encodable where Value: Encodable {}
extension Cited: Decodable where Value: Decodable {}
