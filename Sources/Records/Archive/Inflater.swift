// SPDX-License-Identifier: GPL-3.0-or-later

/// Why compressed data cannot be read; the raw value is the technical word that a person may be shown.
enum ArchiveFault: String, Error {
    case truncated = "truncated"
    case badBlock = "damaged data"
    case badCodes = "damaged code table"
    case badDistance = "damaged reference"
    case checksum = "wrong checksum"
    case size = "wrong size"
}

/// Decompresses DEFLATE (RFC 1951) in pieces: nothing but the last 32 KiB and the present block's tables are held.
struct Inflater {
    private static let window = 1 << 15

    /// The present piece of input, and how far it has been read.
    private var input: [UInt8] = []
    private var index = 0
    private let more: () throws -> [UInt8]
    private var bits: UInt64 = 0
    private var bitCount = 0
    /// The window, then what is new.
    private var output: [UInt8] = []
    private var state = State.blockHeader
    private var isLast = false

    private enum State {
        case blockHeader
        case stored(left: Int)
        case codes(literals: CodeTable, distances: CodeTable)
        case done
    }

    /// - Parameter more: the next piece of input, empty at its end.
    init(more: @escaping () throws -> [UInt8]) { self.more = more }

    /// Appends about `size` bytes, or fewer at the end; false when there is nothing more.
    mutating func read(_ size: Int, into buffer: inout [UInt8]) throws -> Bool {
        let start = output.count
        while output.count - start < size {
            switch state {
            case .blockHeader: try beginBlock()
            case .stored(let left): try copyStored(left, atMost: size - (output.count - start))
            case .codes(let literals, let distances):
                if try decode(literals, distances, until: start + size) { endBlock() }
            case .done:
                buffer.append(contentsOf: output[start...])
                let hadSome = output.count > start
                output.removeAll()
                return hadSome
            }
        }
        buffer.append(contentsOf: output[start...])
        if output.count > Self.window { output.removeFirst(output.count - Self.window) }
        return true
    }

    private mutating func endBlock() { state = isLast ? .done : .blockHeader }

    private mutating func fill(_ count: Int) throws {
        while bitCount < count {
            if index == input.count {
                input = try more()
                index = 0
                guard !input.isEmpty else { throw ArchiveFault.truncated }
            }
            bits |= UInt64(input[index]) << UInt64(bitCount)
            index += 1
            bitCount += 8
        }
    }

    private mutating func take(_ count: Int) throws -> Int {
        guard count > 0 else { return 0 }
        try fill(count)
        let value = Int(bits & ((1 << UInt64(count)) - 1))
        bits >>= UInt64(count)
        bitCount -= count
        return value
    }

    private mutating func beginBlock() throws {
        isLast = try take(1) == 1
        switch try take(2) {
        case 0:
            _ = try take(bitCount % 8)
            let length = try take(16)
            guard try take(16) == length ^ 0xFFFF else { throw ArchiveFault.badBlock }
            state = .stored(left: length)
        case 1:
            let lengths =
                [UInt8](repeating: 8, count: 144) + [UInt8](repeating: 9, count: 112)
                + [UInt8](repeating: 7, count: 24) + [UInt8](repeating: 8, count: 8)
            state = .codes(
                literals: try CodeTable(lengths), distances: try CodeTable([UInt8](repeating: 5, count: 30)))
        case 2: try readTables()
        default: throw ArchiveFault.badBlock
        }
    }

    private mutating func copyStored(_ left: Int, atMost: Int) throws {
        let count = min(left, max(1, atMost))
        for _ in 0..<(left == 0 ? 0 : count) { output.append(UInt8(try take(8))) }
        if left <= count { endBlock() } else { state = .stored(left: left - count) }
    }

    /// The order in which lengths of the code-length code stand (RFC 1951, 3.2.7).
    private static let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

