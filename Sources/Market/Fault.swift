// SPDX-License-Identifier: GPL-3.0-or-later

/// A value that a message carries; how it is written depends on the reader's language.
public enum MessageArgument: Sendable, Hashable, Codable {
    case text(String)
    case number(Double)
    case count(Int)
    case money(Money)
    case day(Day)
    /// A share or rate, 0.25 for 25 %.
    case share(Double)
    case list([String])
    /// Another message inside of this one, e.g. what a rule is about.
    indirect case notice(Notice)
}

/// Something a person has to be told: which message, with which values. The wording of every key, per language, is in the
/// message catalogue of `Report`; nothing below that target words anything.
public struct Notice: Sendable, Hashable, Codable {
    /// The message's key, e.g. `brief.unknown-key`.
    public var key: String
    /// Values by the name under which the wording refers to them.
    public var arguments: [String: MessageArgument]

    public init(_ key: String, _ arguments: [String: MessageArgument] = [:]) {
        self.key = key
        self.arguments = arguments
    }
}

/// Where in a file something stands.
public struct Place: Sendable, Hashable, Codable {
    public var file: String
    /// From 1; nil when the whole file is meant.
    public var line: Int?
    /// Column or key, e.g. `channels.search.daily_min`.
    public var field: String?

    public init(file: String, line: Int? = nil, field: String? = nil) {
        self.file = file
        self.line = line
        self.field = field
    }
}

/// What sort of fault it is; decides the exit code (sysexits.h, and DESIGN's 1, 2, 3).
public enum FaultKind: Int32, Sendable, Codable, Hashable {
    /// A fault of the product.
    case fault = 1
    /// The plan asked for is impossible.
    case impossible = 2
    /// A replay fell short of what was expected.
    case shortfall = 3
    /// The command was used wrongly.
    case usage = 64
    /// Input data are wrong.
    case data = 65
    /// An input file is missing or cannot be read.
    case noInput = 66
    /// A file cannot be created.
    case cannotCreate = 73
    /// Reading or writing failed.
    case io = 74
    /// Somebody else is at work; try again.
    case temporary = 75
    /// A setting is wrong.
    case configuration = 78
}

/// An error with everything that a person needs: what is wrong, where, what was found, what would be accepted.
public protocol FaultError: Error, Sendable {
    var fault: Fault { get }
}

/// The data of an error that a person will read.
public struct Fault: FaultError, Sendable, Hashable, Codable {
    public var kind: FaultKind
    public var place: Place?
    /// The value as it stands in the input.
    public var found: String?
    /// What is wrong and what would be accepted.
    public var notice: Notice
    /// Further notes: hints, the other side of a contradiction.
    public var notes: [Notice]

    public init(_ kind: FaultKind, at place: Place? = nil, found: String? = nil, _ notice: Notice, notes: [Notice] = []) {
        self.kind = kind
        self.place = place
        self.found = found
        self.notice = notice
        self.notes = notes
    }

    public var fault: Fault { self }
}
