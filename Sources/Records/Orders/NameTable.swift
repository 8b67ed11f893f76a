// SPDX-License-Identifier: GPL-3.0-or-later

/// Names of many customers in one buffer, without a string for each.
public struct NameColumn: Sendable {
    private var bytes: [UInt8] = []
    private var ends: [Int] = [0]

    public var count: Int { ends.count - 1 }
    public subscript(place: Int) -> String { String(decoding: bytes[ends[place]..<ends[place + 1]], as: UTF8.self) }

    mutating func append(_ buffer: [UInt8], _ start: Int, _ end: Int) {
        bytes.append(contentsOf: buffer[start..<end])
        ends.append(bytes.count)
    }

    func matches(_ place: Int, _ buffer: [UInt8], _ start: Int, _ end: Int) -> Bool {
        let first = ends[place]
        guard ends[place + 1] - first == end - start else { return false }
        for offset in 0..<(end - start) where bytes[first + offset] != buffer[start + offset] { return false }
        return true
    }

    func hash(_ place: Int) -> UInt64 { fnv(bytes, ends[place], ends[place + 1]) }
}

/// Names with the place of each: open addressing over `NameColumn`.
struct NameTable: Sendable {
    private(set) var names = NameColumn()
    private var slots: [Int32] = Array(repeating: -1, count: 1 << 12)

    var count: Int { names.count }

    /// The place of a name; a new one is added.
    mutating func place(_ buffer: [UInt8], _ start: Int, _ end: Int) -> Int {
        var slot = Int(truncatingIfNeeded: fnv(buffer, start, end)) & (slots.count - 1)
        while slots[slot] >= 0 {
            let place = Int(slots[slot])
            if names.matches(place, buffer, start, end) { return place }
            slot = (slot + 1) & (slots.count - 1)
        }
        let place = names.count
        names.append(buffer, start, end)
        slots[slot] = Int32(place)
        if names.count * 2 > slots.count { grow() }
        return place
    }

    mutating func place(_ name: String) -> Int {
        let bytes = Array(name.utf8)
        return place(bytes, 0, bytes.count)
    }

    private mutating func grow() {
        slots = Array(repeating: -1, count: slots.count * 2)
        for place in 0..<names.count {
            var slot = Int(truncatingIfNeeded: names.hash(place)) & (slots.count - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Int32(place)
        }
    }
}

/// FNV-1a (Fowler, Noll & Vo) with a last mix, so that the low bits serve as a table's place.
func fnv(_ bytes: [UInt8], _ start: Int, _ end: Int) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    let span = bytes.span
    for index in start..<end { hash = (hash ^ UInt64(span[index])) &* 0x0000_0100_0000_01B3 }
    hash = (hash ^ (hash >> 32)) &* 0x9E37_79B9_7F4A_7C15
    return hash ^ (hash >> 29)
}

/// Hashes seen so far: open addressing over 64-bit values, 8 bytes an entry.
struct HashSet: Sendable {
    private var slots: [UInt64] = Array(repeating: 0, count: 1 << 12)
    private var count = 0

    /// False when the hash was there already.
    mutating func insert(_ hash: UInt64) -> Bool {
        let value = hash == 0 ? 1 : hash
        var slot = Int(truncatingIfNeeded: value >> 7) & (slots.count - 1)
        while slots[slot] != 0 {
            if slots[slot] == value { return false }
            slot = (slot + 1) & (slots.count - 1)
        }
        slots[slot] = value
        count += 1
        // Up to seven eighths full: a million rows more cost less than twice the memory.
        if count * 8 > slots.count * 7 {
            let old = slots
            slots = Array(repeating: 0, count: old.count * 2)
            for entry in old where entry != 0 {
                var slot = Int(truncatingIfNeeded: entry >> 7) & (slots.count - 1)
                while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
                slots[slot] = entry
            }
        }
        return true
    }
}
