// SPDX-License-Identifier: GPL-3.0-or-later
public import Market

/// Reads `orders.csv` (customer, time, amount; perhaps order, channel, goods) of any size in one pass: 16 bytes an order are kept.
///
/// Rows come in any order. Identical rows count once where order numbers or times of day tell them apart from repeated orders. Amounts below
/// zero are refunds: they lessen the customer's latest purchases up to that day; what is left of a purchase at zero is none.
public enum OrdersReader {
    /// - Parameters:
    ///   - until: orders of later days are left out and counted.
    ///   - columns: names of columns where the header's own are not known.
    public static func read(
        path: String, columns: OrderColumns = OrderColumns(), until: Day? = nil
    ) throws(RecordsError) -> OrderBook {
        try read(path == "-" ? ByteSource.standardInput() : ByteSource(path: path), columns: columns, until: until)
    }

    /// Reads orders from any source.
    public static func read(
        _ source: consuming ByteSource, columns: OrderColumns = OrderColumns(), until: Day? = nil
    ) throws(RecordsError) -> OrderBook {
        var builder = OrderBookBuilder(until: until)
        builder.book.report.file = source.file
        let head = try source.peek(1 << 16)
        let encoding = TextEncoding.detect(head)
        if encoding != .utf8 {
            guard let decoder = TextDecoder(encoding, head: head) else { throw .badEncoding(Place(file: source.file)) }
            source.decoder = decoder
        }
        let line = head.prefix { $0 != 0x0A && $0 != 0x0D }
        let tabs = line.count { $0 == 0x09 }
        let separator: UInt8 = tabs > line.count { $0 == 0x2C } ? 0x09 : 0x2C
        var scanner = try RowScanner(source, separator: separator)
        guard try scanner.next() else { throw .empty(file: scanner.file) }
        let place = Place(file: scanner.file, line: scanner.line)
        var header: [String] = []
        for index in scanner.fields.indices {
            guard let text = scanner.text(index) else { throw .badEncoding(place) }
            header.append(text)
        }
        let positions = try columns.positions(in: header, place: place)
        builder.start(positions, dateOrder: dateOrder(head, separator, column: positions.time))
        while try scanner.next() {
            guard scanner.fields.count == header.count else {
                builder.book.report.drop(.ragged, line: scanner.line, found: "\(scanner.fields.count)")
                continue
            }
            builder.add(scanner, positions)
        }
        guard builder.book.report.rows > 0 else { throw .empty(file: scanner.file) }
        return builder.finished()
    }

    /// Day or month first, as the times at the head of the file show it; they are split plainly, as a hint is all that is wanted.
    private static func dateOrder(_ head: [UInt8], _ separator: UInt8, column: Int) -> DateOrder? {
        let rows = head.split { $0 == 0x0A || $0 == 0x0D }.dropFirst().dropLast()
        return LooseDay.order(
            of: rows.lazy.compactMap { row in
                let fields = row.split(separator: separator, omittingEmptySubsequences: false)
                return column < fields.count ? String(decoding: fields[column].filter { $0 != 0x22 }, as: UTF8.self) : nil
            })
    }
}
