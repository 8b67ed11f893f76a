// SPDX-License-Identifier: GPL-3.0-or-later

/// The tree of a world file as it was read, with the line of every key and value; whoever reads YAML produces it.
public indirect enum WorldNode: Sendable, Hashable {
    /// A single value as it stands in the file.
    case scalar(String, line: Int)
    case list([WorldNode], line: Int)
    case map([WorldEntry], line: Int)

    /// The line on which the node begins, from 1.
    public var line: Int {
        switch self {
        case .scalar(_, let line), .list(_, let line), .map(_, let line): line
        }
    }
}

/// One key of a map with its value.
public struct WorldEntry: Sendable, Hashable {
    public var key: String
    /// The key's line, from 1.
    public var line: Int
    public var value: WorldNode

    public init(key: String, line: Int, value: WorldNode) {
        self.key = key
        self.line = line
        self.value = value
    }
}
