// SPDX-License-Identifier: GPL-3.0-or-later
import Crypto

/// Fingerprints of content: equal digests mean equal bytes.
public enum ContentDigest {
    /// SHA-256 (FIPS 180-4) of `bytes` as 64 lower-case hexadecimal digits.
    public static func sha256(of bytes: [UInt8]) -> String { hex(SHA256.hash(data: bytes)) }

    /// SHA-256 of the UTF-8 bytes of `text`.
    public static func sha256(of text: String) -> String { sha256(of: Array(text.utf8)) }

    /// Two lower-case hexadecimal digits for each byte.
    static func hex(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        text.reserveCapacity(64)
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}
