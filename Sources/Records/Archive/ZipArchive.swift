// SPDX-License-Identifier: GPL-3.0-or-later
import Market

/// The files of a zip archive (PKWARE APPNOTE 6.3), stored or deflated; encrypted and split archives are refused.
struct ZipArchive: Sendable {
    struct Entry: Sendable, Hashable {
        var name: String
        var method: Int
        var checksum: UInt32
        var packedSize: Int
        var size: Int
        var headerOffset: Int
        var isEncrypted: Bool
    }

    private static let entryLimit = 10_000
    /// One unpacked file: an archive that promises more is no export.
    static let sizeLimit = 16 << 30

    let bytes: RandomBytes
    let entries: [Entry]

    /// True when the first bytes are those of a zip archive.
    static func isZip(_ head: some Collection<UInt8>) -> Bool {
        head.starts(with: [0x50, 0x4B, 0x03, 0x04]) || head.starts(with: [0x50, 0x4B, 0x05, 0x06])
    }

    /// Reads the list of files at the archive's end.
    init(_ bytes: RandomBytes) throws(RecordsError) {
        self.bytes = bytes
        func fail(_ reason: String) -> RecordsError { .badArchive(Place(file: bytes.file), reason: reason) }
        let tailStart = max(0, bytes.count - 65_557)
        let tail = try bytes.read(tailStart, 65_557)
        guard tail.count >= 22, let end = (0...(tail.count - 22)).last(where: { Self.number(tail, $0, 4) == 0x0605_4B50 })
        else {
            throw fail("no directory")
        }
        var count = Self.number(tail, end + 10, 2)
        var size = Self.number(tail, end + 12, 4)
        var start = Self.number(tail, end + 16, 4)
        if count == 0xFFFF || size == 0xFFFF_FFFF || start == 0xFFFF_FFFF {
            // The 64-bit directory is found by its locator just before.
            guard end >= 20, Self.number(tail, end - 20, 4) == 0x0706_4B50 else { throw fail("no directory") }
            let large = try bytes.read(Self.number(tail, end - 12, 8), 56)
            guard large.count == 56, Self.number(large, 0, 4) == 0x0606_4B50 else { throw fail("no directory") }
            count = Self.number(large, 32, 8)
            size = Self.number(large, 40, 8)
            start = Self.number(large, 48, 8)
        }
        guard count <= Self.entryLimit, size >= 0, size <= 64 << 20, start >= 0, start <= bytes.count else {
            throw fail("damaged directory")
        }
        let directory = try bytes.read(start, size)
        var entries: [Entry] = []
        var at = 0
        for _ in 0..<count {
            guard at + 46 <= directory.count, Self.number(directory, at, 4) == 0x0201_4B50 else {
                throw fail("damaged directory")
            }
            let nameSize = Self.number(directory, at + 28, 2)
            let extraSize = Self.number(directory, at + 30, 2)
            let next = at + 46 + nameSize + extraSize + Self.number(directory, at + 32, 2)
            guard next <= directory.count else { throw fail("damaged directory") }
            let flags = Self.number(directory, at + 8, 2)
            var entry = Entry(
                name: Self.text(Array(directory[(at + 46)..<(at + 46 + nameSize)])), method: Self.number(directory, at + 10, 2),
                checksum: UInt32(truncatingIfNeeded: Self.number(directory, at + 16, 4)),
                packedSize: Self.number(directory, at + 20, 4), size: Self.number(directory, at + 24, 4),
                headerOffset: Self.number(directory, at + 42, 4), isEncrypted: flags & 1 != 0)
            Self.widen(&entry, Array(directory[(at + 46 + nameSize)..<(at + 46 + nameSize + extraSize)]))
            entries.append(entry)
            at = next
        }
        self.entries = entries
    }

    /// Sizes beyond 4 GiB stand in an extra field, in this order, each only where it is needed.
    private static func widen(_ entry: inout Entry, _ extra: [UInt8]) {
        var at = 0
        while at + 4 <= extra.count {
            let size = number(extra, at + 2, 2)
            if number(extra, at, 2) == 1 {
                var field = at + 4
                func next() -> Int? {
                    guard field + 8 <= min(extra.count, at + 4 + size) else { return nil }
                    defer { field += 8 }
                    return number(extra, field, 8)
                }
                if entry.size == 0xFFFF_FFFF { entry.size = next() ?? entry.size }
                if entry.packedSize == 0xFFFF_FFFF { entry.packedSize = next() ?? entry.packedSize }
                if entry.headerOffset == 0xFFFF_FFFF { entry.headerOffset = next() ?? entry.headerOffset }
            }
            at += 4 + size
        }
    }

