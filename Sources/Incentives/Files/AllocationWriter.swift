// SPDX-License-Identifier: GPL-3.0-or-later

/// Writes who gets what: complete or not at all.
public struct AllocationWriter: Sendable {
    /// Rows of the input that were dropped: with any, an existing file is not replaced unless `replacesPartial`.
    public var droppedRows: Int
    /// Replaces an existing file even by a partial allocation.
    public var replacesPartial: Bool

    public init(droppedRows: Int = 0, replacesPartial: Bool = false) {
        self.droppedRows = droppedRows
        self.replacesPartial = replacesPartial
    }

    private func check(_ path: String) throws(IncentivesError) {
        if droppedRows > 0, !replacesPartial, AtomicOutput.exists(path) { throw .partial(file: path, badRows: droppedRows) }
    }

    /// `customer,benefit` of every customer, with an empty benefit for none. With `givenOnly`, of those who get one.
    public func writeCSV(_ allocation: Allocation, of table: AllocationTable, to path: String, givenOnly: Bool = false)
        throws(IncentivesError)
    {
        try check(path)
        var output = try AtomicOutput(path: path)
        let names = table.benefits.map { Self.field(Array($0.utf8)) }
        var buffer = Array("customer,benefit\n".utf8)
        for (row, choice) in allocation.choices.enumerated() where choice > 0 || !givenOnly {
            var name: [UInt8] = []
            table.customers.write(row: row, to: &name)
            buffer.append(contentsOf: Self.field(name))
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

    /// A field as it stands in a file: quoted where it has to be.
    private static func field(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.contains(where: { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }) else { return bytes }
        return [0x22] + bytes.flatMap { $0 == 0x22 ? [0x22, 0x22] : [$0] } + [0x22]
    }
}
