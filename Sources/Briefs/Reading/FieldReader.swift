// SPDX-License-Identifier: GPL-3.0-or-later
public import Algebra
public import Market

/// A map of a document whose keys have been checked.
public struct FieldSection: Sendable {
    /// The keys that lead here, with a dot at the end; empty at the top.
    public let prefix: String
    /// Line of the map or of its key.
    public let line: Int
    public let entries: [TextTree.Entry]

    /// The entry under `key`, unless it is absent or left empty.
    public func entry(_ key: String) -> TextTree.Entry? { entries.first { $0.key == key } }
}

/// Takes values out of a document and keeps a list of everything that is wrong with them, so that a merchant hears of all slips
/// at once. A wrong value reads as nil; `finish()` throws what was found.
///
///     var fields = FieldReader(file: "world.yaml")
///     let top = fields.section(tree, field: "", line: 1, keys: ["world", "seed", "days"])
///     let days = top.flatMap { fields.count($0, "days", in: 1...400) }
///     try fields.finish()
public struct FieldReader: Sendable {
    /// The name that errors show.
    public let file: String
    /// What was found wrong, in the order of finding.
    public private(set) var errors: [BriefError] = []
    /// Keys whose values stand in another file, and that file.
    private let borrowed: [String]
    private let lender: String

    public init(file: String) { self.init(file: file, borrowed: [], from: "") }

    /// A document some of whose keys were filled in from the file `lender`: what is said of them names that file.
    init(file: String, borrowed: [String], from lender: String) {
        self.file = file
        self.borrowed = borrowed
        self.lender = lender
    }

    /// The file in which a key's value stands.
    private func file(of field: String) -> String {
        let isBorrowed = borrowed.contains { key in
            field.hasPrefix(key) && (field.count == key.count || ".[".contains(field.dropFirst(key.count).first ?? " "))
        }
        return isBorrowed ? lender : file
    }

    /// Throws all errors found so far, if there are any.
    public func finish() throws(BriefFaults) {
        if let faults = BriefFaults(errors) { throw faults }
    }

    /// Adds an error of the caller's own.
    public mutating func report(_ error: BriefError) { errors.append(error) }

    /// Errors that `read` finds, in other words: a number below zero or out of its range becomes what `change` says of place and value.
    mutating func rewording<Value>(
        _ read: (inout FieldReader) -> Value, range change: (Place, String) -> BriefError
    ) -> Value {
        let before = errors.count
        let value = read(&self)
        for index in errors.indices.dropFirst(before) {
            switch errors[index] {
            case .outOfRange(let place, let found, _, _, _), .negative(let place, let found):
                errors[index] = change(place, found)
            default: break
            }
        }
        return value
    }

    /// A place in the file.
    public func place(_ line: Int?, _ field: String) -> Place { Place(file: file(of: field), line: line, field: field) }
    /// The same as the origin of a value.
    public func origin(_ line: Int, _ field: String) -> Origin { Origin(file: file(of: field), line: line, field: field) }

    /// Checks that a value is a map with no other keys than `keys`. An empty value is an empty map.
    public mutating func section(_ tree: TextTree, field: String, line: Int, keys: [String]) -> FieldSection? {
        let prefix = field.isEmpty ? "" : field + "."
        if tree.isNull { return FieldSection(prefix: prefix, line: line, entries: []) }
        guard let entries = tree.map else {
            report(.notAMap(place(tree.line, field), found: Self.shown(tree)))
            return nil
        }
        for entry in entries where !keys.contains(entry.key) {
            report(
                .unknownKey(
                    place(entry.line, prefix + entry.key), found: entry.key, nearest: nearestName(to: entry.key, in: keys),
                    accepted: keys))
        }
        return FieldSection(prefix: prefix, line: line, entries: entries)
    }

    /// The map under `key`, if there is one.
    public mutating func section(_ parent: FieldSection, _ key: String, keys: [String]) -> FieldSection? {
        guard let entry = parent.entry(key), !entry.value.isNull else { return nil }
        return section(entry.value, field: parent.prefix + key, line: entry.line, keys: keys)
    }

    /// The map under `key` whose keys are names that the merchant chose.
    public mutating func named(_ parent: FieldSection, _ key: String) -> [TextTree.Entry] {
        guard let entry = parent.entry(key), !entry.value.isNull else { return [] }
        guard let entries = entry.value.map else {
            report(.notAMap(place(entry.value.line, parent.prefix + key), found: Self.shown(entry.value)))
            return []
        }
        return entries.filter { checkName($0.key, line: $0.line, field: parent.prefix + key) }
    }

    /// The list under `key`, at most `limit` long; nil when there is none.
    public mutating func list(_ parent: FieldSection, _ key: String, limit: Int = 10_000) -> [TextTree]? {
        guard let entry = parent.entry(key), !entry.value.isNull else { return nil }
        guard let values = entry.value.list else {
            report(.notAList(place(entry.value.line, parent.prefix + key), found: Self.shown(entry.value)))
            return nil
        }
        guard values.count <= limit else {
            report(.tooManyItems(place(entry.line, parent.prefix + key), found: values.count, limit: limit))
            return nil
        }
        return values
    }

    /// The one text under `key`, with its place; nil when the key is not there. An empty value is an error.
    mutating func scalar(_ parent: FieldSection, _ key: String) -> (text: String, line: Int, field: String)? {
        guard let entry = parent.entry(key) else { return nil }
        return scalar(entry.value, field: parent.prefix + key)
    }

    mutating func scalar(_ tree: TextTree, field: String) -> (text: String, line: Int, field: String)? {
        guard case .scalar(let text, _) = tree.content else {
            report(.notOneValue(place(tree.line, field), found: Self.shown(tree)))
            return nil
        }
        let trimmed = Self.trimmed(text)
        guard !tree.isNull, !trimmed.isEmpty else {
            report(.emptyValue(place(tree.line, field)))
            return nil
        }
        return (trimmed, tree.line, field)
    }

    /// Reports that `key` is not there; does nothing when it is there and wrong, which has been reported.
    public mutating func require(_ section: FieldSection, _ key: String) {
        guard section.entry(key) == nil else { return }
        report(.missingKey(place(section.line, section.prefix + key), key: key))
    }

    /// True for a name that can stand in the CSV contract; else it is reported.
    mutating func checkName(_ name: String, line: Int, field: String) -> Bool {
        let good =
            !name.isEmpty && name.unicodeScalars.count <= 200 && Self.trimmed(name) == name
            && !name.unicodeScalars.contains { $0.properties.generalCategory == .control }
        if !good { report(.badName(place(line, field), found: Self.shown(name))) }
        return good
    }

    /// A value as an error shows it: short, and on one line.
    static func shown(_ tree: TextTree) -> String {
        switch tree.content {
        case .scalar(let text, _): shown(text)
        case .list(let values): "[\(values.count)]"
        case .map(let entries): "{" + shown(entries.prefix(3).map(\.key).joined(separator: ", ")) + "}"
        }
    }

    static func shown(_ text: String) -> String {
        let line = String(String.UnicodeScalarView(text.unicodeScalars.prefix(80).map { $0.value < 32 ? " " : $0 }))
        return text.unicodeScalars.count > 80 ? line + "…" : line
    }

    static func trimmed(_ text: String) -> String {
        var view = text.unicodeScalars[...]
        while let first = view.first, first.properties.isWhitespace { view.removeFirst() }
        while let last = view.last, last.properties.isWhitespace { view.removeLast() }
        return String(view)
    }
}
