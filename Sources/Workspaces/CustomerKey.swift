// SPDX-License-Identifier: GPL-3.0-or-later
import Crypto
import FoundationEssentials

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The secret by which a workspace turns customers' ids into names that lead back to nobody.
///
/// An id becomes the first 16 bytes of HMAC-SHA256 (RFC 2104, FIPS 180-4) of it, in hexadecimal. The key is a file of its own beside the
/// database: whoever gets the database alone, or a backup, cannot find telephone numbers by trying them all.
public struct CustomerKey: Sendable {
    /// The name of the file in the workspace's folder.
    public static let fileName = "customers.key"

    private let key: SymmetricKey

    private init(_ bytes: [UInt8]) { key = SymmetricKey(data: bytes) }

    /// The key of a workspace; nil where it has none.
    ///
    /// - Throws: `inaccessible` when the file is not 64 hexadecimal digits.
    public static func read(folder: String) throws(WorkspaceError) -> CustomerKey? {
        let path = path(in: folder)
        guard let text = firstBytes(ofFile: path, count: 65) else { return nil }
        let digits = text.prefix(64).compactMap { Character(UnicodeScalar($0)).hexDigitValue.map(UInt8.init) }
        guard digits.count == 64 else { throw .inaccessible(path: path, detail: "not a key of 64 hexadecimal digits") }
        return CustomerKey(stride(from: 0, to: 64, by: 2).map { digits[$0] << 4 | digits[$0 + 1] })
    }

    /// The key of a workspace, made where there is none. Of two who make one at once both get the same.
    public static func make(folder: String) throws(WorkspaceError) -> CustomerKey {
        if let known = try read(folder: folder) { return known }
        var random = SystemRandomNumberGenerator()
        let bytes = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &random) }
        let path = path(in: folder)
        let staged = "\(path).\(getpid()).\(UInt64.random(in: .min ... .max, using: &random))"
        let text = Array((ContentDigest.hex(bytes) + "\n").utf8)
        let descriptor = unsafe open(staged, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .inaccessible(path: path, detail: "errno \(errno)") }
        defer { unsafe unlink(staged) }
        let written = unsafe text.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
        let synced = fsync(descriptor) == 0
        close(descriptor)
        guard written == text.count, synced else { throw .inaccessible(path: path, detail: "errno \(errno)") }
        // Linking fails where somebody else was first: then theirs counts.
        guard unsafe link(staged, path) == 0 || errno == EEXIST else {
            throw .inaccessible(path: path, detail: "errno \(errno)")
        }
        guard let key = try read(folder: folder) else { throw .inaccessible(path: path, detail: "errno \(errno)") }
        return key
    }

    private static func path(in folder: String) -> String {
        folder.hasSuffix("/") ? folder + fileName : folder + "/" + fileName
    }

    /// The name that stands for a customer's id.
    public func name(of id: String) -> String {
        ContentDigest.hex(HMAC<SHA256>.authenticationCode(for: Array(id.utf8), using: key).prefix(16))
    }

    /// Tells this key from others without giving it away.
    public var fingerprint: String { name(of: "fingerprint of the key") }
}
