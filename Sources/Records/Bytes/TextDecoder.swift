// SPDX-License-Identifier: GPL-3.0-or-later
#if canImport(Glibc)
    import Glibc
#endif

/// The encodings in which exports come.
enum TextEncoding: String {
    case utf8 = "utf-8"
    case gb18030
    case utf16 = "utf-16"

    /// The encoding of a file by its first bytes: a byte order mark, UTF-16 by its zeros, else UTF-8 when nearly all of it is (one
    /// damaged name does not make another encoding), else GB18030, of which GBK and GB 2312 are subsets.
    static func detect(_ head: [UInt8]) -> TextEncoding {
        if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) { return .utf16 }
        if isBigEndianUTF16(head) != nil { return .utf16 }
        // The head may end inside of a character.
        for cut in 0..<4 where cut <= head.count {
            if String(validating: head.dropLast(cut), as: UTF8.self) != nil { return .utf8 }
        }
        let (valid, invalid) = sequences(head)
        return valid > 20 * invalid ? .utf8 : .gb18030
    }

    /// Text in UTF-16 without a mark has a zero beside every ASCII character: in front of it when big-endian. Nil for other text.
    static func isBigEndianUTF16(_ head: [UInt8]) -> Bool? {
        guard head.count >= 8 else { return nil }
        var zeros = [0, 0]
        for (index, byte) in head.prefix(4096).enumerated() where byte == 0 { zeros[index & 1] += 1 }
        let half = min(head.count, 4096) / 2
        if zeros[1] * 4 > half, zeros[0] * 20 < half { return false }
        if zeros[0] * 4 > half, zeros[1] * 20 < half { return true }
        return nil
    }

    /// Characters of several bytes that are UTF-8, and bytes that are not.
    private static func sequences(_ bytes: [UInt8]) -> (valid: Int, invalid: Int) {
        var valid = 0
        var invalid = 0
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            let length = byte < 0x80 ? 1 : byte & 0xE0 == 0xC0 ? 2 : byte & 0xF0 == 0xE0 ? 3 : byte & 0xF8 == 0xF0 ? 4 : 0
            guard length > 0, index + length <= bytes.count,
                (index + 1..<index + length).allSatisfy({ bytes[$0] & 0xC0 == 0x80 })
            else {
                invalid += index + 4 <= bytes.count ? 1 : 0
                index += 1
                continue
            }
            if length > 1 { valid += 1 }
            index += length
        }
        return (valid, invalid)
    }
}

/// Turns pieces of text in another encoding into UTF-8. What is no text becomes U+FFFD.
///
/// GB18030 is decoded by the C library's iconv; where a system leaves that converter out, such files are refused.
@safe final class TextDecoder {
    private var rest: [UInt8] = []
    private let encoding: TextEncoding
    private var bigEndian: Bool?
    #if canImport(Glibc)
        private let converter: iconv_t

        /// nil when the system cannot decode `encoding`.
        init?(_ encoding: TextEncoding, head: [UInt8] = []) {
            self.encoding = encoding
            if encoding == .utf16, !head.starts(with: [0xFF, 0xFE]), !head.starts(with: [0xFE, 0xFF]) {
                bigEndian = TextEncoding.isBigEndianUTF16(head)
            }
            let converter = unsafe iconv_open("UTF-8", "GB18030")
            guard unsafe converter != iconv_t(bitPattern: -1) else { return nil }
            unsafe self.converter = converter!
        }

        deinit { _ = unsafe iconv_close(converter) }
    #else
        /// nil when the system cannot decode `encoding`.
        init?(_ encoding: TextEncoding, head: [UInt8] = []) {
            guard encoding == .utf16 else { return nil }
            self.encoding = encoding
        }
    #endif

    /// Decodes the next piece and appends it to `output`; a character that is cut off waits for the next piece.
    func decode(_ piece: [UInt8], atEnd: Bool, into output: inout [UInt8]) {
        rest.append(contentsOf: piece)
        switch encoding {
        case .utf8:
            output.append(contentsOf: rest)
            rest.removeAll()
        case .utf16: decodeUTF16(atEnd: atEnd, into: &output)
        case .gb18030: decodeGB18030(atEnd: atEnd, into: &output)
        }
    }

    private func decodeUTF16(atEnd: Bool, into output: inout [UInt8]) {
        var index = 0
        if bigEndian == nil, rest.count >= 2 {
            bigEndian = rest[0] == 0xFE
            index = 2
        }
        let big = bigEndian ?? false
        func unit(_ at: Int) -> UInt16 {
            let (first, second) = (UInt16(rest[at]), UInt16(rest[at + 1]))
            return big ? first << 8 | second : second << 8 | first
        }
        while index + 1 < rest.count {
            var scalar = UInt32(unit(index))
            var length = 2
            if UTF16.isLeadSurrogate(UInt16(scalar)) {
                guard index + 3 < rest.count || atEnd else { break }
                let trail = index + 3 < rest.count ? unit(index + 2) : 0
                if UTF16.isTrailSurrogate(trail) {
                    scalar = 0x10000 + (scalar - 0xD800) << 10 + (UInt32(trail) - 0xDC00)
                    length = 4
                }
            }
            output.append(contentsOf: String(Unicode.Scalar(scalar) ?? "\u{FFFD}").utf8)
            index += length
        }
        rest.removeFirst(index)
        if atEnd { rest.removeAll() }
    }

    private func decodeGB18030(atEnd: Bool, into output: inout [UInt8]) {
        #if canImport(Glibc)
            var position = 0
            var converted = [UInt8](repeating: 0, count: 1 << 16)
            while position < rest.count {
                let (consumed, produced, code) = convert(from: position, into: &converted)
                output.append(contentsOf: converted[0..<produced])
                position += consumed
                if code == EINVAL, !atEnd { break }
                if code == EILSEQ || code == EINVAL {
                    output.append(contentsOf: [0xEF, 0xBF, 0xBD])
                    position += 1
                }
            }
            rest.removeFirst(min(position, rest.count))
        #endif
    }

    #if canImport(Glibc)
        /// One call of iconv: bytes consumed and produced, and errno when it stopped early.
        private func convert(from position: Int, into converted: inout [UInt8]) -> (Int, Int, Int32) {
            unsafe rest.withUnsafeMutableBytes { input in
                unsafe converted.withUnsafeMutableBytes { output in
                    var source = unsafe input.baseAddress?.advanced(by: position).assumingMemoryBound(to: CChar.self)
                    var target = unsafe output.baseAddress?.assumingMemoryBound(to: CChar.self)
                    var left = input.count - position
                    var room = output.count
                    let before = left
                    let result = unsafe iconv(converter, &source, &left, &target, &room)
                    let code = result == Int(bitPattern: UInt.max) ? errno : 0
                    return (before - left, output.count - room, code)
                }
            }
        }
    #endif
}
