// SPDX-License-Identifier: GPL-3.0-or-later
public import Market

/// Reads `orders.csv` (customer, time, amount; perhaps order, channel, goods, status) of any size in one pass: 24 bytes an order are kept.
///
/// Rows come in any order. Identical rows count once where order numbers or times of day tell them apart from repeated orders. Amounts below
/// zero are refunds: they lessen the customer's latest purchases up to that day; what is left of a purchase at zero is none. Orders whose
/// status says that they were closed or not paid are left out.
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
        OrderBook(try rows(source, columns: columns, until: until))
    }

    /// Reads orders as they stand, to be stored.
    public static func rows(
        _ source: consuming ByteSource, columns: OrderColumns = OrderColumns(), until: Day? = nil
    ) throws(RecordsError) -> OrderRows {
        let head = try OrderHead(&source)
        var scanner = try RowScanner(source, separator: head.separator)
        guard try scanner.next() else { throw .empty(file: scanner.file) }
        let place = Place(file: scanner.file, line: scanner.line)
        var header: [String] = []
        for index in scanner.fields.indices {
            guard let text = scanner.text(index) else { throw .badEncoding(place) }
            header.append(text)
        }
        let positions = try columns.positions(in: header, place: place)
        var parser = OrderRowParser(
            file: scanner.file, positions: positions, until: until, dateOrder: head.dateOrder(column: positions.time))
        while try scanner.next() {
            guard scanner.fields.count == header.count else {
                parser.rows.report.drop(.ragged, line: scanner.line, found: "\(scanner.fields.count)")
                continue
            }
            parser.add(scanner)
        }
        guard parser.rows.report.rows > 0 else { throw .empty(file: scanner.file) }
        return parser.rows
    }

    /// True when the first row names a customer, a time and an amount, and no spend: orders, not a report on advertising. The source can be
    /// read from its beginning afterwards.
    public static func recognises(_ source: inout ByteSource) throws(RecordsError) -> Bool {
        let stored = try source.peek(1 << 16)
        var head = ByteSource(bytes: stored, file: source.file)
        guard ForeignContent.of(stored) == nil, let start = try? OrderHead(&head),
            var scanner = try? RowScanner(head, separator: start.separator), (try? scanner.next()) == true
        else { return false }
        let header = scanner.fields.indices.map { scanner.text($0) ?? "" }
        let spend = Set(HeaderSynonyms.taobao[.spend] ?? [])
        return !header.contains { spend.contains(HeaderName($0).plain) }
            && (try? OrderColumns().positions(in: header, place: Place(file: source.file))) != nil
    }
}

/// What the beginning of an orders file tells.
private struct OrderHead {
    let separator: UInt8
    private let rows: [ArraySlice<UInt8>]

    /// Looks at the beginning and sets the decoder of the source.
    init(_ source: inout ByteSource) throws(RecordsError) {
        let stored = try source.peek(1 << 16)
        let encoding = TextEncoding.detect(stored)
        if encoding != .utf8 {
            guard let decoder = TextDecoder(encoding, head: stored) else { throw .badEncoding(Place(file: source.file)) }
            source.decoder = decoder
        }
        let line = stored.prefix { $0 != 0x0A && $0 != 0x0D }
        let tabs = line.count { $0 == 0x09 }
        separator = tabs > line.count { $0 == 0x2C } ? 0x09 : 0x2C
        rows = stored.split { $0 == 0x0A || $0 == 0x0D }.dropFirst().dropLast()
    }

    /// Day or month first, as the times at the head of the file show it; rows are split plainly, as a hint is all that is wanted.
    func dateOrder(column: Int) -> DateOrder? {
        LooseDay.order(
            of: rows.lazy.compactMap { row in
                let fields = row.split(separator: separator, omittingEmptySubsequences: false)
                return column < fields.count ? String(decoding: fields[column].filter { $0 != 0x22 }, as: UTF8.self) : nil
            })
    }
}