    private mutating func readTables() throws {
        let literalCount = try take(5) + 257
        let distanceCount = try take(5) + 1
        let codeCount = try take(4) + 4
        guard literalCount <= 286, distanceCount <= 30 else { throw ArchiveFault.badCodes }
        var codeLengths = [UInt8](repeating: 0, count: 19)
        for position in Self.order.prefix(codeCount) { codeLengths[position] = UInt8(try take(3)) }
        let codes = try CodeTable(codeLengths)
        var lengths: [UInt8] = []
        while lengths.count < literalCount + distanceCount {
            let symbol = try symbol(codes)
            switch symbol {
            case 0...15: lengths.append(UInt8(symbol))
            case 16:
                guard let last = lengths.last else { throw ArchiveFault.badCodes }
                lengths += [UInt8](repeating: last, count: try take(2) + 3)
            case 17: lengths += [UInt8](repeating: 0, count: try take(3) + 3)
            default: lengths += [UInt8](repeating: 0, count: try take(7) + 11)
            }
        }
        guard lengths.count == literalCount + distanceCount, lengths[256] > 0 else { throw ArchiveFault.badCodes }
        state = .codes(
            literals: try CodeTable(Array(lengths[..<literalCount])), distances: try CodeTable(Array(lengths[literalCount...])))
    }

    private mutating func symbol(_ table: CodeTable) throws -> Int {
        // At the very end fewer bits than the longest code may be left.
        while true {
            let entry = table.entries[Int(bits & UInt64(table.entries.count - 1))]
            let length = Int(entry & 15)
            if length > 0, length <= bitCount {
                bits >>= UInt64(length)
                bitCount -= length
                return Int(entry >> 4)
            }
            guard bitCount < 15 else { throw ArchiveFault.badCodes }
            try fill(bitCount + 1)
        }
    }

    private static let lengthBases = [
        3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
    ]
    private static let lengthBits = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0]
    private static let distanceBases = [
        1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193,
        12_289, 16_385, 24_577,
    ]
    private static let distanceBits = [
        0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
    ]

    /// Symbols until the block ends (true) or the output has `end` bytes.
    private mutating func decode(_ literals: CodeTable, _ distances: CodeTable, until end: Int) throws -> Bool {
        while output.count < end {
            let symbol = try symbol(literals)
            if symbol < 256 {
                output.append(UInt8(symbol))
                continue
            }
            if symbol == 256 { return true }
            guard symbol <= 285 else { throw ArchiveFault.badCodes }
            let length = Self.lengthBases[symbol - 257] + (try take(Self.lengthBits[symbol - 257]))
            let code = try self.symbol(distances)
            guard code < 30 else { throw ArchiveFault.badDistance }
            let distance = Self.distanceBases[code] + (try take(Self.distanceBits[code]))
            guard distance <= output.count else { throw ArchiveFault.badDistance }
            var from = output.count - distance
            for _ in 0..<length {
                output.append(output[from])
                from += 1
            }
        }
        return false
    }
}

/// A prefix code as a table: the next bits are the index, the entry has the symbol and the code's length.
private struct CodeTable {
    /// Symbol × 16 + length; 0 where no code begins so.
    var entries: [UInt16]

    /// Canonical codes by their lengths (RFC 1951, 3.2.2); 0 is no code.
    init(_ lengths: [UInt8]) throws {
        let longest = Int(lengths.max() ?? 0)
        guard longest <= 15 else { throw ArchiveFault.badCodes }
        entries = [UInt16](repeating: 0, count: 1 << max(1, longest))
        guard longest > 0 else { return }
        var counts = [Int](repeating: 0, count: 16)
        for length in lengths where length > 0 { counts[Int(length)] += 1 }
        var next = [Int](repeating: 0, count: 17)
        var code = 0
        for length in 1...15 {
            next[length] = code
            code = (code + counts[length]) << 1
            // More codes than there is room for.
            guard code <= 1 << (length + 1) else { throw ArchiveFault.badCodes }
        }
        for (symbol, length) in lengths.enumerated() where length > 0 {
            let size = Int(length)
            var reversed = 0
            for bit in 0..<size where next[size] & (1 << bit) != 0 { reversed |= 1 << (size - 1 - bit) }
            next[size] += 1
            let entry = UInt16(symbol << 4 | size)
            for index in stride(from: reversed, to: entries.count, by: 1 << size) { entries[index] = entry }
        }
    }
}
