// SPDX-License-Identifier: GPL-3.0-or-later
import Market
import Yams

extension TextTree {
    /// Reads the YAML or JSON file at `path`. An empty document is an error.
    public static func read(path: String, limits: TextLimits = TextLimits()) throws(BriefFaults) -> TextTree {
        do throws(BriefError) {
            let bytes = try TextSource.bytes(of: path, limit: limits.bytes)
            return try parse(bytes: bytes, file: path, limits: limits)
        } catch { throw BriefFaults(error) }
    }

    /// Reads a YAML document, or a JSON one when `file` ends in `.json`; `file` is the name that errors show.
    public static func parse(
        text: String, file: String, limits: TextLimits = TextLimits()
    ) throws(BriefFaults) -> TextTree {
        do throws(BriefError) { return try parse(bytes: Array(text.utf8), file: file, limits: limits) } catch {
            throw BriefFaults(error)
        }
    }

    static func parse(bytes: [UInt8], file: String, limits: TextLimits) throws(BriefError) -> TextTree {
        guard bytes.count <= limits.bytes else { throw .tooLarge(file: file, limit: limits.bytes) }
        var text = try TextSource.text(of: bytes, file: file)
        if file.lowercased().hasSuffix(".json") { text = TextSource.joiningSurrogates(text) }
        if let line = TextSource.excessLine(in: bytes, limit: limits.values) {
            throw .tooManyValues(Place(file: file, line: line), limit: limits.values)
        }
        if let line = TextSource.zeroEscapeLine(in: text) {
            throw .syntax(Place(file: file, line: line), .other, problem: "zero character")
        }
        if let alias = TextSource.aliasLine(in: text) {
            throw .alias(Place(file: file, line: alias.line), name: alias.name)
        }
        var document = YAMLDocument(text: text, file: file, limits: limits)
        return try document.tree()
    }
}

/// One YAML document on its way from Yams' nodes to a tree.
private struct YAMLDocument {
    var text: String
    let file: String
    let limits: TextLimits
    /// Put before a repeated key, so that the parser lets it pass and both of its lines can be told.
    static let repeatedMark: Unicode.Scalar = "\u{E000}"
    var marksRepeated = false

    init(text: String, file: String, limits: TextLimits) {
        self.text = text
        self.file = file
        self.limits = limits
    }

    mutating func tree() throws(BriefError) -> TextTree {
        var unresolved = BriefError.empty(file: file)
        // Each round marks one repeated key; that is enough for a slip of the pen.
        for round in 0..<6 {
            do {
                // The basic resolver leaves every scalar text; the default one would match regular expressions.
                let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
                guard let root = try parser.singleRoot() else { throw BriefError.empty(file: file) }
                var count = 0
                // Nodes hold their anchors weakly.
                let tree = try withExtendedLifetime(parser) { try convert(root, depth: 0, count: &count) }
                guard !tree.isNull else { throw BriefError.empty(file: file) }
                return tree
            } catch let error as BriefError {
                throw error
            } catch let error as YamlError {
                guard case .duplicatedKeysInMapping(let keys, let context) = error else { throw syntaxError(error) }
                unresolved = .repeatedKey(
                    Place(file: file, line: context.mark.line), key: unmarked(keys.first ?? ""), firstLine: nil)
                guard mark(line: context.mark.line, column: context.mark.column, times: round + 1) else { throw unresolved }
                marksRepeated = true
            } catch {
                throw .syntax(Place(file: file, line: 1), .other, problem: "\(error)")
            }
        }
        throw unresolved
    }

    /// Puts marks into the text at a key, a different number each time, so that marked keys differ too; false when there is no
    /// such place.
    private mutating func mark(line: Int, column: Int, times: Int) -> Bool {
        let scalars = text.unicodeScalars
        var index = scalars.startIndex
        var currentLine = 1
        while currentLine < line {
            guard let feed = scalars[index...].firstIndex(of: "\n") else { return false }
            index = scalars.index(after: feed)
            currentLine += 1
        }
        guard column >= 1, var place = scalars.index(index, offsetBy: column - 1, limitedBy: scalars.endIndex),
            place < scalars.endIndex
        else { return false }
        if scalars[place] == "\"" || scalars[place] == "'" { place = scalars.index(after: place) }
        text.unicodeScalars.insert(contentsOf: repeatElement(Self.repeatedMark, count: times), at: place)
        return true
    }

