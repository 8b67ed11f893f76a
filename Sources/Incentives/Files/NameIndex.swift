// SPDX-License-Identifier: GPL-3.0-or-later

/// Rows by name, for millions of names: the bytes in one block and an open hash table of row numbers.
struct NameIndex {
    private(set) var bytes: [UInt8] = []
    private(set) var ends: [Int] = []
    private var slots = [Int32](repeating: -1, count: 1 << 12)

    var count: Int { ends.count }

    init() {}

    /// An index of names that are there already, each once.
    init(bytes: [UInt8], ends: [Int]) {
        self.bytes = bytes
        self.ends = ends
        var size = 1 << 12
        while size < 2 * ends.count + 2 { size *= 2 }
        fill(size)
    }

    /// The row of a name; nil when there is none.
    func find(_ name: UnsafeRawBufferPointer) -> Int? {
        var slot = Int(truncatingIfNeeded: unsafe Self.hash(name)) & (slots.count - 1)
        while slots[slot] >= 0 {
            if unsafe matches(Int(slots[slot]), name) { return Int(slots[slot]) }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    /// The row of a name, which is new when it was not there.
    mutating func row(_ name: UnsafeRawBufferPointer) -> Int {
        if let last = ends.indices.last, unsafe matches(last, name) { return last }
        if ends.count * 2 >= slots.count { grow() }
        var slot = Int(truncatingIfNeeded: unsafe Self.hash(name)) & (slots.count - 1)
        while slots[slot] >= 0 {
            let row = Int(slots[slot])
            if unsafe matches(row, name) { return row }
            slot = (slot + 1) & (slots.count - 1)
        }
        slots[slot] = Int32(truncatingIfNeeded: ends.count)
        unsafe bytes.append(contentsOf: name)
        ends.append(bytes.count)
        return ends.count - 1
    }

    private func matches(_ row: Int, _ name: UnsafeRawBufferPointer) -> Bool {
        let start = row == 0 ? 0 : ends[row - 1]
        guard ends[row] - start == name.count else { return false }
        for i in 0..<name.count where unsafe bytes[start + i] != name[i] { return false }
        return true
    }

    private mutating func grow() { fill(slots.count * 4) }

    private mutating func fill(_ size: Int) {
        slots = Array(repeating: -1, count: size)
        unsafe bytes.withUnsafeBytes { all in
            for row in ends.indices {
                let start = row == 0 ? 0 : ends[row - 1]
                var slot = unsafe Int(truncatingIfNeeded: Self.hash(UnsafeRawBufferPointer(rebasing: all[start..<ends[row]])))
                slot &= slots.count - 1
                while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
                slots[slot] = Int32(truncatingIfNeeded: row)
            }
        }
    }

    /// FNV-1a, folded.
    private static func hash(_ name: UnsafeRawBufferPointer) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for i in 0..<name.count { hash = unsafe (hash ^ UInt64(name[i])) &* 0x0000_0100_0000_01B3 }
        return hash ^ (hash >> 29)
    }

    /// Rows in the order of their names, by bytes; nil when they are in it already.
    func order() -> [Int]? {
        func precedes(_ a: Int, _ b: Int) -> Bool {
            let x = bytes[(a == 0 ? 0 : ends[a - 1])..<ends[a]]
            let y = bytes[(b == 0 ? 0 : ends[b - 1])..<ends[b]]
            // Names of digits alone are compared as numbers when neither begins with a zero.
            if x.count != y.count, Self.isNumber(x), Self.isNumber(y) { return x.count < y.count }
            return x.lexicographicallyPrecedes(y)
        }
        if ends.indices.dropFirst().allSatisfy({ !precedes($0, $0 - 1) }) { return nil }
        return ends.indices.sorted { precedes($0, $1) }
    }

    private static func isNumber(_ name: ArraySlice<UInt8>) -> Bool {
        name.first != 0x30 && name.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
    }

    /// The names, in another order where one is given.
    func names(_ order: [Int]?) -> CustomerNames {
        guard let order else { return CustomerNames(storage: .names(bytes: bytes, ends: ends)) }
        var sorted: [UInt8] = []
        sorted.reserveCapacity(bytes.count)
        var sortedEnds: [Int] = []
        sortedEnds.reserveCapacity(ends.count)
        for row in order {
            sorted.append(contentsOf: bytes[(row == 0 ? 0 : ends[row - 1])..<ends[row]])
            sortedEnds.append(sorted.count)
        }
        return CustomerNames(storage: .names(bytes: sorted, ends: sortedEnds))
    }
}
