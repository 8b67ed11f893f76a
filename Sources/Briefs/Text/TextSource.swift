// SPDX-License-Identifier: GPL-3.0-or-later
import Market

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Limits on documents that people write by hand: far above any honest brief, far below what would hurt.
public struct TextLimits: Sendable, Hashable {
    /// Bytes of the file.
    public var bytes: Int
    /// Maps and lists inside of one another.
    public var depth: Int
    /// Values and keys in all.
    public var values: Int

    public init(bytes: Int = 4 << 20, depth: Int = 32, values: Int = 200_000) {
        self.bytes = bytes
        self.depth = depth
        self.values = values
    }
}

/// Bytes on their way to text.
enum TextSource {
    /// All bytes of the regular file at `path`.
    static func bytes(of path: String, limit: Int) throws(BriefError) -> [UInt8] {
        // Without O_NONBLOCK, opening a pipe that nobody writes to would wait for ever.
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            throw errno == ENOENT ? .noFile(file: path) : .unreadable(file: path, code: errno)
        }
        defer { close(descriptor) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw .unreadable(file: path, code: errno) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile(file: path) }
        guard status.st_size <= limit else { throw .tooLarge(file: path, limit: limit) }
        var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
        var filled = 0
        while filled < bytes.count {
            let count = unsafe bytes.withUnsafeMutableBytes { buffer in
                unsafe read(descriptor, buffer.baseAddress?.advanced(by: filled), buffer.count - filled)
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .unreadable(file: path, code: errno) }
            if count == 0 { break }
            filled += count
        }
        bytes.removeLast(bytes.count - filled)
        return bytes
    }

    /// The text of UTF-8 bytes, without a byte-order mark.
    static func text(of bytes: [UInt8], file: String) throws(BriefError) -> String {
        let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
        if let text = String(validating: body, as: UTF8.self) { return text }
        // A line feed never occurs inside of a longer UTF-8 sequence, so that the first bad line can be named.
        let lines = body.split(separator: 10, omittingEmptySubsequences: false)
        let bad = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0
        throw .notUTF8(Place(file: file, line: bad + 1))
    }

    /// The line on which a text has too many separators to hold at most `limit` values; nil when it may be parsed.
    ///
    /// Every key and value needs a separator, and a value in a list or map on a line of its own has up to three. Counting them
    /// first keeps a hostile file from costing the parser seconds.
    static func excessLine(in bytes: [UInt8], limit: Int) -> Int? {
        var separators = 0
        var line = 1
        var previous: UInt8 = 0
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "\n"):
                separators += 1
                line += 1
            case UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "\r"):
                separators += 1
            case UInt8(ascii: " ") where previous == UInt8(ascii: "-") || previous == UInt8(ascii: "?"): separators += 1
            default: break
            }
            if separators > 3 * limit { return line }
            previous = byte
        }
        return nil
    }

    /// The first line with an escaped zero character, which the YAML parser would take for the end of the text.
    static func zeroEscapeLine(in text: String) -> Int? {
        guard text.utf8.contains(UInt8(ascii: "\\")) else { return nil }
        for (index, line) in text.utf8.split(separator: 10, omittingEmptySubsequences: false).enumerated()
        where line.contains(UInt8(ascii: "\"")) {
            var rest = line[...]
            while let backslash = rest.firstIndex(of: UInt8(ascii: "\\")) {
                rest = rest[backslash...].dropFirst()
                if ["0", "x00", "u0000", "U00000000"].contains(where: { rest.starts(with: $0.utf8) }) { return index + 1 }
                // What follows a backslash is no escape of its own.
                rest = rest.dropFirst()
            }
        }
        return nil
    }

    /// The line of the first alias `*name` whose anchor `&name` occurs anywhere.
    ///
    /// This runs before the YAML parser, which expands aliases while it reads: a page of nested ones would keep it busy for ever.
    /// It looks at the bare text, so a title that holds both `&x` and `*x` is refused too.
    static func aliasLine(in text: String) -> (line: Int, name: String)? {
        var anchors: Set<Substring> = []
        for (name, _) in marked(by: "&", in: text) { anchors.insert(name) }
        guard !anchors.isEmpty else { return nil }
        for (name, line) in marked(by: "*", in: text) where anchors.contains(name) { return (line, String(name)) }
        return nil
    }

    private static func marked(by mark: Unicode.Scalar, in text: String) -> [(Substring, Int)] {
        let scalars = text.unicodeScalars
        var found: [(Substring, Int)] = []
        var line = 1
        var index = scalars.startIndex
        while index < scalars.endIndex {
            let scalar = scalars[index]
            index = scalars.index(after: index)
            if scalar == "\n" { line += 1 }
            guard scalar == mark else { continue }
            let rest = scalars[index...]
            let end = rest.firstIndex { !isNameScalar($0) } ?? rest.endIndex
            if index < end { found.append((Substring(scalars[index..<end]), line)) }
        }
        return found
    }

    private static func isNameScalar(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "_" || scalar == "-"
            || (scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil))
    }

    /// JSON writes characters beyond the basic plane as two escapes, which YAML does not know: `\ud83d\ude00` → `\U0001f600`.
    static func joiningSurrogates(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "\\")) else { return text }
        let bytes = Array(text.utf8)
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        func unit(_ at: Int) -> UInt32? {
            guard at + 6 <= bytes.count, bytes[at] == 0x5C, bytes[at + 1] == 0x75 else { return nil }
            return UInt32(String(decoding: bytes[(at + 2)..<(at + 6)], as: UTF8.self), radix: 16)
        }
        var index = 0
        while index < bytes.count {
            if let high = unit(index), (0xD800...0xDBFF).contains(high), let low = unit(index + 6),
                (0xDC00...0xDFFF).contains(low)
            {
                let value = 0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)
                let digits = String(value, radix: 16)
                out += "\\U".utf8
                out += repeatElement(UInt8(ascii: "0"), count: 8 - digits.count)
                out += digits.utf8
                index += 12
            } else if bytes[index] == 0x5C, index + 1 < bytes.count {
                // An escaped backslash must not begin an escape of its own.
                out += bytes[index...(index + 1)]
                index += 2
            } else {
                out.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: out, as: UTF8.self)
    }
}
