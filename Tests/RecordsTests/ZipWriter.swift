// SPDX-License-Identifier: GPL-3.0-or-later

/// Writes zip archives for tests: stored, or deflated in stored blocks.
struct ZipWriter {
    private var body: [UInt8] = []
    private var directory: [UInt8] = []
    private var count = 0

    /// Adds a file; the parameters with values of their own make damaged archives.
    mutating func add(
        _ name: [UInt8], _ content: [UInt8], isDeflated: Bool = false, flags: Int = 0, method: Int? = nil,
        checksum: UInt32? = nil, size: Int? = nil
    ) {
        let packed = isDeflated ? Self.storedBlocks(content) : content
        let start = body.count
        let method = method ?? (isDeflated ? 8 : 0)
        let common =
            number(20, 2) + number(flags, 2) + number(method, 2) + number(0, 4)
            + number(Int(checksum ?? Self.checksum(content)), 4) + number(packed.count, 4) + number(size ?? content.count, 4)
            + number(name.count, 2) + number(0, 2)
        body += [0x50, 0x4B, 3, 4] + common + name + packed
        directory += [0x50, 0x4B, 1, 2] + number(20, 2) + common + number(0, 2) + number(0, 2) + number(0, 2) + number(0, 4)
        directory += number(start, 4) + name
        count += 1
    }

    mutating func add(_ name: String, _ content: [UInt8], isDeflated: Bool = false) {
        add(Array(name.utf8), content, isDeflated: isDeflated)
    }

    /// The whole archive.
    var bytes: [UInt8] {
        body + directory + [0x50, 0x4B, 5, 6] + number(0, 4) + number(count, 2) + number(count, 2)
            + number(directory.count, 4) + number(body.count, 4) + number(0, 2)
    }

    /// DEFLATE without compression: blocks of at most 65,535 bytes.
    static func storedBlocks(_ content: [UInt8]) -> [UInt8] {
        var packed: [UInt8] = []
        var start = 0
        repeat {
            let end = min(content.count, start + 65_535)
            let size = end - start
            packed.append(end == content.count ? 1 : 0)
            packed += [UInt8(size & 255), UInt8(size >> 8), UInt8(~size & 255), UInt8((~size >> 8) & 255)]
            packed += content[start..<end]
            start = end
        } while start < content.count
        return packed
    }

    /// CRC-32, bit by bit.
    static func checksum(_ content: [UInt8]) -> UInt32 {
        var state: UInt32 = 0xFFFF_FFFF
        for byte in content {
            state ^= UInt32(byte)
            for _ in 0..<8 { state = state & 1 == 1 ? 0xEDB8_8320 ^ (state >> 1) : state >> 1 }
        }
        return ~state
    }
}

private func number(_ value: Int, _ count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }
