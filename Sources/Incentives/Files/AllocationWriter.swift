// SPDX-License-Identifier: GPL-3.0-or-later

/// Writes who gets what: complete or not at all.
public struct AllocationWriter: Sendable {
    /// Rows and cells of the input that were dropped: with any, an existing file is not replaced unless `replacesPartial`.
    public var dropped: Int
    /// Replaces an existing file even by a partial allocation.
    public var replacesPartial: Bool

    public init(dropped: Int = 0, replacesPartial: Bool = false) {
        self.dropped = dropped
        self.replacesPartial = replacesPartial
    }

    /// Throws when a file at `path` must not be replaced.
    public func check(_ path: String) throws(IncentivesError) {
        if dropped > 0, !replacesPartial, AtomicOutput.exists(path) { throw .partial(file: path, badRows: dropped) }
    }

    /// `customer,benefit` of every customer, with an empty benefit for none. With `givenOnly`, of those who get one.
    public func writeCSV(_ allocation: Allocation, of table: AllocationTable, to path: String, givenOnly: Bool = false)
        throws(IncentivesError)
    {
        try check(path)
        var output = try AtomicOutput(path: path)
        let names = table.benefits.map { Self.field(Array($0.utf8)[...]) }
        var buffer = Array("customer,benefit\n".utf8)
        buffer.reserveCapacity(1 << 17)
        var name: [UInt8] = []
        for (row, choice) in allocation.choices.enumerated() where choice > 0 || !givenOnly {
            name.removeAll(keepingCapacity: true)
            table.customers.write(row: row, to: &name)
            if Self.needsQuotes(name[...]) { name = Self.field(name[...]) }
            buffer.append(contentsOf: name)
            buffer.append(0x2C)
            if choice > 0 { buffer.append(contentsOf: names[Int(choice) - 1]) }
            buffer.append(0x0A)
            if buffer.count > 1 << 16 {
                try output.write(buffer)
                buffer.removeAll(keepingCapacity: true)
            }
        }
        try output.write(buffer)
        try output.commit()
    }

    /// A NumPy file of one byte a customer: the benefit's column from 1 on, 0 for none.
    public func writeNumpy(_ allocation: Allocation, to path: String) throws(IncentivesError) {
        try check(path)
        var output = try AtomicOutput(path: path)
        try output.write(NumpyArray.header(kind: "|u1", shape: [allocation.choices.count]))
        try output.write(allocation.choices)
        try output.commit()
    }

    /// True for a field that cannot stand in a file as it is.
    static func needsQuotes(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.contains { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }
    }

    /// A field as it stands in a file: quoted where it has to be.
    static func field(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        guard needsQuotes(bytes) else { return Array(bytes) }
        return [0x22] + bytes.flatMap { $0 == 0x22 ? [0x22, 0x22] : [$0] } + [0x22]
    }
}
