// SPDX-License-Identifier: GPL-3.0-or-later
public import Market

/// What can be wrong with a world file. Each case knows its place and what would be accepted.
public enum WorldError: FaultError, Hashable {
    /// The key is not one of `known`; `nearest` is the known one that is most like it.
    case unknownKey(Place, key: String, nearest: String?, known: [String])
    case repeatedKey(Place, key: String)
    /// A key without which there is no world.
    case missingKey(Place, key: String)
    /// A value of the wrong shape.
    case wrongShape(Place, expected: Shape)
    case notANumber(Place, found: String, low: Double, high: Double)
    case notWhole(Place, found: String, low: Double, high: Double)
    case outOfRange(Place, found: String, low: Double, high: Double)
    case notOneOf(Place, found: String, choices: [String])
    case notADay(Place, found: String)
    case notMoney(Place, found: String)
    /// An event's days must come in the order seeding ≤ presale ≤ burst ≤ encore ≤ over.
    case eventOrder(Place, name: String)
    /// Two events must not overlap.
    case eventOverlap(Place, name: String, other: String)
    /// People × days beyond what is simulated in reasonable time.
    case tooLarge(Place, personDays: Int, limit: Int)
    /// People × goods beyond what is kept in memory.
    case tooManyTastes(Place, cells: Int, limit: Int)
    /// A channel that is listed twice.
    case repeatedChannel(Place, channel: String)

    /// What a key's value may look like.
    public enum Shape: Sendable, Hashable {
        case map, list, value

        fileprivate var key: String {
            switch self {
            case .map: "world.wrong-shape-map"
            case .list: "world.wrong-shape-list"
            case .value: "world.wrong-shape-value"
            }
        }
    }

    public var fault: Fault {
        switch self {
        case .unknownKey(let place, let key, let nearest, let known):
            Fault(
                .data, at: place, found: key, Notice("world.unknown-key", ["key": .text(key), "known": .list(known)]),
                notes: nearest.map { [Notice("world.did-you-mean", ["key": .text($0)])] } ?? [])
        case .repeatedKey(let place, let key):
            Fault(.data, at: place, found: key, Notice("world.repeated-key", ["key": .text(key)]))
        case .missingKey(let place, let key):
            Fault(.data, at: place, Notice("world.missing-key", ["key": .text(key)]))
        case .wrongShape(let place, let expected):
            Fault(.data, at: place, Notice(expected.key))
        case .notANumber(let place, let found, let low, let high):
            Fault(.data, at: place, found: found, Notice("world.not-a-number", ["low": .number(low), "high": .number(high)]))
        case .notWhole(let place, let found, let low, let high):
            Fault(.data, at: place, found: found, Notice("world.not-whole", ["low": .number(low), "high": .number(high)]))
        case .outOfRange(let place, let found, let low, let high):
            Fault(.data, at: place, found: found, Notice("world.out-of-range", ["low": .number(low), "high": .number(high)]))
        case .notOneOf(let place, let found, let choices):
            Fault(
                .data, at: place, found: found, Notice("world.not-one-of", ["choices": .list(choices)]),
                notes: nearestName(to: found, in: choices).map { [Notice("world.did-you-mean", ["key": .text($0)])] } ?? [])
        case .notADay(let place, let found):
            Fault(.data, at: place, found: found, Notice("world.not-a-day", [:]))
        case .notMoney(let place, let found):
            Fault(.data, at: place, found: found, Notice("world.not-money", [:]))
        case .eventOrder(let place, let name):
            Fault(.data, at: place, Notice("world.event-order", ["event": .text(name)]))
        case .eventOverlap(let place, let name, let other):
            Fault(.data, at: place, Notice("world.event-overlap", ["event": .text(name), "other": .text(other)]))
        case .tooLarge(let place, let personDays, let limit):
            Fault(.data, at: place, Notice("world.too-large", ["size": .count(personDays), "limit": .count(limit)]))
        case .tooManyTastes(let place, let cells, let limit):
            Fault(.data, at: place, Notice("world.too-many-tastes", ["size": .count(cells), "limit": .count(limit)]))
        case .repeatedChannel(let place, let channel):
            Fault(.data, at: place, found: channel, Notice("world.repeated-channel", ["channel": .text(channel)]))
        }
    }
}
