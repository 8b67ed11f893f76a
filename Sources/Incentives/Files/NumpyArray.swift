// SPDX-License-Identifier: GPL-3.0-or-later

/// Element types of NumPy files that are read: little-endian floating point and whole numbers of 4 and 8 bytes.
public enum NumpyKind: String, Sendable, Hashable {
    case f4 = "<f4"
    case f8 = "<f8"
    case i4 = "<i4"
    case i8 = "<i8"

    var size: Int { self == .f4 || self == .i4 ? 4 : 8 }
}

/// A NumPy `.npy` file (format versions 1 to 3, "NEP 1: A Simple File Format for NumPy Arrays"), read by memory map.
public struct NumpyArray: Sendable {
    public let file: String
    public let kind: NumpyKind
    public let shape: [Int]
    /// True when the first index varies fastest.
    public let fortranOrder: Bool
    private let mapped: MappedFile
    private let offset: Int

    /// Opens the file at `path` and checks that it is as long as its header says.
    public init(path: String) throws(IncentivesError) {
        mapped = try MappedFile(path: path)
        file = path
        let all = unsafe mapped.bytes
        let head = unsafe Array(all.prefix(12))
        func bad(_ reason: String) -> IncentivesError { .badNumpy(file: path, reason: reason) }
        guard head.count >= 10, head[0..<6].elementsEqual([0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59]) else { throw bad("magic") }
        let version = head[6]
        guard (1...3).contains(version), version == 1 || head.count == 12 else { throw bad("version") }
        let start = version == 1 ? 10 : 12
        var length = Int(head[8]) | Int(head[9]) << 8
        if version > 1 { length |= Int(head[10]) << 16 | Int(head[11]) << 24 }
        guard length <= 65_536, start + length <= mapped.count else { throw bad("header") }
        let header = unsafe String(decoding: all[start..<(start + length)], as: UTF8.self)
        guard let description = Self.entry("descr", of: header), let order = Self.entry("fortran_order", of: header),
            let shapeText = Self.entry("shape", of: header)
        else { throw bad("header") }
        guard let kind = NumpyKind(rawValue: String(description.filter { $0 != "'" && $0 != "\"" })) else {
            throw bad("descr \(description)")
        }
        let parts = shapeText.filter { $0 != "(" && $0 != ")" && $0 != " " }.split(separator: ",")
        let sizes = parts.compactMap { Int($0) }
        guard sizes.count == parts.count, sizes.allSatisfy({ $0 >= 0 }), sizes.count <= 4 else { throw bad("shape") }
        var elements = 1
        for size in sizes {
            let (product, overflow) = elements.multipliedReportingOverflow(by: size)
            guard !overflow, product <= Int.max / 16 else { throw bad("shape") }
            elements = product
        }
        guard mapped.count - start - length >= elements * kind.size else { throw bad("truncated") }
        self.kind = kind
        shape = sizes
        fortranOrder = order.hasPrefix("True")
        offset = start + length
    }

    /// The first element; good as long as this array lives.
    var bytes: UnsafeRawPointer? { unsafe mapped.bytes.baseAddress.map { unsafe $0 + offset } }

    /// All elements of a one-dimensional array as doubles.
    public func doubles() -> [Double] {
        let count = shape.reduce(1, *)
        let view = unsafe CellView(base: bytes, kind: kind, customerStep: 1, benefitStep: 0)
        return (0..<count).map { view.number(customer: $0, benefit: 0) }
    }

    /// The text of one entry of the header, which is a Python dictionary of three entries.
    private static func entry(_ key: String, of header: String) -> String? {
        for quote in ["'", "\""] {
            guard let start = position(of: "\(quote)\(key)\(quote)", in: header) else { continue }
            var rest = header[start...].drop { $0 == " " }
            guard rest.first == ":" else { return nil }
            rest = rest.dropFirst().drop { $0 == " " }
            if rest.first == "(" { return rest.firstIndex(of: ")").map { String(rest[...$0]) } }
            return String(rest.prefix { $0 != "," && $0 != "}" }.filter { $0 != " " })
        }
        return nil
    }

    /// The position after `needle`.
    private static func position(of needle: String, in text: String) -> String.Index? {
        var start = text.startIndex
        while start < text.endIndex {
            if text[start...].hasPrefix(needle) { return text.index(start, offsetBy: needle.count) }
            start = text.index(after: start)
        }
        return nil
    }

    /// The header of a file of version 1 in C order.
    static func header(kind: String, shape: [Int]) -> [UInt8] {
        let sizes = shape.map(String.init).joined(separator: ", ") + (shape.count == 1 ? "," : "")
        var text = "{'descr': '\(kind)', 'fortran_order': False, 'shape': (\(sizes)), }"
        // The data begin at a multiple of 64 bytes.
        while (10 + text.utf8.count + 1) % 64 != 0 { text += " " }
        text += "\n"
        let length = text.utf8.count
        return [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1, 0, UInt8(length & 255), UInt8(length >> 8)] + Array(text.utf8)
    }
}
