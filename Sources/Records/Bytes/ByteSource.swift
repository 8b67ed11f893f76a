// SPDX-License-Identifier: GPL-3.0-or-later
#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Where the bytes of a file come from: memory, a path or standard input; read in pieces, so that memory stays bounded.
public struct ByteSource: ~Copyable {
    /// Bytes that one read asks for.
    static let pieceSize = 1 << 18

    private var pending: [UInt8]
    private var descriptor: Int32?
    private let owned: Bool
    /// The content of an archive's file.
    private var entry: ZipEntryReader?
    /// Turns what is read into UTF-8; nil when it is already.
    var decoder: TextDecoder?
    /// The name that errors show.
    public let file: String

    /// Bytes already in memory, under the name `file` in errors.
    public init(bytes: [UInt8], file: String) {
        pending = bytes
        descriptor = nil
        owned = false
        self.file = file
    }

    /// The file at `path`; opened at once.
    public init(path: String) throws(RecordsError) {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw errno == ENOENT ? .noFile(file: path) : .unreadable(file: path, code: errno)
        }
        pending = []
        self.descriptor = descriptor
        owned = true
        file = path
    }

    /// A file of an archive, under the name `file` in errors.
    init(_ entry: ZipEntryReader, file: String) {
        self.init(bytes: [], file: file)
        self.entry = entry
    }

    /// Standard input, under the name `-`.
    public static func standardInput() -> ByteSource { ByteSource(descriptor: 0) }

    private init(descriptor: Int32) {
        pending = []
        self.descriptor = descriptor
        owned = false
        file = "-"
    }

    deinit { if owned, let descriptor { close(descriptor) } }

    /// The first bytes of the file as they are stored, at least `count` of them unless the file is shorter. They are read again
    /// later.
    mutating func peek(_ count: Int) throws(RecordsError) -> [UInt8] {
        var head: [UInt8] = []
        swap(&head, &pending)
        while head.count < count, try readStored(into: &head) {}
        swap(&head, &pending)
        return Array(pending.prefix(count))
    }

    /// Appends the next piece to `buffer`, as UTF-8 when there is a decoder; false at the end.
    mutating func read(into buffer: inout [UInt8]) throws(RecordsError) -> Bool {
        guard let decoder else { return try readStored(into: &buffer) }
        var stored: [UInt8] = []
        let more = try readStored(into: &stored)
        let before = buffer.count
        decoder.decode(stored, atEnd: !more, into: &buffer)
        return more || buffer.count > before
    }

    private mutating func readStored(into buffer: inout [UInt8]) throws(RecordsError) -> Bool {
        if !pending.isEmpty {
            if buffer.isEmpty { swap(&buffer, &pending) } else { buffer.append(contentsOf: pending) }
            pending = []
            return true
        }
        if let entry { return try entry.read(into: &buffer) }
        guard let descriptor else { return false }
        let start = buffer.count
        buffer.append(contentsOf: repeatElement(0, count: Self.pieceSize))
        while true {
            let count = unsafe buffer.withUnsafeMutableBytes { bytes in
                unsafe Self.readPiece(descriptor, UnsafeMutableRawBufferPointer(rebasing: bytes[start...]))
            }
            if count < 0, errno == EINTR { continue }
            buffer.removeLast(Self.pieceSize - max(0, count))
            guard count >= 0 else { throw .unreadable(file: file, code: errno) }
            return count > 0
        }
    }

    private static func readPiece(_ descriptor: Int32, _ bytes: UnsafeMutableRawBufferPointer) -> Int {
        #if canImport(Glibc)
            unsafe Glibc.read(descriptor, bytes.baseAddress, bytes.count)
        #else
            unsafe Darwin.read(descriptor, bytes.baseAddress, bytes.count)
        #endif
    }
}
