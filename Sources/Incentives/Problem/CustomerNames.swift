// SPDX-License-Identifier: GPL-3.0-or-later

/// Names of customers by row: row numbers where a file has none, else the names' bytes in one block.
public struct CustomerNames: Sendable, Hashable {
    enum Storage: Sendable, Hashable {
        case rows(Int)
        /// Name i is bytes[ends[i − 1]..<ends[i]].
        case names(bytes: [UInt8], ends: [Int])
    }

    var storage: Storage

    /// `count` customers named 0, 1, 2 …
    public static func rows(_ count: Int) -> CustomerNames { CustomerNames(storage: .rows(max(0, count))) }

    /// Customers by name.
    public init(_ names: [String]) {
        var bytes: [UInt8] = []
        var ends: [Int] = []
        for name in names {
            bytes.append(contentsOf: name.utf8)
            ends.append(bytes.count)
        }
        storage = .names(bytes: bytes, ends: ends)
    }

    init(storage: Storage) { self.storage = storage }

    public var count: Int {
        switch storage {
        case .rows(let count): count
        case .names(_, let ends): ends.count
        }
    }

    /// The name of a row.
    public subscript(row: Int) -> String {
        switch storage {
        case .rows: "\(row)"
        case .names(let bytes, let ends): String(decoding: bytes[(row == 0 ? 0 : ends[row - 1])..<ends[row]], as: UTF8.self)
        }
    }

    /// The row of a name; nil when there is none.
    public func row(of name: String) -> Int? {
        switch storage {
        case .rows(let count):
            guard let row = Int(name), row >= 0, row < count else { return nil }
            return row
        case .names(let bytes, let ends):
            let wanted = Array(name.utf8)
            var start = 0
            for (row, end) in ends.enumerated() {
                if end - start == wanted.count, bytes[start..<end].elementsEqual(wanted) { return row }
                start = end
            }
            return nil
        }
    }

    /// Appends the bytes of a row's name.
    func write(row: Int, to buffer: inout [UInt8]) {
        switch storage {
        case .rows: buffer.append(contentsOf: "\(row)".utf8)
        case .names(let bytes, let ends): buffer.append(contentsOf: bytes[(row == 0 ? 0 : ends[row - 1])..<ends[row]])
        }
    }
}

/// Finds rows by name, for many names.
struct CustomerLookup {
    private let rows: Int
    private let index: NameIndex?

    fileprivate init(_ names: CustomerNames) {
        rows = names.count
        index =
            switch names.storage {
            case .rows: nil
            case .names(let bytes, let ends): NameIndex(bytes: bytes, ends: ends)
            }
    }

    /// The row of a name; nil when there is none.
    func find(_ name: UnsafeRawBufferPointer) -> Int? {
        if let index { return unsafe index.find(name) }
        guard name.count > 0 && name.count <= 10 else { return nil }
        var row = 0
        for i in 0..<name.count {
            let byte = unsafe name[i]
            guard byte >= 0x30, byte <= 0x39 else { return nil }
            row = row * 10 + Int(byte - 0x30)
        }
        return row < rows ? row : nil
    }
}

extension CustomerNames {
    /// A way to find many of them.
    func lookup() -> CustomerLookup { CustomerLookup(self) }
}