    /// The key without the marks that this reader put there.
    private func unmarked(_ key: String) -> String {
        guard marksRepeated else { return key }
        return String(key.unicodeScalars.drop { $0 == Self.repeatedMark })
    }

    private func convert(_ node: Node, depth: Int, count: inout Int) throws(BriefError) -> TextTree {
        let (line, column) = (node.mark?.line ?? 1, node.mark?.column ?? 1)
        let place = Place(file: file, line: line)
        count += 1
        guard count <= limits.values else { throw .tooManyValues(place, limit: limits.values) }
        guard depth <= limits.depth else { throw .tooDeep(place, limit: limits.depth) }
        if let anchor = node.anchor { throw .alias(place, name: anchor.rawValue) }
        let tag = node.tag.description
        guard ["str", "map", "seq"].contains(where: { tag == "tag:yaml.org,2002:" + $0 }) else { throw .tag(place, found: tag) }
        switch node {
        case .scalar(let scalar):
            let quoted = scalar.style != .plain && scalar.style != .any
            return TextTree(.scalar(scalar.string, quoted: quoted), line: line, column: column)
        case .sequence(let sequence):
            var values: [TextTree] = []
            values.reserveCapacity(sequence.count)
            for value in sequence { values.append(try convert(value, depth: depth + 1, count: &count)) }
            return TextTree(.list(values), line: line, column: column)
        case .mapping(let mapping):
            return TextTree(
                .map(try entries(of: mapping, depth: depth + 1, count: &count)), line: line, column: column)
        case .alias: throw .alias(place, name: "")
        }
    }

    private func entries(
        of mapping: Node.Mapping, depth: Int, count: inout Int
    ) throws(BriefError) -> [TextTree.Entry] {
        var entries: [TextTree.Entry] = []
        var lines: [String: Int] = [:]
        for (keyNode, valueNode) in mapping {
            let keyTree = try convert(keyNode, depth: depth, count: &count)
            let place = Place(file: file, line: keyTree.line)
            guard case .scalar(let written, _) = keyTree.content, written != "<<" else { throw .badKey(place) }
            let key = unmarked(written)
            guard !key.isEmpty else { throw .badKey(place) }
            if let first = lines[key] {
                throw .repeatedKey(
                    Place(file: file, line: max(first, keyTree.line), field: key), key: key,
                    firstLine: min(first, keyTree.line))
            }
            lines[key] = keyTree.line
            let value = try convert(valueNode, depth: depth, count: &count)
            entries.append(.init(key: key, line: keyTree.line, column: keyTree.column, value: value))
        }
        return entries
    }

    /// What the parser complained about, with a guess at the usual slips.
    private func syntaxError(_ error: YamlError) -> BriefError {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            let (line, slip) = slip(near: mark.line)
            return .syntax(Place(file: file, line: line), slip, problem: problem)
        case .reader(let problem, let offset, _, _):
            let before = offset.map { text.prefix($0).utf8.count { $0 == 10 } } ?? 0
            return .syntax(Place(file: file, line: before + 1), .other, problem: problem)
        default: return .syntax(Place(file: file, line: 1), .other, problem: "")
        }
    }

    /// Looks at the line that the parser stopped at and the one before, where the slip often is.
    private func slip(near line: Int) -> (line: Int, BriefError.Slip) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        // The parser may stop behind the last line.
        let last = min(max(1, line), max(1, lines.count))
        for candidate in [last, last - 1] where candidate >= 1 && candidate <= lines.count {
            let content = lines[candidate - 1]
            if content.prefix(while: { $0 == " " || $0 == "\t" }).contains("\t") { return (candidate, .tab) }
            let code = content.prefix { $0 != "#" }
            if code.contains("："), !code.contains(": ") { return (candidate, .fullWidthColon) }
            if code.count(where: { $0 == "\"" }) % 2 == 1 { return (candidate, .openQuote) }
        }
        return (last, .other)
    }
}