    /// A little-endian number; negative never, as eight bytes are cut to 63 bits.
    private static func number(_ bytes: [UInt8], _ start: Int, _ count: Int) -> Int {
        var value: UInt64 = 0
        for index in (0..<count).reversed() {
            value = value << 8 | UInt64(start + index < bytes.count ? bytes[start + index] : 0)
        }
        return Int(value & UInt64(Int.max))
    }

    /// Names are UTF-8, or in the habit of the country GB18030 without a word about it.
    private static func text(_ bytes: [UInt8]) -> String {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        guard let decoder = TextDecoder(.gb18030, head: bytes) else { return String(decoding: bytes, as: UTF8.self) }
        var decoded: [UInt8] = []
        decoder.decode(bytes, atEnd: true, into: &decoded)
        return String(decoding: decoded, as: UTF8.self)
    }

    /// A reader of one file's content.
    func open(_ entry: Entry) throws(RecordsError) -> ZipEntryReader {
        let place = Place(file: bytes.file + "/" + entry.name)
        if entry.isEncrypted { throw .badArchive(place, reason: "encrypted") }
        guard entry.method == 0 || entry.method == 8 else { throw .badArchive(place, reason: "method \(entry.method)") }
        guard entry.size <= Self.sizeLimit else { throw .badArchive(place, reason: "too large") }
        let header = try bytes.read(entry.headerOffset, 30)
        guard header.count == 30, Self.number(header, 0, 4) == 0x0403_4B50 else {
            throw .badArchive(place, reason: "damaged header")
        }
        let start = entry.headerOffset + 30 + Self.number(header, 26, 2) + Self.number(header, 28, 2)
        return ZipEntryReader(bytes, entry, start: start)
    }
}

/// The content of one file of an archive, in pieces; its size and checksum are verified at the end.
final class ZipEntryReader {
    private let bytes: RandomBytes
    private let entry: ZipArchive.Entry
    private let source: PackedPieces
    private var inflater: Inflater?
    private var checksum = Checksum()
    private var size = 0
    private var isDone = false

    init(_ bytes: RandomBytes, _ entry: ZipArchive.Entry, start: Int) {
        self.bytes = bytes
        self.entry = entry
        let source = PackedPieces(bytes, start: start, count: entry.packedSize)
        self.source = source
        inflater = entry.method == 8 ? Inflater { try source.next() } : nil
    }

    /// Appends the next piece; false at the end.
    func read(into buffer: inout [UInt8]) throws(RecordsError) -> Bool {
        guard !isDone else { return false }
        let before = buffer.count
        do {
            if inflater != nil {
                isDone = try inflater?.read(ByteSource.pieceSize, into: &buffer) != true
            } else {
                let piece = try source.next()
                isDone = piece.isEmpty
                buffer.append(contentsOf: piece)
            }
            size += buffer.count - before
            checksum.add(buffer[before...])
            guard size <= entry.size else { throw ArchiveFault.size }
            if isDone {
                guard size == entry.size else { throw ArchiveFault.size }
                guard checksum.value == entry.checksum else { throw ArchiveFault.checksum }
            }
        } catch let error as RecordsError {
            throw error
        } catch {
            isDone = true
            let reason = (error as? ArchiveFault)?.rawValue ?? "damaged data"
            throw .badArchive(Place(file: bytes.file + "/" + entry.name), reason: reason)
        }
        return buffer.count > before
    }
}

/// The packed bytes of an entry, a piece at a time.
private final class PackedPieces {
    private let bytes: RandomBytes
    private var position: Int
    private let end: Int

    init(_ bytes: RandomBytes, start: Int, count: Int) {
        self.bytes = bytes
        position = start
        end = min(bytes.count, start + max(0, min(count, bytes.count)))
    }

    func next() throws -> [UInt8] {
        let piece = try bytes.read(position, min(1 << 16, end - position))
        position += piece.count
        return piece
    }
}

/// CRC-32 as zip has it (ISO 3309).
struct Checksum {
    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1 }
    }
    private var state: UInt32 = 0xFFFF_FFFF

    var value: UInt32 { ~state }

    mutating func add(_ bytes: ArraySlice<UInt8>) {
        let table = Self.table
        for byte in bytes { state = table[Int((state ^ UInt32(byte)) & 0xFF)] ^ (state >> 8) }
    }
}
